using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

/// <summary>A message of a generated flow.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Kind">N new, C cancel, M modify: cancel and place again at the tail.</param>
/// <param name="Side">The side.</param>
/// <param name="IsImmediate">True if what does not trade is cancelled.</param>
/// <param name="Lots">The quantity.</param>
/// <param name="OrderId">The order's number; may be used again once the order is gone.</param>
/// <param name="Price">The price.</param>
internal readonly record struct FlowMessage(long Sequence, char Kind, Side Side, bool IsImmediate, long Lots, long OrderId, long Price);
