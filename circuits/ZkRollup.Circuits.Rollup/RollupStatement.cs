using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup;

/// <summary>What a proof says of a batch, without its lists (docs/protocol.md, 13).</summary>
/// <param name="OldRoots">Roots of the four subtrees before.</param>
/// <param name="NewRoots">And after.</param>
/// <param name="BatchNumber">The batch.</param>
/// <param name="FirstTime">Time of the first transaction.</param>
/// <param name="LastTime">Time of the last one.</param>
/// <param name="FirstSequence">Sequence number of the first transaction.</param>
/// <param name="LastSequence">And of the last one.</param>
/// <param name="LogRoot">Root of the log tree.</param>
/// <param name="FirstQueueIndex">Index of the first queue operation consumed, or of the next one.</param>
/// <param name="QueueCount">Queue operations consumed.</param>
/// <param name="WithdrawalCount">Withdrawals.</param>
/// <param name="PublishedCount">Published records.</param>
/// <param name="Domain">Chain id and contract, lane 0 of signed messages.</param>
public sealed record RollupStatement(
    IReadOnlyList<Fr> OldRoots,
    IReadOnlyList<Fr> NewRoots,
    ulong BatchNumber,
    ulong FirstTime,
    ulong LastTime,
    ulong FirstSequence,
    ulong LastSequence,
    Fr LogRoot,
    ulong FirstQueueIndex,
    ulong QueueCount,
    ulong WithdrawalCount,
    ulong PublishedCount,
    Fr Domain)
{
    /// <summary>The public scalars in the order of <see cref="RollupPublics"/>.</summary>
    public IReadOnlyList<Fr> ToScalars() =>
    [
        .. OldRoots,
        .. NewRoots,
        Fr.FromUInt64(BatchNumber),
        Fr.FromUInt64(FirstTime),
        Fr.FromUInt64(LastTime),
        Fr.FromUInt64(FirstSequence),
        Fr.FromUInt64(LastSequence),
        LogRoot,
        Fr.FromUInt64(FirstQueueIndex),
        Fr.FromUInt64(QueueCount),
        Fr.FromUInt64(WithdrawalCount),
        Fr.FromUInt64(PublishedCount),
        Domain,
    ];
}
