using ZkRollup.Crypto.Curves;

namespace ZkRollup.Prover.Cpu.Msm;

/// <summary>Turns bucket sums B_k into Σ (k + 1)·B_k for many windows at once.</summary>
/// <remarks>
/// With k = j·2^l + i, Σ k·B_k = Σ i·S_i + 2^l·Σ j·T_j for S_i = Σ_j B_k and T_j = Σ_i B_k. The sums S and T are batches of
/// affine additions, twice over; only the sixteenth roots that remain are summed point by point.
/// </remarks>
internal static unsafe class BucketReducer
{
    /// <summary>Points of several groups of 2^Bits weights; −1 in Index stands for an absent point.</summary>
    internal sealed class Groups(NativeBuffer<double> points, int[] index, int bits) : IDisposable
    {
        internal NativeBuffer<double> Points { get; } = points;

        internal int[] Index { get; } = index;

        internal int Bits { get; } = bits;

        internal int Count => Index.Length >> Bits;

        public void Dispose() => Points.Dispose();
    }

    /// <summary>The low half of the bits, rounded up, so that both halves fit groups of one width.</summary>
    internal static int HalfBits(int bits) => (bits + 1) / 2;

    /// <summary>Splits each group: group 2g of the result holds the sums S of group g, group 2g + 1 the sums T.</summary>
    internal static Groups Split(double* points, ReadOnlySpan<int> index, int bits, SegmentSummer summer)
    {
        int low = HalfBits(bits);
        int size = 1 << low;
        int groups = index.Length >> bits;
        int[] result = new int[groups * 2 * size];
        Array.Fill(result, -1);
        using NativeBuffer<int> entries = new(2L * index.Length);
        using NativeBuffer<int> lengths = new(result.Length);
        int entryCount = 0;
        int runs = 0;
        for (int run = 0; run < result.Length; run++)
        {
            int weight = run & (size - 1);
            ReadOnlySpan<int> group = index.Slice(run / (2 * size) << bits, 1 << bits);
            bool byLow = (run / size & 1) == 0;
            int from = entryCount;
            int first = byLow ? weight : weight << low;
            int step = byLow ? size : 1;
            int end = byLow ? group.Length : Math.Min(group.Length, first + size);
            for (int k = first; k < end; k += step)
            {
                if (group[k] >= 0)
                {
                    entries.Pointer[entryCount++] = group[k];
                }
            }

            if (entryCount > from)
            {
                lengths.Pointer[runs] = entryCount - from;
                result[run] = runs++;
            }
        }

        double* sums = summer.Sum(points, entries.Pointer, lengths.Pointer, runs, entryCount);
        NativeBuffer<double> compact = new((long)runs * LanePoint.Size);
        for (int run = 0; run < runs; run++)
        {
            LanePoint.Copy(
                compact.Pointer + ((long)run * LanePoint.Size),
                sums + ((long)entries.Pointer[run] * LanePoint.Size),
                negate: false);
        }

        return new Groups(compact, result, low);
    }

    /// <summary>Returns Σ (k + 1)·B_k from the two levels of sums: four groups of group g's halves' halves.</summary>
    /// <param name="quarters">Result of splitting the result of a split.</param>
    /// <param name="window">Number of the original group.</param>
    /// <param name="halfBits">Low bits of the first split.</param>
    internal static G1Jacobian Combine(Groups quarters, int window, int halfBits)
    {
        G1Jacobian low = Weigh(quarters, (4 * window) + 1, out _);
        low = ShiftAndAdd(low, quarters.Bits, Weigh(quarters, 4 * window, out G1Jacobian total));
        G1Jacobian high = Weigh(quarters, (4 * window) + 3, out _);
        high = ShiftAndAdd(high, quarters.Bits, Weigh(quarters, (4 * window) + 2, out _));
        return ShiftAndAdd(high, halfBits, low) + total;
    }

    /// <summary>2^bits·high + low.</summary>
    internal static G1Jacobian ShiftAndAdd(G1Jacobian high, int bits, in G1Jacobian low)
    {
        for (int i = 0; i < bits; i++)
        {
            G1Jacobian.Double(high, out high);
        }

        G1Jacobian.Add(high, low, out high);
        return high;
    }

    /// <summary>Σ i·P_i by running sums, and Σ P_i.</summary>
    private static G1Jacobian Weigh(Groups groups, int group, out G1Jacobian total)
    {
        G1Jacobian running = G1Jacobian.Infinity;
        G1Jacobian weighted = G1Jacobian.Infinity;
        for (int i = (1 << groups.Bits) - 1; i >= 0; i--)
        {
            int index = groups.Index[(group << groups.Bits) + i];
            if (index >= 0)
            {
                G1Jacobian.AddMixed(
                    running,
                    LanePoint.Read(groups.Points.Pointer + ((long)index * LanePoint.Size), negate: false),
                    out running);
            }

            if (i > 0)
            {
                G1Jacobian.Add(weighted, running, out weighted);
            }
        }

        total = running;
        return weighted;
    }
}
