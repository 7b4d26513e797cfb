using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Engine.Tests.Risk;

public class MarkTests
{
    private const long Dated = 2;

    private static LimitsRecord Clamped { get; } = RiskWorld.Limits with { MarkClamp = new(10_000) };

    [Theory]
    [InlineData(0, 0, 1_000)]
    [InlineData(996, 0, 1_000)]
    [InlineData(1_004, 0, 1_004)]
    [InlineData(1_020, 0, 1_010)]
    [InlineData(0, 997, 997)]
    [InlineData(0, 950, 990)]
    [InlineData(995, 1_005, 1_000)]
    [InlineData(1_002, 1_006, 1_002)]
    public void Mark_FromIndexAndHeads_IsTheIndexBetweenThemWithinTheClamp(long bid, long ask, long expected)
    {
        RiskWorld world = RiskWorld.WithPerpetual(Clamped);
        world.Deposit(2, 1_000_000);
        if (bid != 0)
        {
            world.Rest(2, Side.Buy, bid, 1);
        }

        if (ask != 0)
        {
            world.Rest(2, Side.Sell, ask, 1);
        }

        world.MoveTo(1_000, RiskWorld.Perpetual);
        Assert.Equal(expected, world.View.Risk(RiskWorld.Perpetual).Mark.Value);
        Assert.Equal(expected, world.Event(EventKind.MarkUpdated).Price.Value);
    }

    [Fact]
    public void Mark_AboveThePriceCap_IsTheCapAndMarginsFollowItRoundedUp()
    {
        RiskWorld world = new();
        world.List(1, RiskWorld.Terms with { PriceCap = new(997) }, RiskWorld.Limits);
        world.MoveTo(1_000, 1);
        RiskRecord risk = world.View.Risk(1);

        // 997·2 = 1,994; a tenth 199.4, a twentieth 99.7.
        Assert.Equal((997, 997, 200, 200, 100, 100), (
            risk.Mark.Value,
            risk.IndexPrice.Value,
            risk.InitialLong.Value,
            risk.InitialShort.Value,
            risk.MaintenanceLong.Value,
            risk.MaintenanceShort.Value));
    }

    [Fact]
    public void UpdateMark_TwiceInARound_HasNothingToUpdate()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        Assert.Equal(Cause.NothingToUpdate, world.UpdateMark(RiskWorld.Perpetual));
    }

    [Fact]
    public void SlowMark_AfterAnHourOfSilence_HasCaughtUp()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.NextRound(1_040, rounds: 300);
        RiskWorld.Require(world.UpdateMark(RiskWorld.Perpetual));
        Assert.Equal(4_096 * 1_010, world.View.Risk(RiskWorld.Perpetual).SlowMark);
        world.NextRound(1_040, rounds: 1_200);
        RiskWorld.Require(world.UpdateMark(RiskWorld.Perpetual));
        Assert.Equal(4_096 * 1_040, world.View.Risk(RiskWorld.Perpetual).SlowMark);
    }

    [Fact]
    public void Settlement_OfAFuture_IsTheWeightedAverageOfTheLastHalfHour()
    {
        RiskWorld world = new();
        long expiry = RiskWorld.Start + (1_000 * RiskWorld.Round);
        world.List(Dated, RiskWorld.Terms with { Kind = InstrumentKind.Future, Expiry = new(expiry) }, RiskWorld.Limits);
        world.MoveTo(1_000, Dated);
        Assert.Equal(0, world.View.Insurance(Dated).AverageWeight);

        // Weights: the first sample 1, after 5 rounds 5, after 30 rounds 20.
        world.Advance(expiry - 1_800_000 - RiskWorld.Round - world.Now);
        world.NextRound(1_000);
        Assert.Equal(expiry - 1_800_000, world.Now);
        RiskWorld.Require(world.UpdateMark(Dated));
        world.NextRound(1_010, rounds: 5);
        RiskWorld.Require(world.UpdateMark(Dated));
        world.NextRound(1_030, rounds: 30);
        RiskWorld.Require(world.UpdateMark(Dated));
        InsuranceRecord insurance = world.View.Insurance(Dated);
        Assert.Equal((1_000 + (5 * 1_010) + (20 * 1_030), 26L), (insurance.AverageSum, insurance.AverageWeight));

        // The first index of a round at or after expiry settles; its own price has no weight.
        world.Advance(expiry - world.Now - (2 * RiskWorld.Round));
        world.NextRound(1_031);
        RiskWorld.Require(world.UpdateMark(Dated));
        world.NextRound(1_080);
        RiskWorld.Require(world.UpdateMark(Dated));
        RiskRecord risk = world.View.Risk(Dated);
        Assert.Equal(MarkStatus.Settled, risk.Status);

        // The sample of 1,031 came 20 rounds or more after the last: weight 20. (26,650 + 20,620)/46 = 1,027.6.
        Assert.Equal((1_027, 1_027, 4_096 * 1_027), (risk.Mark.Value, risk.IndexPrice.Value, risk.SlowMark));
        Assert.Equal((0, 0), (risk.InitialLong.Value, risk.MaintenanceShort.Value));
        Assert.Equal(1_027, world.Event(EventKind.InstrumentSettled).Price.Value);
        Assert.Equal(Cause.InstrumentSettled, world.UpdateMark(Dated));
    }

    [Theory]
    [InlineData(InstrumentKind.Call, 900, 100_000, 100)]
    [InlineData(InstrumentKind.Call, 1_100, 100_000, 0)]
    [InlineData(InstrumentKind.Call, 200, 700, 500)]
    [InlineData(InstrumentKind.Put, 1_100, 100_000, 100)]
    [InlineData(InstrumentKind.Put, 900, 100_000, 0)]
    [InlineData(InstrumentKind.Put, 700, 700, 0)]
    [InlineData(InstrumentKind.Future, 0, 700, 700)]
    public void Settlement_WithoutSamples_IsTheIntrinsicValueWithinTheCap(InstrumentKind kind, long strike, long cap, long expected)
    {
        RiskWorld world = new();
        TermsRecord terms = RiskWorld.Terms with
        {
            Kind = kind,
            Expiry = new Timestamp(RiskWorld.Start + RiskWorld.Round),
            Strike = new(strike),
            PriceCap = new(cap),
        };
        world.List(Dated, terms, RiskWorld.Limits);
        world.MoveTo(1_000, Dated);
        Assert.Equal(expected, world.View.Risk(Dated).Mark.Value);
    }

    [Fact]
    public void Sample_AboveThePriceCap_CountsTheCap()
    {
        RiskWorld world = new();
        TermsRecord terms = RiskWorld.Terms with
        {
            Kind = InstrumentKind.Future,
            Expiry = new Timestamp(RiskWorld.Start + (10 * RiskWorld.Round)),
            PriceCap = new(998),
        };
        world.List(Dated, terms, RiskWorld.Limits);
        world.MoveTo(1_000, Dated);
        Assert.Equal(998, world.View.Insurance(Dated).AverageSum);
    }

    [Fact]
    public void UpdateMark_OfAnOptionBeforeItsWindow_HasNothingToUpdate()
    {
        RiskWorld world = new();
        TermsRecord terms = RiskWorld.Terms with
        {
            Kind = InstrumentKind.Call,
            Expiry = new Timestamp(RiskWorld.Start + (1_000 * RiskWorld.Round)),
            Strike = new(900),
        };
        world.List(Dated, terms, RiskWorld.Limits);
        Assert.Equal(Cause.IndexMissing, world.UpdateMark(Dated));
        world.NextRound(1_000);
        Assert.Equal(Cause.NothingToUpdate, world.UpdateMark(Dated));
    }
}
