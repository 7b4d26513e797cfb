using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>Encodings of points, strict: every accepted string is the only one of its point. Subgroups are left to the caller.</summary>
/// <remarks>
/// With flags, after ZCash (draft-irtf-cfrg-pairing-friendly-curves-11, appendix C): coefficients of 48 bytes, big-endian, highest degree
/// first; in the first byte, bit 7 says compressed, bit 6 infinity, bit 5 that y is the larger root. After EIP-2537: coefficients of 64
/// bytes, big-endian, lowest degree first; infinity is all zero.
/// </remarks>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
/// <typeparam name="TCurve">The curve.</typeparam>
internal static class PointEncoding<TField, TCurve>
    where TField : unmanaged, IField<TField>
    where TCurve : struct, ICurve<TField>
{
    private const byte CompressedFlag = 0x80;
    private const byte InfinityFlag = 0x40;
    private const byte LargestFlag = 0x20;
    private const byte FlagMask = CompressedFlag | InfinityFlag | LargestFlag;
    private const int DegreeMax = 2;
    private const int PaddedLength = 64;
    private const int PaddingLength = PaddedLength - Fp.ByteLength;

    private static int CoordinateLength => TCurve.Degree * Fp.ByteLength;

    internal static PointDecodeResult TryReadCompressed(ReadOnlySpan<byte> bytes, out AffinePoint<TField> point)
    {
        point = default;
        if (bytes.Length != CoordinateLength)
        {
            return PointDecodeResult.WrongLength;
        }

        int flags = bytes[0] & FlagMask;
        if (flags == (CompressedFlag | InfinityFlag))
        {
            return IsZeroButFlags(bytes) ? PointDecodeResult.Success : PointDecodeResult.InfinityNotZero;
        }

        if (flags is not CompressedFlag and not (CompressedFlag | LargestFlag))
        {
            return PointDecodeResult.WrongFlags;
        }

        if (!TryReadCoordinate(bytes, out TField x))
        {
            return PointDecodeResult.NotCanonical;
        }

        if (!TCurve.TrySquareRootVarTime((x * x * x) + TCurve.B, out TField y))
        {
            return PointDecodeResult.NotOnCurve;
        }

        bool largest = (flags & LargestFlag) != 0;
        point = new(x, TCurve.IsLexicographicallyLargest(y) == largest ? y : -y);
        return PointDecodeResult.Success;
    }

    internal static PointDecodeResult TryReadUncompressed(ReadOnlySpan<byte> bytes, out AffinePoint<TField> point)
    {
        point = default;
        if (bytes.Length != 2 * CoordinateLength)
        {
            return PointDecodeResult.WrongLength;
        }

        int flags = bytes[0] & FlagMask;
        if (flags == InfinityFlag)
        {
            return IsZeroButFlags(bytes) ? PointDecodeResult.Success : PointDecodeResult.InfinityNotZero;
        }

        if (flags != 0)
        {
            return PointDecodeResult.WrongFlags;
        }

        // The second coordinate has no flags: its top bits make it p or more.
        if (!TryReadCoordinate(bytes[..CoordinateLength], out TField x)
            || (bytes[CoordinateLength] & FlagMask) != 0
            || !TryReadCoordinate(bytes[CoordinateLength..], out TField y))
        {
            return PointDecodeResult.NotCanonical;
        }

        AffinePoint<TField> candidate = new(x, y);
        if (candidate.IsInfinity)
        {
            return PointDecodeResult.WrongFlags;
        }

        return AcceptOnCurve(candidate, out point);
    }

    internal static PointDecodeResult TryReadEip2537(ReadOnlySpan<byte> bytes, out AffinePoint<TField> point)
    {
        point = default;
        int length = TCurve.Degree * PaddedLength;
        if (bytes.Length != 2 * length)
        {
            return PointDecodeResult.WrongLength;
        }

        PointDecodeResult result = TryReadPadded(bytes[..length], out TField x);
        if (result != PointDecodeResult.Success)
        {
            return result;
        }

        result = TryReadPadded(bytes[length..], out TField y);
        return result == PointDecodeResult.Success ? AcceptOnCurve(new(x, y), out point) : result;
    }

    /// <summary>Reads one coordinate in the padded form of EIP-2537.</summary>
    /// <returns>Success, WrongLength, PaddingNotZero or NotCanonical.</returns>
    internal static PointDecodeResult TryReadPadded(ReadOnlySpan<byte> bytes, out TField value)
    {
        value = default;
        if (bytes.Length != TCurve.Degree * PaddedLength)
        {
            return PointDecodeResult.WrongLength;
        }

        Span<Fp> coefficients = stackalloc Fp[DegreeMax];
        for (int i = 0; i < TCurve.Degree; i++)
        {
            ReadOnlySpan<byte> part = bytes.Slice(i * PaddedLength, PaddedLength);
            if (part[..PaddingLength].ContainsAnyExcept((byte)0))
            {
                return PointDecodeResult.PaddingNotZero;
            }

            if (!Fp.TryReadBigEndian(part[PaddingLength..], out coefficients[i]))
            {
                return PointDecodeResult.NotCanonical;
            }
        }

        value = TCurve.FromCoefficients(coefficients);
        return PointDecodeResult.Success;
    }

    internal static void WriteCompressed(in AffinePoint<TField> point, Span<byte> destination)
    {
        destination = destination[..CoordinateLength];
        WriteCoordinate(point.X, destination);
        destination[0] |= (byte)(CompressedFlag | (point.IsInfinity ? InfinityFlag
            : TCurve.IsLexicographicallyLargest(point.Y) ? LargestFlag : 0));
    }

    internal static void WriteUncompressed(in AffinePoint<TField> point, Span<byte> destination)
    {
        destination = destination[..(2 * CoordinateLength)];
        WriteCoordinate(point.X, destination[..CoordinateLength]);
        WriteCoordinate(point.Y, destination[CoordinateLength..]);
        destination[0] |= (byte)(point.IsInfinity ? InfinityFlag : 0);
    }

    internal static void WriteEip2537(in AffinePoint<TField> point, Span<byte> destination)
    {
        int length = TCurve.Degree * PaddedLength;
        destination = destination[..(2 * length)];
        WritePadded(point.X, destination[..length]);
        WritePadded(point.Y, destination[length..]);
    }

    private static PointDecodeResult AcceptOnCurve(in AffinePoint<TField> candidate, out AffinePoint<TField> point)
    {
        bool accepted = candidate.IsOnCurve<TCurve>();
        point = accepted ? candidate : default;
        return accepted ? PointDecodeResult.Success : PointDecodeResult.NotOnCurve;
    }

    private static bool IsZeroButFlags(ReadOnlySpan<byte> bytes) =>
        (bytes[0] & ~FlagMask) == 0 && !bytes[1..].ContainsAnyExcept((byte)0);

    /// <summary>Reads coefficients of 48 bytes, highest degree first, ignoring the flags in the first byte.</summary>
    private static bool TryReadCoordinate(ReadOnlySpan<byte> bytes, out TField value)
    {
        Span<Fp> coefficients = stackalloc Fp[DegreeMax];
        Span<byte> part = stackalloc byte[Fp.ByteLength];
        value = default;
        for (int i = 0; i < TCurve.Degree; i++)
        {
            bytes.Slice(i * Fp.ByteLength, Fp.ByteLength).CopyTo(part);
            part[0] &= (byte)(i == 0 ? ~FlagMask : byte.MaxValue);
            if (!Fp.TryReadBigEndian(part, out coefficients[TCurve.Degree - 1 - i]))
            {
                return false;
            }
        }

        value = TCurve.FromCoefficients(coefficients);
        return true;
    }

    private static void WriteCoordinate(in TField value, Span<byte> destination)
    {
        Span<Fp> coefficients = stackalloc Fp[DegreeMax];
        TCurve.WriteCoefficients(value, coefficients);
        for (int i = 0; i < TCurve.Degree; i++)
        {
            coefficients[TCurve.Degree - 1 - i].WriteBigEndian(destination.Slice(i * Fp.ByteLength, Fp.ByteLength));
        }
    }

    private static void WritePadded(in TField value, Span<byte> destination)
    {
        Span<Fp> coefficients = stackalloc Fp[DegreeMax];
        TCurve.WriteCoefficients(value, coefficients);
        for (int i = 0; i < TCurve.Degree; i++)
        {
            Span<byte> part = destination.Slice(i * PaddedLength, PaddedLength);
            part[..PaddingLength].Clear();
            coefficients[i].WriteBigEndian(part[PaddingLength..]);
        }
    }
}
