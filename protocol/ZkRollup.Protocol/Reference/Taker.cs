using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Reference;

/// <summary>Who takes: an order, or an account under liquidation (docs/protocol.md, 8.3).</summary>
/// <param name="Account">The account.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Side">Buys or sells.</param>
/// <param name="WorstPrice">The bound.</param>
/// <param name="Order">The order; null under liquidation.</param>
internal sealed record Taker(AccountId Account, InstrumentId Instrument, Side Side, Int128 WorstPrice, PlaceOrder? Order);
