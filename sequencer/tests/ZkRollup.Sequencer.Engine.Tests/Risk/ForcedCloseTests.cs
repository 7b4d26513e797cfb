using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Risk;

/// <summary>Account 2 is 100 long at 1,000, against 40, 30 and 30 of accounts 3, 4 and 5; account 3 is 20 short beside that.</summary>
public class ForcedCloseTests
{
    [Fact]
    public void Close_AfterARise_GivesMarkToSlowMarkAndHalfTheMarginToTheGreatest()
    {
        RiskWorld world = WithPositions(50_000);
        world.MoveTo(1_050, RiskWorld.Perpetual);
        long[] before = [.. Enumerable.Range(3, 3).Select(account => world.Cash(account))];
        QueueOutcome outcome = world.ForcedClose(2, RiskWorld.Perpetual, Side.Buy, 95);

        // w = 1,000; k = 50·2 + ⌊105/2⌋ = 152. Account 3 has 60, then 4 before 5, as the lower of equals.
        Assert.Equal(new QueueOutcome(OutcomeCode.Closed, 95), outcome);
        Assert.Equal([(3, 60, 9_120), (4, 30, 4_560), (5, 5, 760)], Trades(world));
        Assert.Equal((5, -150_000 + (95 * 2_100) - 14_440), (world.Size(2), world.Cash(2)));
        Assert.Equal((0, 0, -25), (world.Size(3), world.Size(4), world.Size(5)));
        Assert.Equal(before[0] - (60 * 2_100) + 9_120, world.Cash(3));
        Assert.Equal(before[2] - (5 * 2_100) + 760, world.Cash(5));
        Assert.Equal(EventKind.QueueConsumed, world.Events[^1].Kind);
        world.RequireConservation();
    }

    [Fact]
    public void Close_WithInsurance_GivesItATenthOfItsEquityFirst()
    {
        RiskWorld world = WithPositions(50_000);
        world.MoveTo(1_050, RiskWorld.Perpetual);
        world.Insure(23_099);
        world.ForcedClose(2, RiskWorld.Perpetual, Side.Buy, 95);

        // i = 210: ⌊23,099/2,100⌋ = 10 lots.
        Assert.Equal([(0, 10, 1_520), (3, 60, 9_120), (4, 25, 3_800)], Trades(world));
        Assert.Equal(10, world.View.Insurance(RiskWorld.Perpetual).Inventory.Value);
        world.RequireConservation();
    }

    [Fact]
    public void Close_WithInventoryOpposite_NetsItFirst()
    {
        RiskWorld world = WithPositions(50_000);
        world.Insure(5_000);
        world.Deposit(7, 2_100);
        world.Trade(6, 7, 1_000, 10);
        world.MoveTo(1_070, RiskWorld.Perpetual);
        RiskWorld.Require(world.Liquidate(7));
        Assert.Equal(-2, world.View.Insurance(RiskWorld.Perpetual).Inventory.Value);
        world.ForcedClose(2, RiskWorld.Perpetual, Side.Buy, 3);

        // v = 2, and z = ⌊e/(10·214)⌋ = 2 with e = 5,000 + 2·53 = 5,106.
        Assert.Equal(3, Assert.Single(Trades(world)).Lots);
        Assert.Equal(1, world.View.Insurance(RiskWorld.Perpetual).Inventory.Value);
        world.RequireConservation();
    }

    [Fact]
    public void Close_OfAPoorAccount_ConcedesWhatItHas()
    {
        RiskWorld world = WithPositions(20_000);
        world.MoveTo(905, RiskWorld.Perpetual);
        world.ForcedClose(2, RiskWorld.Perpetual, Side.Buy, 1_000);

        // E = 1,000; k = ⌊91/2⌋ = 45, as the slow mark is above: 60·45 = 2,700.
        Assert.Equal([(3, 60, 1_000), (4, 30, 0), (5, 10, 0)], Trades(world));
        Assert.Equal((0, 0), (world.View.Account(2).PositionMask, world.Cash(2)));
        world.RequireConservation();
    }

