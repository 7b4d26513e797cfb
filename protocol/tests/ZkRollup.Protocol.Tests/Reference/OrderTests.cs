using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.Reference;

/// <summary>§8: orders, fills, fees, lists. Alice is 2, Bob 3, Carol 4.</summary>
public class OrderTests
{
    private const long Alice = 2;
    private const long Bob = 3;
    private const long Carol = 4;

    private static Venue Open(Record? limits = null, long cash = 1_000_000)
    {
        Venue venue = Venue.WithPerpetual(limits);
        venue.Join(Alice, cash);
        venue.Join(Bob, cash);
        venue.Join(Carol, cash);
        return venue;
    }

    [Fact]
    public void GoodTillCancelled_EmptyBook_RestsAndTakesAPosition()
    {
        Venue venue = Open();
        venue.Sell(Alice, 1_010, 7);
        Assert.Equal([EventKind.OrderAccepted, EventKind.OrderRested], venue.Kinds());
        ExchangeEvent rested = venue.Events[1];
        Assert.Equal((1L, 1_010L, 7L, Side.Sell), (rested.Leaf.Value, rested.Price.Value, rested.Lots.Value, rested.Side));
        Assert.Equal((venue.LastOrder, venue.Events[0].Order), (rested.Order, venue.LastOrder));
        Assert.Equal(new PositionRecord { Instrument = Venue.Perpetual, OpenSells = new Lots(7) }, venue.PositionOf(Alice));
        Assert.Equal((1, 1), (venue.AccountOf(Alice).PositionMask, venue.AccountOf(Alice).OpenOrders));
        OrderRecord order = venue.OrderAt(1);
        Assert.Equal(
            (Alice, Venue.Perpetual, Side.Sell, false, 1_010L, 7L, 0L),
            (
                order.Account.Value,
                order.Instrument,
                order.Side,
                order.IsReduceOnly,
                order.Price.Value,
                order.Quantity.Value,
                order.NextLeaf.Value));
    }

    [Fact]
    public void Insert_ByPriceThenArrival()
    {
        Venue venue = Open();
        venue.Sell(Alice, 1_010, 1);
        venue.Sell(Alice, 1_005, 2);
        venue.Sell(Bob, 1_010, 3);
        venue.Sell(Bob, 1_007, 4);
        venue.Sell(Carol, 1_005, 5);
        Assert.Equal([(2, 1_005, 2), (5, 1_005, 5), (4, 1_007, 4), (1, 1_010, 1), (3, 1_010, 3)], venue.ListOf(Side.Sell));
        venue.Buy(Alice, 990, 1);
        venue.Buy(Bob, 995, 2);
        venue.Buy(Carol, 990, 3);
        Assert.Equal([(7, 995, 2), (6, 990, 1), (8, 990, 3)], venue.ListOf(Side.Buy));
    }

    [Fact]
    public void Leaf_FreedLast_IsUsedFirst()
    {
        Venue venue = Open();
        for (int i = 0; i < 4; i++)
        {
            venue.Sell(Alice, 1_010 + i, 1);
        }

        venue.Accept(venue.CancelOrder(Alice, new OrderId(new SessionSerial(1), new Nonce(2))));
        venue.Accept(venue.CancelOrder(Alice, new OrderId(new SessionSerial(1), new Nonce(4)), leaf: 4));
        venue.Sell(Alice, 1_020, 1);
        Assert.Equal(4, venue.Single(EventKind.OrderRested).Leaf.Value);
        venue.Sell(Alice, 1_020, 1);
        Assert.Equal(2, venue.Single(EventKind.OrderRested).Leaf.Value);
        venue.Sell(Alice, 1_020, 1);
        Assert.Equal(5, venue.Single(EventKind.OrderRested).Leaf.Value);
    }

    [Fact]
    public void Leaf_AfterARestart_AscendingFromTheLowestFree()
    {
        Venue venue = Open();
        for (int i = 0; i < 5; i++)
        {
            venue.Sell(Alice, 1_010, 1);
        }

        venue.Accept(venue.CancelOrder(Alice, new OrderId(new SessionSerial(1), new Nonce(2))));
        venue.Accept(venue.CancelOrder(Alice, new OrderId(new SessionSerial(1), new Nonce(4))));
        var root = venue.Exchange.ComputeStateRoot();
        venue.Restart();
        Assert.Equal(root, venue.Exchange.ComputeStateRoot());
        venue.Sell(Alice, 1_010, 1);
        Assert.Equal(2, venue.Single(EventKind.OrderRested).Leaf.Value);
        venue.Sell(Alice, 1_010, 1);
        Assert.Equal(4, venue.Single(EventKind.OrderRested).Leaf.Value);
        venue.Sell(Alice, 1_010, 1);
        Assert.Equal(6, venue.Single(EventKind.OrderRested).Leaf.Value);
    }

