using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Circuits.Rollup.Programs.Orders;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Orders;

/// <summary>
/// A market with a few orders and an account that trades in it; a test changes a field and sees what programs and reference say. The mark
/// is 1,000, the best bid 980, the best ask 1,010.
/// </summary>
internal sealed class OrderDesk : IRecordSource
{
    internal const long Day = 24L * 60 * 60 * 1_000;
    internal const long Now = 3_000_000_000;
    internal const int FirstBid = 40;
    internal const int SecondBid = 41;
    internal const int FirstAsk = 42;
    internal const int SecondAsk = 43;
    internal const int FreeLeaf = 50;
    internal const int PlaceOfPosition = 3;

    internal static readonly AccountId Trader = new(7);
    internal static readonly AccountId Other = new(9);
    internal static readonly InstrumentId Market = new(5);
    internal static readonly InstrumentId OtherMarket = new(6);
    internal static readonly SessionSlot Slot = new(2);

    private readonly Dictionary<RecordAddress, Record> _records = [];
    private readonly EventBuffer _events = new();

    internal OrderDesk()
    {
        SchnorrPublicKey key = Desk.KeyOf(1);
        Account = new()
        {
            Exists = true,
            Cash = new(1_000_000),
            OrderEpoch = new(4),
            SessionEpoch = new(1),
            PositionMask = 1 << PlaceOfPosition,
            OpenOrders = 1,
        };
        Session = new()
        {
            KeyX = key.X,
            KeyY = key.Y,
            LargestNotional = new(1_000_000_000),
            Nonce = new(5),
            Expiry = new(Now + Day),
            Markets = 1 << 3,
            Budget = new(1_000_000_000),
            SessionEpoch = new(1),
            Scope = SessionScope.Trade | SessionScope.Cancel,
            Serial = new(1),
        };
        Position = new() { Instrument = Market, LotsEpoch = new(4), Size = new(20), OpenBuys = new(5) };
        PutMarket();
        PutOther();
        Order = new(
            new(Trader, Slot, new(1), new(6), new(Now + 5_000)), new(Now + Day), Market, Side.Buy, TimeInForce.GoodTillCancelled, false,
            SelfTradeMode.CancelTaker, new(990), new(10), new(600), new(77));
    }

    internal AccountRecord Account
    {
        get => AccountRecord.FromRecord(Read(RecordAddress.Account(Trader)));
        set => this[RecordAddress.Account(Trader)] = value.ToRecord();
    }

    internal SessionRecord Session
    {
        get => SessionRecord.FromRecord(Read(RecordAddress.Session(Trader, Slot)));
        set => this[RecordAddress.Session(Trader, Slot)] = value.ToRecord();
    }

    internal PositionRecord Position
    {
        get => PositionRecord.FromRecord(Read(RecordAddress.Position(Trader, PlaceOfPosition)));
        set => this[RecordAddress.Position(Trader, PlaceOfPosition)] = value.ToRecord();
    }

    internal TermsRecord Terms
    {
        get => TermsRecord.FromRecord(Read(RecordAddress.Terms(Market)));
        set => this[RecordAddress.Terms(Market)] = value.ToRecord();
    }

    internal LimitsRecord Limits
    {
        get => LimitsRecord.FromRecord(Read(RecordAddress.Limits(Market)));
        set => this[RecordAddress.Limits(Market)] = value.ToRecord();
    }

    internal RiskRecord Risk
    {
        get => RiskRecord.FromRecord(Read(RecordAddress.Risk(Market)));
        set => this[RecordAddress.Risk(Market)] = value.ToRecord();
    }

    internal BookRecord Book
    {
        get => BookRecord.FromRecord(Read(RecordAddress.Book(Market)));
        set => this[RecordAddress.Book(Market)] = value.ToRecord();
    }

    /// <summary>The order that is placed.</summary>
    internal PlaceOrder Order { get; set; }

    /// <summary>The time of the transaction before.</summary>
    internal long LastTime { get; set; } = Now;

    /// <summary>A record.</summary>
    internal Record this[RecordAddress address]
    {
        set => _records[address] = value;
    }

    /// <inheritdoc/>
    public Record Read(RecordAddress address) => _records.TryGetValue(address, out Record record) ? record : default;

    /// <summary>An order of the book.</summary>
    internal OrderRecord OrderAt(int leaf) => OrderRecord.FromRecord(Read(RecordAddress.Order(new(leaf))));

    /// <summary>Changes an order of the book.</summary>
    internal void SetOrder(int leaf, OrderRecord order) => this[RecordAddress.Order(new(leaf))] = order.ToRecord();

    /// <summary>Changes what every transaction of a session begins with.</summary>
    internal void SetHeader(Func<SessionHeader, SessionHeader> change) => Order = Order with { Header = change(Order.Header) };

    /// <summary>What the reference says to a transaction.</summary>
    internal Cause Refer<T>(in T transaction, out ReferenceExchange exchange)
        where T : struct, ISignedTransaction<T>
    {
        exchange = Exchange();
        return T.Apply(exchange, new(Now), Desk.KeyOf(1), transaction, _events);
    }

    /// <summary>What it says to one that nobody signs.</summary>
    internal Cause ReferProven<T>(in T transaction, out ReferenceExchange exchange)
        where T : struct, IProvenTransaction<T>
    {
        exchange = Exchange();
        return T.Apply(exchange, new(Now), transaction, _events);
    }

