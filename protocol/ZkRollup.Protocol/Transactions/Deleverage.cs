using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>A forced trade with an opposite position; proven.</summary>
/// <param name="Account">The account under liquidation.</param>
/// <param name="Instrument">The position to reduce.</param>
/// <param name="Counterparty">The account that takes it.</param>
public readonly record struct Deleverage(
    AccountId Account,
    InstrumentId Instrument,
    AccountId Counterparty) : IProvenTransaction<Deleverage>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.Deleverage;

    /// <inheritdoc/>
    public static Deleverage Visit<TVisitor>(ref TVisitor visitor, in Deleverage transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("account", 1, 24, transaction.Account),
        visitor.Scalar("instrument", 1, 12, transaction.Instrument),
        visitor.Scalar("counterparty", 1, 24, transaction.Counterparty));

    /// <inheritdoc/>
    public static Cause Apply(IExchange exchange, Timestamp time, in Deleverage transaction, EventBuffer events) =>
        exchange.Apply(time, transaction, events);
}
