using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Withdraws to the owner; signed by a session with the withdraw scope, or by the master key.</summary>
/// <param name="Header">Account, session or none, nonce, deadline.</param>
/// <param name="Amount">Quanta.</param>
public readonly record struct Withdraw(
    SessionHeader Header,
    QuoteAmount Amount) : ISignedTransaction<Withdraw>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.Withdraw;

    /// <inheritdoc/>
    public static RecordAddress KeyAddress(in Withdraw transaction) => transaction.Header.IsOfMasterKey
        ? RecordAddress.Owner(transaction.Header.Account)
        : transaction.Header.SessionAddress;

    /// <inheritdoc/>
    public static Withdraw Visit<TVisitor>(ref TVisitor visitor, in Withdraw transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        SessionHeader.Visit(ref visitor, transaction.Header),
        visitor.Scalar("amount", 2, 60, transaction.Amount));

    /// <inheritdoc/>
    public static Cause Apply(
        IExchange exchange, Timestamp time, in SchnorrPublicKey key, in Withdraw transaction, EventBuffer events) =>
        exchange.Apply(time, key, transaction, events);
}
