using ZkRollup.Crypto.Curves;

namespace ZkRollup.Prover.Kzg;

/// <summary>Reads many encoded points of G1 from a stream, block after block, each decoded and checked on all cores.</summary>
internal static class PointBlock
{
    /// <summary>Bytes of a point of G1 in every format read here.</summary>
    internal const int G1Length = 96;

    /// <summary>Bytes of a point of G2 in every format read here.</summary>
    internal const int G2Length = 192;

    private const int BlockPoints = 1 << 16;
    private const int SlicePoints = 256;

    /// <summary>Decodes a point of the curve, inside the subgroup or not.</summary>
    internal delegate PointDecodeResult Decoder(ReadOnlySpan<byte> bytes, out G1Affine point);

    /// <summary>Fills an array with points, none of them infinity.</summary>
    /// <param name="stream">Can seek.</param>
    /// <param name="offset">Byte of the stream where the first point begins.</param>
    /// <param name="points">Receives the points.</param>
    /// <param name="decode">The encoding.</param>
    /// <param name="checkSubgroup">False where a digest vouches for the points.</param>
    /// <param name="progress">Receives the part done, from 0 to 1.</param>
    /// <param name="cancellation">Checked between slices.</param>
    internal static ReferenceStringReadResult TryRead(
        Stream stream,
        long offset,
        G1Affine[] points,
        Decoder decode,
        bool checkSubgroup,
        IProgress<double>? progress,
        CancellationToken cancellation)
    {
        ParallelOptions options = new() { CancellationToken = cancellation };
        byte[] block = new byte[Math.Min(BlockPoints, points.Length) * G1Length];
        stream.Position = offset;
        for (int start = 0; start < points.Length; start += BlockPoints)
        {
            int count = Math.Min(BlockPoints, points.Length - start);
            int length = stream.ReadAtLeast(block.AsSpan(0, count * G1Length), count * G1Length, throwOnEndOfStream: false);
            if (length < count * G1Length)
            {
                int index = start + (length / G1Length);
                return new(ReferenceStringStatus.Truncated, offset + ((long)start * G1Length) + length, index);
            }

            (int bad, PointDecodeResult cause) = Decode(block, points, start, count, decode, options);
            if (bad < 0 && checkSubgroup)
            {
                bad = SubgroupCheck.FindOutside(points, start, count, options);
                cause = PointDecodeResult.NotInSubgroup;
            }

            if (bad >= 0)
            {
                return new(Status(cause), offset + ((long)bad * G1Length), bad, $"point of G1: {Describe(cause)}");
            }

            progress?.Report((double)(start + count) / points.Length);
        }

        return default;
    }

    /// <summary>The status of a decoding; Success stands for a decoded infinity, which no string contains.</summary>
    internal static ReferenceStringStatus Status(PointDecodeResult result) => result switch
    {
        PointDecodeResult.Success => ReferenceStringStatus.Infinity,
        PointDecodeResult.NotOnCurve => ReferenceStringStatus.NotOnCurve,
        PointDecodeResult.NotInSubgroup => ReferenceStringStatus.NotInSubgroup,
        _ => ReferenceStringStatus.NotCanonical,
    };

    private static string Describe(PointDecodeResult cause) =>
        cause == PointDecodeResult.Success ? "infinity" : cause.ToString();

    /// <summary>Returns the first point that is infinity or does not decode, and why, or −1.</summary>
    private static (int Index, PointDecodeResult Cause) Decode(
        byte[] block, G1Affine[] points, int start, int count, Decoder decode, ParallelOptions options)
    {
        Lock gate = new();
        (int Index, PointDecodeResult Cause) first = (int.MaxValue, default);
        Parallel.For(0, (count + SlicePoints - 1) / SlicePoints, options, slice =>
        {
            int end = Math.Min(count, (slice + 1) * SlicePoints);
            for (int i = slice * SlicePoints; i < end; i++)
            {
                PointDecodeResult cause = decode(block.AsSpan(i * G1Length, G1Length), out points[start + i]);
                if (cause == PointDecodeResult.Success && !points[start + i].IsInfinity)
                {
                    continue;
                }

                lock (gate)
                {
                    first = start + i < first.Index ? (start + i, cause) : first;
                }

                return;
            }
        });
        return first.Index == int.MaxValue ? (-1, default) : first;
    }
}
