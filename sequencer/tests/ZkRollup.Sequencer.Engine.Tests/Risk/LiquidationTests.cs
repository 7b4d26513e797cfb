using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Risk;

/// <summary>Account 2 is 100 long at 1,000 with 20,000, account 3 short. At 947: E = 9,400, m = ⌈94.7⌉ = 95, M = 9,500, h = 47.</summary>
public class LiquidationTests
{
    private const long Fallen = 947;

    [Theory]
    [InlineData(99, Cause.NothingToClose)]
    [InlineData(100, Cause.AccountHealthy)]
    public void Account_AtItsMaintenanceMargin_IsHealthy(long deposit, Cause expected)
    {
        RiskWorld world = WithFallen(Fallen);
        world.Deposit(2, deposit);
        Assert.Equal(9_400 + deposit, world.Scan(2).Equity);
        Assert.Equal(expected, world.Liquidate(2));
    }

    [Fact]
    public void Step_AgainstTheBook_TakesAFifthWithinTheBound()
    {
        RiskWorld world = WithFallen(Fallen);
        long stale = world.Rest(2, Side.Sell, 1_100, 1);
        world.Rest(4, Side.Buy, 924, 10);
        long beyond = world.Rest(4, Side.Buy, 923, 10);

        // 924·2 ≥ 947·2 − 47 > 923·2. The insurance has nothing: it refuses the other 10.
        RiskWorld.Require(world.Liquidate(2));
        Assert.Equal(
            [EventKind.OrderEpochRaised, EventKind.LiquidationStep, EventKind.Trade],
            world.Events.Select(item => item.Kind));
        Assert.Equal(20, world.Event(EventKind.LiquidationStep).Lots.Value);
        Assert.Equal((90, -180_000 + (10 * 924 * 2)), (world.Size(2), world.Cash(2)));
        Assert.Equal(10, world.View.Order(beyond).Quantity.Value);
        Assert.NotEqual(world.View.Account(2).OrderEpoch, world.View.Order(stale).OrderEpoch);
        Assert.Equal(0, Inventory(world));

        // E = 9,400 − 10·23·2 = 8,940 and M = 90·95 = 8,550: enough.
        Assert.Equal(Cause.AccountHealthy, world.Liquidate(2));
        world.RequireConservation();
    }

    [Fact]
    public void Step_WhatTheBookLeaves_IsTakenByTheInsuranceAtTheBound()
    {
        RiskWorld world = WithFallen(Fallen);
        world.Insure(2_000);
        world.Rest(4, Side.Buy, 924, 10);
        RiskWorld.Require(world.Liquidate(2));

        // c = 10·47 = 470; then e = 2,470, and 10 lots at i = ⌈189.4⌉ = 190 need 1,900.
        ExchangeEvent trade = world.Event(EventKind.ForcedTrade);
        Assert.Equal((2, 0, 10, 470, Side.Buy), (
            trade.Account.Value, trade.Counterparty.Value, trade.Lots.Value, trade.Money.Value, trade.Side));
        Assert.Equal((80, -180_000 + 18_480 + 18_940 - 470), (world.Size(2), world.Cash(2)));
        Assert.Equal((10, 2_000 - 18_940 + 470), (Inventory(world), InsuranceCash(world)));
        world.RequireConservation();
    }

    [Theory]
    [InlineData(2_819, Cause.NothingToClose)]
    [InlineData(2_820, Cause.Accepted)]
    public void Insurance_AtItsCapacity_TakesAllOrNothing(long cash, Cause expected)
    {
        // At 940: h = ⌊94/2⌋ = 47, i = 188. 20 lots need 3,760, of which the concession brings 940.
        RiskWorld world = WithFallen(940);
        world.Insure(cash);
        Assert.Equal(expected, world.Liquidate(2));
    }

    [Fact]
    public void Insurance_ThatNets_TakesWhateverItsEquity()
    {
        RiskWorld world = WithFallen(Fallen);
        world.Insure(10_000);
        RiskWorld.Require(world.Liquidate(2));
        Assert.Equal(20, Inventory(world));

        // Account 5 goes short at 947; at 1,060 it is below: E = 2,000 − 10·113·2 < 0.
        world.Deposit(5, 2_000);
        world.Trade(4, 5, Fallen, 10);
        world.Deposit(2, 1_000_000);
        world.MoveTo(1_060, RiskWorld.Perpetual);
        RiskWorld.Require(world.Liquidate(5));
        Assert.Equal((18, -8), (Inventory(world), world.Size(5)));
        world.RequireConservation();
    }

