using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Risk;

public class OracleTests
{
    private const long FirstRound = RiskWorld.Start / RiskWorld.Round;

    [Fact]
    public void Index_TwoReports_IsNotMade()
    {
        RiskWorld world = new();
        RiskWorld.Require(world.Report(0, 1_000, FirstRound));
        RiskWorld.Require(world.Report(1, 1_000, FirstRound));
        Assert.Equal(EventKind.OracleReported, Assert.Single(world.Events).Kind);
        Assert.Equal(default, world.View.Index(0));
    }

    [Fact]
    public void Index_ThreeThenFourReports_IsTheMedianThenTheLowerMiddle()
    {
        RiskWorld world = new();
        RiskWorld.Require(world.Report(0, 1_010, FirstRound));
        RiskWorld.Require(world.Report(3, 990, FirstRound));
        RiskWorld.Require(world.Report(1, 1_000, FirstRound));
        Assert.Equal(1_000, world.View.Index(0).Price.Value);
        Assert.Equal((FirstRound << 16) + 1, world.Event(EventKind.OracleReported).Number);
        Assert.Equal(FirstRound << 16, world.Event(EventKind.IndexUpdated).Number);
        RiskWorld.Require(world.Report(2, 995, FirstRound));
        Assert.Equal(995, world.View.Index(0).Price.Value);
    }

    [Fact]
    public void Index_SameMedianInTheSameRound_IsNotReportedAgain()
    {
        RiskWorld world = new();
        world.NextRound(1_000);
        RiskWorld.Require(world.Report(3, 1_000, world.Now / RiskWorld.Round));
        Assert.Equal(EventKind.OracleReported, Assert.Single(world.Events).Kind);
    }

    [Theory]
    [InlineData(2_000, 1_050)]
    [InlineData(1, 950)]
    [InlineData(1_049, 1_049)]
    public void Index_AFarMedian_MovesByATwentiethARound(long price, long expected)
    {
        RiskWorld world = new();
        world.NextRound(1_000);
        world.NextRound(price);
        Assert.Equal(expected, world.View.Index(0).Price.Value);
        Assert.Equal(1_000, world.View.Index(0).Anchor.Value);

        // A fourth report of the same round is measured from the same anchor.
        RiskWorld.Require(world.Report(3, price, world.Now / RiskWorld.Round));
        Assert.Equal(expected, world.View.Index(0).Price.Value);
    }

    [Fact]
    public void Index_BelowTwentyTicks_MovesByOneTick()
    {
        RiskWorld world = new();
        world.NextRound(3);
        world.NextRound(10);
        Assert.Equal(4, world.View.Index(0).Price.Value);
    }

    [Fact]
    public void Index_OneReportAhead_CountsThoseOfTheRoundBefore()
    {
        RiskWorld world = new();
        world.NextRound(1_000);
        world.Advance(RiskWorld.Round);
        RiskWorld.Require(world.Report(0, 1_020, world.Now / RiskWorld.Round));

        // 1,020 and two of 1,000 from the round before: three fresh reports.
        Assert.Equal((1_000, world.Now / RiskWorld.Round), (world.View.Index(0).Price.Value, world.View.Index(0).Round.Value));
        RiskWorld.Require(world.Report(1, 1_020, world.Now / RiskWorld.Round));
        Assert.Equal(1_020, world.View.Index(0).Price.Value);
    }

    [Fact]
    public void Index_ReportsTwoRoundsOld_AreNotFresh()
    {
        RiskWorld world = new();
        world.NextRound(1_000);
        world.Advance(2 * RiskWorld.Round);
        RiskWorld.Require(world.Report(0, 1_020, world.Now / RiskWorld.Round));
        RiskWorld.Require(world.Report(1, 1_020, world.Now / RiskWorld.Round));
        Assert.Equal((world.Now / RiskWorld.Round) - 2, world.View.Index(0).Round.Value);
        RiskWorld.Require(world.Report(3, 1_020, world.Now / RiskWorld.Round));
        Assert.Equal((1_020, world.Now / RiskWorld.Round), (world.View.Index(0).Price.Value, world.View.Index(0).Round.Value));
    }

    [Theory]
    [InlineData(10_000, Cause.Accepted)]
    [InlineData(10_001, Cause.ReportTooOld)]
    [InlineData(-1, Cause.RoundInFuture)]
    public void Report_AtTheEdgesOfItsAge_IsAcceptedWithin(long age, Cause expected)
    {
        RiskWorld world = new();
        world.Advance((4 * RiskWorld.Round) + age);
        Assert.Equal(expected, world.Report(0, 1_000, FirstRound + 4));
    }

    [Fact]
    public void Report_OfTheSameRoundTwice_IsRejectedForThisUnderlyingAlone()
    {
        RiskWorld world = new();
        RiskWorld.Require(world.Report(0, 1_000, FirstRound));
        Assert.Equal(Cause.RoundNotIncreasing, world.Report(0, 1_001, FirstRound));
        Assert.Equal(Cause.Accepted, world.Report(0, 1_001, FirstRound, underlying: 47));
        Assert.Equal(Cause.SignerInvalid, world.Report(4, 1_000, FirstRound));
    }
}