    /// <summary>Inputs of the slot that accepts the order.</summary>
    internal StepInputs Inputs()
    {
        StepInputs inputs = Place.Choose(
            Facts([]).Inputs(), PlaceOrderProgram.PlaceInput, PlaceOfPosition).Set(NewOrder.LeafInput, FreeLeaf);
        MessageFields.Fill(inputs, Order);
        return inputs;
    }

    /// <summary>Labels of lines that do not hold, each once.</summary>
    internal IReadOnlyList<string> Failures(StepProgram program, StepInputs inputs, Fr phase = default)
    {
        Fr[] carried = Carried();
        carried[(int)CarriedRegister.Phase] = phase;
        StepResult result = StepRun.Run(program, inputs, null, carried, this, stopsAtFailure: false);

        // What no line says: that a port's field is no packed field follows from the lines that do not hold.
        return [.. result.Failures.Intersect(program.Labels)];
    }

    /// <summary>Takes the steps of a transaction and compares what they leave with the reference.</summary>
    internal StepSequence Prove<T>(in T transaction, ReferenceExchange exchange, params RecordAddress[] touched)
        where T : struct, ITransaction<T>
    {
        StepSequence steps = new(this, Carried());
        TransactionPlanner.Plan(steps, transaction, Facts(touched));
        StepResult? before = null;
        foreach (StepResult step in steps.Steps)
        {
            Assert.Empty(LineCheck.Failures(step, before?.Results));
            before = step;
        }

        IEnumerable<RecordAddress> written = exchange.Touched.Where(access => access.IsWrite).Select(access => access.Address);
        foreach (RecordAddress address in written.Union(steps.Changed.Keys))
        {
            Assert.Equal((address, exchange.Read(address)), (address, steps.Read(address)));
        }

        return steps;
    }

    private static TransactionFacts Facts(RecordAddress[] touched) => new(new(Now), null, [touched]);

    private void PutMarket()
    {
        Terms = new()
        {
            Kind = InstrumentKind.Perpetual,
            Underlying = new(3),
            Multiplier = new(2),
            PriceStep = new(10),
            PriceCap = new(100_000)
        };
        Limits = new()
        {
            MinimumNotional = new(1_000),
            TakerFee = new(500),
            MakerFee = new(-100),
            Band = new(50_000),
            MarkClamp = new(5_000),
            InitialRate = new(50_000),
            MaintenanceRate = new(25_000),
            PositionLimit = new(1_000),
            OpenInterestCap = new(100_000),
            IsOpen = true,
        };
        Risk = new()
        {
            Exists = true,
            InitialLong = new(100),
            InitialShort = new(100),
            MaintenanceLong = new(50),
            MaintenanceShort = new(50),
            SlowMark = 4_096_000,
            Mark = new(1_000),
            IndexPrice = new(1_000),
            IndexRound = new(Now / 3_000),
            Status = MarkStatus.Marked,
        };
        Book = new()
        {
            LongLots = new(20),
            ShortLots = new(20),
            BidLeaf = new(FirstBid),
            BidPrice = new(980),
            AskLeaf = new(FirstAsk),
            AskPrice = new(1_010),
        };
    }

    private void PutOther()
    {
        this[RecordAddress.Account(Other)] = new AccountRecord
        {
            Exists = true,
            Cash = new(1_000_000),
            OrderEpoch = new(1),
            PositionMask = 1,
            OpenOrders = 4,
        }.ToRecord();
        this[RecordAddress.Session(Other, new(0))] = new SessionRecord
        {
            Budget = new(1_000_000_000),
            Expiry = new(Now + Day),
            Markets = 1 << 3,
            Scope = SessionScope.Trade,
            Serial = new(1),
        }.ToRecord();
        this[RecordAddress.Position(Other, 0)] = new PositionRecord
        {
            Instrument = Market,
            LotsEpoch = new(1),
            Size = new(-20),
            OpenBuys = new(30),
            OpenSells = new(30),
        }.ToRecord();
        PutOrder(FirstBid, Side.Buy, 980, SecondBid, 970);
        PutOrder(SecondBid, Side.Buy, 970, 0, 0);
        PutOrder(FirstAsk, Side.Sell, 1_010, SecondAsk, 1_020);
        PutOrder(SecondAsk, Side.Sell, 1_020, 0, 0);
    }

    private void PutOrder(int leaf, Side side, long price, int next, long nextPrice) => SetOrder(leaf, new()
    {
        Market = OrderRecord.MarketOf(Market, side, false),
        Nonce = new(leaf),
        Expiry = new(Now + Day),
        OwnerReference = OrderRecord.OwnerReferenceOf(
            Other, new(0)),
        Serial = new(1),
        MaximumFee = new(600),
        OrderEpoch = new(1),
        Price = new(price),
        Quantity = new(15),
        NextLeaf = new(next),
        NextPrice = new(nextPrice),
    });

    private ReferenceExchange Exchange() => new(
        _records.Where(pair => pair.Value != default), new(LastTime), new SequenceNumber(3), new QueueIndex(0));

    /// <summary>What its first slot is given.</summary>
    internal Fr[] Carried()
    {
        Fr[] carried = new Fr[DeviceRegisters.CarriedCount];
        carried[(int)CarriedRegister.Time] = Fr.FromInt64(LastTime);
        carried[(int)CarriedRegister.Sequence] = Fr.FromInt64(3);
        return carried;
    }
}
