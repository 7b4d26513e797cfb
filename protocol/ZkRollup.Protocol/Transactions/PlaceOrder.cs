using ZkRollup.Protocol.Ids;
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
    ClientOrderId ClientOrderId);
