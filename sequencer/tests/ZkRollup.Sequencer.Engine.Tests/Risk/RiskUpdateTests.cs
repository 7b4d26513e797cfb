using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Engine.Tests.Risk;

/// <summary>An index of 1,050, a multiplier of 2: a lot is worth 2,100; margins are at least 210 and ⌈157.5⌉; a step is 52.</summary>
public class RiskUpdateTests
{
    private const long Option = 3;

    [Theory]
    [InlineData(InstrumentKind.Call, 900, 97, Cause.MarkOutOfBounds)]
    [InlineData(InstrumentKind.Call, 900, 98, Cause.Accepted)]
    [InlineData(InstrumentKind.Call, 900, 1_050, Cause.Accepted)]
    [InlineData(InstrumentKind.Call, 900, 1_051, Cause.MarkOutOfBounds)]
    [InlineData(InstrumentKind.Put, 1_200, 97, Cause.MarkOutOfBounds)]
    [InlineData(InstrumentKind.Put, 1_200, 98, Cause.Accepted)]
    [InlineData(InstrumentKind.Put, 1_200, 1_200, Cause.Accepted)]
    [InlineData(InstrumentKind.Put, 1_200, 1_201, Cause.MarkOutOfBounds)]
    public void Mark_AtItsBounds_IsAcceptedWithin(InstrumentKind kind, long strike, long mark, Cause expected)
    {
        RiskWorld world = WithOption(kind, strike);
        Assert.Equal(expected, world.UpdateRisk(Option, mark, 210, 158));
    }

    [Theory]
    [InlineData(209, 158, Cause.MarginOutOfBounds)]
    [InlineData(210, 157, Cause.MarginOutOfBounds)]
    [InlineData(210, 158, Cause.Accepted)]
    [InlineData(210, 210, Cause.Accepted)]
    [InlineData(210, 211, Cause.MarginOutOfBounds)]
    [InlineData(2_100, 2_100, Cause.Accepted)]
    [InlineData(2_101, 158, Cause.MarginOutOfBounds)]
    public void Margin_AtItsBounds_IsAcceptedWithin(long initial, long maintenance, Cause expected)
    {
        RiskWorld world = WithOption(InstrumentKind.Call, 1_000);
        Assert.Equal(expected, world.UpdateRisk(Option, 60, initial, maintenance));
    }

    [Fact]
    public void Accepted_SetsMarkMarginsAndRounds()
    {
        RiskWorld world = WithOption(InstrumentKind.Call, 1_000);
        RiskWorld.Require(world.UpdateRisk(Option, 60, 400, 200));
        RiskRecord risk = world.View.Risk(Option);
        Assert.Equal((60, 120, 120, 400, 200), (
            risk.Mark.Value,
            risk.InitialLong.Value,
            risk.MaintenanceLong.Value,
            risk.InitialShort.Value,
            risk.MaintenanceShort.Value));
        Assert.Equal((4_096 * 60, 1_050, world.Now / RiskWorld.Round), (risk.SlowMark, risk.IndexPrice.Value, risk.IndexRound.Value));
        Assert.Equal(world.Now / RiskWorld.Round, world.View.Insurance(Option).RiskRound.Value);
        Assert.Equal(60, world.Event(EventKind.MarkUpdated).Price.Value);
        Assert.Equal(Cause.RoundNotIncreasing, world.UpdateRisk(Option, 60, 400, 200));
    }

    [Theory]
    [InlineData(1, 252, Cause.Accepted)]
    [InlineData(1, 253, Cause.MarkMovesTooFast)]
    [InlineData(1, 148, Cause.Accepted)]
    [InlineData(1, 147, Cause.MarkMovesTooFast)]
    [InlineData(3, 356, Cause.Accepted)]
    [InlineData(3, 357, Cause.MarkMovesTooFast)]
    public void Mark_ThatMoves_MovesByAStepARound(long rounds, long mark, Cause expected)
    {
        RiskWorld world = WithOption(InstrumentKind.Call, 1_000);
        RiskWorld.Require(world.UpdateRisk(Option, 200, 400, 200));
        world.NextRound(1_050, rounds);
        Assert.Equal(expected, world.UpdateRisk(Option, mark, 400, 200));
    }

