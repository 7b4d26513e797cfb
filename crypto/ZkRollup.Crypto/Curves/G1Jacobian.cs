using System.Runtime.InteropServices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>A point (X/Z², Y/Z³) of the curve y² = x³ + 4 over Fp; Z = 0 is infinity.</summary>
/// <remarks>
/// Every operation is right for equal, opposite and infinite operands, and its result may alias them. Exceptional cases are found by
/// branches: no operand may be secret.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly struct G1Jacobian : IEquatable<G1Jacobian>
{
    internal readonly JacobianPoint<Fp> Point;

    /// <summary>The triple (X, Y, Z), checked for nothing.</summary>
    public G1Jacobian(in Fp x, in Fp y, in Fp z) => Point = new(x, y, z);

    internal G1Jacobian(in JacobianPoint<Fp> point) => Point = point;

    /// <summary>The neutral element, (1, 1, 0).</summary>
    public static G1Jacobian Infinity => new(JacobianPoint<Fp>.Infinity);

    /// <summary>The generator of G1.</summary>
    public static G1Jacobian Generator => FromAffine(G1Affine.Generator);

    /// <summary>X.</summary>
    public Fp X => Point.X;

    /// <summary>Y.</summary>
    public Fp Y => Point.Y;

    /// <summary>Z; 0 at infinity.</summary>
    public Fp Z => Point.Z;

    /// <summary>True for the neutral element.</summary>
    public bool IsInfinity => Point.IsInfinity;

    /// <summary>The same point with Z = 1.</summary>
    public static G1Jacobian FromAffine(in G1Affine point) => new(JacobianPoint<Fp>.FromAffine(point.Point));

    /// <summary>Sets <paramref name="result"/> to a + b. Cost: 16 field products.</summary>
    public static void Add(in G1Jacobian a, in G1Jacobian b, out G1Jacobian result)
    {
        JacobianPoint<Fp>.Add(a.Point, b.Point, out JacobianPoint<Fp> sum);
        result = new(sum);
    }

    /// <summary>Sets <paramref name="result"/> to a + b for an affine b. Cost: 11 field products.</summary>
    public static void AddMixed(in G1Jacobian a, in G1Affine b, out G1Jacobian result)
    {
        JacobianPoint<Fp>.AddMixed(a.Point, b.Point, out JacobianPoint<Fp> sum);
        result = new(sum);
    }

    /// <summary>Sets <paramref name="result"/> to 2a. Cost: 7 field products.</summary>
    public static void Double(in G1Jacobian a, out G1Jacobian result)
    {
        JacobianPoint<Fp>.Double(a.Point, out JacobianPoint<Fp> twice);
        result = new(twice);
    }

    /// <summary>[scalar]·this, by a signed window of five bits. Time depends on the scalar, which must not be secret.</summary>
    public G1Jacobian MultiplyVarTime(in Fr scalar)
    {
        ScalarMultiplication.MultiplyVarTime(Point, scalar, out JacobianPoint<Fp> product);
        return new(product);
    }

    /// <summary>The sum of [scalars[i]]·points[i], by Pippenger's buckets on one thread. Nothing may be secret.</summary>
    /// <param name="points">Points of the curve; infinity, repeated and opposite points are allowed.</param>
    /// <param name="scalars">One scalar a point.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static G1Jacobian SumOfProductsVarTime(ReadOnlySpan<G1Affine> points, ReadOnlySpan<Fr> scalars)
    {
        ReadOnlySpan<AffinePoint<Fp>> pairs = MemoryMarshal.Cast<G1Affine, AffinePoint<Fp>>(points);
        ScalarMultiplication.SumOfProductsVarTime(pairs, scalars, out JacobianPoint<Fp> sum);
        return new(sum);
    }

    /// <summary>Maps a field element to the subgroup: the simplified SWU map, an isogeny and <see cref="ClearCofactor"/>.</summary>
    /// <remarks>RFC 9380, section 8.8. Not a random oracle: that needs two elements from a hash, and the sum of their images.</remarks>
    public static G1Jacobian MapVarTime(in Fp element) =>
        new G1Jacobian(MapToCurve<Fp, G1MapCurve>.MapVarTime(element)).ClearCofactor();

    /// <summary>A point of the subgroup, equal to [h]·this for the effective cofactor h of RFC 9380, section 8.8.</summary>
    /// <remarks>For this on the curve; other inputs give no meaningful result.</remarks>
    public G1Jacobian ClearCofactor()
    {
        G1Curve.ClearCofactor(Point, out JacobianPoint<Fp> cleared);
        return new(cleared);
    }

    /// <summary>The point as (x, y), with one inversion.</summary>
    public G1Affine ToAffine() => new(Point.ToAffine());

    /// <summary>As <see cref="ToAffine"/>, several times faster; time depends on Z, which must not be secret.</summary>
    public G1Affine ToAffineVarTime() => Fp.TryInvertVarTime(Z, out Fp inverse) ? new(Point.Scale(inverse)) : G1Affine.Infinity;

    /// <summary>Converts all points with one inversion in all.</summary>
    /// <param name="points">The points; infinity is allowed.</param>
    /// <param name="result">Receives as many pairs.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void BatchToAffine(ReadOnlySpan<G1Jacobian> points, Span<G1Affine> result) =>
        JacobianPoint<Fp>.BatchToAffine(
            MemoryMarshal.Cast<G1Jacobian, JacobianPoint<Fp>>(points), MemoryMarshal.Cast<G1Affine, AffinePoint<Fp>>(result));

    /// <summary>a + b.</summary>
    public static G1Jacobian operator +(G1Jacobian a, G1Jacobian b)
    {
        Add(a, b, out G1Jacobian result);
        return result;
    }

    /// <summary>a − b.</summary>
    public static G1Jacobian operator -(G1Jacobian a, G1Jacobian b)
    {
        Add(a, -b, out G1Jacobian result);
        return result;
    }

    /// <summary>−a.</summary>
    public static G1Jacobian operator -(G1Jacobian a) => new(a.Point.Negated);

    /// <summary>True if a and b stand for the same point.</summary>
    public static bool operator ==(G1Jacobian a, G1Jacobian b) => a.Equals(b);

    /// <summary>True if a and b stand for different points.</summary>
    public static bool operator !=(G1Jacobian a, G1Jacobian b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(G1Jacobian other) => JacobianPoint<Fp>.AreEqual(Point, other.Point);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is G1Jacobian other && Equals(other);

    /// <summary>The hash of the affine point, since triples of one point differ; costs an inversion.</summary>
    public override int GetHashCode() => ToAffine().GetHashCode();

    /// <summary>The affine point in hexadecimal, or the word infinity.</summary>
    public override string ToString() => ToAffine().ToString();
}
