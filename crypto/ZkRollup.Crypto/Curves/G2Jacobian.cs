using System.Runtime.InteropServices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>A point (X/Z², Y/Z³) of the curve y² = x³ + 4(u + 1) over Fp2; Z = 0 is infinity.</summary>
/// <remarks>
/// Every operation is right for equal, opposite and infinite operands, and its result may alias them. Exceptional cases are found by
/// branches: no operand may be secret.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly struct G2Jacobian : IEquatable<G2Jacobian>
{
    internal readonly JacobianPoint<Fp2> Point;

    /// <summary>The triple (X, Y, Z), checked for nothing.</summary>
    public G2Jacobian(in Fp2 x, in Fp2 y, in Fp2 z) => Point = new(x, y, z);

    internal G2Jacobian(in JacobianPoint<Fp2> point) => Point = point;

    /// <summary>The neutral element, (1, 1, 0).</summary>
    public static G2Jacobian Infinity => new(JacobianPoint<Fp2>.Infinity);

    /// <summary>The generator of G2.</summary>
    public static G2Jacobian Generator => FromAffine(G2Affine.Generator);

    /// <summary>X.</summary>
    public Fp2 X => Point.X;

    /// <summary>Y.</summary>
    public Fp2 Y => Point.Y;

    /// <summary>Z; 0 at infinity.</summary>
    public Fp2 Z => Point.Z;

    /// <summary>True for the neutral element.</summary>
    public bool IsInfinity => Point.IsInfinity;

    /// <summary>The same point with Z = 1.</summary>
    public static G2Jacobian FromAffine(in G2Affine point) => new(JacobianPoint<Fp2>.FromAffine(point.Point));

    /// <summary>Sets <paramref name="result"/> to a + b. Cost: 16 field products.</summary>
    public static void Add(in G2Jacobian a, in G2Jacobian b, out G2Jacobian result)
    {
        JacobianPoint<Fp2>.Add(a.Point, b.Point, out JacobianPoint<Fp2> sum);
        result = new(sum);
    }

    /// <summary>Sets <paramref name="result"/> to a + b for an affine b. Cost: 11 field products.</summary>
    public static void AddMixed(in G2Jacobian a, in G2Affine b, out G2Jacobian result)
    {
        JacobianPoint<Fp2>.AddMixed(a.Point, b.Point, out JacobianPoint<Fp2> sum);
        result = new(sum);
    }

    /// <summary>Sets <paramref name="result"/> to 2a. Cost: 7 field products.</summary>
    public static void Double(in G2Jacobian a, out G2Jacobian result)
    {
        JacobianPoint<Fp2>.Double(a.Point, out JacobianPoint<Fp2> twice);
        result = new(twice);
    }

    /// <summary>[scalar]·this, by a signed window of five bits. Time depends on the scalar, which must not be secret.</summary>
    public G2Jacobian MultiplyVarTime(in Fr scalar)
    {
        ScalarMultiplication.MultiplyVarTime(Point, scalar, out JacobianPoint<Fp2> product);
        return new(product);
    }

    /// <summary>The sum of [scalars[i]]·points[i], by Pippenger's buckets on one thread. Nothing may be secret.</summary>
    /// <param name="points">Points of the curve; infinity, repeated and opposite points are allowed.</param>
    /// <param name="scalars">One scalar a point.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static G2Jacobian SumOfProductsVarTime(ReadOnlySpan<G2Affine> points, ReadOnlySpan<Fr> scalars)
    {
        ReadOnlySpan<AffinePoint<Fp2>> pairs = MemoryMarshal.Cast<G2Affine, AffinePoint<Fp2>>(points);
        ScalarMultiplication.SumOfProductsVarTime(pairs, scalars, out JacobianPoint<Fp2> sum);
        return new(sum);
    }

    /// <summary>Maps a field element to the subgroup: the simplified SWU map, an isogeny and <see cref="ClearCofactor"/>.</summary>
    /// <remarks>RFC 9380, section 8.8. Not a random oracle: that needs two elements from a hash, and the sum of their images.</remarks>
    public static G2Jacobian MapVarTime(in Fp2 element) =>
        new G2Jacobian(MapToCurve<Fp2, G2MapCurve>.MapVarTime(element)).ClearCofactor();

    /// <summary>A point of the subgroup, equal to [h]·this for the effective cofactor h of RFC 9380, section 8.8.</summary>
    /// <remarks>For this on the curve; other inputs give no meaningful result.</remarks>
    public G2Jacobian ClearCofactor()
    {
        G2Curve.ClearCofactor(Point, out JacobianPoint<Fp2> cleared);
        return new(cleared);
    }

    /// <summary>The point as (x, y), with one inversion.</summary>
    public G2Affine ToAffine() => new(Point.ToAffine());

    /// <summary>Converts all points with one inversion in all.</summary>
    /// <param name="points">The points; infinity is allowed.</param>
    /// <param name="result">Receives as many pairs.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void BatchToAffine(ReadOnlySpan<G2Jacobian> points, Span<G2Affine> result) =>
        JacobianPoint<Fp2>.BatchToAffine(
            MemoryMarshal.Cast<G2Jacobian, JacobianPoint<Fp2>>(points), MemoryMarshal.Cast<G2Affine, AffinePoint<Fp2>>(result));

    /// <summary>a + b.</summary>
    public static G2Jacobian operator +(G2Jacobian a, G2Jacobian b)
    {
        Add(a, b, out G2Jacobian result);
        return result;
    }

    /// <summary>a − b.</summary>
    public static G2Jacobian operator -(G2Jacobian a, G2Jacobian b)
    {
        Add(a, -b, out G2Jacobian result);
        return result;
    }

    /// <summary>−a.</summary>
    public static G2Jacobian operator -(G2Jacobian a) => new(a.Point.Negated);

    /// <summary>True if a and b stand for the same point.</summary>
    public static bool operator ==(G2Jacobian a, G2Jacobian b) => a.Equals(b);

    /// <summary>True if a and b stand for different points.</summary>
    public static bool operator !=(G2Jacobian a, G2Jacobian b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(G2Jacobian other) => JacobianPoint<Fp2>.AreEqual(Point, other.Point);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is G2Jacobian other && Equals(other);

    /// <summary>The hash of the affine point, since triples of one point differ; costs an inversion.</summary>
    public override int GetHashCode() => ToAffine().GetHashCode();

    /// <summary>The affine point in hexadecimal, or the word infinity.</summary>
    public override string ToString() => ToAffine().ToString();
}
