using ZkRollup.Crypto.Curves;

namespace ZkRollup.Prover.Kzg;

/// <summary>Reads reference strings from files of others. Nothing in them is trusted: every point and every power is checked.</summary>
/// <remarks>
/// The bytes never make these methods throw; failures of the device do, and so does cancellation. A file of 2^25 powers is read in
/// blocks; only the powers asked for are read, kept and checked.
/// </remarks>
public static class ReferenceStringReader
{
    /// <summary>The part of the work that is reading and checking points; the rest is the check of powers against each other.</summary>
    private const double PointsShare = 0.8;

    /// <summary>Reads a file of snarkjs for BLS12-381, before or after its second phase was prepared.</summary>
    /// <param name="stream">The file; can seek; read from its beginning to its end.</param>
    /// <param name="count">Powers to read, at least 2, or 0 for all.</param>
    /// <param name="result">The string, or null unless Success.</param>
    /// <param name="progress">Receives the part done, from 0 to 1.</param>
    /// <param name="cancellation">Checked between slices of a few milliseconds.</param>
    /// <returns>Success, or the first cause of rejection with its index and offset.</returns>
    /// <exception cref="ArgumentException">The stream cannot seek, or the number is negative or 1.</exception>
    public static ReferenceStringReadResult TryReadPtau(
        Stream stream,
        int count,
        out ReferenceString? result,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        result = null;
        RequireArguments(stream, count);
        ReferenceStringReadResult verdict = PtauLayout.TryRead(stream, out PtauLayout layout);
        return verdict.IsSuccess
            ? TryReadPoints(stream, layout.Places, Encoding.Montgomery, count, out result, progress, cancellation)
            : verdict;
    }

    /// <summary>Reads the raw layout of public ceremonies: uncompressed powers of 96 bytes, then [1]G2 and [τ]G2 of 192 bytes.</summary>
    /// <param name="stream">The file; can seek; its length gives the number of powers, 2^25 in the public files.</param>
    /// <param name="count">Powers to read, at least 2, or 0 for all.</param>
    /// <param name="result">The string, or null unless Success.</param>
    /// <param name="progress">Receives the part done, from 0 to 1.</param>
    /// <param name="cancellation">Checked between slices of a few milliseconds.</param>
    /// <returns>Success, or the first cause of rejection with its index and offset.</returns>
    /// <exception cref="ArgumentException">The stream cannot seek, or the number is negative or 1.</exception>
    public static ReferenceStringReadResult TryReadCeremony(
        Stream stream,
        int count,
        out ReferenceString? result,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        result = null;
        RequireArguments(stream, count);
        long length = stream.Length - (2 * PointBlock.G2Length);
        long powers = length / PointBlock.G1Length;
        if (length < 2 * PointBlock.G1Length)
        {
            return new(ReferenceStringStatus.Truncated, stream.Length, Detail: "expected two powers and two points of G2");
        }

        if (length % PointBlock.G1Length != 0 || powers > Array.MaxLength)
        {
            string detail = $"expected 96·n + 384 bytes with n ≤ {Array.MaxLength}, got {stream.Length}";
            return new(ReferenceStringStatus.WrongStructure, stream.Length, Detail: detail);
        }

        Places places = new(0, (int)powers, length);
        return TryReadPoints(stream, places, Encoding.Uncompressed, count, out result, progress, cancellation);
    }

    /// <summary>Reads two points of G2 that lie one after the other, both in the subgroup and not infinity.</summary>
    internal static ReferenceStringReadResult TryReadG2(
        Stream stream, long offset, Encoding encoding, out G2Affine first, out G2Affine second)
    {
        first = second = default;
        byte[] bytes = new byte[2 * PointBlock.G2Length];
        stream.Position = offset;
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length < bytes.Length)
        {
            return new(ReferenceStringStatus.Truncated, offset + length, Detail: "points of G2");
        }

        Span<G2Affine> points = stackalloc G2Affine[2];
        for (int i = 0; i < points.Length; i++)
        {
            ReadOnlySpan<byte> part = bytes.AsSpan(i * PointBlock.G2Length, PointBlock.G2Length);
            PointDecodeResult cause = encoding == Encoding.Montgomery
                ? MontgomeryEncoding.TryReadG2(part, out points[i])
                : G2Affine.TryReadUncompressed(part, out points[i]);
            if (cause != PointDecodeResult.Success || points[i].IsInfinity)
            {
                return new(PointBlock.Status(cause), offset + (i * PointBlock.G2Length), i, $"point of G2: {cause}");
            }
        }

        (first, second) = (points[0], points[1]);
        return default;
    }

    private static ReferenceStringReadResult TryReadPoints(
        Stream stream,
        Places places,
        Encoding encoding,
        int count,
        out ReferenceString? result,
        IProgress<double>? progress,
        CancellationToken cancellation)
    {
        result = null;
        if (count > places.PowerCount)
        {
            return new(ReferenceStringStatus.TooFewPowers, Detail: $"expected {count}, got {places.PowerCount}");
        }

        ReferenceStringReadResult verdict = TryReadG2(stream, places.G2Offset, encoding, out G2Affine g2, out G2Affine tauG2);
        if (!verdict.IsSuccess)
        {
            return verdict;
        }

        G1Affine[] powers = new G1Affine[count == 0 ? places.PowerCount : count];
        PointBlock.Decoder decode =
            encoding == Encoding.Montgomery ? MontgomeryEncoding.TryReadG1 : G1Affine.TryReadUncompressedUnchecked;
        PartialProgress? points = PartialProgress.Of(progress, 0, PointsShare);
        verdict = PointBlock.TryRead(stream, places.PowersOffset, powers, decode, checkSubgroup: true, points, cancellation);
        if (verdict.IsSuccess)
        {
            verdict = ReferenceStringCheck.Ends(powers, g2, tauG2);
        }

        if (verdict.IsSuccess)
        {
            PartialProgress? consistency = PartialProgress.Of(progress, PointsShare, 1);
            verdict = ReferenceStringCheck.Consistency(powers, tauG2, consistency, cancellation);
            verdict = verdict.IsSuccess ? verdict : verdict with { Offset = places.PowersOffset + (verdict.Index * PointBlock.G1Length) };
        }

        result = verdict.IsSuccess ? new(powers, tauG2) : null;
        return verdict;
    }

    private static void RequireArguments(Stream stream, int count)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
        {
            throw new ArgumentException("Expected a stream that can seek.", nameof(stream));
        }

        if (count is < 0 or 1)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "Expected 0 or at least 2 powers.");
        }
    }

    /// <summary>How points are written.</summary>
    internal enum Encoding
    {
        /// <summary>As <see cref="MontgomeryEncoding"/> reads them.</summary>
        Montgomery,

        /// <summary>As <see cref="G1Affine.TryReadUncompressed"/> and <see cref="G2Affine.TryReadUncompressed"/> read them.</summary>
        Uncompressed,
    }

    /// <summary>Where the points lie in a file.</summary>
    /// <param name="PowersOffset">Byte of the first power.</param>
    /// <param name="PowerCount">Number of powers.</param>
    /// <param name="G2Offset">Byte of [1]G2, which [τ]G2 follows.</param>
    internal readonly record struct Places(long PowersOffset, int PowerCount, long G2Offset);
}