    [Fact]
    public void Fill_Partial_PaysAtTheMakersPriceWithFeesRounded()
    {
        Venue venue = Open();
        venue.Sell(Alice, 1_001, 10);
        venue.Buy(Bob, 1_003, 3);

        // N = 3·1,001·10 = 30,030; 500 ppm of it is 15.015, paid as 16; 200 ppm is 6.006, received as 6.
        ExchangeEvent trade = venue.Single(EventKind.Trade);
        Assert.Equal([EventKind.OrderAccepted, EventKind.Trade], venue.Kinds());
        Assert.Equal(
            (16L, -6L, 3L, 1_001L, Side.Buy),
            (trade.Money.Value, trade.SecondMoney.Value, trade.Lots.Value, trade.Price.Value, trade.Side));
        Assert.Equal((Bob, Alice, 1L), (trade.Account.Value, trade.Counterparty.Value, trade.Leaf.Value));
        Assert.Equal((1_000_000L + 30_030 + 6, 1_000_000L - 30_030 - 16), (venue.Cash(Alice), venue.Cash(Bob)));
        Assert.Equal((-3L, 3L), (venue.Size(Alice), venue.Size(Bob)));
        Assert.Equal((10L, 3L, 3L), (venue.Book().Fees.Value, venue.Book().LongLots.Value, venue.Book().ShortLots.Value));
        Assert.Equal([(1, 1_001, 7)], venue.ListOf(Side.Sell));
        Assert.Equal((7L, 0L), (venue.PositionOf(Alice).OpenSells.Value, venue.PositionOf(Bob).OpenBuys.Value));
        Assert.Equal((1, 0), (venue.AccountOf(Alice).OpenOrders, venue.AccountOf(Bob).OpenOrders));
        Assert.Equal((1L << 50) - 30_030, venue.SessionOf(Alice).Budget.Value);
        Assert.Equal((1L << 50) - 30_030, venue.SessionOf(Bob).Budget.Value);
    }

    [Fact]
    public void Fill_SeveralMakers_InOrderAndRestsWithTheRemainder()
    {
        Venue venue = Open();
        venue.Sell(Alice, 1_002, 4);
        venue.Sell(Alice, 1_001, 5);
        venue.Buy(Bob, 1_002, 12);
        Assert.Equal([EventKind.OrderAccepted, EventKind.Trade, EventKind.Trade, EventKind.OrderRested], venue.Kinds());
        Assert.Equal([(2, 5), (1, 4)], venue.Events.Skip(1).Take(2).Select(item => (item.Leaf.Value, item.Lots.Value)));

        // The leaf freed last is that of the maker filled last.
        Assert.Equal((1L, 3L), (venue.Events[3].Leaf.Value, venue.Events[3].Lots.Value));
        Assert.Equal(0, venue.Book().AskLeaf.Value);
        Assert.Equal([(1, 1_002, 3)], venue.ListOf(Side.Buy));
        Assert.Equal((-9L, 9L, 3L), (venue.Size(Alice), venue.Size(Bob), venue.PositionOf(Bob).OpenBuys.Value));
    }

    [Fact]
    public void Fill_ThatFlattens_ClearsBothPositions()
    {
        Venue venue = Open();
        venue.Sell(Alice, 1_000, 5);
        venue.Buy(Bob, 1_000, 5);
        venue.Buy(Alice, 1_000, 5);
        venue.Sell(Bob, 1_000, 5);
        Assert.Equal((default, default), (venue.PositionOf(Alice), venue.PositionOf(Bob)));
        Assert.Equal((0, 0), (venue.AccountOf(Alice).PositionMask, venue.AccountOf(Bob).PositionMask));

        // Two fills of 50,000: the taker paid 25 and the maker received 10 each time; Bob took twice, Alice made twice.
        Assert.Equal((1_000_020L, 999_950L, 30L), (venue.Cash(Alice), venue.Cash(Bob), venue.Book().Fees.Value));
    }

