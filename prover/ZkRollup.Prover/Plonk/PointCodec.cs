using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Plonk;

/// <summary>Points of keys and proofs: the encoding of EIP-2537 without its padding. Infinity is all zero; there are no flags.</summary>
internal static class PointCodec
{
    /// <summary>Bytes of a point of G1.</summary>
    internal const int G1Length = 2 * Fp.ByteLength;

    /// <summary>Bytes of a point of G2: x.c0, x.c1, y.c0, y.c1.</summary>
    internal const int G2Length = 4 * Fp.ByteLength;

    private const int PaddedLength = 64;
    private const int Padding = PaddedLength - Fp.ByteLength;

    /// <summary>Writes a point of G1.</summary>
    internal static void Write(in G1Affine point, Span<byte> destination)
    {
        Span<byte> padded = stackalloc byte[G1Affine.Eip2537Length];
        point.WriteEip2537(padded);
        Unpad(padded, destination[..G1Length]);
    }

    /// <summary>Writes a point of G2.</summary>
    internal static void Write(in G2Affine point, Span<byte> destination)
    {
        Span<byte> padded = stackalloc byte[G2Affine.Eip2537Length];
        point.WriteEip2537(padded);
        Unpad(padded, destination[..G2Length]);
    }

    /// <summary>Reads a point of the curve, which may lie outside the subgroup.</summary>
    /// <returns>Success, WrongLength, NotCanonical or NotOnCurve.</returns>
    internal static PointDecodeResult TryReadUnchecked(ReadOnlySpan<byte> bytes, out G1Affine point)
    {
        point = default;
        if (bytes.Length != G1Length)
        {
            return PointDecodeResult.WrongLength;
        }

        Span<byte> padded = stackalloc byte[G1Affine.Eip2537Length];
        Pad(bytes, padded);
        return G1Affine.TryReadEip2537Unchecked(padded, out point);
    }

    /// <summary>Reads a point of G2.</summary>
    /// <returns>Success, WrongLength, NotCanonical, NotOnCurve or NotInSubgroup.</returns>
    internal static PointDecodeResult TryRead(ReadOnlySpan<byte> bytes, out G2Affine point)
    {
        point = default;
        if (bytes.Length != G2Length)
        {
            return PointDecodeResult.WrongLength;
        }

        Span<byte> padded = stackalloc byte[G2Affine.Eip2537Length];
        Pad(bytes, padded);
        return G2Affine.TryReadEip2537(padded, out point);
    }

    private static void Pad(ReadOnlySpan<byte> bytes, Span<byte> padded)
    {
        padded.Clear();
        for (int i = 0; i * Fp.ByteLength < bytes.Length; i++)
        {
            bytes.Slice(i * Fp.ByteLength, Fp.ByteLength).CopyTo(padded[((i * PaddedLength) + Padding)..]);
        }
    }

    private static void Unpad(ReadOnlySpan<byte> padded, Span<byte> bytes)
    {
        for (int i = 0; i * Fp.ByteLength < bytes.Length; i++)
        {
            padded.Slice((i * PaddedLength) + Padding, Fp.ByteLength).CopyTo(bytes[(i * Fp.ByteLength)..]);
        }
    }
}
