using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Settles a position of a settled instrument; proven.</summary>
/// <param name="Account">The account; 0 for the insurance.</param>
/// <param name="Instrument">The instrument.</param>
public readonly record struct SettleExpiry(
    AccountId Account,
    InstrumentId Instrument) : IProvenTransaction<SettleExpiry>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.SettleExpiry;

    /// <inheritdoc/>
    public static SettleExpiry Visit<TVisitor>(ref TVisitor visitor, in SettleExpiry transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("account", 1, 24, transaction.Account),
        visitor.Scalar("instrument", 1, 12, transaction.Instrument));

    /// <inheritdoc/>
    public static Cause Apply(IExchange exchange, Timestamp time, in SettleExpiry transaction, EventBuffer events) =>
        exchange.Apply(time, transaction, events);
}
