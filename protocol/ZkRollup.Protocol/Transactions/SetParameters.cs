using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Changes the limits of an instrument; from governance.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Limits">Its limits, not checked yet.</param>
public readonly record struct SetParameters(
    InstrumentId Instrument,
    Record Limits) : IQueueOperation<SetParameters>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.SetParameters;

    /// <inheritdoc/>
    public static SetParameters Visit<TVisitor>(ref TVisitor visitor, in SetParameters transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("instrument", 0, 12, transaction.Instrument),
        visitor.PackedLanes("limitsLane2", 1, "limitsLane3", 2, transaction.Limits));

    /// <inheritdoc/>
    public static Cause Consume(
        IExchange exchange, Timestamp time, QueueIndex index, in SetParameters operation, EventBuffer events, out QueueOutcome outcome) =>
        exchange.Consume(time, index, operation, events, out outcome);
}
