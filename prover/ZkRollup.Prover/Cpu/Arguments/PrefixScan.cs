using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Cpu.Arguments;

/// <summary>Running sums or products over rows in parallel: totals of blocks, then every block from where the one before it ends.</summary>
internal static class PrefixScan
{
    private const int BlockLength = 1 << 11;

    /// <summary>Sum or product.</summary>
    internal delegate void Combine(in Fr a, in Fr b, out Fr result);

    /// <summary>The total of a block.</summary>
    internal delegate Fr Total(int from, int to);

    /// <summary>Writes a block, given the total of all before it; returns the total with it.</summary>
    internal delegate Fr Write(int from, int to, Fr before);

    /// <summary>Returns the total of all rows.</summary>
    internal static Fr Run(int rows, RowWorkers workers, Fr identity, Combine combine, Total total, Write write)
    {
        Fr[] starts = new Fr[(rows + BlockLength - 1) / BlockLength];
        workers.ForBlocks(rows, BlockLength, (from, to) => starts[from / BlockLength] = total(from, to));
        Fr before = identity;
        for (int block = 0; block < starts.Length; block++)
        {
            Fr own = starts[block];
            starts[block] = before;
            combine(before, own, out before);
        }

        workers.ForBlocks(rows, BlockLength, (from, to) => write(from, to, starts[from / BlockLength]));
        return before;
    }
}
