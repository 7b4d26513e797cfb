using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Places an order; signed by a session with the trade scope.</summary>
/// <param name="Header">Account, session, nonce, deadline.</param>
/// <param name="Expiry">Cannot be filled from this time on; 0 for immediate or cancel.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Side">The side.</param>
/// <param name="TimeInForce">How long it lives.</param>
/// <param name="ReduceOnly">Must not increase a position.</param>
/// <param name="SelfTradeMode">What happens when it meets an order of its own account.</param>
/// <param name="Price">The worst acceptable price.</param>
/// <param name="Quantity">Lots.</param>
/// <param name="MaximumFee">The highest acceptable fee rate.</param>
/// <param name="ClientOrderId">The client's name for it.</param>
public readonly record struct PlaceOrder(
    SessionHeader Header,
    Timestamp Expiry,
    InstrumentId Instrument,
    Side Side,
    TimeInForce TimeInForce,
    bool ReduceOnly,
    SelfTradeMode SelfTradeMode,
    PriceTicks Price,
    Lots Quantity,
    Ppm MaximumFee,
    ClientOrderId ClientOrderId) : ISignedTransaction<PlaceOrder>
{
    /// <inheritdoc/>
    public static TransactionKind Kind => TransactionKind.PlaceOrder;

    /// <inheritdoc/>
    public static RecordAddress KeyAddress(in PlaceOrder transaction) => transaction.Header.SessionAddress;

    /// <inheritdoc/>
    public static PlaceOrder Visit<TVisitor>(ref TVisitor visitor, in PlaceOrder transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        SessionHeader.Visit(ref visitor, transaction.Header),
        visitor.Scalar("orderExpiry", 1, 48, transaction.Expiry),
        visitor.Scalar("instrument", 2, 12, transaction.Instrument),
        visitor.OrderSide("side", 2, transaction.Side),
        visitor.TimeInForce("timeInForce", 2, transaction.TimeInForce),
        visitor.Flag("reduceOnly", 2, transaction.ReduceOnly),
        visitor.SelfTradeMode("selfTradeMode", 2, transaction.SelfTradeMode),
        visitor.Scalar("price", 2, 36, transaction.Price),
        visitor.Scalar("quantity", 2, 36, transaction.Quantity),
        visitor.Scalar("maximumFee", 2, 24, transaction.MaximumFee),
        new ClientOrderId(visitor.Pattern("clientOrderId", 2, 64, transaction.ClientOrderId.Value)));

    /// <inheritdoc/>
    public static Cause Apply(
        IExchange exchange, Timestamp time, in SchnorrPublicKey key, in PlaceOrder transaction, EventBuffer events) =>
        exchange.Apply(time, key, transaction, events);
}