    [Theory]
    [InlineData(1, 401, 201, Cause.Accepted)]
    [InlineData(1, 402, 200, Cause.MarginRisesTooFast)]
    [InlineData(1, 400, 202, Cause.MarginRisesTooFast)]
    [InlineData(60, 402, 201, Cause.Accepted)]
    [InlineData(60, 403, 201, Cause.MarginRisesTooFast)]
    [InlineData(2_400, 440, 220, Cause.Accepted)]
    [InlineData(2_400, 441, 220, Cause.MarginRisesTooFast)]
    public void Margin_ThatRises_RisesByATenthAnHour(long rounds, long initial, long maintenance, Cause expected)
    {
        RiskWorld world = WithOption(InstrumentKind.Call, 1_000);
        RiskWorld.Require(world.UpdateRisk(Option, 200, 400, 200));
        world.NextRound(1_050, rounds);
        Assert.Equal(expected, world.UpdateRisk(Option, 200, initial, maintenance));
    }

    [Fact]
    public void Margin_BelowARisenFloor_MayRiseToIt()
    {
        RiskWorld world = WithOption(InstrumentKind.Call, 1_000);
        RiskWorld.Require(world.UpdateRisk(Option, 60, 210, 158));
        world.NextRound(1_100);

        // ⌈2,200/10⌉ = 220 although 210 may only rise to 211.
        Assert.Equal(Cause.Accepted, world.UpdateRisk(Option, 60, 220, 165));
    }

    [Theory]
    [InlineData(3, Cause.Accepted)]
    [InlineData(4, Cause.MarkMovesTooFast)]
    public void Mark_OnAnIndexBelowTwentyTicks_MovesByATick(long mark, Cause expected)
    {
        RiskWorld world = WithOption(InstrumentKind.Call, 8, 10);
        RiskWorld.Require(world.UpdateRisk(Option, 2, 2, 2));
        world.NextRound(10);
        Assert.Equal(expected, world.UpdateRisk(Option, mark, 2, 2));
    }

    [Fact]
    public void RiskUpdate_OnAnIndexOfMoreThanAMinute_IsStale()
    {
        RiskWorld world = WithOption(InstrumentKind.Call, 1_000);
        world.Advance(60_001);
        Assert.Equal(Cause.IndexStale, world.UpdateRisk(Option, 60, 210, 158));
    }

    [Fact]
    public void ShortOption_PaysMarkAndMarginsBeyondIt()
    {
        RiskWorld world = WithOption(InstrumentKind.Call, 1_000);
        RiskWorld.Require(world.UpdateRisk(Option, 60, 400, 200));
        world.Deposit(2, 10_000);
        world.Deposit(3, 10_000);
        world.Trade(2, 3, 60, 10, Option);

        // The long paid 10·60·2 = 1,200 and holds as much, margined in full: nothing on credit.
        MarginScan bought = world.Scan(2);
        Assert.Equal((10_000, 1_200, 1_200), (bought.Equity, bought.Initial, bought.Maintenance));
        MarginScan sold = world.Scan(3);
        Assert.Equal((10_000, 4_000, 2_000), (sold.Equity, sold.Initial, sold.Maintenance));
        Assert.Equal(Cause.MarginInsufficient, world.Place(2, Option, Side.Buy, 60, 74, rests: true));
        Assert.Equal(Cause.Accepted, world.Place(2, Option, Side.Buy, 60, 73, rests: true));
        world.RequireConservation();
    }

    private static RiskWorld WithOption(InstrumentKind kind, long strike, long index = 1_050)
    {
        RiskWorld world = new();
        TermsRecord terms = RiskWorld.Terms with
        {
            Kind = kind,
            Expiry = new Timestamp(RiskWorld.Start + (10_000 * RiskWorld.Round)),
            Strike = new(strike),
        };
        world.List(Option, terms, RiskWorld.Limits);
        world.MoveTo(index);
        return world;
    }
}
