using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

/// <summary>An order that came to rest in the book; kept after it left, to be named by late cancels.</summary>
/// <param name="Account">Whose it is.</param>
/// <param name="Id">Its identity.</param>
/// <param name="Leaf">Where it lay.</param>
/// <param name="Side">Its side.</param>
/// <param name="Price">Its price, as in the file.</param>
/// <param name="Tag">What the caller calls it.</param>
internal sealed record RestingOrder(AccountId Account, OrderId Id, OrderLeaf Leaf, Side Side, long Price, long Tag)
{
    /// <summary>Lots left of it; 0 once it has left the book.</summary>
    internal long Lots { get; set; }
}
