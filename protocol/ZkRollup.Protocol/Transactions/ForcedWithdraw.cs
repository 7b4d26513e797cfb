using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Pays what is free, up to an amount; from L1.</summary>
/// <param name="Account">The account.</param>
/// <param name="Amount">Quanta.</param>
/// <param name="Owner">Who asks.</param>
public readonly record struct ForcedWithdraw(
    AccountId Account,
    QuoteAmount Amount,
    EthereumAddress Owner) : IQueueOperation<ForcedWithdraw>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.ForcedWithdraw;

    /// <inheritdoc/>
    public static ForcedWithdraw Visit<TVisitor>(ref TVisitor visitor, in ForcedWithdraw transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("account", 0, 24, transaction.Account),
        visitor.Scalar("amount", 0, 60, transaction.Amount),
        visitor.Address("owner", 1, transaction.Owner));

    /// <inheritdoc/>
    public static Cause Consume(
        IExchange exchange, Timestamp time, QueueIndex index, in ForcedWithdraw operation, EventBuffer events, out QueueOutcome outcome) =>
        exchange.Consume(time, index, operation, events, out outcome);
}
