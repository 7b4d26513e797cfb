using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.Keeping;
using ZkRollup.Sequencer.Engine.Tests.Risk;

namespace ZkRollup.Sequencer.Engine.Tests.Keeping;

public class KeeperTests
{
    private const long Future = 2;

    [Fact]
    public void Marks_AfterAnIndexMoved_AreThoseOfItsInstruments()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.List(2, RiskWorld.Terms with { Underlying = new(5) }, RiskWorld.Limits);
        world.List(3, RiskWorld.Terms, RiskWorld.Limits);
        Keeper keeper = NewKeeper(world);
        Assert.Equal([(TransactionKind.UpdateMark, 3)], Drain(keeper, world).Select(item => (item.Kind, item.Instrument.Value)));
        world.NextRound(1_010);
        Assert.False(keeper.IsIdle);
        Assert.Equal(
            [(TransactionKind.UpdateMark, 1), (TransactionKind.UpdateMark, 3)],
            Drain(keeper, world).Select(item => (item.Kind, item.Instrument.Value)));
        Assert.Empty(Drain(keeper, world));
    }

    [Fact]
    public void Liquidation_WithInsurance_GoesOnUntilTheAccountIsHealthy()
    {
        RiskWorld world = WithShorts();
        Keeper keeper = NewKeeper(world);
        world.Insure(100_000);
        Drain(keeper, world);
        world.NextRound(950);
        world.NextRound(930);

        // E = 6,000, M = 9,300. A lot costs 46 and frees 93, so 71 lots must go: 20 + 16 + 13 + 11 + 8 are 68, and then 7.
        ProvenTransaction[] steps = [.. Drain(keeper, world).Where(item => item.Kind != TransactionKind.UpdateMark)];
        Assert.Equal((25, 6_000 - (75 * 46)), (world.Size(2), world.Scan(2).Equity));
        Assert.Equal(6, steps.Length);
        Assert.All(steps, item => Assert.Equal((TransactionKind.Liquidate, 2), (item.Kind, item.Account.Value)));
        Assert.Empty(KeeperDriver.Undone(world.Engine, world.Now));
        world.RequireConservation();
    }

    [Fact]
    public void Liquidation_ThatNobodyTakes_IsDeleveragedAgainstTheGreatest()
    {
        RiskWorld world = WithShorts();
        Keeper keeper = NewKeeper(world);
        Drain(keeper, world);
        world.NextRound(950);
        world.NextRound(930);
        ProvenTransaction[] steps = [.. Drain(keeper, world).Where(item => item.Kind == TransactionKind.Deleverage)];

        // 60 and 40 lots: 20 of account 3 make 40 and 40, 16 of the lower account 24 and 40, 13 and 11 of account 4 24 and 16.
        Assert.Equal([3, 3, 4, 4, 3, 3], steps.Select(item => item.Counterparty.Value));
        Assert.Equal((-9, -16), (world.Size(3), world.Size(4)));
        Assert.Empty(KeeperDriver.Undone(world.Engine, world.Now));
    }

    [Fact]
    public void Liquidation_BehindVoidOrders_RemovesThemByMatching()
    {
        RiskWorld world = WithShorts();
        Keeper keeper = NewKeeper(world);
        world.Rest(5, Side.Buy, 925, 1);
        world.CancelAll(5);
        world.NextRound(950);
        world.NextRound(930);
        Assert.Equal(
            [TransactionKind.UpdateMark, TransactionKind.Liquidate, TransactionKind.Deleverage],
            Drain(keeper, world).Take(3).Select(item => item.Kind));
    }

    [Fact]
    public void Settlement_BeginsWithThoseInDebtAndEndsWithTheInsurance()
    {
        RiskWorld world = new();
        long expiry = RiskWorld.Start + (1_000 * RiskWorld.Round);
        world.List(Future, RiskWorld.Terms with { Kind = InstrumentKind.Future, Expiry = new(expiry) }, RiskWorld.Limits);
        world.MoveTo(1_000, Future);
        world.Deposit(RiskWorld.Operator, 1);
        world.Deposit(2, 10_000);
        world.Deposit(3, 10_000);
        world.Deposit(4, 10_000);
        world.Insure(20_000, Future);
        world.Trade(2, 3, 1_000, 50, Future);
        world.Trade(4, 2, 1_000, 5, Future);
        world.MoveTo(920, Future);
        Keeper keeper = NewKeeper(world);
        Drain(keeper, world);
        Assert.NotEqual(0, world.View.Insurance(Future).Inventory.Value);
        long held = world.Size(2, Future);
        world.Advance(expiry - world.Now - (20 * RiskWorld.Round));
        world.MoveTo(1_200);
        world.Advance(expiry - RiskWorld.Round - world.Now);
        world.NextRound(1_200);
        ProvenTransaction[] steps = [.. Drain(keeper, world)];
        Assert.True(held > 0);
        Assert.Equal(
            [TransactionKind.UpdateMark, TransactionKind.SettleExpiry, TransactionKind.SettleExpiry, TransactionKind.SettleExpiry,
                TransactionKind.SettleExpiry, TransactionKind.CollectFees],
            steps.Select(item => item.Kind));

        // Account 3 is short 50 at 1,000 with 10,000.
        Assert.Equal(3, steps[1].Account.Value);
        Assert.Equal(0, steps[4].Account.Value);
        Assert.Equal(0, world.View.Insurance(Future).Cash.Value);
        world.RequireConservation();
    }

    [Fact]
    public void Orders_ThatCannotBeFilled_AreRemoved()
    {
        RiskWorld world = new();
        long expiry = RiskWorld.Start + (1_000 * RiskWorld.Round);
        world.List(Future, RiskWorld.Terms with { Kind = InstrumentKind.Future, Expiry = new(expiry) }, RiskWorld.Limits);
        world.MoveTo(1_000, Future);
        world.Deposit(2, 100_000);
        world.Deposit(3, 100_000);
        Keeper keeper = NewKeeper(world);
        Drain(keeper, world);
        world.Rest(2, Side.Buy, 900, 1, Future);
        world.CancelAll(2);
        long expiring = world.Rest(2, Side.Buy, 901, 1, Future, world.Now + 10);
        long lasting = world.Rest(3, Side.Buy, 902, 1, Future);
        Assert.Equal([(1, RemovalCause.EpochPassed)], Removals(Drain(keeper, world)));
        world.Advance(10);
        Assert.Equal([(expiring, RemovalCause.OrderExpired)], Removals(Drain(keeper, world)));
        world.Advance(expiry - world.Now);
        Assert.Equal([(lasting, RemovalCause.InstrumentClosed)], Removals(Drain(keeper, world)));
        world.RequireConservation();
    }

    [Fact]
    public void Fees_AreCollectedOnceAnInterval()
    {
        RiskWorld world = RiskWorld.WithPerpetual(RiskWorld.Limits with { TakerFee = new(500) });
        world.Deposit(RiskWorld.Operator, 1);
        world.Deposit(2, 50_000);
        world.Deposit(3, 50_000);
        Keeper keeper = new(world.Engine, new KeeperOptions { FeesInterval = 30_000 });
        world.Trade(2, 3, 1_000, 1);
        Assert.Equal(TransactionKind.CollectFees, Assert.Single(Drain(keeper, world)).Kind);
        world.Trade(2, 3, 1_000, 1);
        world.Advance(29_999);
        Assert.Empty(Drain(keeper, world));
        world.Advance(1);
        Assert.Equal(TransactionKind.CollectFees, Assert.Single(Drain(keeper, world)).Kind);
    }

    [Fact]
    public void Call_WithWorkForOne_LooksAtOneHolder()
    {
        const int healthy = 40;
        RiskWorld world = RiskWorld.WithPerpetual();
        world.Deposit(2, 1_000);
        world.Deposit(3, 1_000_000);
        world.Trade(2, 3, 1_000, 5);
        for (int i = 0; i < healthy; i++)
        {
            world.Deposit(10 + i, 10_000);
            world.Trade(10 + i, 3, 1_000, 1);
        }

        Keeper keeper = new(world.Engine, new KeeperOptions { WorkPerDuty = 1 });
        KeeperDriver.Drain(keeper, world.Engine, world.Now);
        world.MoveTo(900, RiskWorld.Perpetual);

        // The newest holder is first in its list, so all of the healthy ones come before account 2.
        int calls = 1;
        ProvenTransaction next;
        while (!keeper.TryNext(new Timestamp(world.Now), out next))
        {
            calls++;
        }

        Assert.Equal((TransactionKind.Deleverage, 2, 3), (next.Kind, next.Account.Value, next.Counterparty.Value));
        Assert.InRange(calls, healthy, healthy + 32);
        Assert.Equal(Cause.Accepted, next.ApplyTo(world.Engine, new Timestamp(world.Now), new EventBuffer()));
        KeeperDriver.Drain(keeper, world.Engine, world.Now);
        Assert.Empty(KeeperDriver.Undone(world.Engine, world.Now));
    }

    [Fact]
    public void TryNext_ThroughLiquidationAndDeleverage_AllocatesNothing()
    {
        // The runtime itself allocates now and then, when a cache of its own grows; what the keeper allocates is there every time.
        long allocated = 1;
        for (int attempt = 0; attempt < 3 && allocated != 0; attempt++)
        {
            RiskWorld world = WithShorts();
            Keeper keeper = NewKeeper(world);
            world.NextRound(950);
            world.NextRound(930);
            allocated = 0;
            EventBuffer events = new();
            Timestamp time = new(world.Now);
            while (!keeper.IsIdle)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                bool isFound = keeper.TryNext(time, out ProvenTransaction next);
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                if (isFound)
                {
                    RiskWorld.Require(next.ApplyTo(world.Engine, time, events));
                }
            }

            Assert.Equal(25, world.Size(2));
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void TryNext_BeforeTheLastTransaction_Throws()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        Keeper keeper = NewKeeper(world);
        Assert.Throws<ArgumentOutOfRangeException>(() => keeper.TryNext(new Timestamp(world.Now - 1), out _));
    }

    private static Keeper NewKeeper(RiskWorld world) => new(world.Engine, new KeeperOptions());

    private static List<ProvenTransaction> Drain(Keeper keeper, RiskWorld world)
    {
        world.Engine.Log!.Clear();
        return KeeperDriver.Drain(keeper, world.Engine, world.Now);
    }

    private static IEnumerable<(long Leaf, RemovalCause Cause)> Removals(IEnumerable<ProvenTransaction> items) =>
        items.Select(item => (item.Leaf.Value, item.Removal));

    /// <summary>Account 2 is 100 long at 1,000 with 20,000, against 60 of account 3 and 40 of account 4.</summary>
    private static RiskWorld WithShorts()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.Deposit(RiskWorld.Operator, 1);
        world.Deposit(2, 20_000);
        foreach (long account in (long[])[3, 4, 5])
        {
            world.Deposit(account, 1_000_000);
        }

        world.Trade(2, 3, 1_000, 60);
        world.Trade(2, 4, 1_000, 40);
        return world;
    }
}
