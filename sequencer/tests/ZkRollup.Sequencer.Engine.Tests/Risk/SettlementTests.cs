using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Risk;

public class SettlementTests
{
    private const long Future = 2;

    [Fact]
    public void Settle_BothSides_PaysTheMarkAndEmptiesTheBook()
    {
        RiskWorld world = WithFuture(out long expiry);
        world.Trade(2, 3, 1_000, 10, Future);
        Assert.Equal(Cause.NotSettled, world.Settle(2, Future));
        Expire(world, expiry, 1_020);
        RiskWorld.Require(world.Settle(2, Future));
        ExchangeEvent settled = world.Event(EventKind.PositionSettled);
        Assert.Equal((Side.Buy, 10, 20_400), (settled.Side, settled.Lots.Value, settled.Money.Value));
        Assert.Equal((0, 10_400), (world.View.Account(2).PositionMask, world.Cash(2)));
        RiskWorld.Require(world.Settle(3, Future));
        Assert.Equal(-20_400, world.Event(EventKind.PositionSettled).Money.Value);
        Assert.Equal(9_600, world.Cash(3));
        Assert.Equal((0, 0), (world.View.Book(Future).LongLots.Value, world.View.Book(Future).ShortLots.Value));
        Assert.Equal(Cause.NoSuchPosition, world.Settle(3, Future));
        Assert.Equal(Cause.NoSuchPosition, world.Settle(0, Future));
        Assert.Equal(Cause.UnknownAccount, world.Settle(60, Future));
        world.RequireConservation();
    }

    [Fact]
    public void Settle_AnAccountInDebt_IsPaidByInsuranceAndThenByTheOtherSide()
    {
        RiskWorld world = WithFuture(out long expiry);
        world.Insure(1_000, Future);
        world.Trade(2, 3, 1_000, 50, Future);
        Expire(world, expiry, 1_150);

        // The short has 10,000 − 50·150·2 = −5,000. Of 4,000 that are missing each of 50 long lots pays 80.
        RiskWorld.Require(world.Settle(3, Future));
        Assert.Equal(5_000, world.Event(EventKind.DebtCovered).Money.Value);
        ExchangeEvent loss = world.Event(EventKind.LossSocialised);
        Assert.Equal((Side.Buy, 80, 50), (loss.Side, loss.Money.Value, loss.Lots.Value));
        Assert.Equal(0, world.Cash(3));
        RiskWorld.Require(world.Settle(2, Future));
        Assert.Equal(10_000 + 15_000 - 4_000, world.Cash(2));
        Assert.Equal(0, world.View.Insurance(Future).Cash.Value);
        world.RequireConservation();
    }

    [Fact]
    public void Settle_InDebtButWithAnotherPosition_WaitsForItsLiquidation()
    {
        RiskWorld world = WithFuture(out long expiry);
        world.List(RiskWorld.Perpetual, RiskWorld.Terms, RiskWorld.Limits);
        RiskWorld.Require(world.UpdateMark(RiskWorld.Perpetual));
        world.Trade(2, 3, 1_000, 45, Future);
        world.Trade(2, 3, 1_000, 1);
        Expire(world, expiry, 1_150);
        RiskWorld.Require(world.Settle(3, Future));
        Assert.DoesNotContain(world.Events, item => item.Kind == EventKind.DebtCovered);
        Assert.Equal(10_000 + 2_000 - (45 * 150 * 2), world.Cash(3));
        world.RequireConservation();
    }

    [Fact]
    public void Settle_TheInsurance_ThenCollectFees_ReturnsItsCashToTheFund()
    {
        RiskWorld world = WithFuture(out long expiry);
        world.Insure(20_000, Future);
        world.Trade(2, 3, 1_000, 50, Future);
        world.MoveTo(920, Future);
        RiskWorld.Require(world.Liquidate(2, Future));
        long concession = world.Event(EventKind.ForcedTrade).Money.Value;
        Assert.Equal(10, world.View.Insurance(Future).Inventory.Value);
        Expire(world, expiry, 930);
        RiskWorld.Require(world.Settle(0, Future));
        Assert.Equal(20_000 + concession + (10 * 10 * 2), world.View.Insurance(Future).Cash.Value);
        Assert.Equal(Cause.NothingToCollect, world.CollectFees(Future));
        RiskWorld.Require(world.Settle(2, Future));
        RiskWorld.Require(world.Settle(3, Future));
        RiskWorld.Require(world.CollectFees(Future));
        Assert.Equal((0, 20_200 + concession), (world.View.Insurance(Future).Cash.Value, world.View.Treasury.Fund.Value));
        Assert.Equal(Cause.NothingToCollect, world.CollectFees(Future));
        world.RequireConservation();
    }

    [Fact]
    public void Settle_WithOpenOrders_KeepsThePositionUntilTheyAreRemoved()
    {
        RiskWorld world = WithFuture(out long expiry);
        world.Trade(2, 3, 1_000, 10, Future);
        world.Rest(2, Side.Sell, 1_100, 4, Future);
        Expire(world, expiry, 1_000);
        RiskWorld.Require(world.Settle(2, Future));
        PositionRecord position = world.View.PositionIn(2, Future);
        Assert.Equal((0, 4), (position.Size.Value, position.OpenSells.Value));
        world.RequireConservation();
    }

    private static RiskWorld WithFuture(out long expiry)
    {
        RiskWorld world = new();
        expiry = RiskWorld.Start + (1_000 * RiskWorld.Round);
        world.List(Future, RiskWorld.Terms with { Kind = InstrumentKind.Future, Expiry = new(expiry) }, RiskWorld.Limits);
        world.MoveTo(1_000, Future);
        world.Deposit(RiskWorld.Operator, 1);
        world.Deposit(2, 10_000);
        world.Deposit(3, 10_000);
        return world;
    }

    /// <summary>Settles at the price of the index: nobody has sampled an average.</summary>
    private static void Expire(RiskWorld world, long expiry, long price)
    {
        world.Advance(expiry - world.Now - (10 * RiskWorld.Round));
        world.MoveTo(price);
        world.Advance(expiry - RiskWorld.Round - world.Now);
        world.MoveTo(price, Future);
        Assert.Equal(price, world.View.Risk(Future).Mark.Value);
    }
}
