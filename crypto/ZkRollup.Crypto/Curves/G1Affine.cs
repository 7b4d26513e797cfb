using System.Runtime.InteropServices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>A point of the curve y² = x³ + 4 over Fp as a pair (x, y), or infinity, held as (0, 0).</summary>
/// <remarks>
/// The constructor checks nothing: a value may lie off the curve or outside the subgroup G1 of order r until
/// <see cref="IsOnCurve"/> and <see cref="IsInSubgroup"/> say otherwise. Decoders check both unless their name ends in Unchecked.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct G1Affine : IEquatable<G1Affine>
{
    internal readonly AffinePoint<Fp> Point;

    /// <summary>The pair (x, y), checked for nothing.</summary>
    public G1Affine(in Fp x, in Fp y) => Point = new(x, y);

    internal G1Affine(in AffinePoint<Fp> point) => Point = point;

    /// <summary>The neutral element, (0, 0), which is not a solution of the equation.</summary>
    public static G1Affine Infinity => default;

    /// <summary>The generator of G1.</summary>
    public static G1Affine Generator => new(G1Curve.Generator);

    /// <summary>x; 0 at infinity.</summary>
    public Fp X => Point.X;

    /// <summary>y; 0 at infinity.</summary>
    public Fp Y => Point.Y;

    /// <summary>True for the neutral element.</summary>
    public bool IsInfinity => Point.IsInfinity;

    /// <summary>True for infinity and for solutions of the equation.</summary>
    public bool IsOnCurve => Point.IsOnCurve<G1Curve>();

    /// <summary>True for points of the curve whose order divides r.</summary>
    /// <remarks>False off the curve. By an endomorphism: see <see cref="G1Curve"/>.</remarks>
    public bool IsInSubgroup => IsOnCurve && G1Curve.IsInSubgroup(Point);

    /// <summary>−a.</summary>
    public static G1Affine operator -(G1Affine a) => new(a.Point.Negated);

    /// <summary>True if a and b are the same pair.</summary>
    public static bool operator ==(G1Affine a, G1Affine b) => a.Equals(b);

    /// <summary>True if a and b differ.</summary>
    public static bool operator !=(G1Affine a, G1Affine b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(G1Affine other) => X == other.X && Y == other.Y;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is G1Affine other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((X.GetHashCode() * 31) + Y.GetHashCode());

    /// <summary>(x, y) in hexadecimal, or the word infinity.</summary>
    public override string ToString() => IsInfinity ? "infinity" : $"({X}, {Y})";
}
