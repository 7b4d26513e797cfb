using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Cancels an order; signed by a session with the cancel scope.</summary>
/// <param name="Header">Account, session, nonce, deadline.</param>
/// <param name="Target">The order, of the same account.</param>
/// <param name="Leaf">Where it lies; 0 if the client does not know.</param>
public readonly record struct CancelOrder(
    SessionHeader Header,
    OrderId Target,
    OrderLeaf Leaf) : ISignedTransaction<CancelOrder>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.CancelOrder;

    /// <inheritdoc/>
    public static RecordAddress KeyAddress(in CancelOrder transaction) => transaction.Header.SessionAddress;

    /// <inheritdoc/>
    public static CancelOrder Visit<TVisitor>(ref TVisitor visitor, in CancelOrder transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        SessionHeader.Visit(ref visitor, transaction.Header),
        new OrderId(
            visitor.Scalar("targetSerial", 2, 24, transaction.Target.Serial),
            visitor.Scalar("targetNonce", 2, 48, transaction.Target.Nonce)),
        visitor.Scalar("targetLeaf", 2, 30, transaction.Leaf));

    /// <inheritdoc/>
    public static Cause Apply(
        IExchange exchange, Timestamp time, in SchnorrPublicKey key, in CancelOrder transaction, EventBuffer events) =>
        exchange.Apply(time, key, transaction, events);
}
