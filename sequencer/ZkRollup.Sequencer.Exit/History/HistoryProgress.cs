namespace ZkRollup.Sequencer.Exit.History;

/// <summary>How far a history was read.</summary>
/// <param name="First">The first block.</param>
/// <param name="Next">The next block.</param>
/// <param name="Last">The last block that will be read.</param>
/// <param name="Batches">Batches so far.</param>
public readonly record struct HistoryProgress(ulong First, ulong Next, ulong Last, long Batches)
{
    /// <summary>0 to 1.</summary>
    public double Part => Last < First ? 1 : (double)(Next - First) / (Last - First + 1);
}
