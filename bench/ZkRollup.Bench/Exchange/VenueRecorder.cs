using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine;

namespace ZkRollup.Bench.Exchange;

/// <summary>Lets accounts trade on a venue and records it.</summary>
/// <remarks>
/// Every account trades six instruments of its own. Half of what it sends are orders: most rest near the value, one in ten is post-only,
/// one in ten is immediate and pays up to ten ticks more; the other half cancels one of its orders, so that it has about twenty. Every
/// 20,000 transactions a round of the oracle passes: indices move by up to 10 ticks, all instruments are marked again.
/// </remarks>
internal sealed class VenueRecorder
{
    private const int PerRound = 20_000;
    private const int InstrumentsEach = 6;
    private const int OrdersEach = 20;
    private const int OracleSigners = 4;

    private readonly Venue _venue;
    private readonly ExchangeEngine _engine;
    private readonly CommandTape _tape;
    private readonly Random _random;
    private readonly EventBuffer _events = new();
    private readonly int[][] _instruments;
    private readonly long[] _nonces;
    private readonly List<LiveOrder>[] _orders;
    private readonly Dictionary<long, LiveOrder> _byLeaf = [];
    private readonly long[] _indices = new long[Venue.Underlyings];
    private long _round = ExchangeSetup.FirstRound.Value;
    private int _trades;
    private int _rejections;

    private VenueRecorder(Venue venue, int seed)
    {
        _venue = venue;
        _engine = venue.Open(logWords: 0);
        _tape = new CommandTape(venue.Keys, Venue.FirstAccount);
        _random = new Random(seed);
        int accounts = venue.Keys.Length;
        _instruments = [.. Enumerable.Range(0, accounts).Select(_ => ChooseInstruments())];
        _nonces = new long[accounts];
        _orders = [.. Enumerable.Range(0, accounts).Select(_ => new List<LiveOrder>())];
        Array.Fill(_indices, Venue.FirstPrice);
    }

    private Timestamp Time => new(ExchangeSetup.RoundLength * _round);

    /// <summary>Trades until so many transactions are on the tape.</summary>
    /// <param name="venue">Where.</param>
    /// <param name="transactions">How many, a little more at most.</param>
    /// <param name="from">Those before only bring orders and positions about.</param>
    /// <param name="seed">Of all choices.</param>
    internal static VenueRecording Record(Venue venue, int transactions, int from, int seed)
    {
        VenueRecorder recorder = new(venue, seed);
        while (recorder._tape.Count < transactions)
        {
            recorder.Step(isCounted: recorder._tape.Count >= from);
        }

        return new VenueRecording(
            recorder._tape,
            from,
            recorder._trades,
            recorder._rejections,
            recorder._byLeaf.Count,
            recorder.CountPositions());
    }

    private int[] ChooseInstruments()
    {
        int[] places = [.. Enumerable.Range(0, Venue.Instruments)];
        _random.Shuffle(places);
        return places[..InstrumentsEach];
    }

    private void Step(bool isCounted)
    {
        if (_tape.Count / PerRound > _round - ExchangeSetup.FirstRound.Value)
        {
            _round++;
            MovePrices();
        }

        int account = _random.Next(_orders.Length);
        List<LiveOrder> own = _orders[account];
        bool isPlacing = own.Count == 0 || _random.Next(100) < (own.Count < OrdersEach ? 60 : 40);
        _events.Clear();
        Cause cause = isPlacing ? Place(account) : Cancel(account, own[_random.Next(own.Count)]);
        int trades = Follow();
        if (isCounted)
        {
            _trades += trades;
            _rejections += cause == Cause.Accepted ? 0 : 1;
        }
    }

    private Cause Place(int account)
    {
        int place = _instruments[account][_random.Next(InstrumentsEach)];
        long value = Venue.ValueOf(place, _indices[Venue.UnderlyingOf(place).Value]);
        Side side = (Side)_random.Next(2);
        TimeInForce lifetime = _random.Next(10) switch
        {
            0 => TimeInForce.ImmediateOrCancel,
            1 => TimeInForce.PostOnly,
            _ => TimeInForce.GoodTillCancelled,
        };
        bool isImmediate = lifetime == TimeInForce.ImmediateOrCancel;

        // Resting orders are denser near the value: the lesser of two numbers.
        long away = isImmediate ? -_random.Next(11) : 1 + Math.Min(_random.Next(40), _random.Next(40));
        PlaceOrder order = new(
            Header(account),
            isImmediate ? default : new Timestamp(Time.Value + ExchangeSetup.OrderLifetime),
            Venue.InstrumentAt(place),
            side,
            lifetime,
            ReduceOnly: false,
            (SelfTradeMode)_random.Next(3),
            new PriceTicks(Math.Max(side == Side.Buy ? value - away : value + away, 1)),
            new Lots(_random.Next(1, 11)),
            new Ppm(1_000),
            default);
        _tape.Add(Time, order);
        return _engine.Apply(Time, _venue.Keys[account], order, _events);
    }