    [Fact]
    public void Bankrupt_IsLiftedToZeroByTheInsurance()
    {
        RiskWorld world = WithFallen(880);
        world.Insure(100_000);
        RiskWorld.Require(world.Liquidate(2));

        // E = 20,000 − 24,000 = −4,000: no concession; the insurance takes 20 at the mark and pays 4,000.
        Assert.Equal(0, world.Event(EventKind.ForcedTrade).Money.Value);
        Assert.Equal(4_000, world.Event(EventKind.DebtCovered).Money.Value);
        Assert.Equal(0, world.Scan(2).Equity);
        Assert.Equal(100_000 - (20 * 880 * 2) - 4_000, InsuranceCash(world));
        world.RequireConservation();
    }

    [Fact]
    public void Concession_IsAtMostTheEquity()
    {
        RiskWorld world = WithFallen(902);
        world.Insure(100_000);
        RiskWorld.Require(world.Liquidate(2));

        // E = 400; ⌊⌈90.2⌉/2⌋ = 45, and 20·45 = 900.
        Assert.Equal(400, world.Event(EventKind.ForcedTrade).Money.Value);
        Assert.Equal(0, world.Scan(2).Equity);
        Assert.DoesNotContain(world.Events, item => item.Kind == EventKind.DebtCovered);
    }

    [Fact]
    public void Shortfall_DrawsTheFundThenChargesTheOtherSideRoundedUp()
    {
        RiskWorld world = WithFallen(880);
        world.Insure(999);
        world.Deposit(0, 500);
        world.Rest(4, Side.Buy, 880, 5);
        RiskWorld.Require(world.Liquidate(2));

        // 5 lots at the mark, the rest refused. Cover 4,000; e = −3,001; the fund pays 500; 2,501 over 100 short lots: 26 each.
        Assert.Equal(
            [
                EventKind.OrderEpochRaised, EventKind.LiquidationStep, EventKind.Trade, EventKind.DebtCovered, EventKind.FundDrawn,
                EventKind.LossSocialised,
            ],
            world.Events.Select(item => item.Kind));
        Assert.Equal(500, world.Event(EventKind.FundDrawn).Money.Value);
        ExchangeEvent loss = world.Event(EventKind.LossSocialised);
        Assert.Equal((Side.Sell, 26, 100), (loss.Side, loss.Money.Value, loss.Lots.Value));
        Assert.Equal((-26, 0), (
            world.View.Risk(RiskWorld.Perpetual).ShortIndex.Value,
            world.View.Risk(RiskWorld.Perpetual).LongIndex.Value));
        Assert.Equal((99, 0), (InsuranceCash(world), world.View.Treasury.Fund.Value));

        // Account 3 is 100 short: gained 24,000 and owes 2,600; the next fill settles that.
        Assert.Equal(1_000_000 + 24_000 - 2_600, world.Scan(3).Equity);
        long before = world.Cash(3);
        world.Trade(3, 4, 880, 1);
        Assert.Equal(before - 2_600 - 1_760, world.Cash(3));
        world.RequireConservation();
    }

    [Fact]
    public void Shortfall_WithInventory_ChargesTheSideOppositeToIt()
    {
        RiskWorld world = WithFallen(880);
        world.Insure(7_600);
        RiskWorld.Require(world.Liquidate(2));
        Assert.Equal((20, 7_600 - 4_000 - 35_200), (Inventory(world), InsuranceCash(world)));

        // Account 5 is 50 short at 880 with 8,800 and bankrupt at 1,087: −11,900. The insurance has 3,600 + 20·207·2 = 11,880.
        world.Deposit(5, 8_800);
        world.Trade(4, 5, 880, 50);
        world.MoveTo(1_087, RiskWorld.Perpetual);
        RiskWorld.Require(world.Liquidate(5));
        Assert.Equal(11_900, world.Event(EventKind.DebtCovered).Money.Value);
        ExchangeEvent loss = world.Event(EventKind.LossSocialised);
        Assert.Equal((Side.Sell, 1, 140), (loss.Side, loss.Money.Value, loss.Lots.Value));
        Assert.Equal((10, -31_600 + 21_740 - 11_900 + 140), (Inventory(world), InsuranceCash(world)));
        world.RequireConservation();
    }

