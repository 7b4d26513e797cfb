using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Matching;

/// <summary>Records of a small market that keep the invariants of lists and open lots, made by hand.</summary>
internal sealed class MatchingWorld : IRecordSource
{
    internal const long Now = 1_000_000_000;
    internal const int Serial = 5;
    internal const int Epoch = 3;
    internal const int KeyNumber = 1;
    internal const long Mark = 1_000;
    internal const long Multiplier = 10;
    internal const long Width = 100;
    internal const long LongIndex = 25;
    internal const long ShortIndex = -40;

    private readonly SortedDictionary<uint, Record> _records = [];
    private readonly List<(uint Leaf, OrderRecord Order)> _orders = [];

    internal static InstrumentId Instrument { get; } = new(7);

    internal static InstrumentId Other { get; } = new(9);

    internal static SessionSlot Slot { get; } = new(2);

    internal LimitsRecord Limits { get; set; } = new()
    {
        TakerFee = new(500),
        MakerFee = new(-100),
        Band = new(100_000),
        PositionLimit = new(1_000_000),
        OpenInterestCap = new(1_000_000),
        InitialRate = new(100_000),
        MaintenanceRate = new(50_000),
        IsOpen = true,
    };

    /// <summary>Margins that differ by side, so that none can stand for another.</summary>
    internal RiskRecord Risk { get; set; } = RiskAt(Now);

    /// <summary>Risk of an instrument that accounts may hold besides.</summary>
    internal RiskRecord RiskOfOther { get; set; } = RiskAt(Now);

    internal IEnumerable<KeyValuePair<RecordAddress, Record>> All =>
        _records.Select(pair => new KeyValuePair<RecordAddress, Record>(new RecordAddress(pair.Key), pair.Value));

    public Record Read(RecordAddress address) => _records.TryGetValue(address.Value, out Record record) ? record : default;

    internal void Write(RecordAddress address, in Record record)
    {
        if (record == default)
        {
            _ = _records.Remove(address.Value);
        }
        else
        {
            _records[address.Value] = record;
        }
    }

    internal AccountRecord Account(long account) => AccountRecord.FromRecord(Read(RecordAddress.Account(new(account))));

    internal void Put(long account, in AccountRecord record) => Write(RecordAddress.Account(new(account)), record.ToRecord());

    internal SessionRecord Session(long account) => SessionRecord.FromRecord(Read(RecordAddress.Session(new(account), Slot)));

    internal void Put(long account, in SessionRecord record) => Write(RecordAddress.Session(new(account), Slot), record.ToRecord());

    internal PositionRecord Position(long account, int place) =>
        PositionRecord.FromRecord(Read(RecordAddress.Position(new(account), place)));

    internal void Put(long account, int place, in PositionRecord record) =>
        Write(RecordAddress.Position(new(account), place), record.ToRecord());

    internal void AddAccount(long account, long cash, long budget = 1L << 50)
    {
        Put(account, new AccountRecord { Exists = true, Cash = new(cash), OrderEpoch = new(Epoch), SessionEpoch = new(1) });
        Put(account, new SessionRecord
        {
            KeyX = KeyRing.Verified(KeyNumber).X,
            KeyY = KeyRing.Verified(KeyNumber).Y,
            LargestNotional = new(1L << 50),
            Nonce = new(10),
            Expiry = new(Now + 1_000),
            Markets = 1,
            Budget = new(budget),
            SessionEpoch = new(1),
            Scope = SessionScope.Trade,
            Serial = new(Serial),
        });
    }

    /// <summary>The place of a position of an account; −1 if there is none.</summary>
    internal int PlaceOf(long account, InstrumentId instrument)
    {
        int place = RecordAddress.Positions - 1;
        while (place >= 0 && Position(account, place).Instrument != instrument)
        {
            place--;
        }

        return place;
    }

    internal int AddPosition(long account, InstrumentId instrument, long size, long snapshot, int place)
    {
        AccountRecord owner = Account(account);
        Put(account, owner with { PositionMask = owner.PositionMask | (1 << place) });
        Put(account, place, new PositionRecord
        {
            Instrument = instrument,
            Size = new(size),
            Snapshot = new(size == 0 ? 0 : snapshot),
            LotsEpoch = owner.OrderEpoch,
        });
        return place;
    }

