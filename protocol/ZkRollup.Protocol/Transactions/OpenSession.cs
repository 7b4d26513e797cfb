using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Opens a session; signed by the master key.</summary>
/// <param name="Account">The account.</param>
/// <param name="Slot">Where it will lie; a session there is replaced.</param>
/// <param name="Nonce">Above the last one of the master key.</param>
/// <param name="Deadline">Not accepted after this time.</param>
/// <param name="Expiry">The session is void from this time on.</param>
/// <param name="Scope">What it may do.</param>
/// <param name="Markets">Bit u: may trade underlying u; 48 bits.</param>
/// <param name="LargestNotional">Largest notional of one order.</param>
/// <param name="Budget">Notional that may be filled in all.</param>
/// <param name="KeyX">x of its key.</param>
/// <param name="KeyY">y of its key.</param>
public readonly record struct OpenSession(
    AccountId Account,
    SessionSlot Slot,
    Nonce Nonce,
    Timestamp Deadline,
    Timestamp Expiry,
    SessionScope Scope,
    ulong Markets,
    QuoteAmount LargestNotional,
    QuoteAmount Budget,
    Fr KeyX,
    Fr KeyY) : ISignedTransaction<OpenSession>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.OpenSession;

    /// <inheritdoc/>
    public static RecordAddress KeyAddress(in OpenSession transaction) => RecordAddress.Owner(transaction.Account);

    /// <inheritdoc/>
    public static OpenSession Visit<TVisitor>(ref TVisitor visitor, in OpenSession transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("account", 1, 24, transaction.Account),
        visitor.Scalar("slot", 1, 4, transaction.Slot),
        visitor.Scalar("nonce", 1, 48, transaction.Nonce),
        visitor.Scalar("deadline", 1, 48, transaction.Deadline),
        visitor.Scalar("sessionExpiry", 1, 48, transaction.Expiry),
        (SessionScope)visitor.Pattern("scope", 2, 12, unchecked((uint)transaction.Scope)),
        visitor.Pattern("markets", 2, 48, transaction.Markets),
        visitor.Scalar("largestNotional", 2, 60, transaction.LargestNotional),
        visitor.Scalar("budget", 2, 60, transaction.Budget),
        visitor.Element("keyX", 3, transaction.KeyX),
        visitor.Element("keyY", 4, transaction.KeyY));

    /// <inheritdoc/>
    public static Cause Apply(
        IExchange exchange, Timestamp time, in SchnorrPublicKey key, in OpenSession transaction, EventBuffer events) =>
        exchange.Apply(time, key, transaction, events);
}