    [Fact]
    public void Step_OfTheLastLot_ClearsThePosition()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.Deposit(2, 200);
        world.Deposit(3, 1_000_000);
        world.Deposit(4, 1_000_000);
        world.Trade(2, 3, 1_000, 1);
        world.MoveTo(940, RiskWorld.Perpetual);
        world.Rest(4, Side.Buy, 940, 5);
        RiskWorld.Require(world.Liquidate(2));
        Assert.Equal((0, 80), (world.View.Account(2).PositionMask, world.Cash(2)));
        Assert.Equal(Cause.NoSuchPosition, world.Liquidate(2));
        world.RequireConservation();
    }

    [Fact]
    public void Liquidate_WithAStaleMarkElsewhere_GoesOn()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.List(2, RiskWorld.Terms, RiskWorld.Limits);
        RiskWorld.Require(world.UpdateMark(2));
        world.Deposit(RiskWorld.Operator, 1);
        world.Deposit(2, 38_000);
        world.Deposit(3, 1_000_000);
        world.Trade(2, 3, 1_000, 100);
        world.Trade(2, 3, 1_000, 1, 2);
        world.MoveTo(850, RiskWorld.Perpetual);
        world.Insure(1_000_000);

        // E = 38,000 − 30,000 = 8,000; M = 8,500 and 100 for the other lot.
        world.Advance(60_001);
        Assert.Equal(Cause.MarkUnusable, world.Liquidate(2));
        world.NextRound(850);
        RiskWorld.Require(world.UpdateMark(RiskWorld.Perpetual));
        Assert.False(world.Scan(2).AllUsable);
        Assert.Equal(Cause.MarkUnusable, world.Liquidate(2, 2));
        Assert.Equal(Cause.Accepted, world.Liquidate(2));
    }

    [Fact]
    public void Deleverage_ThatLeavesTheCounterpartyInDebt_RelievesItAtOnce()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.List(2, RiskWorld.Terms, RiskWorld.Limits);
        RiskWorld.Require(world.UpdateMark(2));
        world.Deposit(2, 21_000);
        world.Deposit(3, 1_000_000);
        world.Deposit(5, 200);
        world.Trade(2, 5, 1_000, 1);
        world.Trade(2, 3, 1_000, 4);
        world.Trade(3, 2, 1_000, 100, 2);
        world.MoveTo(1_111, RiskWorld.Perpetual, 2);

        // Account 2 is 5 long here and 100 short there: 21,000 + 1,110 − 22,200 = −90. Account 5 is 1 short with 200: −22.
        RiskWorld.Require(world.Deleverage(2, 5));
        Assert.Equal(
            [(5L, 22L), (2L, 90L)],
            world.Events.Where(item => item.Kind == EventKind.DebtCovered).Select(item => (item.Account.Value, item.Money.Value)));
        Assert.Equal(
            [EventKind.OrderEpochRaised, EventKind.ForcedTrade, EventKind.DebtCovered, EventKind.DebtCovered, EventKind.LossSocialised],
            world.Events.Select(item => item.Kind));
        Assert.Equal((28, 4), (world.Event(EventKind.LossSocialised).Money.Value, world.Event(EventKind.LossSocialised).Lots.Value));
        Assert.Equal((0, 0), (world.Cash(5), world.View.Account(5).PositionMask));
        world.RequireConservation();
    }

    [Fact]
    public void Deleverage_TradesAtTheMarkLessTheConcession()
    {
        RiskWorld world = WithFallen(Fallen);
        long before = world.Cash(3);
        RiskWorld.Require(world.Deleverage(2, 3));

        // 20 lots, c = 20·47 = 940.
        Assert.Equal([EventKind.OrderEpochRaised, EventKind.ForcedTrade], world.Events.Select(item => item.Kind));
        Assert.Equal((80, -180_000 + 37_880 - 940), (world.Size(2), world.Cash(2)));
        Assert.Equal((-80, before - 37_880 + 940), (world.Size(3), world.Cash(3)));
        Assert.Equal((80, 80), (
            world.View.Book(RiskWorld.Perpetual).LongLots.Value,
            world.View.Book(RiskWorld.Perpetual).ShortLots.Value));
        world.RequireConservation();
    }

    [Fact]
    public void Deleverage_AgainstASmallPosition_TakesAllOfIt()
    {
        RiskWorld world = WithFallen(Fallen);
        world.Deposit(5, 10_000);
        world.Trade(4, 5, Fallen, 7);
        RiskWorld.Require(world.Deleverage(2, 5));
        Assert.Equal((93, 0), (world.Size(2), world.View.Account(5).PositionMask));
        Assert.Equal(10_000 + (7 * 47), world.Cash(5));
    }

    [Fact]
    public void Restore_WithTheInsuranceOnTheOtherSide_ChargesTheCoveredAccountAndItsNextStepCoversIt()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.Deposit(RiskWorld.Operator, 1);
        world.Deposit(2, 10_000);
        world.Deposit(3, 50_000);
        world.Deposit(4, 9_000);
        world.Insure(2_000);
        world.Trade(3, 2, 1_000, 50);
        world.MoveTo(1_080, RiskWorld.Perpetual);
        RiskWorld.Require(world.Liquidate(2));
        world.Trade(4, 3, 1_080, 40);
        world.MoveTo(850, RiskWorld.Perpetual);
        Assert.Equal(-9_400, world.Scan(4).Equity);

        // The insurance is short 10 lots and worth 2,540 + 10·230·2. After it took 8 and paid 9,400, 42 long lots pay 54 each.
        RiskWorld.Require(world.Liquidate(4));
        Assert.Equal(-2, world.View.Insurance(RiskWorld.Perpetual).Inventory.Value);
        ExchangeEvent loss = world.Event(EventKind.LossSocialised);
        Assert.Equal((Side.Buy, 54, 42), (loss.Side, loss.Money.Value, loss.Lots.Value));
        Assert.Equal((32, -32 * 54), (world.Size(4), world.Scan(4).Equity));
        RiskWorld.Require(world.Deleverage(4, 2));
        Assert.Equal(32 * 54, world.Event(EventKind.DebtCovered).Money.Value);
        Assert.Equal((25, -25 * 50), (world.Size(4), world.Scan(4).Equity));
        world.RequireConservation();
    }

    [Fact]
    public void Deleverage_WhatMustComeFirst_IsChecked()
    {
        RiskWorld world = WithFallen(Fallen);
        Assert.Equal(Cause.CounterpartyInvalid, world.Deleverage(2, 2));
        Assert.Equal(Cause.CounterpartyInvalid, world.Deleverage(2, 4));
        Assert.Equal(Cause.CounterpartyInvalid, world.Deleverage(2, 0));
        Assert.Equal(Cause.CounterpartyInvalid, world.Deleverage(2, 60));
        world.Rest(4, Side.Buy, 924, 1);
        Assert.Equal(Cause.BookNotExhausted, world.Deleverage(2, 3));
        world.CancelAll(4);
        Assert.Equal(Cause.BookNotExhausted, world.Deleverage(2, 3));
        RiskWorld.Require(world.Liquidate(2));
        Assert.Equal(100, world.Size(2));
        world.Insure(100_000);
        Assert.Equal(Cause.InsuranceAvailable, world.Deleverage(2, 3));
    }

    private static long Inventory(RiskWorld world) => world.View.Insurance(RiskWorld.Perpetual).Inventory.Value;

    private static long InsuranceCash(RiskWorld world) => world.View.Insurance(RiskWorld.Perpetual).Cash.Value;

    private static RiskWorld WithFallen(long price)
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.Deposit(RiskWorld.Operator, 1);
        world.Deposit(2, 20_000);
        world.Deposit(3, 1_000_000);
        world.Deposit(4, 1_000_000);
        world.Trade(2, 3, 1_000, 100);
        world.MoveTo(price, RiskWorld.Perpetual);
        return world;
    }
}
