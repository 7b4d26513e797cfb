using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Lists an instrument; from governance.</summary>
/// <param name="Instrument">Its number.</param>
/// <param name="Terms">Its terms, not checked yet.</param>
/// <param name="Limits">Its limits, not checked yet.</param>
public readonly record struct ListInstrument(
    InstrumentId Instrument,
    Record Terms,
    Record Limits) : IQueueOperation<ListInstrument>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.ListInstrument;

    /// <inheritdoc/>
    public static ListInstrument Visit<TVisitor>(ref TVisitor visitor, in ListInstrument transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("instrument", 0, 12, transaction.Instrument),
        visitor.PackedLanes("termsLane2", 1, "termsLane3", 2, transaction.Terms),
        visitor.PackedLanes("limitsLane2", 3, "limitsLane3", 4, transaction.Limits));

    /// <inheritdoc/>
    public static Cause Consume(
        IExchange exchange, Timestamp time, QueueIndex index, in ListInstrument operation, EventBuffer events, out QueueOutcome outcome) =>
        exchange.Consume(time, index, operation, events, out outcome);
}
