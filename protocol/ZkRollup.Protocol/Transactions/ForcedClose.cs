using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Closes a position at a penalty; from L1.</summary>
/// <param name="Account">The account.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Side">Buy: a long position; sell: a short one.</param>
/// <param name="LargestSize">Most lots to close.</param>
/// <param name="Owner">Who asks.</param>
public readonly record struct ForcedClose(
    AccountId Account,
    InstrumentId Instrument,
    Side Side,
    Lots LargestSize,
    EthereumAddress Owner) : IQueueOperation<ForcedClose>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.ForcedClose;

    /// <inheritdoc/>
    public static ForcedClose Visit<TVisitor>(ref TVisitor visitor, in ForcedClose transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("account", 0, 24, transaction.Account),
        visitor.Scalar("instrument", 0, 12, transaction.Instrument),
        visitor.PositionSide("side", 0, transaction.Side),
        visitor.Scalar("largestSize", 0, 36, transaction.LargestSize),
        visitor.Address("owner", 1, transaction.Owner));

    /// <inheritdoc/>
    public static Cause Consume(
        IExchange exchange, Timestamp time, QueueIndex index, in ForcedClose operation, EventBuffer events, out QueueOutcome outcome) =>
        exchange.Consume(time, index, operation, events, out outcome);
}
