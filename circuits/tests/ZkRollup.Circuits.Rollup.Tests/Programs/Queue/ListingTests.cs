using Xunit.Abstractions;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Queue;

/// <summary>ListInstrument and SetParameters: whatever lanes the contract admits, there is an outcome, and it is the reference's.</summary>
public sealed class ListingTests(ITestOutputHelper output)
{
    private const ulong FeeBias = 1UL << 47;
    private const ulong Bits36 = (1UL << 36) - 1;
    private const ulong Bits48 = (1UL << 48) - 1;
    private const ulong Bits60 = (1UL << 60) - 1;

    private static readonly InstrumentId Instrument = new(4_095);

    /// <summary>At the bounds of price cap·multiplier, so that 2^54 and 2^56 are reached with lots of 2^8 and 2^10.</summary>
    private static readonly Record Terms = new TermsRecord
    {
        Kind = InstrumentKind.Perpetual,
        Multiplier = new((1 << 23) - 1),
        PriceStep = new(1),
        PriceCap = new(1 << 23),
    }.ToRecord();

    private static readonly Record Limits = new LimitsRecord
    {
        Band = new(1_000),
        InitialRate = new(10_000),
        MaintenanceRate = new(5_000),
        PositionLimit = new(1),
        OpenInterestCap = new(1),
    }.ToRecord();

    [Fact]
    public void Listing_EachFieldOfTermsAtItsBounds_HasTheOutcomeOfTheReference()
    {
        ulong[] kinds = [0, 1, 2, 3, 4, 5, Bits36];
        Agree(kinds.Select(kind => Terms with { B2 = kind }), 1);
        Agree(kinds.Select(kind => Terms with { B2 = kind, A1 = 3_003_000 }), 1);
        Agree(kinds.Select(kind => Terms with { B2 = kind, A1 = 3_003_000, B4 = 5 }), 2);
        ulong[] expiries = [0, 3_000_000, 3_000_001, 3_003_000, 3_002_999, Bits48, Bits48 - (Bits48 % 3_000)];
        Agree(expiries.Select(expiry => Terms with { B2 = 2, A1 = expiry }), 2);
        Agree(new ulong[] { 0, 47, 48, Bits36 }.Select(underlying => Terms with { B3 = underlying }), 2);
        ulong[] multipliers = [0, 1, (1 << 23) - 1, 1 << 23, (1 << 23) + 1, (1 << 24) - 1, 1 << 24, Bits48];
        Agree(multipliers.Select(multiplier => Terms with { A2 = multiplier }), 2);
        Agree(multipliers.Select(multiplier => Terms with { A2 = multiplier, B5 = 1 }), 5);
        Agree(new ulong[] { 0, 1, 1 << 23, (1 << 23) + 2, Bits36 }.Select(cap => Terms with { B5 = cap }), 2);
        Agree(new ulong[] { 0, 1, (1 << 24) - 1, 1 << 24, Bits48 }.Select(step => Terms with { A3 = step }), 2);
        ulong[] strikes = [0, 1, 1 << 23, (1 << 23) + 1, Bits36];
        Agree(strikes.Select(strike => Terms with { B2 = 4, A1 = 3_003_000, B4 = strike }), 2);
        Agree([Terms with { A0 = 1 }, Terms with { A4 = 1 }, Terms with { B0 = Bits60 }, Terms with { B1 = 1 }], 0);
        Agree([new Record(default, default, Bits60, Bits48, Bits48, Bits48, Bits48, Bits60, Bits48, Bits36, Bits36, Bits36, Bits36)], 0);
    }

