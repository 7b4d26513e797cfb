using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>An operation of the L1 queue: authorised there, never rejected.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IQueueOperation<TSelf> : IUnsignedTransaction<TSelf>
    where TSelf : struct, IQueueOperation<TSelf>
{
    /// <summary>Consumes it by the method of <see cref="IExchange"/> for its type.</summary>
    static abstract Cause Consume(
        IExchange exchange, Timestamp time, QueueIndex index, in TSelf operation, EventBuffer events, out QueueOutcome outcome);
}
