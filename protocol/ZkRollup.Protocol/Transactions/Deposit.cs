using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Cash from L1, to an account or to the fund.</summary>
/// <param name="Account">The account; 0 for the fund.</param>
/// <param name="Amount">Quanta.</param>
/// <param name="Owner">The owner.</param>
/// <param name="KeyX">x of the master key of a new account, or 0.</param>
/// <param name="KeyY">y of it, or 0.</param>
public readonly record struct Deposit(
    AccountId Account,
    QuoteAmount Amount,
    EthereumAddress Owner,
    Fr KeyX,
    Fr KeyY) : IQueueOperation<Deposit>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.Deposit;

    /// <inheritdoc/>
    public static Deposit Visit<TVisitor>(ref TVisitor visitor, in Deposit transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("account", 0, 24, transaction.Account),
        visitor.Scalar("amount", 0, 60, transaction.Amount),
        visitor.Address("owner", 1, transaction.Owner),
        visitor.Element("keyX", 2, transaction.KeyX),
        visitor.Element("keyY", 3, transaction.KeyY));

    /// <inheritdoc/>
    public static Cause Consume(
        IExchange exchange, Timestamp time, QueueIndex index, in Deposit operation, EventBuffer events, out QueueOutcome outcome) =>
        exchange.Consume(time, index, operation, events, out outcome);
}
