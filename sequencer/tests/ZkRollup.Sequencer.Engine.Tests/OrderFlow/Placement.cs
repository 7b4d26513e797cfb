using ZkRollup.Protocol.Ids;

namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

/// <summary>What became of an order that was placed, beside its fills.</summary>
/// <param name="Account">Who placed it.</param>
/// <param name="Id">Its identity; that of the last one if the work limit made it several.</param>
/// <param name="Resting">What rests of it, or null.</param>
/// <param name="Cancelled">Lots that were cancelled because nothing crosses.</param>
internal readonly record struct Placement(AccountId Account, OrderId Id, RestingOrder? Resting, long Cancelled);
