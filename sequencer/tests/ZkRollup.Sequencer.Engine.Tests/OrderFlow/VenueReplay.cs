using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

/// <summary>Replays a venue's day on the exchange and counts where it agrees with the venue.</summary>
/// <remarks>
/// The file shows ten levels of each side and only messages within them, so it is not complete. What it lacks is filled in: an order that
/// is referred to but never added is *hidden*, with all the lots that its messages name, until the venue's row shows more lots at its
/// price than the book has; hidden orders enter in the order of their numbers, which is that of their arrival, and lots that they do not
/// explain enter as an anonymous order, at the start before them. Lots that the row does not show leave, those first that no message
/// names. This is done before the first message and, as resynchronisation, after each; rows are compared before it. A delete of an order
/// that is not in the book takes anonymous lots of its price. The exchange has no partial cancel that keeps priority. So an order that
/// the file will partly cancel is placed in adjacent pieces: first what is filled or deleted, then a piece for each partial cancel, which
/// is cancelled when its time comes. Executions are sent as immediate orders of the other side at their price.
/// </remarks>
internal sealed class VenueReplay
{
    private readonly VenueBook _book;
    private readonly VenueMessage[] _messages;
    private readonly Dictionary<long, List<long>> _partialCancels = [];

    /// <summary>Lots that the messages to come name, for each order.</summary>
    private readonly Dictionary<long, long> _toCome = [];

    private readonly Dictionary<(Side Side, long Price), SortedDictionary<long, long>> _hidden = [];
    private long _lastId;

    internal VenueReplay(OpenMarket market, VenueMessage[] messages)
    {
        _book = new VenueBook(market);
        _messages = messages;
        ReadAhead();
    }

    /// <summary>Rows compared.</summary>
    internal int Rows { get; private set; }

    /// <summary>Rows equal at the five best levels of both sides.</summary>
    internal int RowsEqualToFive { get; private set; }

    /// <summary>Visible executions.</summary>
    internal int Executions { get; private set; }

    /// <summary>Visible executions whose order was the first to be hit.</summary>
    internal int ExecutionsAtHead { get; private set; }

    /// <summary>Replays the day.</summary>
    internal void Run(IEnumerable<VenueRow> rows)
    {
        int next = 0;
        foreach (VenueRow row in rows)
        {
            VenueMessage message = _messages[next];
            if (next == 0)
            {
                Resynchronise(BeforeFirst(row, message), isStart: true);
            }

            Apply(message);
            Rows++;
            RowsEqualToFive += _book.Matches(Side.Buy, row.Bids, 5) && _book.Matches(Side.Sell, row.Asks, 5) ? 1 : 0;
            Resynchronise(row, isStart: false);
            next++;
        }

        Assert.Equal(_messages.Length, next);
    }

    /// <summary>The venue's row before the first message, which must be an execution or a hidden one.</summary>
    private static VenueRow BeforeFirst(VenueRow row, VenueMessage first)
    {
        Assert.Equal(VenueMessage.VisibleExecution, first.Kind);
        (long Price, long Lots)[] levels =
        [
            .. row.Of(first.Side).Select(level => level.Price == first.Price ? (level.Price, level.Lots + first.Lots) : level),
        ];
        return first.Side == Side.Buy ? row with { Bids = levels } : row with { Asks = levels };
    }

    private void ReadAhead()
    {
        HashSet<long> added = [];
        foreach (VenueMessage message in _messages)
        {
            if (message.Kind == VenueMessage.New)
            {
                _lastId = _lastId == 0 ? message.OrderId : _lastId;
                Assert.True(added.Add(message.OrderId));
                continue;
            }

            if (message.Kind is not (VenueMessage.PartialCancel or VenueMessage.Delete or VenueMessage.VisibleExecution))
            {
                continue;
            }

            _toCome[message.OrderId] = _toCome.GetValueOrDefault(message.OrderId) + message.Lots;
            if (message.Kind == VenueMessage.PartialCancel)
            {
                _partialCancels.TryAdd(message.OrderId, []);
                _partialCancels[message.OrderId].Add(message.Lots);
            }

            if (!added.Contains(message.OrderId))
            {
                HiddenAt(message.Side, message.Price)[message.OrderId] = _toCome[message.OrderId];
            }
        }
    }

    private SortedDictionary<long, long> HiddenAt(Side side, long price)
    {
        if (!_hidden.TryGetValue((side, price), out SortedDictionary<long, long>? orders))
        {
            _hidden.Add((side, price), orders = []);
        }

        return orders;
    }

