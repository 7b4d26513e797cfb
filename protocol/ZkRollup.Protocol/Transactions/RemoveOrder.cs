using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Takes an order out for a cause; proven.</summary>
/// <param name="Leaf">Where it lies.</param>
/// <param name="Cause">The cause.</param>
public readonly record struct RemoveOrder(
    OrderLeaf Leaf,
    RemovalCause Cause) : IProvenTransaction<RemoveOrder>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.RemoveOrder;

    /// <inheritdoc/>
    public static RemoveOrder Visit<TVisitor>(ref TVisitor visitor, in RemoveOrder transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("leaf", 1, 30, transaction.Leaf),
        visitor.RemovalCause("cause", 1, transaction.Cause));

    /// <inheritdoc/>
    public static Cause Apply(IExchange exchange, Timestamp time, in RemoveOrder transaction, EventBuffer events) =>
        exchange.Apply(time, transaction, events);
}
