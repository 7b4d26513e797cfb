using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.Reference;

/// <summary>§9: index, mark, slow mark, options.</summary>
public class PriceTests
{
    private static readonly InstrumentId Option = new(9);

    private static Venue WithKeys()
    {
        Venue venue = new();
        venue.SetOracleKeys();
        return venue;
    }

    [Fact]
    public void Index_BelowTheQuorum_IsNotMade()
    {
        Venue venue = WithKeys();
        venue.Accept(venue.Report(0, 1_000));
        Assert.Equal((EventKind.OracleReported, (1_000L << 16) + 0), (venue.Events[0].Kind, venue.Events[0].Number));
        venue.Accept(venue.Report(3, 1_100));
        Assert.Equal([EventKind.OracleReported], venue.Kinds());
        Assert.Equal((1_000L << 16) + 3, venue.Events[0].Number);
        Assert.Equal(default, venue.Index());
        venue.Accept(venue.Report(1, 1_200));
        Assert.Equal([EventKind.OracleReported, EventKind.IndexUpdated], venue.Kinds());
        Assert.Equal((1_100L, 1_000L << 16), (venue.Events[1].Price.Value, venue.Events[1].Number));
        Assert.Equal(new IndexRecord { Price = new PriceTicks(1_100), Round = new Round(1_000) }, venue.Index());
    }

    [Fact]
    public void Index_OfFourReports_IsTheLowerMiddle()
    {
        Venue venue = WithKeys();
        venue.Accept(venue.Report(0, 1_300));
        venue.Accept(venue.Report(1, 1_000));
        venue.Accept(venue.Report(2, 1_200));
        Assert.Equal(1_200, venue.Index().Price.Value);
        venue.Accept(venue.Report(3, 1_100));
        Assert.Equal(1_100, venue.Index().Price.Value);
    }

    [Fact]
    public void Index_InOneRound_MovesFivePercentFromItsAnchor()
    {
        Venue venue = WithKeys();
        venue.Report(1_000);
        venue.Time += 3_000;

        // The first report of a round finds the two others of the round before fresh: the median is still 1,000.
        venue.Accept(venue.Report(0, 1_200));
        Assert.Equal((1_000L, 1_000L, 1_001L), (venue.Index().Price.Value, venue.Index().Anchor.Value, venue.Index().Round.Value));
        Assert.Equal(EventKind.IndexUpdated, venue.Events[^1].Kind);
        venue.Accept(venue.Report(1, 1_200));
        Assert.Equal(1_050, venue.Index().Price.Value);
        venue.Accept(venue.Report(2, 1_200));
        Assert.Equal((1_050L, 1_000L), (venue.Index().Price.Value, venue.Index().Anchor.Value));
        Assert.Equal([EventKind.OracleReported], venue.Kinds());

        // The next round moves ⌊1,050/20⌋ = 52 at most.
        venue.Time += 3_000;
        venue.Report(1_200);
        Assert.Equal(1_102, venue.Index().Price.Value);
    }

    [Fact]
    public void Index_OfLessThanTwenty_MovesByOne()
    {
        Venue venue = WithKeys();
        venue.Report(10);
        venue.Time += 3_000;
        venue.Report(5);
        Assert.Equal(9, venue.Index().Price.Value);
    }

    [Fact]
    public void Index_AReportOfTwoRoundsAgo_IsNotFresh()
    {
        Venue venue = WithKeys();
        venue.Report(1_000);
        venue.Time += 6_000;
        venue.Accept(venue.Report(0, 1_010));
        Assert.Equal([EventKind.OracleReported], venue.Kinds());
        venue.Accept(venue.Report(1, 1_010, round: venue.Round - 1));
        Assert.Equal([EventKind.OracleReported], venue.Kinds());
        venue.Accept(venue.Report(3, 1_020));
        Assert.Equal((1_010L, venue.Round), (venue.Index().Price.Value, venue.Index().Round.Value));
    }

    [Fact]
    public void Report_AgeAndRound_AreBounded()
    {
        Venue venue = WithKeys();
        venue.Expect(Cause.RoundInFuture, venue.Report(0, 1_000, round: 1_001));
        venue.Time += 1_000;
        venue.Accept(venue.Report(0, 1_000, round: 997));
        venue.Time++;
        venue.Expect(Cause.ReportTooOld, venue.Report(1, 1_000, round: 997));
        venue.Expect(Cause.RoundNotIncreasing, venue.Report(0, 1_000, round: 997));
        venue.Expect(Cause.SignerInvalid, venue.Report(4, 1_000));
        venue.Expect(Cause.PriceInvalid, venue.Report(1, 0));
    }