    [Fact]
    public void Limits_EachFieldAtItsBounds_HasTheOutcomeOfTheReference()
    {
        ulong[] takers = [0, FeeBias - 1, FeeBias, FeeBias + 10_000, FeeBias + 10_001, Bits48];
        AgreeOnLimits(takers.Select(taker => Limits with { A1 = taker }), 2);
        ulong[] makers = [0, FeeBias - 501, FeeBias - 500, FeeBias + 10_000, FeeBias + 10_001, Bits48];
        AgreeOnLimits(makers.Select(maker => Limits with { A1 = FeeBias + 500, A2 = maker }), 2);
        AgreeOnLimits(new ulong[] { 0, 999, 1_000, 200_000, 200_001, Bits48 }.Select(band => Limits with { A3 = band }), 2);
        AgreeOnLimits(new ulong[] { 0, 100_000, 100_001, Bits48 }.Select(clamp => Limits with { A4 = clamp }), 2);
        AgreeOnLimits(new ulong[] { 0, 9_999, 10_000, 1_000_000, 1_000_001, Bits48 }.Select(rate => Limits with { B1 = rate }), 2);
        AgreeOnLimits(new ulong[] { 0, 4_999, 5_000, 9_999, 10_000, Bits36 }.Select(rate => Limits with { B2 = rate }), 2);
        AgreeOnLimits(new ulong[] { 0, 1, 256, 257, Bits36 }.Select(limit => Limits with { B3 = limit }), 2);
        AgreeOnLimits(new ulong[] { 0, 1, 1_024, 1_025, Bits36 }.Select(cap => Limits with { B4 = cap }), 2);
        AgreeOnLimits(new ulong[] { 0, Bits48, Bits48 + 1, Bits60 }.Select(minimum => Limits with { A0 = minimum }), 2);
        ulong[] targets = [0, (1UL << 56) - 1, 1UL << 56, Bits60];
        AgreeOnLimits(targets.Select(target => Limits with { B0 = target }), 2);
        AgreeOnLimits(new ulong[] { 0, 1, 2, Bits36 }.Select(open => Limits with { B5 = open }), 2);
        Record greatest = new(default, default, Bits60, Bits48, Bits48, Bits48, Bits48, Bits60, Bits48, Bits36, Bits36, Bits36, Bits36);
        AgreeOnLimits([greatest, default], 0);
        Record small = Terms with { A2 = 1, B5 = 1 };
        ulong[] sizes = [(1UL << 34) - 1, 1UL << 34, (1UL << 35) - 1, 1UL << 35, Bits36];
        AgreeOnLimits(sizes.Select(limit => Limits with { B3 = limit }), 1, small);
        AgreeOnLimits(sizes.Select(cap => Limits with { B4 = cap }), 3, small);
    }

    [Fact]
    public void Listing_NumbersThatCannotBeListed_HaveTheirOutcomesFirst()
    {
        Desk desk = new();
        Assert.Equal(OutcomeCode.InstrumentUnknown, desk.Consume(new ListInstrument(InstrumentId.None, default, default)).Code);
        Assert.Equal(OutcomeCode.InstrumentUnknown, desk.Consume(new ListInstrument(InstrumentId.None, Terms, Limits)).Code);
        Assert.Equal(OutcomeCode.InstrumentUnknown, desk.Consume(new SetParameters(InstrumentId.None, Limits)).Code);
        Assert.Equal(OutcomeCode.InstrumentUnknown, desk.Consume(new SetParameters(Instrument, default)).Code);
        Assert.Equal(OutcomeCode.Done, desk.Consume(new ListInstrument(Instrument, Terms, Limits)).Code);
        Assert.Equal(OutcomeCode.InstrumentExists, desk.Consume(new ListInstrument(Instrument, default, default)).Code);
        Assert.Equal(OutcomeCode.InstrumentExists, desk.Consume(new ListInstrument(Instrument, Terms, Limits)).Code);
    }

    [Theory]
    [InlineData(61)]
    public void Listing_AnyLanes_HasTheOutcomeOfTheReference(ulong seed)
    {
        output.WriteLine($"seed {seed}");
        SeededGenerator random = new(seed);
        for (int i = 0; i < 100; i++)
        {
            Desk desk = new();
            Record terms = random.Percent(50) ? Terms : Any(random);
            Record limits = random.Percent(50) ? Limits : Any(random);
            OutcomeCode code = desk.Consume(new ListInstrument(Instrument, terms, limits)).Code;
            Assert.Equal(terms == Terms && limits == Limits, code == OutcomeCode.Done);
        }
    }

    private static Record Any(SeededGenerator random) => new(
        default,
        default,
        (ulong)random.AnyMagnitude(60),
        (ulong)random.AnyMagnitude(48),
        (ulong)random.AnyMagnitude(48),
        (ulong)random.AnyMagnitude(48),
        (ulong)random.AnyMagnitude(48),
        (ulong)random.AnyMagnitude(60),
        (ulong)random.AnyMagnitude(48),
        (ulong)random.AnyMagnitude(36),
        (ulong)random.AnyMagnitude(36),
        (ulong)random.AnyMagnitude(36),
        (ulong)random.AnyMagnitude(36));

    /// <summary>Lists an instrument with each of some Terms; so many of them are usable.</summary>
    private static void Agree(IEnumerable<Record> all, int usable) => Assert.Equal(
        usable,
        all.Count(terms => new Desk().Consume(new ListInstrument(Instrument, terms, Limits)).Code == OutcomeCode.Done));

    /// <summary>Lists an instrument with each of some Limits, and sets them; so many of them are usable.</summary>
    private static void AgreeOnLimits(IEnumerable<Record> all, int usable, Record? terms = null)
    {
        int listed = 0;
        foreach (Record limits in all)
        {
            OutcomeCode code = new Desk().Consume(new ListInstrument(Instrument, terms ?? Terms, limits)).Code;
            listed += code == OutcomeCode.Done ? 1 : 0;
            Desk desk = new();
            Assert.Equal(OutcomeCode.Done, desk.Consume(new ListInstrument(Instrument, terms ?? Terms, Limits)).Code);
            Assert.Equal(code, desk.Consume(new SetParameters(Instrument, limits)).Code);
        }

        Assert.Equal(usable, listed);
    }
}
