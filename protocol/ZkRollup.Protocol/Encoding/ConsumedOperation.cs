using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Encoding;

/// <summary>An operation of the L1 queue that a batch consumed: its five lanes, and what became of it.</summary>
/// <param name="Lane0">Lane 0.</param>
/// <param name="Lane1">Lane 1.</param>
/// <param name="Lane2">Lane 2.</param>
/// <param name="Lane3">Lane 3.</param>
/// <param name="Lane4">Lane 4.</param>
/// <param name="Outcome">What became of it.</param>
public readonly record struct ConsumedOperation(Fr Lane0, Fr Lane1, Fr Lane2, Fr Lane3, Fr Lane4, QueueOutcome Outcome)
{
    /// <summary>A consumed operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="outcome">What became of it.</param>
    /// <exception cref="ArgumentException">A field is out of its range.</exception>
    public static ConsumedOperation Of<T>(in T operation, QueueOutcome outcome)
        where T : struct, IQueueOperation<T>
    {
        Span<Fr> lanes = stackalloc Fr[TransactionLanes.CountMax];
        _ = TransactionLanes.Write(default, operation, lanes);
        return new ConsumedOperation(lanes[0], lanes[1], lanes[2], lanes[3], lanes[4], outcome);
    }

    /// <summary>Writes the five lanes.</summary>
    public void WriteLanes(Span<Fr> lanes)
    {
        lanes[0] = Lane0;
        lanes[1] = Lane1;
        lanes[2] = Lane2;
        lanes[3] = Lane3;
        lanes[4] = Lane4;
    }
}
