using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Bench.Exchange;

/// <summary>A message of a flow for one book.</summary>
/// <param name="Kind">N new, C cancel, M modify: cancel and place again at the tail.</param>
/// <param name="Side">The side.</param>
/// <param name="IsImmediate">True if what does not trade is cancelled.</param>
/// <param name="Lots">The quantity.</param>
/// <param name="OrderId">The order's number.</param>
/// <param name="Price">The price.</param>
internal readonly record struct FlowMessage(char Kind, Side Side, bool IsImmediate, long Lots, int OrderId, long Price);
