using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Distributes the fees of an instrument; proven.</summary>
/// <param name="Instrument">The instrument.</param>
public readonly record struct CollectFees(
    InstrumentId Instrument) : IProvenTransaction<CollectFees>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.CollectFees;

    /// <inheritdoc/>
    public static CollectFees Visit<TVisitor>(ref TVisitor visitor, in CollectFees transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("instrument", 1, 12, transaction.Instrument));

    /// <inheritdoc/>
    public static Cause Apply(IExchange exchange, Timestamp time, in CollectFees transaction, EventBuffer events) =>
        exchange.Apply(time, transaction, events);
}
