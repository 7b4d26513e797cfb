using System.Runtime.InteropServices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>A point (X/ZZ, Y/ZZZ) of the curve y² = x³ + 4 over Fp with ZZ³ = ZZZ²; ZZ = 0 is infinity.</summary>
/// <remarks>
/// The accumulator of bucket sums: an affine point is added with the fewest products.
/// Every operation is right for equal, opposite and infinite operands, and its result may alias them. Exceptional cases are found by
/// branches: no operand may be secret.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly struct G1Xyzz
{
    private readonly XyzzPoint<Fp> _point;

    private G1Xyzz(in XyzzPoint<Fp> point) => _point = point;

    /// <summary>The neutral element, (1, 1, 0, 0).</summary>
    public static G1Xyzz Infinity => new(XyzzPoint<Fp>.Infinity);

    /// <summary>True for the neutral element.</summary>
    public bool IsInfinity => _point.IsInfinity;

    /// <summary>The same point with ZZ = ZZZ = 1.</summary>
    public static G1Xyzz FromAffine(in G1Affine point) => new(XyzzPoint<Fp>.FromAffine(point.Point));

    /// <summary>Sets <paramref name="result"/> to a + b. Cost: 14 field products.</summary>
    public static void Add(in G1Xyzz a, in G1Xyzz b, out G1Xyzz result)
    {
        XyzzPoint<Fp>.Add(a._point, b._point, out XyzzPoint<Fp> sum);
        result = new(sum);
    }

    /// <summary>Sets <paramref name="result"/> to a + b for an affine b. Cost: 10 field products.</summary>
    public static void AddMixed(in G1Xyzz a, in G1Affine b, out G1Xyzz result)
    {
        XyzzPoint<Fp>.AddMixed(a._point, b.Point, out XyzzPoint<Fp> sum);
        result = new(sum);
    }

    /// <summary>Sets <paramref name="result"/> to 2a. Cost: 9 field products.</summary>
    public static void Double(in G1Xyzz a, out G1Xyzz result)
    {
        XyzzPoint<Fp>.Double(a._point, out XyzzPoint<Fp> twice);
        result = new(twice);
    }

    /// <summary>The same point in Jacobian coordinates. Cost: 2 field products.</summary>
    public G1Jacobian ToJacobian() => new(_point.ToJacobian());
}
