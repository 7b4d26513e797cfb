using ZkRollup.Sequencer.Settlement.Contracts;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Transactions;

/// <summary>What became of a submission.</summary>
/// <param name="Status">For good.</param>
/// <param name="Receipt">If it is in a block.</param>
/// <param name="Reason">Why it reverts or was refused, if that can be found out.</param>
public sealed record SubmissionOutcome(SubmissionStatus Status, TransactionReceipt? Receipt, RevertReason? Reason)
{
    /// <summary>For people.</summary>
    public override string ToString() => Reason is null ? $"{Status}" : $"{Status}: {Reason}";
}
