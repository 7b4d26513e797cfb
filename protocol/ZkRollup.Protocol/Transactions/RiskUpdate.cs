using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Mark and margins of an option; signed by the risk signer.</summary>
/// <param name="Instrument">The option.</param>
/// <param name="Round">The round.</param>
/// <param name="Mark">The mark.</param>
/// <param name="InitialShort">Initial margin per short lot, beyond the mark.</param>
/// <param name="MaintenanceShort">Maintenance margin per short lot, beyond the mark.</param>
public readonly record struct RiskUpdate(
    InstrumentId Instrument,
    Round Round,
    PriceTicks Mark,
    QuoteAmount InitialShort,
    QuoteAmount MaintenanceShort) : ISignedTransaction<RiskUpdate>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.RiskUpdate;

    /// <inheritdoc/>
    public static RecordAddress KeyAddress(in RiskUpdate transaction) => RecordAddress.Signer(SignerIndex.Risk);

    /// <inheritdoc/>
    public static RiskUpdate Visit<TVisitor>(ref TVisitor visitor, in RiskUpdate transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("instrument", 1, 12, transaction.Instrument),
        visitor.Scalar("round", 1, 36, transaction.Round),
        visitor.Scalar("mark", 2, 36, transaction.Mark),
        visitor.Scalar("initialShort", 2, 48, transaction.InitialShort),
        visitor.Scalar("maintenanceShort", 2, 48, transaction.MaintenanceShort));

    /// <inheritdoc/>
    public static Cause Apply(
        IExchange exchange, Timestamp time, in SchnorrPublicKey key, in RiskUpdate transaction, EventBuffer events) =>
        exchange.Apply(time, key, transaction, events);
}
