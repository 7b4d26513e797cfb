namespace ZkRollup.Prover.Cpu.Msm;

/// <summary>Sums consecutive runs of points, each run to one point, in rounds of pairwise additions over all runs together.</summary>
internal sealed unsafe class SegmentSummer : IDisposable
{
    private readonly BatchAffineAdder _adder = new();
    private NativeBuffer<double>? _arena;
    private NativeBuffer<int>? _indices;

    public void Dispose()
    {
        _adder.Dispose();
        _arena?.Dispose();
        _indices?.Dispose();
    }

    /// <summary>Sums runs of points of a source.</summary>
    /// <param name="source">Points that the entries index.</param>
    /// <param name="entries">Indices of points, run after run; <see cref="BatchAffineAdder.NegateBit"/> negates. Overwritten.</param>
    /// <param name="lengths">Length of each run, at least 1. Overwritten.</param>
    /// <param name="runs">Number of runs.</param>
    /// <param name="entryCount">Sum of the lengths.</param>
    /// <returns>The arena in which <paramref name="entries"/>[i] is now the index of the sum of run i, until the next call.</returns>
    internal double* Sum(double* source, int* entries, int* lengths, int runs, int entryCount)
    {
        _arena = NativeBuffer<double>.AtLeast(_arena, (long)(entryCount + 1) * LanePoint.Size);
        _indices = NativeBuffer<int>.AtLeast(_indices, entryCount + 32);
        double* arena = _arena.Pointer;
        int* left = _indices.Pointer;
        int* right = left + (entryCount / 2) + 8;
        int used = 0;
        int copied = 0;
        for (bool first = true; ; first = false)
        {
            int pairs = 0;
            int* read = entries;
            int* write = entries;
            for (int run = 0; run < runs; run++)
            {
                int length = lengths[run];
                for (int i = 0; i + 1 < length; i += 2)
                {
                    left[pairs] = read[i];
                    right[pairs] = read[i + 1];
                    *write++ = used + pairs++;
                }

                if ((length & 1) != 0)
                {
                    int last = read[length - 1];
                    if (first)
                    {
                        int index = entryCount - ++copied;
                        LanePoint.Copy(
                            arena + ((long)index * LanePoint.Size),
                            source + ((long)(last & int.MaxValue) * LanePoint.Size),
                            last < 0);
                        last = index;
                    }

                    *write++ = last;
                }

                read += length;
                lengths[run] = (length + 1) / 2;
            }

            if (pairs == 0)
            {
                return arena;
            }

            _adder.Add(first ? source : arena, left, right, pairs, arena + ((long)used * LanePoint.Size));
            used += pairs;
        }
    }
}