    /// <summary>Every other cancel says where the order lies.</summary>
    private Cause Cancel(int account, LiveOrder order)
    {
        OrderLeaf leaf = _random.Next(2) == 0 ? new OrderLeaf(order.Leaf) : OrderLeaf.None;
        CancelOrder cancel = new(Header(account), order.Id, leaf);
        _tape.Add(Time, cancel);
        return _engine.Apply(Time, _venue.Keys[account], cancel, _events);
    }

    private SessionHeader Header(int account) =>
        new(new AccountId(Venue.FirstAccount + account), default, new SessionSerial(1), new Nonce(++_nonces[account]), Time);

    private void MovePrices()
    {
        for (int underlying = 0; underlying < Venue.Underlyings; underlying++)
        {
            _indices[underlying] += _random.Next(-10, 11);
            for (int signer = 0; signer < OracleSigners; signer++)
            {
                OracleUpdate report = new(
                    new SignerIndex(signer),
                    new UnderlyingId(underlying),
                    new Round(_round),
                    new PriceTicks(_indices[underlying]));
                _tape.Add(Time, report);
                ExchangeSetup.Require(_engine.Apply(Time, ExchangeSetup.SignerKey, report, _events));
            }
        }

        for (int place = 0; place < Venue.Instruments; place++)
        {
            if (Venue.IsOption(place))
            {
                RiskUpdate risk = Venue.RiskOf(place, _indices[Venue.UnderlyingOf(place).Value], new Round(_round));
                _tape.Add(Time, risk);
                ExchangeSetup.Require(_engine.Apply(Time, ExchangeSetup.SignerKey, risk, _events));
            }
            else
            {
                UpdateMark mark = new(Venue.InstrumentAt(place));
                _tape.Add(Time, mark);
                ExchangeSetup.Require(_engine.Apply(Time, mark, _events));
            }
        }
    }

    /// <summary>Keeps the list of live orders up to date; returns the number of fills.</summary>
    private int Follow()
    {
        int trades = 0;
        foreach (ref readonly ExchangeEvent item in _events.Events)
        {
            switch (item.Kind)
            {
                case EventKind.OrderRested:
                    LiveOrder rested = new(item.Account, item.Order, item.Leaf.Value) { Lots = item.Lots.Value };
                    _byLeaf.Add(rested.Leaf, rested);
                    _orders[rested.Account.Value - Venue.FirstAccount].Add(rested);
                    break;
                case EventKind.Trade:
                    trades++;
                    Reduce(item);
                    break;
                case EventKind.OrderCancelled when item.Leaf != OrderLeaf.None:
                case EventKind.OrderRemoved:
                    Reduce(item);
                    break;
                default:
                    break;
            }
        }

        return trades;
    }

    private void Reduce(in ExchangeEvent item)
    {
        LiveOrder order = _byLeaf[item.Leaf.Value];
        order.Lots -= item.Lots.Value;
        if (order.Lots == 0)
        {
            _byLeaf.Remove(order.Leaf);
            _orders[order.Account.Value - Venue.FirstAccount].Remove(order);
        }
    }

    private double CountPositions()
    {
        long positions = 0;
        for (int account = 0; account < _orders.Length; account++)
        {
            AccountId id = new(Venue.FirstAccount + account);
            for (int place = 0; place < RecordAddress.Positions; place++)
            {
                PositionRecord position = PositionRecord.FromRecord(_engine.GetRecord(RecordAddress.Position(id, place)));
                positions += position.Exists && position.Size.Value != 0 ? 1 : 0;
            }
        }

        return (double)positions / _orders.Length;
    }

    private sealed record LiveOrder(AccountId Account, OrderId Id, long Leaf)
    {
        internal long Lots { get; set; }
    }
}