    [Fact]
    public void ImmediateOrCancel_NothingCrosses_IsCancelledAndLeavesNoPosition()
    {
        Venue venue = Open();
        venue.Sell(Alice, 1_005, 5);
        venue.Buy(Bob, 1_004, 5, TimeInForce.ImmediateOrCancel);
        Assert.Equal([EventKind.OrderAccepted, EventKind.OrderCancelled], venue.Kinds());
        Assert.Equal(
            ((byte)EndOfMatching.NothingCrosses, 5L, 0L),
            (venue.Events[1].Cause, venue.Events[1].Lots.Value, venue.Events[1].Leaf.Value));
        Assert.Equal((0, default), (venue.AccountOf(Bob).PositionMask, venue.PositionOf(Bob)));
        venue.Buy(Bob, 1_005, 8, TimeInForce.ImmediateOrCancel);
        Assert.Equal([EventKind.OrderAccepted, EventKind.Trade, EventKind.OrderCancelled], venue.Kinds());
        Assert.Equal((3L, 0L), (venue.Events[2].Lots.Value, venue.PositionOf(Bob).OpenBuys.Value));
    }

    [Fact]
    public void PostOnly_CrossesOrNot_IsRejectedOrRests()
    {
        Venue venue = Open();
        venue.Sell(Alice, 1_005, 5);
        venue.Expect(Cause.PostOnlyWouldCross, venue.Place(Bob, Side.Buy, 1_005, 5, TimeInForce.PostOnly));
        venue.Buy(Bob, 1_004, 5, TimeInForce.PostOnly);
        Assert.Equal([EventKind.OrderAccepted, EventKind.OrderRested], venue.Kinds());
    }

    [Fact]
    public void SelfTrade_CancelTaker_EndsAndKeepsTheMaker()
    {
        Venue venue = Open();
        venue.Sell(Bob, 1_001, 2);
        venue.Sell(Alice, 1_002, 5);
        venue.Accept(venue.Place(Alice, Side.Buy, 1_003, 6, mode: SelfTradeMode.CancelTaker));
        Assert.Equal([EventKind.OrderAccepted, EventKind.Trade, EventKind.OrderCancelled], venue.Kinds());
        Assert.Equal(((byte)EndOfMatching.SelfTrade, 4L), (venue.Events[2].Cause, venue.Events[2].Lots.Value));
        Assert.Equal([(2, 1_002, 5)], venue.ListOf(Side.Sell));
        Assert.Equal((2L, 0L, 5L), (venue.Size(Alice), venue.PositionOf(Alice).OpenBuys.Value, venue.PositionOf(Alice).OpenSells.Value));
    }

    [Fact]
    public void SelfTrade_CancelMaker_RemovesItAndGoesOn()
    {
        Venue venue = Open();
        venue.Sell(Alice, 1_001, 5);
        venue.Sell(Bob, 1_002, 2);
        venue.Accept(venue.Place(Alice, Side.Buy, 1_003, 6, mode: SelfTradeMode.CancelMaker));
        Assert.Equal([EventKind.OrderAccepted, EventKind.OrderRemoved, EventKind.Trade, EventKind.OrderRested], venue.Kinds());
        Assert.Equal(
            ((byte)RemovalCause.SelfTrade, 5L, 1L),
            (venue.Events[1].Cause, venue.Events[1].Lots.Value, venue.Events[1].Leaf.Value));
        Assert.Equal(
            (4L, 0L, 1),
            (venue.PositionOf(Alice).OpenBuys.Value, venue.PositionOf(Alice).OpenSells.Value, venue.AccountOf(Alice).OpenOrders));
    }

    [Fact]
    public void SelfTrade_CancelBoth_RemovesItAndEnds()
    {
        Venue venue = Open();
        venue.Sell(Alice, 1_001, 5);
        venue.Sell(Bob, 1_002, 2);
        venue.Accept(venue.Place(Alice, Side.Buy, 1_003, 6, mode: SelfTradeMode.CancelBoth));
        Assert.Equal([EventKind.OrderAccepted, EventKind.OrderRemoved, EventKind.OrderCancelled], venue.Kinds());
        Assert.Equal((0, 0), (venue.AccountOf(Alice).OpenOrders, venue.AccountOf(Alice).PositionMask));
        Assert.Equal([(2, 1_002, 2)], venue.ListOf(Side.Sell));
    }

