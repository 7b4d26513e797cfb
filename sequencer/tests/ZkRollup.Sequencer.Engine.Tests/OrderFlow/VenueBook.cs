using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

/// <summary>The exchange's book as its events tell it, in terms of the venue's orders.</summary>
internal sealed class VenueBook
{
    private static readonly IComparer<long> Falling = Comparer<long>.Create((a, b) => b.CompareTo(a));

    private readonly OpenMarket _market;
    private readonly SortedDictionary<long, List<VenueOrder>>[] _levels = [new(Falling), new()];
    private readonly Dictionary<long, VenueOrder> _byId = [];
    private readonly List<VenueOrder> _byTag = [];

    internal VenueBook(OpenMarket market)
    {
        _market = market;
    }

    /// <summary>The order with a number, or null if it is not in the book.</summary>
    internal VenueOrder? Find(long id) => _byId.GetValueOrDefault(id);

    /// <summary>Prices that have orders, best first.</summary>
    internal IEnumerable<long> Prices(Side side) => _levels[(int)side].Keys;

    /// <summary>Orders of a level in the order of their priority.</summary>
    internal IReadOnlyList<VenueOrder> Queue(Side side, long price) =>
        _levels[(int)side].TryGetValue(price, out List<VenueOrder>? queue) ? queue : [];

    /// <summary>Lots of a level.</summary>
    internal long LotsAt(Side side, long price) => Sum(Queue(side, price));

    /// <summary>True if the best levels are those of the venue, price and lots, down to a depth.</summary>
    internal bool Matches(Side side, IReadOnlyList<(long Price, long Lots)> levels, int depth)
    {
        int index = 0;
        foreach ((long price, List<VenueOrder> queue) in _levels[(int)side])
        {
            if (index == depth || index == levels.Count)
            {
                break;
            }

            if (levels[index] != (price, Sum(queue)))
            {
                return false;
            }

            index++;
        }

        return index == Math.Min(depth, levels.Count);
    }

    /// <summary>Puts an order at the tail of its level, in adjacent pieces.</summary>
    internal void Add(long id, Side side, long price, params ReadOnlySpan<long> pieces)
    {
        VenueOrder order = new(id, side, price);
        foreach (long lots in pieces)
        {
            Placement placement = _market.Place(side, price, lots, isImmediate: false, tag: _byTag.Count);
            Assert.Empty(_market.Fills);
            order.Pieces.Add(placement.Resting!);
        }

        _byTag.Add(order);
        if (id != 0)
        {
            _byId.Add(id, order);
        }

        if (!_levels[(int)side].TryGetValue(price, out List<VenueOrder>? queue))
        {
            _levels[(int)side].Add(price, queue = []);
        }

        queue.Add(order);
    }

    /// <summary>Cancels all of an order.</summary>
    internal void Remove(VenueOrder order)
    {
        while (order.Pieces.Count > 0)
        {
            CancelPiece(order, order.Pieces[^1]);
        }
    }

    /// <summary>Cancels a piece of an order; the others keep their place.</summary>
    internal void CancelPiece(VenueOrder order, RestingOrder piece)
    {
        Assert.NotEqual(0, _market.Cancel(piece));
        order.Pieces.Remove(piece);
        DropIfEmpty(order);
    }

    /// <summary>Takes lots off an order of which nothing more will be heard; what is left of it goes to the tail.</summary>
    internal void Reduce(VenueOrder order, long lots)
    {
        long left = order.Lots - lots;
        Remove(order);
        if (left > 0)
        {
            Add(0, order.Side, order.Price, left);
        }
    }

    /// <summary>Sends an immediate order against the book.</summary>
    /// <returns>The order that was hit first, or null.</returns>
    internal VenueOrder? Execute(Side maker, long price, long lots)
    {
        _market.Place(maker == Side.Buy ? Side.Sell : Side.Buy, price, lots, isImmediate: true, tag: -1);
        VenueOrder? first = null;
        foreach (Fill fill in _market.Fills)
        {
            VenueOrder hit = _byTag[(int)fill.Maker.Tag];
            Assert.Same(Queue(hit.Side, hit.Price)[0], hit);
            Assert.Same(hit.Pieces[0], fill.Maker);
            first ??= hit;
            if (fill.Maker.Lots == 0)
            {
                hit.Pieces.RemoveAt(0);
                DropIfEmpty(hit);
            }
        }

        return first;
    }

    private static long Sum(IReadOnlyList<VenueOrder> queue)
    {
        long lots = 0;
        for (int i = 0; i < queue.Count; i++)
        {
            lots += queue[i].Lots;
        }

        return lots;
    }

    private void DropIfEmpty(VenueOrder order)
    {
        if (order.Pieces.Count > 0)
        {
            return;
        }

        List<VenueOrder> queue = _levels[(int)order.Side][order.Price];
        Assert.True(queue.RemoveAll(other => ReferenceEquals(other, order)) == 1);
        if (queue.Count == 0)
        {
            _levels[(int)order.Side].Remove(order.Price);
        }

        if (order.Id != 0)
        {
            _byId.Remove(order.Id);
        }
    }
}
