using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Tests.Encoding;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.State;

/// <summary>Each class of records through its packed shape and its lanes, with the fields of docs/protocol.md, 3.3.</summary>
public class TypedRecordTests
{
    private static readonly Fr X = -Fr.One;
    private static readonly Fr Y = Fr.FromUInt64(7);
    private static readonly Timestamp LastTime = new(Timestamp.MaxValue);
    private static readonly PriceTicks HighestPrice = new(PriceTicks.MaxValue);
    private static readonly Lots MostLots = new(Lots.MaxValue);
    private static readonly Epoch LastEpoch = new(Epoch.MaxValue);
    private static readonly Round LastRound = new(Round.MaxValue);
    private static readonly Ppm HighestRate = new(Ppm.MaxValue);
    private static readonly QuoteAmount LargestAmount = new(QuoteAmount.MaxValue);
    private static readonly QuoteAmount LargestMargin = new((1L << 48) - 1);
    private static readonly SessionSerial LastSerial = new(SessionSerial.MaxValue);
    private static readonly OrderLeaf LastLeaf = new(OrderLeaf.MaxValue);

    private const ulong Bits24 = (1UL << 24) - 1;
    private const ulong Bits30 = (1UL << 30) - 1;
    private const ulong Bits35 = (1UL << 35) - 1;
    private const ulong Bits36 = (1UL << 36) - 1;
    private const ulong Bits48 = (1UL << 48) - 1;
    private const ulong Bits59 = (1UL << 59) - 1;
    private const ulong Bits60 = (1UL << 60) - 1;

    [Fact]
    public void Owner_Greatest_HasItsFieldsInPlace()
    {
        OwnerRecord record = new()
        {
            Address = WireData.AddressOf("0xffffffffffffffffffffffffffffffffffffffff"),
            KeyX = X,
            KeyY = Y,
            MasterNonce = new Nonce(Nonce.MaxValue),
        };
        AssertPacked(new Record(X, Y, Bits60, (1UL << 40) - 1, Bits48, 0, 0, Bits60, 0, 0, 0, 0, 0), record.ToRecord());
        Assert.Equal(record, OwnerRecord.FromRecord(record.ToRecord()));
        OwnerRecord split = record with { Address = WireData.AddressOf("0x1122334455667788990011223344556677889900") };
        Assert.Equal((0x344556677889900UL, 0x667788990011223UL & Bits60, 0x1122334455UL), OwnerRecord.SplitAddress(split.Address));
        Assert.Equal(split, OwnerRecord.FromRecord(split.ToRecord()));
        Assert.True(record.Exists & record.HasKey);
        Assert.False(default(OwnerRecord).Exists | default(OwnerRecord).HasKey);
    }

    [Fact]
    public void Account_Greatest_HasItsFieldsInPlace()
    {
        AccountRecord record = new()
        {
            Cash = new QuoteQuanta(QuoteQuanta.MaxValue),
            SessionCount = LastSerial,
            OrderEpoch = LastEpoch,
            SessionEpoch = new Epoch(5),
            PositionMask = 0xffff,
            OpenOrders = 200,
            Exists = true,
        };
        AssertPacked(new Record(default, default, Bits60, Bits24, Bits48, 5, 0, 0, 0, 0, 0xffff, 200, 1), record.ToRecord());
        Assert.Equal(record, AccountRecord.FromRecord(record.ToRecord()));
        AccountRecord debt = record with { Cash = new QuoteQuanta(QuoteQuanta.MinValue) };
        Assert.Equal(1UL, debt.ToRecord().A0);
        Assert.Equal(debt, AccountRecord.FromRecord(debt.ToRecord()));
    }

    [Fact]
    public void Position_Greatest_HasItsFieldsInPlace()
    {
        PositionRecord record = new()
        {
            Snapshot = new QuoteQuanta(QuoteQuanta.MinValue),
            LotsEpoch = LastEpoch,
            Instrument = new InstrumentId(4_095),
            Size = new SignedLots(SignedLots.MinValue),
            OpenBuys = MostLots,
            OpenSells = new Lots(3),
        };
        AssertPacked(new Record(default, default, 1, Bits48, 0, 0, 0, 0, 0, 4_095, 1, Bits35, 3), record.ToRecord());
        Assert.Equal(record, PositionRecord.FromRecord(record.ToRecord()));
        PositionRecord flat = new() { Instrument = new InstrumentId(1) };
        Assert.Equal(new Record(default, default, 1UL << 59, 0, 0, 0, 0, 0, 0, 1, 1UL << 35, 0, 0), flat.ToRecord());
    }

