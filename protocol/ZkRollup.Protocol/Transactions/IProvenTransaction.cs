using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>A transaction that anyone may make, since its preconditions decide.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IProvenTransaction<TSelf> : IUnsignedTransaction<TSelf>
    where TSelf : struct, IProvenTransaction<TSelf>
{
    /// <summary>Applies it by the method of <see cref="IExchange"/> for its type.</summary>
    static abstract Cause Apply(IExchange exchange, Timestamp time, in TSelf transaction, EventBuffer events);
}