    /// <summary>Adds an order behind those of its price.</summary>
    internal void AddOrder(long account, Side side, long price, long quantity, OrderRecord? facts = null, bool isOfPassedEpoch = false)
    {
        AccountRecord owner = Account(account);
        Put(account, owner with { OpenOrders = owner.OpenOrders + 1 });
        _orders.Add(((uint)(_orders.Count + 50), (facts ?? Usual) with
        {
            Market = OrderRecord.MarketOf(Instrument, side, (facts ?? Usual).IsReduceOnly),
            OwnerReference = OrderRecord.OwnerReferenceOf(new(account), Slot),
            OrderEpoch = new(isOfPassedEpoch ? Epoch - 1 : Epoch),
            Nonce = new(_orders.Count + 1),
            Price = new(price),
            Quantity = new(quantity),
        }));
        if (!isOfPassedEpoch)
        {
            int place = PlaceOf(account, Instrument);
            AddOpenLots(account, place < 0 ? AddPosition(account, Instrument, 0, 0, FreePlace(account)) : place, side, quantity);
        }
    }

    internal static OrderRecord Usual { get; } = new() { Expiry = new(Now + 1_000), Serial = new(Serial), MaximumFee = new(10_000) };

    internal void AddOpenLots(long account, int place, Side side, long lots)
    {
        PositionRecord position = Position(account, place);
        Put(account, place, side == Side.Buy
            ? position with { OpenBuys = new(position.OpenBuys.Value + lots) }
            : position with { OpenSells = new(position.OpenSells.Value + lots) });
    }

    internal int FreePlace(long account)
    {
        int place = 0;
        while ((Account(account).PositionMask >> place & 1) != 0)
        {
            place++;
        }

        return place;
    }

    /// <summary>Writes lists, book and instruments.</summary>
    internal MatchingWorld Seal()
    {
        Write(RecordAddress.Terms(Instrument), TermsRecordOf().ToRecord());
        Write(RecordAddress.Terms(Other), TermsRecordOf().ToRecord());
        Write(RecordAddress.Limits(Instrument), Limits.ToRecord());
        Write(RecordAddress.Limits(Other), Limits.ToRecord());
        Write(RecordAddress.Risk(Instrument), Risk.ToRecord());
        Write(RecordAddress.Risk(Other), RiskOfOther.ToRecord());
        (OrderLeaf bid, PriceTicks bidPrice) = Link(Side.Buy);
        (OrderLeaf ask, PriceTicks askPrice) = Link(Side.Sell);
        long[] sizes =
        [
            .. All.Where(pair => pair.Key.Class == RecordClass.Position).Select(pair => PositionRecord.FromRecord(pair.Value))
                .Where(position => position.Instrument == Instrument).Select(position => position.Size.Value),
        ];
        Write(RecordAddress.Book(Instrument), new BookRecord
        {
            Fees = new(1_000_000),
            LongLots = new(sizes.Where(size => size > 0).Sum()),
            ShortLots = new(-sizes.Where(size => size < 0).Sum()),
            BidLeaf = bid,
            BidPrice = bidPrice,
            AskLeaf = ask,
            AskPrice = askPrice,
        }.ToRecord());
        return this;
    }

    internal static RiskRecord RiskAt(long time) => new()
    {
        Exists = true,
        LongIndex = new(LongIndex),
        ShortIndex = new(ShortIndex),
        InitialLong = new(1_000),
        InitialShort = new(1_100),
        MaintenanceLong = new(500),
        MaintenanceShort = new(600),
        SlowMark = 4_096 * Mark,
        Mark = new(Mark),
        IndexPrice = new(Mark),
        IndexRound = new(time / 3_000),
        Status = MarkStatus.Marked,
    };

    private static TermsRecord TermsRecordOf() => new()
    {
        Kind = InstrumentKind.Perpetual,
        Multiplier = new(Multiplier),
        PriceStep = new(1),
        PriceCap = new(1_000_000),
    };

    private (OrderLeaf Leaf, PriceTicks Price) Link(Side side)
    {
        (OrderLeaf Leaf, PriceTicks Price) next = default;
        int sign = side == Side.Buy ? -1 : 1;
        foreach ((uint leaf, OrderRecord order) in _orders.Where(order => order.Order.Side == side)
            .OrderBy(order => sign * order.Order.Price.Value).ThenBy(order => order.Leaf).Reverse())
        {
            OrderRecord linked = order with { NextLeaf = next.Leaf, NextPrice = next.Price };
            Write(RecordAddress.Order(new(leaf)), linked.ToRecord());
            next = (new(leaf), order.Price);
        }

        return next;
    }
}