    [Fact]
    public void Mark_FollowsTheBookWithinItsClamp()
    {
        Venue venue = Venue.WithPerpetual();
        Assert.Equal((1_000L, 4_096_000L), (venue.Risk().Mark.Value, venue.Risk().SlowMark));
        Assert.Equal((1_000L, 1_000L), (venue.Risk().InitialLong.Value, venue.Risk().InitialShort.Value));
        Assert.Equal((500L, 500L), (venue.Risk().MaintenanceLong.Value, venue.Risk().MaintenanceShort.Value));
        venue.Expect(Cause.NothingToUpdate, venue.UpdateMark(Venue.Perpetual));
        venue.Join(2, 1_000_000);

        // An index of 1,005 above the ask at 1,002: the mark is the ask.
        venue.Sell(2, 1_002, 1);
        venue.NextRound(1_005);
        Assert.Equal((1_002L, 1_005L), (venue.Risk().Mark.Value, venue.Risk().IndexPrice.Value));
        Assert.Equal((EventKind.MarkUpdated, 1_002L, 1_001L), (venue.Events[0].Kind, venue.Events[0].Price.Value, venue.Events[0].Number));

        // ⌈10,020·0.05⌉ = 501, ⌈10,020·0.1⌉ = 1,002; slow 4,096,000 + ⌊8,192/1,200⌋.
        Assert.Equal(
            (1_002L, 501L, 4_096_006L),
            (venue.Risk().InitialLong.Value, venue.Risk().MaintenanceShort.Value, venue.Risk().SlowMark));

        // An index of 990 with a bid at 1,001: the mark is 990 + 9.
        venue.Buy(2, 1_001, 1);
        venue.NextRound(990);
        Assert.Equal(999, venue.Risk().Mark.Value);

        // Down again: 4,096,006 + ⌊(4,091,904 − 4,096,006)/1,200⌋ = 4,096,006 − 4.
        Assert.Equal(4_096_002, venue.Risk().SlowMark);
    }

    [Fact]
    public void SlowMark_AfterAnHour_IsTheMark()
    {
        Venue venue = Venue.WithPerpetual();
        venue.Time += 3_600_000;
        venue.Report(1_040);
        venue.Accept(venue.UpdateMark(Venue.Perpetual));
        Assert.Equal(4_096 * 1_040, venue.Risk().SlowMark);
    }

    private static Venue WithOption(InstrumentKind kind, long strike)
    {
        Venue venue = WithKeys();
        venue.List(Option, Venue.TermsOf(kind, expiry: Venue.Start + 3_000_000, strike: strike), Venue.LimitsOf(minimum: 1_000));
        venue.Expect(Cause.IndexMissing, venue.RiskUpdate(Option, 1, 1_000, 750));
        venue.Report(1_000);
        return venue;
    }

    [Fact]
    public void RiskUpdate_Call_WithinItsBounds()
    {
        // Index 1,000, strike 900: the mark is 50 to 1,000; initial 1,000 to 10,000; maintenance 750 to initial.
        Venue venue = WithOption(InstrumentKind.Call, 900);
        venue.Expect(Cause.MarkOutOfBounds, venue.RiskUpdate(Option, 49, 1_000, 750));
        venue.Expect(Cause.MarkOutOfBounds, venue.RiskUpdate(Option, 1_001, 1_000, 750));
        venue.Expect(Cause.MarginOutOfBounds, venue.RiskUpdate(Option, 100, 999, 750));
        venue.Expect(Cause.MarginOutOfBounds, venue.RiskUpdate(Option, 100, 10_001, 750));
        venue.Expect(Cause.MarginOutOfBounds, venue.RiskUpdate(Option, 100, 2_000, 749));
        venue.Expect(Cause.MarginOutOfBounds, venue.RiskUpdate(Option, 100, 2_000, 2_001));
        venue.Accept(venue.RiskUpdate(Option, 100, 2_000, 1_500));
        Assert.Equal((EventKind.MarkUpdated, 100L, 1_000L), (venue.Events[0].Kind, venue.Events[0].Price.Value, venue.Events[0].Number));
        RiskRecord risk = venue.Risk(Option);
        Assert.Equal(
            (1_000L, 1_000L, 2_000L, 1_500L),
            (risk.InitialLong.Value, risk.MaintenanceLong.Value, risk.InitialShort.Value, risk.MaintenanceShort.Value));
        Assert.Equal((409_600L, 1_000L, 1_000L), (risk.SlowMark, risk.IndexPrice.Value, venue.Insurance(Option).RiskRound.Value));
        venue.Expect(Cause.RoundNotIncreasing, venue.RiskUpdate(Option, 100, 2_000, 1_500));
    }

