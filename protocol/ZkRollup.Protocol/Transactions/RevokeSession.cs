using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Revokes a session; signed by the master key.</summary>
/// <param name="Account">The account.</param>
/// <param name="Slot">Its slot.</param>
/// <param name="Nonce">Above the last one of the master key.</param>
/// <param name="Deadline">Not accepted after this time.</param>
/// <param name="Serial">Its serial.</param>
public readonly record struct RevokeSession(
    AccountId Account,
    SessionSlot Slot,
    Nonce Nonce,
    Timestamp Deadline,
    SessionSerial Serial) : ISignedTransaction<RevokeSession>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.RevokeSession;

    /// <inheritdoc/>
    public static RecordAddress KeyAddress(in RevokeSession transaction) => RecordAddress.Owner(transaction.Account);

    /// <inheritdoc/>
    public static RevokeSession Visit<TVisitor>(ref TVisitor visitor, in RevokeSession transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("account", 1, 24, transaction.Account),
        visitor.Scalar("slot", 1, 4, transaction.Slot),
        visitor.Scalar("nonce", 1, 48, transaction.Nonce),
        visitor.Scalar("deadline", 1, 48, transaction.Deadline),
        visitor.Scalar("serial", 1, 24, transaction.Serial));

    /// <inheritdoc/>
    public static Cause Apply(
        IExchange exchange, Timestamp time, in SchnorrPublicKey key, in RevokeSession transaction, EventBuffer events) =>
        exchange.Apply(time, key, transaction, events);
}
