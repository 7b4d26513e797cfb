using System.Numerics;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>An operation that entered the queue: the event Enqueued.</summary>
/// <param name="Index">Its place.</param>
/// <param name="Lanes">Its five lanes.</param>
/// <param name="EnqueuedAt">Seconds.</param>
public sealed record QueuedOperation(ulong Index, IReadOnlyList<BigInteger> Lanes, ulong EnqueuedAt)
{
    /// <summary>Reads a log; false if it is another event.</summary>
    public static bool TryRead(L1Log log, out QueuedOperation? operation)
    {
        bool ok = ContractEvents.Enqueued.TryDecode(log, out Abi.AbiValue[] values)
            && BigInteger.Max(values[0].Integer, values[2].Integer) <= ulong.MaxValue;
        operation = ok ? new QueuedOperation(values[0].UInt64, values[1].ToIntegers(), values[2].UInt64) : null;
        return ok;
    }
}