    [Fact]
    public void Session_Greatest_HasItsFieldsInPlace()
    {
        SessionRecord record = new()
        {
            KeyX = X,
            KeyY = Y,
            LargestNotional = LargestAmount,
            Nonce = new Nonce(Nonce.MaxValue),
            Expiry = new Timestamp(9),
            Markets = Bits48,
            Budget = new QuoteAmount(8),
            SessionEpoch = LastEpoch,
            Scope = (SessionScope)4_095,
            Serial = LastSerial,
        };
        AssertPacked(new Record(X, Y, Bits59, Bits48, 9, 0, Bits48, 8, Bits48, 4_095, Bits24, 0, 0), record.ToRecord());
        Assert.Equal(record, SessionRecord.FromRecord(record.ToRecord()));
    }

    [Fact]
    public void Order_Greatest_HasItsFieldsInPlace()
    {
        OrderRecord record = new()
        {
            Market = OrderRecord.MarketOf(new InstrumentId(4_095), Side.Sell, isReduceOnly: true),
            Nonce = new Nonce(2),
            Expiry = LastTime,
            OwnerReference = OrderRecord.OwnerReferenceOf(new AccountId(AccountId.MaxValue), new SessionSlot(15)),
            Serial = LastSerial,
            MaximumFee = HighestRate,
            OrderEpoch = LastEpoch,
            Price = HighestPrice,
            Quantity = MostLots,
            NextLeaf = LastLeaf,
            NextPrice = new PriceTicks(6),
        };
        Record packed = new(
            default, default, (1UL << 14) - 1, 2, Bits48, (1UL << 28) - 1, Bits24, Bits24, Bits48, Bits36, Bits35, Bits30, 6);
        AssertPacked(packed, record.ToRecord());
        Assert.Equal(record, OrderRecord.FromRecord(packed));
        Assert.Equal((new InstrumentId(4_095), Side.Sell, true), (record.Instrument, record.Side, record.IsReduceOnly));
        Assert.Equal((new AccountId(AccountId.MaxValue), new SessionSlot(15)), (record.Account, record.Slot));
        Assert.Equal(4, OrderRecord.MarketOf(new InstrumentId(1), Side.Buy, isReduceOnly: false));
        Assert.Equal(new OrderId(LastSerial, new Nonce(2)), record.Id);
    }

    [Fact]
    public void Terms_Greatest_HasItsFieldsInPlace()
    {
        TermsRecord record = new()
        {
            Expiry = LastTime,
            Multiplier = new Multiplier(Multiplier.MaxValue),
            PriceStep = new PriceTicks((1L << 24) - 1),
            Kind = InstrumentKind.Put,
            Underlying = new UnderlyingId(47),
            Strike = new PriceTicks(11),
            PriceCap = HighestPrice,
        };
        AssertPacked(new Record(default, default, 0, Bits48, Bits24, Bits24, 0, 0, 0, 4, 47, 11, Bits36), record.ToRecord());
        Assert.Equal(record, TermsRecord.FromRecord(record.ToRecord()));
    }

    [Fact]
    public void Limits_Greatest_HasItsFieldsInPlace()
    {
        LimitsRecord record = new()
        {
            MinimumNotional = LargestAmount,
            TakerFee = new FeeRate(10_000),
            MakerFee = new FeeRate(-10_000),
            Band = HighestRate,
            MarkClamp = new Ppm(3),
            InsuranceTarget = new QuoteAmount(4),
            InitialRate = new Ppm(5),
            MaintenanceRate = new Ppm(6),
            PositionLimit = MostLots,
            OpenInterestCap = new Lots(7),
            IsOpen = true,
        };
        ulong zero = 1UL << 47;
        Record packed = new(default, default, Bits59, zero + 10_000, zero - 10_000, Bits24, 3, 4, 5, 6, Bits35, 7, 1);
        AssertPacked(packed, record.ToRecord());
        Assert.Equal(record, LimitsRecord.FromRecord(record.ToRecord()));
    }

    [Fact]
    public void Risk_Greatest_HasItsFieldsInPlace()
    {
        RiskRecord record = new()
        {
            LongIndex = new QuoteQuanta(QuoteQuanta.MaxValue),
            InitialLong = LargestMargin,
            InitialShort = new QuoteAmount(1),
            MaintenanceLong = new QuoteAmount(2),
            MaintenanceShort = new QuoteAmount(3),
            ShortIndex = new QuoteQuanta(QuoteQuanta.MinValue),
            SlowMark = (1L << 48) - 1,
            Mark = HighestPrice,
            IndexPrice = new PriceTicks(4),
            IndexRound = LastRound,
            Status = MarkStatus.Settled,
            Exists = true,
        };
        AssertPacked(new Record(default, default, Bits60, Bits48, 1, 2, 3, 1, Bits48, Bits36, 4, Bits36, 2), record.ToRecord());
        Assert.Equal(record, RiskRecord.FromRecord(record.ToRecord()));
    }

