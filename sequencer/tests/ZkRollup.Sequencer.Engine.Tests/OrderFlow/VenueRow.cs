using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

/// <summary>The best levels of the venue's book after a message, best first; a side may have fewer than the file's depth.</summary>
/// <param name="Bids">Price and lots.</param>
/// <param name="Asks">Price and lots.</param>
internal sealed record VenueRow(IReadOnlyList<(long Price, long Lots)> Bids, IReadOnlyList<(long Price, long Lots)> Asks)
{
    internal IReadOnlyList<(long Price, long Lots)> Of(Side side) => side == Side.Buy ? Bids : Asks;
}
