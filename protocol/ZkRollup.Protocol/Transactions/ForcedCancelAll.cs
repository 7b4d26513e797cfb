using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Makes all orders and sessions of an account void; from L1.</summary>
/// <param name="Account">The account.</param>
/// <param name="Owner">Who asks.</param>
public readonly record struct ForcedCancelAll(
    AccountId Account,
    EthereumAddress Owner) : IQueueOperation<ForcedCancelAll>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.ForcedCancelAll;

    /// <inheritdoc/>
    public static ForcedCancelAll Visit<TVisitor>(ref TVisitor visitor, in ForcedCancelAll transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("account", 0, 24, transaction.Account),
        visitor.Address("owner", 1, transaction.Owner));

    /// <inheritdoc/>
    public static Cause Consume(
        IExchange exchange, Timestamp time, QueueIndex index, in ForcedCancelAll operation, EventBuffer events, out QueueOutcome outcome) =>
        exchange.Consume(time, index, operation, events, out outcome);
}
