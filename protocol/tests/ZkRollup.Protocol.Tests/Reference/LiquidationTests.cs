using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Tests.Reference;

/// <summary>§10.1 to §10.4. Alice (2) is long 100 lots from 1,000 with cash of 110,000; Bob (3) is short. No fees unless said.</summary>
/// <remarks>
/// At mark 903: E = 110,000 − 100·97·10 = 13,000; maintenance ⌈451.5⌉ = 452 a lot, M = 45,200; h = 226; the bound is
/// ⌈(9,030 − 226)/10⌉ = 881; initial 903 a lot. At 858: E = −32,000, maintenance 429, h = 214, initial 858.
/// </remarks>
public class LiquidationTests
{
    private const long Operator = 1;
    private const long Alice = 2;
    private const long Bob = 3;
    private const long Carol = 4;

    private static Venue Open(long insurance = 0, long fund = 0, bool fees = false)
    {
        Venue venue = Venue.WithPerpetual(fees ? Venue.LimitsOf(target: insurance) : Venue.LimitsOf(0, 0, target: insurance));
        venue.Deposit(Operator, 1);
        venue.Join(Alice, 110_000);
        venue.Join(Bob, 1_000_000);
        venue.Join(Carol, 1_000_000);
        if (insurance > 0)
        {
            venue.Fund(insurance);
            venue.Accept(venue.CollectFees(Venue.Perpetual));
            Assert.Equal(insurance, venue.Insurance().Cash.Value);
        }

        if (fund > 0)
        {
            venue.Fund(fund);
        }

        venue.Sell(Bob, 1_000, 100);
        venue.Buy(Alice, 1_000, 100);
        return venue;
    }

    /// <summary>Index and mark fall to 903, by 5 % in each of two rounds.</summary>
    private static void FallTo903(Venue venue)
    {
        venue.NextRound(950);
        venue.Expect(Cause.AccountHealthy, venue.Liquidate(Alice));
        venue.NextRound(903);
        Assert.Equal((903L, 452L), (venue.Risk().Mark.Value, venue.Risk().MaintenanceLong.Value));
    }

    private static void FallTo858(Venue venue)
    {
        FallTo903(venue);
        venue.NextRound(858);
        Assert.Equal((858L, 429L), (venue.Risk().Mark.Value, venue.Risk().MaintenanceLong.Value));
    }

    [Fact]
    public void Liquidate_Book_TakesWithinTheBoundByPriority()
    {
        Venue venue = Open();
        FallTo903(venue);
        venue.Buy(Carol, 881, 10);
        venue.Buy(Carol, 890, 5);
        venue.Buy(Carol, 880, 5);
        venue.Accept(venue.Liquidate(Alice));
        Assert.Equal([EventKind.OrderEpochRaised, EventKind.LiquidationStep, EventKind.Trade, EventKind.Trade], venue.Kinds());
        Assert.Equal((Side.Buy, 20L, 1L), (venue.Events[1].Side, venue.Events[1].Lots.Value, venue.Events[0].Number));
        Assert.Equal((890L, 5L, Side.Sell), (venue.Events[2].Price.Value, venue.Events[2].Lots.Value, venue.Events[2].Side));
        Assert.Equal((881L, 10L), (venue.Events[3].Price.Value, venue.Events[3].Lots.Value));

        // −890,000 + 44,500 + 88,100. The insurance has nothing and refuses the other 5.
        Assert.Equal((85L, -757_400L), (venue.Size(Alice), venue.Cash(Alice)));
        Assert.Equal((1L, 0L), (venue.AccountOf(Alice).OrderEpoch.Value, venue.Insurance().Inventory.Value));
    }

    [Fact]
    public void CollectFees_ForAnInsuranceWithLots_CountsWhatTheyAreWorth()
    {
        Venue venue = Open(insurance: 20_000, fund: 50_000, fees: true);
        FallTo903(venue);
        venue.Accept(venue.Liquidate(Alice));

        // 20,000 + 20·226 − 20·9,030 in cash, 24,520 in all: 20,000 is the target, so the share of the fees, 60 of 300, is the fund's.
        Assert.Equal((20L, -156_080L), (venue.Insurance().Inventory.Value, venue.Insurance().Cash.Value));
        venue.Accept(venue.CollectFees(Venue.Perpetual));
        Assert.Equal(60, venue.Single(EventKind.FeesCollected).SecondMoney.Value);
        Assert.Equal((-156_080L, 50_060L), (venue.Insurance().Cash.Value, venue.Treasury().Fund.Value));
        venue.NextRound(881);
        venue.Expect(Cause.NothingToCollect, venue.CollectFees(Venue.Perpetual));

        // At 880 it is worth 24,520 − 20·23·10.
        venue.NextRound(880);
        venue.Accept(venue.CollectFees(Venue.Perpetual));
        Assert.Equal((-156_000L, 49_980L), (venue.Insurance().Cash.Value, venue.Treasury().Fund.Value));
        venue.Expect(Cause.NothingToCollect, venue.CollectFees(Venue.Perpetual));
    }

