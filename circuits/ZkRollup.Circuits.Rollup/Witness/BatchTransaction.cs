using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>A transaction of a batch, with what its prover must be told.</summary>
/// <param name="Encoded">Its binary encoding with its signature (docs/protocol.md, 15.1).</param>
/// <param name="Time">Its time.</param>
/// <param name="Queue">Its place in the L1 queue; null for a transaction.</param>
/// <param name="Touched">The records that its execution touched, slot by slot, each in the order of first access.</param>
public sealed record BatchTransaction(
    ReadOnlyMemory<byte> Encoded,
    Timestamp Time,
    QueueIndex? Queue,
    IReadOnlyList<IReadOnlyList<RecordAddress>> Touched);
