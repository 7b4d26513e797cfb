using System.Runtime.InteropServices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>A point of the curve y² = x³ + 4 over Fp as a pair (x, y), or infinity, held as (0, 0).</summary>
/// <remarks>
/// The constructor checks nothing: a value may lie off the curve or outside the subgroup G1 of order r until
/// <see cref="IsOnCurve"/> and <see cref="IsInSubgroup"/> say otherwise. Decoders check both unless their name ends in Unchecked.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly struct G1Affine : IEquatable<G1Affine>
{
    internal readonly AffinePoint<Fp> Point;

    /// <summary>Bytes of the compressed encoding: 48.</summary>
    public const int CompressedLength = 48;

    /// <summary>Bytes of the uncompressed encoding: 96.</summary>
    public const int UncompressedLength = 96;

    /// <summary>Bytes of the encoding of EIP-2537: 128.</summary>
    public const int Eip2537Length = 128;

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

    /// <summary>Reads the compressed encoding of exactly 48 bytes: x, the sign of y and three flags, as ZCash defined it.</summary>
    /// <returns>The first cause of rejection, subgroup included, or Success; the point is infinity unless Success.</returns>
    public static PointDecodeResult TryReadCompressed(ReadOnlySpan<byte> bytes, out G1Affine point) =>
        InSubgroup(TryReadCompressedUnchecked(bytes, out point), ref point);

    /// <summary>As <see cref="TryReadCompressed"/>, but accepts points of the curve outside the subgroup.</summary>
    public static PointDecodeResult TryReadCompressedUnchecked(ReadOnlySpan<byte> bytes, out G1Affine point)
    {
        PointDecodeResult result = PointEncoding<Fp, G1Curve>.TryReadCompressed(bytes, out AffinePoint<Fp> pair);
        point = new(pair);
        return result;
    }

    /// <summary>Reads the uncompressed encoding of exactly 96 bytes: x and y with the same three flags.</summary>
    /// <returns>The first cause of rejection, subgroup included, or Success; the point is infinity unless Success.</returns>
    public static PointDecodeResult TryReadUncompressed(ReadOnlySpan<byte> bytes, out G1Affine point) =>
        InSubgroup(TryReadUncompressedUnchecked(bytes, out point), ref point);

    /// <summary>As <see cref="TryReadUncompressed"/>, but accepts points of the curve outside the subgroup.</summary>
    public static PointDecodeResult TryReadUncompressedUnchecked(ReadOnlySpan<byte> bytes, out G1Affine point)
    {
        PointDecodeResult result = PointEncoding<Fp, G1Curve>.TryReadUncompressed(bytes, out AffinePoint<Fp> pair);
        point = new(pair);
        return result;
    }

    /// <summary>Reads the encoding of EIP-2537, exactly 128 bytes: coordinates padded to 64 bytes, all zero for infinity.</summary>
    /// <returns>The first cause of rejection, subgroup included, or Success; the point is infinity unless Success.</returns>
    public static PointDecodeResult TryReadEip2537(ReadOnlySpan<byte> bytes, out G1Affine point) =>
        InSubgroup(TryReadEip2537Unchecked(bytes, out point), ref point);

    /// <summary>As <see cref="TryReadEip2537"/>, but accepts points of the curve outside the subgroup, as the EIP does in sums.</summary>
    public static PointDecodeResult TryReadEip2537Unchecked(ReadOnlySpan<byte> bytes, out G1Affine point)
    {
        PointDecodeResult result = PointEncoding<Fp, G1Curve>.TryReadEip2537(bytes, out AffinePoint<Fp> pair);
        point = new(pair);
        return result;
    }

    /// <summary>Writes the compressed encoding.</summary>
    /// <param name="destination">Receives 48 bytes.</param>
    public void WriteCompressed(Span<byte> destination) => PointEncoding<Fp, G1Curve>.WriteCompressed(Point, destination);

    /// <summary>Writes the uncompressed encoding.</summary>
    /// <param name="destination">Receives 96 bytes.</param>
    public void WriteUncompressed(Span<byte> destination) => PointEncoding<Fp, G1Curve>.WriteUncompressed(Point, destination);

    /// <summary>Writes the encoding of EIP-2537.</summary>
    /// <param name="destination">Receives 128 bytes.</param>
    public void WriteEip2537(Span<byte> destination) => PointEncoding<Fp, G1Curve>.WriteEip2537(Point, destination);

    private static PointDecodeResult InSubgroup(PointDecodeResult result, ref G1Affine point)
    {
        if (result != PointDecodeResult.Success || G1Curve.IsInSubgroup(point.Point))
        {
            return result;
        }

        point = Infinity;
        return PointDecodeResult.NotInSubgroup;
    }

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
