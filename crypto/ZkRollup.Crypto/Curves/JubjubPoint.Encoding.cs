using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

public readonly partial struct JubjubPoint
{
    /// <summary>Bytes of the uncompressed encoding: x, then y, each 32 bytes little-endian.</summary>
    public const int UncompressedLength = 64;

    /// <summary>Bytes of the compressed encoding: y little-endian, the parity of x in the top bit.</summary>
    public const int CompressedLength = 32;

    private const int SignByte = CompressedLength - 1;
    private const byte SignBit = 0x80;

    /// <summary>Reads an uncompressed point: any point of the curve, in the subgroup or not.</summary>
    /// <returns>False, with the identity, for a wrong length, a coordinate not below r, or a point off the curve.</returns>
    public static bool TryReadUncompressed(ReadOnlySpan<byte> bytes, out JubjubPoint result)
    {
        result = Identity;
        return bytes.Length == UncompressedLength
            && Fr.TryReadLittleEndian(bytes[..Fr.ByteLength], out Fr x)
            && Fr.TryReadLittleEndian(bytes[Fr.ByteLength..], out Fr y)
            && TryFromAffine(x, y, out result);
    }

    /// <summary>Writes x, then y, each 32 bytes little-endian.</summary>
    /// <param name="destination">Receives 64 bytes.</param>
    public void WriteUncompressed(Span<byte> destination)
    {
        ToAffine(out Fr x, out Fr y);
        x.WriteLittleEndian(destination[..Fr.ByteLength]);
        y.WriteLittleEndian(destination[Fr.ByteLength..UncompressedLength]);
    }

    /// <summary>Reads a compressed point: any point of the curve, in the subgroup or not. Time depends on the point.</summary>
    /// <remarks>
    /// x² = (y² − 1)/(1 + d·y²). The denominator is never zero, since −1/d is no square. Each point has one encoding: y not below r is
    /// rejected, and so is the sign bit with x = 0.
    /// </remarks>
    /// <returns>False, with the identity, for a wrong length, y not below r, no such x, or x = 0 with the sign bit.</returns>
    public static bool TryReadCompressedVarTime(ReadOnlySpan<byte> bytes, out JubjubPoint result)
    {
        result = Identity;
        if (bytes.Length != CompressedLength)
        {
            return false;
        }

        Span<byte> yBytes = stackalloc byte[CompressedLength];
        bytes.CopyTo(yBytes);
        bool isOdd = (yBytes[SignByte] & SignBit) != 0;
        yBytes[SignByte] &= unchecked((byte)~SignBit);
        if (!Fr.TryReadLittleEndian(yBytes, out Fr y))
        {
            return false;
        }

        Fr yy = y * y;
        _ = Fr.TryInvert(Fr.One + (D * yy), out Fr inverse);
        if (!Fr.TrySquareRootVarTime((yy - Fr.One) * inverse, out Fr x) || (x.IsZero && isOdd))
        {
            return false;
        }

        result = FromAffineUnchecked(x.IsOdd == isOdd ? x : -x, y);
        return true;
    }

    /// <summary>Writes y little-endian with the parity of x in the top bit.</summary>
    /// <param name="destination">Receives 32 bytes.</param>
    public void WriteCompressed(Span<byte> destination)
    {
        ToAffine(out Fr x, out Fr y);
        y.WriteLittleEndian(destination[..CompressedLength]);
        destination[SignByte] |= (byte)(x.IsOdd ? SignBit : 0);
    }
}