    [Fact]
    public void ReduceOnly_PlacedWithinThePosition_AndRemovedWhenItIsTooLarge()
    {
        Venue venue = Open();
        venue.Sell(Alice, 1_000, 10);
        venue.Buy(Bob, 1_000, 10);
        venue.Expect(Cause.ReduceOnlyViolated, venue.Place(Bob, Side.Buy, 1_000, 1, reduceOnly: true));
        venue.Expect(Cause.ReduceOnlyViolated, venue.Place(Bob, Side.Sell, 1_005, 11, reduceOnly: true));
        venue.Accept(venue.Place(Bob, Side.Sell, 1_005, 8, reduceOnly: true));
        venue.Expect(Cause.ReduceOnlyViolated, venue.Place(Bob, Side.Sell, 1_006, 3, reduceOnly: true));

        // Bob sells 5 of his 10: the order of 8 may fill 5, not 6.
        venue.Buy(Carol, 1_000, 5);
        venue.Sell(Bob, 1_000, 5);
        Assert.Equal(5, venue.Size(Bob));
        venue.Buy(Alice, 1_005, 3);
        Assert.Equal((2L, 5L), (venue.Size(Bob), venue.OrderAt(1).Quantity.Value));
        venue.Buy(Alice, 1_005, 4);
        Assert.Equal([EventKind.OrderAccepted, EventKind.OrderRemoved, EventKind.OrderRested], venue.Kinds());
        Assert.Equal((byte)RemovalCause.ReduceOnlyViolated, venue.Events[1].Cause);
    }

    [Fact]
    public void Band_OfTheMark_BoundsThePriceOnTheBadSideOnly()
    {
        Venue venue = Open();

        // At mark 1,000 the band is 950 to 1,050. At 970 it is 922 to 1,018: ⌊48.5⌋ on either side.
        venue.Expect(Cause.PriceOutsideBand, venue.Place(Alice, Side.Buy, 1_051, 1));
        venue.Expect(Cause.PriceOutsideBand, venue.Place(Alice, Side.Sell, 949, 1));
        venue.Sell(Alice, 1_051, 1);
        venue.Buy(Bob, 949, 1);
        venue.NextRound(970);
        Assert.Equal(970, venue.Risk().Mark.Value);
        venue.Buy(Carol, 1_018, 1);
        venue.Expect(Cause.PriceOutsideBand, venue.Place(Carol, Side.Buy, 1_019, 1));
        venue.Expect(Cause.PriceOutsideBand, venue.Place(Carol, Side.Sell, 921, 1));
    }

    [Fact]
    public void OpenInterest_AtItsCap_EndsMatching()
    {
        Venue venue = Open(Venue.LimitsOf(openInterestCap: 10));
        venue.Sell(Alice, 1_000, 20);
        venue.Buy(Bob, 1_000, 10);
        venue.Buy(Carol, 1_000, 1);
        Assert.Equal([EventKind.OrderAccepted, EventKind.OrderCancelled], venue.Kinds());
        Assert.Equal((byte)EndOfMatching.OpenInterest, venue.Events[1].Cause);

        // A fill that hands a long position on raises nothing.
        venue.Accept(venue.CancelAll(Alice));
        venue.Buy(Carol, 999, 4);
        Assert.Equal([EventKind.OrderAccepted, EventKind.OrderRested], venue.Kinds());
        venue.Sell(Bob, 999, 4);
        Assert.Equal((6L, 4L, 10L), (venue.Size(Bob), venue.Size(Carol), venue.Book().LongLots.Value));
    }

    [Fact]
    public void WorkLimit_SixtyFourMakers_ThenTheRemainderIsCancelled()
    {
        Venue venue = Open();
        for (int i = 0; i < 66; i++)
        {
            venue.Sell(Alice, 1_001, 1);
        }

        venue.Buy(Bob, 1_001, 64);
        Assert.Equal(64, venue.Events.Count(item => item.Kind == EventKind.Trade));
        Assert.Equal(2, venue.ListOf(Side.Sell).Count);
        for (int i = 0; i < 64; i++)
        {
            venue.Sell(Alice, 1_001, 1);
        }

        venue.Accept(venue.CancelAll(Alice));
        venue.Buy(Bob, 1_001, 5);
        Assert.Equal(64, venue.Events.Count(item => item.Kind == EventKind.OrderRemoved));
        Assert.Equal(((byte)EndOfMatching.WorkLimit, 5L), (venue.Events[^1].Cause, venue.Events[^1].Lots.Value));
        Assert.Equal((2, 2), (venue.ListOf(Side.Sell).Count, venue.AccountOf(Alice).OpenOrders));
        venue.Buy(Bob, 1_001, 5);
        Assert.Equal((0, EventKind.OrderRested), (venue.AccountOf(Alice).OpenOrders, venue.Events[^1].Kind));
    }
}