    [Fact]
    public void RiskUpdate_MovesAndRises_AtABoundedRate()
    {
        Venue venue = WithOption(InstrumentKind.Call, 900);
        venue.Accept(venue.RiskUpdate(Option, 100, 2_000, 1_500));

        // The index has not moved on (d = 0): ±50 ticks, and no higher margin.
        venue.Time += 3_000;
        venue.Expect(Cause.MarkMovesTooFast, venue.RiskUpdate(Option, 151, 2_000, 1_500));
        venue.Expect(Cause.MarginRisesTooFast, venue.RiskUpdate(Option, 150, 2_001, 1_500));
        venue.Expect(Cause.MarginRisesTooFast, venue.RiskUpdate(Option, 150, 2_000, 1_501));
        venue.Accept(venue.RiskUpdate(Option, 150, 2_000, 1_500));

        // Three rounds on: ±150 ticks, ⌈2,000·3/12,000⌉ = 1 and ⌈1,500·3/12,000⌉ = 1.
        venue.Time += 6_000;
        venue.Report(1_000);
        venue.Expect(Cause.MarkMovesTooFast, venue.RiskUpdate(Option, 301, 2_001, 1_501));
        venue.Expect(Cause.MarginRisesTooFast, venue.RiskUpdate(Option, 300, 2_002, 1_501));
        venue.Accept(venue.RiskUpdate(Option, 300, 2_001, 1_501));

        // No round had passed at 150: the slow mark was still 409,600. Then + ⌊(1,228,800 − 409,600)·3/1,200⌋.
        Assert.Equal(409_600 + 2_048, venue.Risk(Option).SlowMark);
    }

    [Fact]
    public void RiskUpdate_Put_IsCappedByItsStrike()
    {
        // Index 1,000, strike 1,100: the mark is 50 to 1,100.
        Venue venue = WithOption(InstrumentKind.Put, 1_100);
        venue.Expect(Cause.MarkOutOfBounds, venue.RiskUpdate(Option, 49, 1_000, 750));
        venue.Expect(Cause.MarkOutOfBounds, venue.RiskUpdate(Option, 1_101, 1_000, 750));
        venue.Accept(venue.RiskUpdate(Option, 1_100, 1_000, 750));
    }

    [Fact]
    public void RiskUpdate_OfAnUnusableInstrument_IsRejected()
    {
        Venue venue = WithOption(InstrumentKind.Put, 1_100);
        venue.List(Venue.Perpetual, Venue.TermsOf(InstrumentKind.Perpetual), Venue.LimitsOf());
        venue.Expect(Cause.NotAnOption, venue.RiskUpdate(Venue.Perpetual, 100, 1_000, 750));
        venue.Expect(Cause.UnknownInstrument, venue.RiskUpdate(new InstrumentId(8), 100, 1_000, 750));
        venue.Time += 60_001;
        venue.Expect(Cause.IndexStale, venue.RiskUpdate(Option, 100, 1_000, 750));
        venue.Time = Venue.Start + 3_000_000;
        venue.Expect(Cause.InstrumentClosed, venue.RiskUpdate(Option, 100, 1_000, 750));
    }

    [Fact]
    public void Option_Long_IsPaidInFullAndShortCarriesTheMargin()
    {
        // The band of an option is 5 % of the index: 50 ticks around the mark of 100.
        Venue venue = WithOption(InstrumentKind.Call, 900);
        venue.Accept(venue.RiskUpdate(Option, 100, 2_000, 1_500));
        venue.Join(2, 10_000);
        venue.Join(3, 20_000);
        venue.Expect(Cause.PriceOutsideBand, venue.Place(2, Side.Buy, 151, 5, instrument: Option));
        venue.Expect(Cause.MarginInsufficient, venue.Place(3, Side.Sell, 100, 11, instrument: Option));
        venue.Accept(venue.Place(3, Side.Sell, 100, 9, instrument: Option));

        // 10 lots at 100 are 10,000 and would take all; the fee of 5 is missing. Nine cost 9,000 and ⌈4.5⌉.
        venue.Accept(venue.Place(2, Side.Buy, 100, 9, instrument: Option));
        Assert.Equal((10_000L - 9_000 - 5, 20_000L + 9_000 + 1), (venue.Cash(2), venue.Cash(3)));
        venue.Expect(Cause.MarginInsufficient, venue.Place(2, Side.Buy, 100, 1, instrument: Option));
    }
}
