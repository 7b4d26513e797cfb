using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Risk;

public class MarginTests
{
    [Fact]
    public void Scan_LongWithOpenOrders_TakesTheWorseSide()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.Deposit(2, 50_000);
        world.Deposit(3, 50_000);
        world.Trade(2, 3, 1_010, 10);
        world.Rest(2, Side.Buy, 900, 5);
        world.Rest(2, Side.Sell, 1_100, 30);

        // 10 long bought 10 ticks above the mark: 50,000 − 10·10·2. Sells of 30 leave 20 short, worth more margin than 15 long; 200 a lot.
        MarginScan scan = world.Scan(2);
        Assert.Equal((49_800, 4_000, 1_000, true), (scan.Equity, scan.Initial, scan.Maintenance, scan.AllUsable));
        world.Rest(2, Side.Buy, 900, 20);
        Assert.Equal(35 * 200, world.Scan(2).Initial);
        world.CancelAll(2);
        Assert.Equal(10 * 200, world.Scan(2).Initial);
    }

    [Theory]
    [InlineData(60_000, true)]
    [InlineData(60_001, false)]
    public void Mark_AtTheAgeLimit_IsUsableUpToIt(long age, bool isUsable)
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.Deposit(2, 50_000);
        world.Rest(2, Side.Buy, 900, 1);
        world.Advance(age);
        Assert.Equal(isUsable, world.Scan(2).AllUsable);
    }

    [Fact]
    public void Withdrawable_AfterARise_TakesTheSlowMarkForALong()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.Deposit(2, 50_000);
        world.Deposit(3, 50_000);
        world.Trade(2, 3, 1_000, 100);
        world.MoveTo(1_050, RiskWorld.Perpetual);

        // Slow: 4,096·1,000 + ⌊4,096·50/1,200⌋ = 4,096,170, so 1,000 below and 1,001 above. Margin: ⌈1,050·2/10⌉ = 210 a lot.
        Assert.Equal(4_096_170, world.View.Risk(RiskWorld.Perpetual).SlowMark);
        Assert.Equal(60_000, world.Scan(2).Equity);
        Assert.Equal(50_000 - 21_000, world.Withdrawable(2));
        Assert.Equal(50_000 - 10_000 - 21_000, world.Withdrawable(3));
        Assert.Equal(Cause.WithdrawalTooLarge, world.Withdraw(2, 29_001));
        Assert.Equal(Cause.Accepted, world.Withdraw(2, 29_000));
        world.RequireConservation();
    }

    [Fact]
    public void Withdrawable_AfterAFall_TakesTheSlowMarkForAShort()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.Deposit(2, 50_000);
        world.Deposit(3, 50_000);
        world.Trade(2, 3, 1_000, 100);
        world.MoveTo(950, RiskWorld.Perpetual);

        // Slow: 4,096,000 + ⌊−204,800/1,200⌋ = 4,095,829: 999.96 ticks, 1,000 for a short. 190 a lot.
        Assert.Equal(4_095_829, world.View.Risk(RiskWorld.Perpetual).SlowMark);
        Assert.Equal(50_000 - 10_000 - 19_000, world.Withdrawable(2));
        Assert.Equal(50_000 - 19_000, world.Withdrawable(3));
    }

    [Fact]
    public void Withdrawable_WithoutUsableMark_MovesItByHalfTheIndex()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.Deposit(2, 200_000);
        world.Deposit(3, 200_000);
        world.Trade(2, 3, 1_000, 100);
        world.MoveTo(1_049, RiskWorld.Perpetual);
        world.Advance(60_001);

        // ⌈1,049/2⌉ = 525. Long: min(1,049, 1,000) − 525 = 475. Short: 1,049 + 525 = 1,574. Margin ⌈209.8⌉ = 210 a lot.
        Assert.Equal(200_000 - (100 * 525 * 2) - 21_000, world.Withdrawable(2));
        Assert.Equal(200_000 - (100 * 574 * 2) - 21_000, world.Withdrawable(3));
    }

    [Fact]
    public void Withdrawable_IndexFarAboveTheCap_CountsTheCap()
    {
        // 2^29 lots short at a cap of 1 tick, multiplier 2^24 − 1: half of an index of 2^35 against them would be 2^87 quanta.
        const long multiplier = (1L << 24) - 1;
        const long lots = 1L << 29;
        RiskWorld world = new();
        TermsRecord terms = RiskWorld.Terms with { Multiplier = new(multiplier), PriceCap = new(1) };
        world.List(2, terms, RiskWorld.Limits with { PositionLimit = new(lots), OpenInterestCap = new(2 * lots) });
        world.MoveTo(1L << 35, 2);
        world.Deposit(2, 1L << 54);
        world.Deposit(3, 1L << 54);
        world.Trade(2, 3, 1, lots, 2);

        // Margin: ⌈multiplier/10⌉ = 1,677,722 a lot. Without a usable mark ⌈1/2⌉ = 1 tick more.
        Assert.Equal(1, world.View.Risk(2).IndexPrice.Value);
        Assert.Equal((1L << 54) - (lots * 1_677_722), world.Withdrawable(3));
        world.Advance(60_001);
        Assert.Equal((1L << 54) - (lots * 1_677_722) - (lots * multiplier), world.Withdrawable(3));
    }

    [Fact]
    public void Scan_AVacantPosition_IsSkipped()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.Deposit(2, 50_000);
        world.Rest(2, Side.Buy, 900, 1);
        world.Advance(60_001);
        Assert.False(world.Scan(2).AllUsable);
        world.CancelAll(2);
        Assert.Equal(1, world.View.Account(2).PositionMask);
        Assert.True(world.Scan(2).AllUsable);
    }

    [Fact]
    public void Withdrawable_MoreThanAllDeposits_IsCappedByThem()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.Deposit(2, 20_000);
        world.Deposit(3, 20_000);
        world.Trade(2, 3, 1_000, 100);
        world.MoveTo(500, RiskWorld.Perpetual);
        for (int i = 0; i < 1_200; i++)
        {
            world.NextRound(500);
        }

        RiskWorld.Require(world.UpdateMark(RiskWorld.Perpetual));

        // The short has gained 100,000, of which the long has 20,000; nobody has liquidated yet. 120,000 − 10,000 would be free.
        Assert.Equal(500 * 4_096, world.View.Risk(RiskWorld.Perpetual).SlowMark);
        Assert.Equal(40_000, world.Withdrawable(3));
    }

    [Fact]
    public void Fill_ThatReducesAnUnhealthyAccount_PassesIfTheMarginGapShrinks()
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.Deposit(2, 20_000);
        world.Deposit(3, 100_000);
        world.Deposit(4, 100_000);
        world.Trade(2, 3, 1_000, 100);
        world.MoveTo(930, RiskWorld.Perpetual);

        // E = 20,000 − 14,000 = 6,000; M = 100·93 = 9,300; the gap is −3,300. Selling 10 lots at P: the gap gains 930 − 20·(930 − P).
        world.Rest(4, Side.Buy, 884, 10);
        world.Rest(4, Side.Buy, 883, 10);
        Assert.Equal(Cause.Accepted, world.Place(2, RiskWorld.Perpetual, Side.Sell, 884, 10, rests: false));
        Assert.Equal(90, world.Size(2));
        Assert.Equal(Cause.Accepted, world.Place(2, RiskWorld.Perpetual, Side.Sell, 883, 10, rests: false));
        ExchangeEvent end = world.Event(EventKind.OrderCancelled);
        Assert.Equal((byte)EndOfMatching.Margin, end.Cause);
        Assert.Equal(90, world.Size(2));
    }
}
