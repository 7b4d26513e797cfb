using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Prices;

/// <summary>An instrument and its index, as far as prices depend on them; put on a desk when they are as a test wants them.</summary>
/// <remarks>Round 1,000 has begun, and is the index's.</remarks>
internal sealed record InstrumentCase
{
    internal static readonly InstrumentId Id = new(4_095);

    /// <summary>0: that of an instrument that is not listed, too.</summary>
    private static readonly UnderlyingId Underlying = new(0);

    internal TermsRecord Terms { get; init; } = new()
    {
        Kind = InstrumentKind.Perpetual,
        Multiplier = new(10),
        PriceStep = new(1),
        Underlying = Underlying,
        PriceCap = new(100_000),
    };

    internal LimitsRecord Limits { get; init; } = new()
    {
        Band = new(50_000),
        MarkClamp = new(10_000),
        InitialRate = new(100_000),
        MaintenanceRate = new(50_000),
        PositionLimit = new(10_000),
        OpenInterestCap = new(20_000),
    };

    internal RiskRecord Risk { get; init; } = new() { Exists = true };

    internal BookRecord Book { get; init; }

    internal InsuranceRecord Insurance { get; init; } = new() { Exists = true };

    internal IndexRecord Index { get; init; } = new() { Price = new(1_000), Anchor = new(990), Round = new(1_000) };

    /// <summary>Anything that can be, for prices and rounds that touch often.</summary>
    internal static InstrumentCase Any(SeededGenerator random, params InstrumentKind[] kinds)
    {
        InstrumentKind kind = kinds is [] ? (InstrumentKind)random.Between(1, 4) : random.Pick(kinds);
        long cap = random.Percent(20) ? random.Between(1, 1_000) : random.Percent(30) ? (1L << 36) - 1 : 100_000;
        long expiry = random.Percent(20) ? 1_000 : random.Percent(20) ? random.Between(600, 999) : random.Between(1_001, 1_601);
        MarkStatus status = (MarkStatus)random.Between(0, random.Percent(10) ? 2 : 1);
        long indexRound = random.Percent(20) ? 1_000 : random.Between(0, 1_000);
        long averageRound = random.Percent(30) ? 0 : random.Between(700, 1_000);
        long weight = averageRound == 0 ? 0 : random.Between(1, 600);
        return new()
        {
            Terms = new()
            {
                Kind = kind,
                Expiry = new(kind == InstrumentKind.Perpetual ? 0 : 3_000 * expiry),
                Multiplier = new(random.Between(1, Math.Min((1L << 24) - 1, ((1L << 46) - 1) / cap))),
                PriceStep = new(1),
                Underlying = Underlying,
                Strike = new(kind is InstrumentKind.Call or InstrumentKind.Put ? random.Between(1, Math.Min(cap, 2_000)) : 0),
                PriceCap = new(cap),
            },
            Limits = new()
            {
                Band = new(1_000),
                MarkClamp = new(random.Percent(30) ? 0 : random.Between(0, 100_000)),
                InitialRate = new(random.Between(10_000, 1_000_000)),
                MaintenanceRate = new(random.Between(5_000, 9_999)),
                PositionLimit = new(1),
                OpenInterestCap = new(1),
            },
            Risk = new()
            {
                Exists = true,
                Status = status,
                Mark = new(status == MarkStatus.None ? 0 : Price(random, cap)),
                SlowMark = status == MarkStatus.None ? 0 : 4_096 * Price(random, cap),
                IndexPrice = new(status == MarkStatus.None ? 0 : Price(random, cap)),
                IndexRound = new(status == MarkStatus.None ? 0 : indexRound),
                InitialShort = new(random.Between(0, 1_000_000)),
                MaintenanceShort = new(random.Between(0, 1_000_000)),
                LongIndex = new(-5),
            },
            Book = new()
            {
                BidLeaf = new(random.Percent(50) ? 7 : 0),
                BidPrice = new(Price(random, cap)),
                AskLeaf = new(random.Percent(50) ? 8 : 0),
                AskPrice = new(Price(random, cap)),
            },
            Insurance = new()
            {
                Exists = true,
                AverageSum = weight * random.Between(900, 1_100),
                AverageWeight = weight,
                AverageRound = new(averageRound),
                RiskRound = new(random.Between(990, 1_001)),
            },
            Index = new() { Price = new(random.Percent(5) ? 0 : random.Between(900, 1_100)), Anchor = new(990), Round = new(1_000) },
        };
    }

    internal void PutOn(Desk desk)
    {
        desk.Records[RecordAddress.Terms(Id)] = Terms.ToRecord();
        desk.Records[RecordAddress.Limits(Id)] = Limits.ToRecord();
        desk.Records[RecordAddress.Risk(Id)] = Risk.ToRecord();
        desk.Records[RecordAddress.Book(Id)] = Book.ToRecord();
        desk.Records[RecordAddress.Insurance(Id)] = Insurance.ToRecord();
        desk.Records[RecordAddress.IndexOf(Underlying)] = Index.ToRecord();
    }

    private static long Price(SeededGenerator random, long cap) => Math.Min(cap, random.Between(900, 1_100));
}