    [Fact]
    public void Liquidate_Book_ChargesTheTakersFee()
    {
        Venue venue = Open(fees: true);
        long before = venue.Cash(Alice);
        FallTo903(venue);
        venue.Buy(Carol, 903, 20);
        venue.Accept(venue.Liquidate(Alice));

        // 180,600: 90.3 is paid as 91, 36.12 received as 36.
        Assert.Equal((91L, -36L), (venue.Single(EventKind.Trade).Money.Value, venue.Single(EventKind.Trade).SecondMoney.Value));
        Assert.Equal(before + 180_600 - 91, venue.Cash(Alice));
        Assert.Equal(1_000_000 - 180_600 + 36, venue.Cash(Carol));
    }

    [Fact]
    public void Liquidate_BidBelowTheBand_EndsMatching()
    {
        // A band of 1 % at 903 begins at 894: the bid of 890 is within the bound but below the band, so the insurance takes all.
        Venue venue = Open(insurance: 1_000_000);
        FallTo903(venue);
        venue.Buy(Carol, 890, 5);
        Record limits = Venue.LimitsOf(0, 0);
        venue.SetParameters(Venue.Perpetual, limits with { A3 = 10_000 });
        venue.Accept(venue.Liquidate(Alice));
        Assert.Equal([EventKind.OrderEpochRaised, EventKind.LiquidationStep, EventKind.ForcedTrade], venue.Kinds());
        Assert.Equal(20, venue.Events[2].Lots.Value);
    }

    [Fact]
    public void Liquidate_Insurance_TakesAtHalfTheMaintenanceUntilEquityIsGone()
    {
        Venue venue = Open(insurance: 1_000_000);
        FallTo903(venue);
        (long Lots, long Concession)[] steps = [(20, 4_520), (16, 3_616), (13, 2_938), (11, 1_926), (8, 0)];
        long size = 100;
        long equity = 13_000;
        long insurance = 1_000_000;
        foreach ((long lots, long concession) in steps)
        {
            venue.Accept(venue.Liquidate(Alice));
            Assert.Equal([EventKind.OrderEpochRaised, EventKind.LiquidationStep, EventKind.ForcedTrade], venue.Kinds());
            ExchangeEvent trade = venue.Events[2];
            Assert.Equal(
                (lots, concession, Alice, 0L),
                (trade.Lots.Value, trade.Money.Value, trade.Account.Value, trade.Counterparty.Value));
            size -= lots;
            equity -= concession;
            insurance += concession;
            Assert.Equal((size, equity), (venue.Size(Alice), venue.Cash(Alice) + (size * 9_030)));
            Assert.Equal(
                (100 - size, insurance),
                (venue.Insurance().Inventory.Value, venue.Insurance().Cash.Value + ((100 - size) * 9_030)));
            Assert.Equal((100L, 100L), (venue.Book().LongLots.Value, venue.Book().ShortLots.Value));
        }
    }

    [Fact]
    public void Liquidate_Insurance_TakesRatherThanItsMarginAllows_Refuses()
    {
        // 20 lots need 20·903 = 18,060 of equity after the trade, of which 4,520 are the concession.
        Venue poor = Open(insurance: 13_539);
        FallTo903(poor);
        poor.Expect(Cause.NothingToClose, poor.Liquidate(Alice));
        Venue enough = Open(insurance: 13_540);
        FallTo903(enough);
        enough.Accept(enough.Liquidate(Alice));
        Assert.Equal(20, enough.Insurance().Inventory.Value);
    }

    [Fact]
    public void Liquidate_OneMakerTouchedThatCannotBeFilled_IsAStep()
    {
        Venue venue = Open();
        FallTo903(venue);
        venue.Buy(Carol, 903, 20);
        venue.Accept(venue.CancelAll(Carol));
        venue.Accept(venue.Liquidate(Alice));
        Assert.Equal([EventKind.OrderEpochRaised, EventKind.LiquidationStep, EventKind.OrderRemoved], venue.Kinds());
        venue.Expect(Cause.NothingToClose, venue.Liquidate(Alice));
    }

    [Fact]
    public void Liquidate_NegativeEquity_IsCoveredByTheInsurance()
    {
        Venue venue = Open(insurance: 1_000_000);
        FallTo858(venue);
        venue.Accept(venue.Liquidate(Alice));
        Assert.Equal([EventKind.OrderEpochRaised, EventKind.LiquidationStep, EventKind.ForcedTrade, EventKind.DebtCovered], venue.Kinds());
        Assert.Equal((0L, 32_000L), (venue.Events[2].Money.Value, venue.Events[3].Money.Value));
        Assert.Equal((80L, -80L * 8_580), (venue.Size(Alice), venue.Cash(Alice)));
        Assert.Equal(1_000_000 - (20 * 8_580) - 32_000, venue.Insurance().Cash.Value);
    }