    [Fact]
    public void Close_OfABankruptAccount_LeavesNoDebt()
    {
        RiskWorld world = WithPositions(20_000);
        world.MoveTo(890, RiskWorld.Perpetual);
        world.ForcedClose(2, RiskWorld.Perpetual, Side.Buy, 100);

        // E = −2,000. The insurance pays, has nothing, and charges the shorts, of whom account 5 has 20 lots left.
        Assert.Equal(2_000, world.Event(EventKind.DebtCovered).Money.Value);
        ExchangeEvent loss = world.Event(EventKind.LossSocialised);
        Assert.Equal((Side.Sell, 100, 20), (loss.Side, loss.Money.Value, loss.Lots.Value));
        Assert.Equal((0, 0), (world.Cash(2), world.View.Insurance(RiskWorld.Perpetual).Cash.Value));
        world.RequireConservation();
    }

    [Fact]
    public void Close_OfAShort_IsTheMirrorImage()
    {
        RiskWorld world = WithPositions(50_000);
        world.MoveTo(950, RiskWorld.Perpetual);
        QueueOutcome outcome = world.ForcedClose(3, RiskWorld.Perpetual, Side.Sell, 50);

        // w = ⌈999.96⌉ = 1,000; k = 50·2 + ⌊95/2⌋ = 147. Account 2 has 100 long.
        Assert.Equal(50, outcome.Value);
        Assert.Equal([(2, 50, 7_350)], Trades(world));
        Assert.Equal((-10, 50), (world.Size(3), world.Size(2)));
    }

    [Fact]
    public void Close_AgainstManyCounterparties_EndsWithTheInsurance()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.Deposit(2, 50_000);
        for (int i = 0; i < 18; i++)
        {
            world.Deposit(10 + i, 1_000);
            world.Trade(2, 10 + i, 1_000, 1);
        }

        world.ForcedClose(2, RiskWorld.Perpetual, Side.Buy, 18);
        (long Account, long Lots, long Money)[] trades = Trades(world);
        Assert.Equal(Enumerable.Range(10, 16).Select(i => (long)i), trades.Take(16).Select(trade => trade.Account));
        Assert.Equal((0, 2, 100), trades[^1]);
        Assert.Equal(17, trades.Length);
        world.RequireConservation();
    }

    [Fact]
    public void Close_ThatCannotBe_HasTheOutcomeThatApplies()
    {
        RiskWorld world = WithPositions(50_000);
        Assert.Equal(OutcomeCode.AccountUnknown, world.ForcedClose(50, RiskWorld.Perpetual, Side.Buy, 1).Code);
        Assert.Equal(OutcomeCode.InstrumentUnknown, world.ForcedClose(2, 9, Side.Buy, 1).Code);
        Assert.Equal(OutcomeCode.NoSuchPosition, world.ForcedClose(2, RiskWorld.Perpetual, Side.Sell, 1).Code);
        Assert.Equal(OutcomeCode.NoSuchPosition, world.ForcedClose(2, RiskWorld.Perpetual, Side.Buy, 0).Code);
        Assert.Equal(100, world.Size(2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60_001)]
    [InlineData(1L << 33)]
    public void Close_AtAMarkOfAnyAge_IsAsAtAFreshOne(long age)
    {
        RiskWorld world = WithPositions(50_000);
        world.MoveTo(1_050, RiskWorld.Perpetual);
        world.Advance(age);
        QueueOutcome outcome = world.ForcedClose(2, RiskWorld.Perpetual, Side.Buy, 95);

        // k = 152 as at a fresh mark: half the index, which holds withdrawals back, is no part of it.
        Assert.Equal(new QueueOutcome(OutcomeCode.Closed, 95), outcome);
        Assert.Equal([(3, 60, 9_120), (4, 30, 4_560), (5, 5, 760)], Trades(world));
        world.RequireConservation();
    }

    private static (long Account, long Lots, long Money)[] Trades(RiskWorld world) =>
        [.. world.Events.Where(item => item.Kind == EventKind.ForcedTrade)
            .Select(item => (item.Counterparty.Value, item.Lots.Value, item.Money.Value))];

    private static RiskWorld WithPositions(long deposit)
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.Deposit(RiskWorld.Operator, 1);
        world.Deposit(2, deposit);
        foreach (long account in (long[])[3, 4, 5, 6])
        {
            world.Deposit(account, 1_000_000);
        }

        world.Trade(2, 3, 1_000, 40);
        world.Trade(2, 4, 1_000, 30);
        world.Trade(2, 5, 1_000, 30);
        world.Trade(6, 3, 1_000, 20);
        return world;
    }
}