    [Fact]
    public void Book_Greatest_HasItsFieldsInPlace()
    {
        BookRecord record = new()
        {
            Fees = LargestAmount,
            LongLots = MostLots,
            ShortLots = new Lots(1),
            BidLeaf = LastLeaf,
            BidPrice = HighestPrice,
            AskLeaf = new OrderLeaf(2),
            AskPrice = new PriceTicks(3),
        };
        AssertPacked(new Record(default, default, Bits59, Bits35, 1, 0, 0, 0, 0, Bits30, Bits36, 2, 3), record.ToRecord());
        Assert.Equal(record, BookRecord.FromRecord(record.ToRecord()));
    }

    [Fact]
    public void Insurance_Greatest_HasItsFieldsInPlace()
    {
        InsuranceRecord record = new()
        {
            Cash = new QuoteQuanta(QuoteQuanta.MinValue),
            AverageSum = (1L << 48) - 1,
            AverageWeight = 600,
            Snapshot = new QuoteQuanta(QuoteQuanta.MaxValue),
            Inventory = new SignedLots(SignedLots.MinValue),
            RiskRound = LastRound,
            AverageRound = new Round(1),
            Exists = true,
        };
        AssertPacked(new Record(default, default, 1, Bits48, 600, 0, 0, Bits60, 0, 1, Bits36, 1, 0), record.ToRecord());
        Assert.Equal(record, InsuranceRecord.FromRecord(record.ToRecord()));
    }

    [Fact]
    public void SystemRecords_Greatest_HaveTheirFieldsInPlace()
    {
        TreasuryRecord treasury = new() { Fund = LargestAmount, NetDeposits = new QuoteAmount(1) };
        AssertPacked(new Record(default, default, Bits59, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0), treasury.ToRecord());
        Assert.Equal(treasury, TreasuryRecord.FromRecord(treasury.ToRecord()));

        SignerRecord signer = new() { KeyX = X, KeyY = Y };
        AssertPacked(new Record(X, Y, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), signer.ToRecord());
        Assert.Equal(signer, SignerRecord.FromRecord(signer.ToRecord()));

        IndexRecord index = new() { Price = HighestPrice, Anchor = new PriceTicks(2), Round = LastRound };
        AssertPacked(new Record(default, default, 0, 0, 0, 0, 0, 0, 0, Bits36, 2, Bits36, 0), index.ToRecord());
        Assert.Equal(index, IndexRecord.FromRecord(index.ToRecord()));

        BoardRecord board = default;
        for (int i = 0; i < BoardRecord.Signers; i++)
        {
            board = board.With(i, new OracleReport(new Round(Round.MaxValue - i), new PriceTicks(PriceTicks.MaxValue - (2 * i))));
        }

        Record packed = new(
            default, default, 0, Bits36, Bits36 - 1, Bits36 - 2, Bits36 - 3, 0, 0, Bits36, Bits36 - 2, Bits36 - 4, Bits36 - 6);
        AssertPacked(packed, board.ToRecord());
        Assert.Equal(board, BoardRecord.FromRecord(packed));
        Assert.Equal(new PriceTicks(PriceTicks.MaxValue - 6), board[3].Price);
        Assert.Throws<ArgumentOutOfRangeException>(() => board[4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => board.With(-1, default));
    }

    [Fact]
    public void ZeroRecord_OfEveryClass_IsTheDefault()
    {
        AssertDefault(OwnerRecord.FromRecord(default), record => record.ToRecord());
        AssertDefault(AccountRecord.FromRecord(default), record => record.ToRecord());
        AssertDefault(PositionRecord.FromRecord(default), record => record.ToRecord());
        AssertDefault(SessionRecord.FromRecord(default), record => record.ToRecord());
        AssertDefault(OrderRecord.FromRecord(default), record => record.ToRecord());
        AssertDefault(TermsRecord.FromRecord(default), record => record.ToRecord());
        AssertDefault(LimitsRecord.FromRecord(default), record => record.ToRecord());
        AssertDefault(RiskRecord.FromRecord(default), record => record.ToRecord());
        AssertDefault(BookRecord.FromRecord(default), record => record.ToRecord());
        AssertDefault(InsuranceRecord.FromRecord(default), record => record.ToRecord());
        AssertDefault(TreasuryRecord.FromRecord(default), record => record.ToRecord());
        AssertDefault(SignerRecord.FromRecord(default), record => record.ToRecord());
        AssertDefault(BoardRecord.FromRecord(default), record => record.ToRecord());
        AssertDefault(IndexRecord.FromRecord(default), record => record.ToRecord());
    }

    private static void AssertDefault<T>(T read, Func<T, Record> pack)
        where T : struct
    {
        Assert.Equal(default, read);
        Assert.Equal(default, pack(default));
    }

    /// <summary>The packed shape is the expected one and survives its lanes.</summary>
    private static void AssertPacked(Record expected, Record packed)
    {
        Assert.Equal(expected, packed);
        Fr[] lanes = new Fr[Record.LaneCount];
        packed.WriteLanes(lanes);
        Assert.True(Record.TryFromLanes(lanes, out Record read));
        Assert.Equal(packed, read);
    }
}
