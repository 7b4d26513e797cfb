using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>A step of a liquidation; proven.</summary>
/// <param name="Account">The account.</param>
/// <param name="Instrument">The position to reduce.</param>
public readonly record struct Liquidate(
    AccountId Account,
    InstrumentId Instrument) : IProvenTransaction<Liquidate>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.Liquidate;

    /// <inheritdoc/>
    public static Liquidate Visit<TVisitor>(ref TVisitor visitor, in Liquidate transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("account", 1, 24, transaction.Account),
        visitor.Scalar("instrument", 1, 12, transaction.Instrument));

    /// <inheritdoc/>
    public static Cause Apply(IExchange exchange, Timestamp time, in Liquidate transaction, EventBuffer events) =>
        exchange.Apply(time, transaction, events);
}
