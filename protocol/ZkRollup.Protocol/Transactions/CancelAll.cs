using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Makes all orders of the account void; signed by a session with the cancel scope.</summary>
/// <param name="Header">Account, session, nonce, deadline.</param>
public readonly record struct CancelAll(
    SessionHeader Header) : ISignedTransaction<CancelAll>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.CancelAll;

    /// <inheritdoc/>
    public static RecordAddress KeyAddress(in CancelAll transaction) => transaction.Header.SessionAddress;

    /// <inheritdoc/>
    public static CancelAll Visit<TVisitor>(ref TVisitor visitor, in CancelAll transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        SessionHeader.Visit(ref visitor, transaction.Header));

    /// <inheritdoc/>
    public static Cause Apply(
        IExchange exchange, Timestamp time, in SchnorrPublicKey key, in CancelAll transaction, EventBuffer events) =>
        exchange.Apply(time, key, transaction, events);
}
