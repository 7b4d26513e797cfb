using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Changes the key of a signer; from governance.</summary>
/// <param name="Signer">The signer.</param>
/// <param name="KeyX">x of the key.</param>
/// <param name="KeyY">y of the key.</param>
public readonly record struct SetOracleKey(
    SignerIndex Signer,
    Fr KeyX,
    Fr KeyY) : IQueueOperation<SetOracleKey>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.SetOracleKey;

    /// <inheritdoc/>
    public static SetOracleKey Visit<TVisitor>(ref TVisitor visitor, in SetOracleKey transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("signer", 0, 3, transaction.Signer),
        visitor.Element("keyX", 1, transaction.KeyX),
        visitor.Element("keyY", 2, transaction.KeyY));

    /// <inheritdoc/>
    public static Cause Consume(
        IExchange exchange, Timestamp time, QueueIndex index, in SetOracleKey operation, EventBuffer events, out QueueOutcome outcome) =>
        exchange.Consume(time, index, operation, events, out outcome);
}
