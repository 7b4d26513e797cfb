using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Traffic;

/// <summary>A transaction of the traffic that the exchange accepted.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Time">Its time.</param>
/// <param name="Outcome">What became of an operation of the L1 queue; else the default.</param>
public readonly record struct TrafficStep(TransactionKind Kind, Timestamp Time, QueueOutcome Outcome);
