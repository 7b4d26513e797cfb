using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Engine.Log;

/// <summary>What a transition of the log is.</summary>
/// <param name="Kind">The transaction.</param>
/// <param name="Sequence">Its sequence number.</param>
/// <param name="Time">Its time.</param>
/// <param name="QueueIndex">Its place in the L1 queue; null for a transaction.</param>
/// <param name="Outcome">What became of the queue operation; the default for a transaction.</param>
public readonly record struct TransitionHeader(
    TransactionKind Kind,
    SequenceNumber Sequence,
    Timestamp Time,
    QueueIndex? QueueIndex,
    QueueOutcome Outcome);
