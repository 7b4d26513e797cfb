using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu;

namespace ZkRollup.Prover.Kzg;

/// <summary><see cref="GroupTransform"/> on eight points at a time, in the lanes of a vector.</summary>
/// <remarks>
/// <para>
/// With j = 8·j₂ + j₁ and i = i₁ + (n/8)·i₂, the transform is eight transforms of n/8 points, one for each j₁, then products with
/// ω^(−i₁·j₁), then transforms of eight points over j₁. The first eight are the lanes of a vector: they have the same twiddles, so the
/// digits of these, and with them all branches, are the same in every lane. Only the products in between have a scalar for each lane;
/// the factor 1/n comes with them at no cost.
/// </para>
/// <para>
/// Points stay in Jacobian coordinates. Affine ones, all butterflies advancing together with a shared inversion, would need 6 products
/// instead of 11 for an addition but as many, 7, for a doubling, and three in four steps are doublings: a seventh of the products
/// saved, against passes over memory for every step. Here a product of a point touches 20 KiB.
/// </para>
/// <para>Cost for n = 2^14: 5.3·n products of a point with a scalar. Memory: 192 bytes a point besides operand and result.</para>
/// </remarks>
internal static unsafe class LaneGroupTransform
{
    /// <summary>Binary logarithm of the smallest size: the last step takes eight values of eight transforms.</summary>
    internal const int Log2SizeMin = 6;

    private const int SliceRows = 16;

    /// <inheritdoc cref="GroupTransform.Inverse"/>
    /// <param name="points">n points of the subgroup, n a power of two and at least 2^<see cref="Log2SizeMin"/>.</param>
    /// <param name="progress">Receives the part done, from 0 to 1.</param>
    /// <param name="cancellation">Checked between slices of some milliseconds.</param>
    internal static G1Affine[] Inverse(ReadOnlySpan<G1Affine> points, IProgress<double>? progress, CancellationToken cancellation)
    {
        int log2 = BitOperations.Log2((uint)points.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(log2, Log2SizeMin);
        int log2Rows = log2 - 3;
        using NativeBuffer<G1Lanes> values = new(1L << log2Rows);
        for (int i = 0; i < points.Length; i++)
        {
            G1Lanes.WriteLane(values.Pointer + Reverse(i >> 3, log2Rows), i & 7, G1Jacobian.FromAffine(points[i]));
        }

        ParallelOptions options = new() { CancellationToken = cancellation };
        LaneTwiddles trivial = LaneTwiddles.Create();
        int level = log2Rows & 1;
        if (level == 1)
        {
            Pairs(values.Pointer, 1 << log2Rows, options);
        }

        for (; level < log2Rows; level += 2)
        {
            Quads(values.Pointer, log2Rows, level, trivial, options);
            progress?.Report((level + 2.0) / (log2 + 1));
        }

        G1Affine[] result = new G1Affine[points.Length];
        Join(values.Pointer, log2, trivial, result, options);
        progress?.Report(1);
        return result;
    }

    /// <summary>The inverse of the root of unity of order 2^log2.</summary>
    internal static Fr InverseRoot(int log2)
    {
        _ = Fr.TryInvert(Fr.RootOfUnity(log2), out Fr root);
        return root;
    }

    /// <summary>The lower bits in reverse order.</summary>
    internal static int Reverse(int value, int bits)
    {
        int result = 0;
        for (int i = 0; i < bits; i++)
        {
            result |= ((value >> i) & 1) << (bits - 1 - i);
        }

        return result;
    }

    /// <summary>The first level, without twiddles.</summary>
    private static void Pairs(G1Lanes* values, int rows, ParallelOptions options) =>
        ForSlices(rows / 2, SliceRows, options, (transformer, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                transformer.Pair(values + (2L * i), values + (2L * i) + 1);
            }
        });

    /// <summary>Joins transforms of 2^level rows to transforms of four times as many.</summary>
    /// <remarks>Rows with the same twiddles follow each other, so that these are recoded once for all of them.</remarks>
    private static void Quads(G1Lanes* values, int log2Rows, int level, LaneTwiddles trivial, ParallelOptions options)
    {
        int quarter = 1 << level;
        int log2Blocks = log2Rows - level - 2;
        Fr root = InverseRoot(level + 2);
        ForSlices(1 << (log2Rows - 2), SliceRows / 4, options, (transformer, start, end) =>
        {
            int index = start >> log2Blocks;
            Fr power = Fr.PowVarTime(root, [(ulong)index]);
            LaneTwiddles twiddles = trivial.For(power);
            for (int i = start; i < end; i++)
            {
                if (i >> log2Blocks != index)
                {
                    index++;
                    power *= root;
                    twiddles = trivial.For(power);
                }

                long block = i & ((1 << log2Blocks) - 1);
                transformer.Quad(values + (block * 4 * quarter) + index, quarter, twiddles);
            }
        });
    }

    private static void Join(G1Lanes* values, int log2, LaneTwiddles trivial, G1Affine[] result, ParallelOptions options)
    {
        int rows = result.Length / 8;
        _ = Fr.TryInvert(Fr.FromUInt64((ulong)result.Length), out Fr inverse);
        SharedScalar scale = new(inverse);
        LaneTwiddles eighth = trivial.For(InverseRoot(3));
        Fr root = InverseRoot(log2);
        ForSlices(rows / 8, 1, options, (transformer, block, _) =>
        {
            Span<Fr> powers = stackalloc Fr[8];
            powers[0] = Fr.PowVarTime(root, [(ulong)block * 8]);
            for (int lane = 1; lane < 8; lane++)
            {
                powers[lane] = powers[lane - 1] * root;
            }

            Span<G1Affine> joined = new G1Affine[64];
            transformer.Join(values + (8L * block), powers, scale, eighth, joined);
            for (int k = 0; k < 8; k++)
            {
                joined.Slice(8 * k, 8).CopyTo(result.AsSpan((k * rows) + (8 * block)));
            }
        });
    }

    private static void ForSlices(int count, int size, ParallelOptions options, Action<LaneTransformer, int, int> body) =>
        Parallel.For(
            0,
            (count + size - 1) / size,
            options,
            () => new LaneTransformer(),
            (slice, _, transformer) =>
            {
                body(transformer, slice * size, Math.Min(count, (slice + 1) * size));
                return transformer;
            },
            transformer => transformer.Dispose());
}
