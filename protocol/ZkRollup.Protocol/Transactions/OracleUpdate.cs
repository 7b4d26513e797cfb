using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>A price of an underlying; signed by an oracle signer.</summary>
/// <param name="Signer">The signer.</param>
/// <param name="Underlying">The underlying.</param>
/// <param name="Round">The round.</param>
/// <param name="Price">The price.</param>
public readonly record struct OracleUpdate(
    SignerIndex Signer,
    UnderlyingId Underlying,
    Round Round,
    PriceTicks Price) : ISignedTransaction<OracleUpdate>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.OracleUpdate;

    /// <inheritdoc/>
    public static RecordAddress KeyAddress(in OracleUpdate transaction) => transaction.Signer.Value <= SignerIndex.Risk.Value
        ? RecordAddress.Signer(transaction.Signer)
        : RecordAddress.Owner(AccountId.None);

    /// <inheritdoc/>
    public static OracleUpdate Visit<TVisitor>(ref TVisitor visitor, in OracleUpdate transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("signer", 1, 3, transaction.Signer),
        visitor.Scalar("underlying", 1, 6, transaction.Underlying),
        visitor.Scalar("round", 1, 36, transaction.Round),
        visitor.Scalar("price", 1, 36, transaction.Price));

    /// <inheritdoc/>
    public static Cause Apply(
        IExchange exchange, Timestamp time, in SchnorrPublicKey key, in OracleUpdate transaction, EventBuffer events) =>
        exchange.Apply(time, key, transaction, events);
}
