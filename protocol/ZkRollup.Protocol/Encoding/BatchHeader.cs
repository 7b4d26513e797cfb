using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Words 1 to 15 of a batch's public data.</summary>
/// <param name="Before">Roots before it.</param>
/// <param name="After">Roots after it.</param>
/// <param name="Number">How many batches come before it.</param>
/// <param name="FirstTime">A time not below the last one of the batch before, nor above that of its first transaction.</param>
/// <param name="LastTime">The time of its last transaction.</param>
/// <param name="FirstSequence">The number of its first transaction.</param>
/// <param name="LastSequence">The number of its last one.</param>
/// <param name="LogRoot">The root of its <see cref="TransactionLog"/>.</param>
/// <param name="FirstQueueIndex">The first operation of the L1 queue that it consumed, or, if it consumed none, the next one.</param>
public readonly record struct BatchHeader(
    SubtreeRoots Before,
    SubtreeRoots After,
    BatchNumber Number,
    Timestamp FirstTime,
    Timestamp LastTime,
    SequenceNumber FirstSequence,
    SequenceNumber LastSequence,
    Fr LogRoot,
    QueueIndex FirstQueueIndex);