    private void Apply(in VenueMessage message)
    {
        switch (message.Kind)
        {
            case VenueMessage.New:
                _lastId = Math.Max(_lastId, message.OrderId);
                Place(message.OrderId, message.Side, message.Price, message.Lots);
                break;
            case VenueMessage.PartialCancel or VenueMessage.Delete:
                _toCome[message.OrderId] -= message.Lots;
                Cancel(message);
                break;
            case VenueMessage.VisibleExecution:
                _toCome[message.OrderId] -= message.Lots;
                VenueOrder? hit = _book.Execute(message.Side, message.Price, message.Lots);
                Executions++;
                ExecutionsAtHead += hit?.Id == message.OrderId && hit.Price == message.Price ? 1 : 0;
                break;
            default:
                Assert.Equal(VenueMessage.HiddenExecution, message.Kind);
                break;
        }
    }

    private void Place(long id, Side side, long price, long lots)
    {
        List<long> cancels = _partialCancels.GetValueOrDefault(id) ?? [];
        _book.Add(id, side, price, [lots - cancels.Sum(), .. cancels]);
    }

    private void Cancel(in VenueMessage message)
    {
        VenueOrder? order = _book.Find(message.OrderId);
        if (order is null)
        {
            HiddenAt(message.Side, message.Price).Remove(message.OrderId);
            TakeAnonymous(message.Side, message.Price, message.Lots);
        }
        else if (message.Kind == VenueMessage.Delete)
        {
            _book.Remove(order);
        }
        else
        {
            long lots = message.Lots;
            _book.CancelPiece(order, order.Pieces.Last(piece => piece.Lots == lots));
        }
    }

    private void TakeAnonymous(Side side, long price, long lots)
    {
        foreach (VenueOrder order in _book.Queue(side, price).Where(order => order.Id == 0).ToArray())
        {
            long taken = Math.Min(lots, order.Lots);
            if (taken > 0)
            {
                _book.Reduce(order, taken);
                lots -= taken;
            }
        }
    }

    private void Resynchronise(VenueRow row, bool isStart)
    {
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
        {
            IReadOnlyList<(long Price, long Lots)> levels = row.Of(side);
            if (levels.Count == 0 || _book.Matches(side, levels, levels.Count))
            {
                continue;
            }

            RemoveLevelsNotIn(levels, side);
            foreach ((long price, long lots) in levels)
            {
                long missing = lots - _book.LotsAt(side, price);
                if (missing > 0)
                {
                    Fill(side, price, missing, isStart);
                }
                else if (missing < 0)
                {
                    Take(side, price, -missing);
                }
            }
        }
    }

    private void RemoveLevelsNotIn(IReadOnlyList<(long Price, long Lots)> levels, Side side)
    {
        HashSet<long> shown = [.. levels.Select(level => level.Price)];
        long worst = levels[^1].Price;
        foreach (long price in _book.Prices(side).Where(price => side == Side.Buy ? price >= worst : price <= worst).ToArray())
        {
            if (!shown.Contains(price))
            {
                Take(side, price, _book.LotsAt(side, price));
            }
        }
    }

    /// <summary>Adds lots to a level: hidden orders that arrived by now as far as they fit, the rest without a name.</summary>
    private void Fill(Side side, long price, long missing, bool isStart)
    {
        SortedDictionary<long, long> hidden = HiddenAt(side, price);
        List<long> entering = [];
        foreach ((long id, long lots) in hidden)
        {
            if (id <= _lastId && lots <= missing)
            {
                entering.Add(id);
                missing -= lots;
            }
        }

        if (isStart && missing > 0)
        {
            _book.Add(0, side, price, missing);
        }

        foreach (long id in entering)
        {
            hidden.Remove(id, out long lots);
            Place(id, side, price, lots);
        }

        if (!isStart && missing > 0)
        {
            _book.Add(0, side, price, missing);
        }
    }

    /// <summary>Takes lots from a level: first from orders that no message will name again, then from the others, which hide.</summary>
    private void Take(Side side, long price, long excess)
    {
        foreach (VenueOrder order in _book.Queue(side, price).OrderBy(Rank).ToArray())
        {
            long lots = Math.Min(excess, order.Lots);
            if (lots == 0)
            {
                return;
            }

            if (Rank(order) == 2)
            {
                Assert.Equal(order.Lots, lots);
                HiddenAt(side, price)[order.Id] = lots;
            }

            _book.Reduce(order, lots);
            excess -= lots;
        }
    }

    private int Rank(VenueOrder order) => order.Id == 0 ? 0 : _toCome.GetValueOrDefault(order.Id) == 0 ? 1 : 2;
}
