using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

/// <summary>An order of the venue, as the exchange holds it.</summary>
/// <param name="Id">The venue's number; 0 for lots of which only the level is known.</param>
/// <param name="Side">Its side.</param>
/// <param name="Price">Its price.</param>
internal sealed record VenueOrder(long Id, Side Side, long Price)
{
    /// <summary>Orders of the exchange, adjacent in the queue, that make up this one; the first is filled first.</summary>
    internal List<RestingOrder> Pieces { get; } = [];

    /// <summary>Lots left.</summary>
    internal long Lots
    {
        get
        {
            long lots = 0;
            foreach (RestingOrder piece in Pieces)
            {
                lots += piece.Lots;
            }

            return lots;
        }
    }
}
