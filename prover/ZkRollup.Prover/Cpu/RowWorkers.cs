namespace ZkRollup.Prover.Cpu;

/// <summary>Spreads rows over threads in blocks, between which cancellation is noticed.</summary>
internal sealed class RowWorkers(int threads, CancellationToken cancellation)
{
    /// <summary>Threads and cancellation for loops of other kinds.</summary>
    internal ParallelOptions Options { get; } = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };

    /// <summary>Work on rows [from, to).</summary>
    internal delegate void RangeAction(int from, int to);

    /// <summary>Calls the action for every block of the given size; the last one may be shorter.</summary>
    internal void ForBlocks(int count, int size, RangeAction action)
    {
        Options.CancellationToken.ThrowIfCancellationRequested();
        int blocks = (int)(((long)count + size - 1) / size);
        if (blocks <= 1)
        {
            action(0, count);
            return;
        }

        Parallel.For(0, blocks, Options, block => action(block * size, Math.Min(count, (block + 1) * size)));
    }
}
