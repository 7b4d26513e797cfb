using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Replaces or removes the master key; from L1.</summary>
/// <param name="Account">The account.</param>
/// <param name="Owner">Who asks.</param>
/// <param name="KeyX">x of the key; 0 to remove it.</param>
/// <param name="KeyY">y of the key; 0 to remove it.</param>
public readonly record struct ChangeMasterKey(
    AccountId Account,
    EthereumAddress Owner,
    Fr KeyX,
    Fr KeyY) : IQueueOperation<ChangeMasterKey>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.ChangeMasterKey;

    /// <inheritdoc/>
    public static ChangeMasterKey Visit<TVisitor>(ref TVisitor visitor, in ChangeMasterKey transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("account", 0, 24, transaction.Account),
        visitor.Address("owner", 1, transaction.Owner),
        visitor.Element("keyX", 2, transaction.KeyX),
        visitor.Element("keyY", 3, transaction.KeyY));

    /// <inheritdoc/>
    public static Cause Consume(
        IExchange exchange, Timestamp time, QueueIndex index, in ChangeMasterKey operation, EventBuffer events, out QueueOutcome outcome) =>
        exchange.Consume(time, index, operation, events, out outcome);
}
