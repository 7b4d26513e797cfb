using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Refreshes the mark of a perpetual or future, samples a settlement average, or settles; proven.</summary>
/// <param name="Instrument">The instrument.</param>
public readonly record struct UpdateMark(
    InstrumentId Instrument) : IProvenTransaction<UpdateMark>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.UpdateMark;

    /// <inheritdoc/>
    public static UpdateMark Visit<TVisitor>(ref TVisitor visitor, in UpdateMark transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("instrument", 1, 12, transaction.Instrument));

    /// <inheritdoc/>
    public static Cause Apply(IExchange exchange, Timestamp time, in UpdateMark transaction, EventBuffer events) =>
        exchange.Apply(time, transaction, events);
}