    [Fact]
    public void Deleverage_Socialises_WhatFundAndInsuranceCannotPay()
    {
        // Cover takes 32,000. The fund has 10,001, so 21,999 are charged to the 80 short lots that Bob keeps: ⌈274.99⌉ = 275 each.
        Venue venue = Open(fund: 10_001);
        FallTo858(venue);
        venue.Expect(Cause.NothingToClose, venue.Liquidate(Alice));
        venue.Accept(venue.Deleverage(Alice, Bob));
        Assert.Equal(
            [EventKind.OrderEpochRaised, EventKind.ForcedTrade, EventKind.DebtCovered, EventKind.FundDrawn, EventKind.LossSocialised],
            venue.Kinds());
        Assert.Equal(
            (Alice, Bob, 20L, 0L),
            (venue.Events[1].Account.Value, venue.Events[1].Counterparty.Value, venue.Events[1].Lots.Value, venue.Events[1].Money.Value));
        Assert.Equal((32_000L, 10_001L), (venue.Events[2].Money.Value, venue.Events[3].Money.Value));
        Assert.Equal((275L, 80L, Side.Sell), (venue.Events[4].Money.Value, venue.Events[4].Lots.Value, venue.Events[4].Side));
        Assert.Equal((-275L, 0L), (venue.Risk().ShortIndex.Value, venue.Risk().LongIndex.Value));
        Assert.Equal((1L, 0L, 0L), (venue.Insurance().Cash.Value, venue.Treasury().Fund.Value, venue.Insurance().Inventory.Value));
        Assert.Equal((-80L, 2_000_000L - (20 * 8_580)), (venue.Size(Bob), venue.Cash(Bob)));

        // Bob's share is paid when his position is next touched: 80·275 = 22,000.
        venue.Buy(Bob, 870, 1);
        venue.Sell(Carol, 870, 1);
        Assert.Equal(2_000_000 - (20 * 8_580) - 22_000 - 8_700, venue.Cash(Bob));
        Assert.Equal((-79L, -275L), (venue.Size(Bob), venue.PositionOf(Bob).Snapshot.Value));
        Assert.Equal(-275, venue.PositionOf(Carol).Snapshot.Value);
    }

    [Fact]
    public void Deleverage_WithEquityLeft_PaysTheConcessionToTheCounterparty()
    {
        Venue venue = Open();
        FallTo903(venue);
        venue.Accept(venue.Deleverage(Alice, Bob));
        Assert.Equal([EventKind.OrderEpochRaised, EventKind.ForcedTrade], venue.Kinds());
        Assert.Equal(4_520, venue.Events[1].Money.Value);
        Assert.Equal(2_000_000 - 180_600 + 4_520, venue.Cash(Bob));
        Assert.Equal((80L, -80L, 80L), (venue.Size(Alice), venue.Size(Bob), venue.Book().ShortLots.Value));
    }

    [Fact]
    public void Deleverage_BeforeItsTurn_IsRejected()
    {
        Venue venue = Open(insurance: 20_000);
        FallTo903(venue);
        venue.Expect(Cause.InsuranceAvailable, venue.Deleverage(Alice, Bob));
        venue.Expect(Cause.CounterpartyInvalid, venue.Deleverage(Alice, Alice));
        venue.Expect(Cause.CounterpartyInvalid, venue.Deleverage(Alice, Carol));
        venue.Expect(Cause.CounterpartyInvalid, venue.Deleverage(Alice, 99));
        venue.Buy(Carol, 881, 1);
        venue.Expect(Cause.BookNotExhausted, venue.Deleverage(Alice, Bob));
        venue.Expect(Cause.NoSuchPosition, venue.Liquidate(Operator));
        venue.Time += 60_001;
        venue.Expect(Cause.MarkUnusable, venue.Liquidate(Alice));
    }

    [Fact]
    public void Liquidate_Short_IsTheMirrorImage()
    {
        // Dave (5) is short 10 from 1,000 with 10,100. At 1,060: E = 4,100 < M = 10·530 = 5,300; h = 265; the bound is
        // ⌊(10,600 + 265)/10⌋ = 1,086; q = 2. One lot at 1,086 costs 260 of equity, one at 1,087 is out of bound.
        Venue venue = Open(insurance: 1_000_000);
        venue.Join(5, 10_100);
        venue.Buy(Carol, 1_000, 10);
        venue.Sell(5, 1_000, 10);
        venue.NextRound(1_050);
        venue.NextRound(1_060);
        venue.Sell(Carol, 1_087, 1);
        venue.Sell(Carol, 1_086, 1);
        venue.Accept(venue.Liquidate(5));
        Assert.Equal([EventKind.OrderEpochRaised, EventKind.LiquidationStep, EventKind.Trade, EventKind.ForcedTrade], venue.Kinds());
        Assert.Equal((Side.Sell, 2L), (venue.Events[1].Side, venue.Events[1].Lots.Value));
        Assert.Equal((1L, 265L, Side.Sell), (venue.Events[3].Lots.Value, venue.Events[3].Money.Value, venue.Events[3].Side));
        Assert.Equal((-8L, -1L), (venue.Size(5), venue.Insurance().Inventory.Value));
        Assert.Equal(10_100 + 100_000 - 10_860 - 10_600 - 265, venue.Cash(5));
        Assert.Equal(1_000_000 + 10_600 + 265, venue.Insurance().Cash.Value);
    }
}
