using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Tests.Reference;

/// <summary>§8.3, §8.4, §8.7: makers that are removed instead of filled, and takers that must stop. Alice is 2, Bob 3, Carol 4.</summary>
public class MakerTests
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

    /// <summary>Bob buys into Alice's order of 5 at leaf 1: it must be removed for a cause, and Carol's behind it filled.</summary>
    private static void RequireRemovedByMatching(Venue venue, RemovalCause cause)
    {
        venue.Buy(Bob, 1_002, 3);
        ExchangeEvent removed = venue.Single(EventKind.OrderRemoved);
        Assert.Equal(((byte)cause, Alice, 1L, 5L), (removed.Cause, removed.Account.Value, removed.Leaf.Value, removed.Lots.Value));
        Assert.Equal(Carol, venue.Single(EventKind.Trade).Counterparty.Value);
        Assert.Equal([EventKind.OrderAccepted, EventKind.OrderRemoved, EventKind.Trade], venue.Kinds());
        Assert.Equal(0, venue.AccountOf(Alice).OpenOrders);
    }

    /// <summary>The same order is removed for the same cause by RemoveOrder, and for no other of those given.</summary>
    private static void RequireRemovable(Venue venue, params RemovalCause[] causes)
    {
        foreach (RemovalCause cause in Enum.GetValues<RemovalCause>())
        {
            if (!causes.Contains(cause))
            {
                venue.Expect(Cause.CauseNotGiven, venue.RemoveOrder(1, cause));
            }
        }

        venue.Accept(venue.RemoveOrder(1, causes[0]));
        Assert.Equal((byte)causes[0], venue.Single(EventKind.OrderRemoved).Cause);
        venue.Expect(Cause.UnknownOrder, venue.RemoveOrder(1, causes[0]));
    }

    /// <summary>Runs a preparation on two venues: one removes by matching, the other by RemoveOrder.</summary>
    private static void Check(RemovalCause cause, Action<Venue> place, Action<Venue> spoil, params RemovalCause[] alsoHold)
    {
        Venue matching = Open();
        place(matching);
        matching.Sell(Carol, 1_002, 3);
        spoil(matching);
        RequireRemovedByMatching(matching, cause);

        Venue removing = Open();
        place(removing);
        spoil(removing);
        RequireRemovable(removing, [cause, .. alsoHold]);
    }

    private static void PlaceFive(Venue venue) => venue.Sell(Alice, 1_001, 5);

    [Fact]
    public void Maker_EpochPassed_IsRemoved() =>
        Check(RemovalCause.EpochPassed, PlaceFive, venue => venue.Accept(venue.CancelAll(Alice)));

    [Fact]
    public void Maker_SessionRevoked_IsRemoved() =>
        Check(RemovalCause.SessionGone, PlaceFive, venue => venue.Accept(venue.RevokeSession(Alice)));

    [Fact]
    public void Maker_SessionReplaced_IsRemoved() =>
        Check(RemovalCause.SessionGone, PlaceFive, venue => venue.Accept(venue.OpenSession(Alice)));

    [Fact]
    public void Maker_SessionVoided_IsRemovedForItsEpochFirst() =>
        Check(RemovalCause.EpochPassed, PlaceFive, venue => venue.ForcedCancelAll(Alice), RemovalCause.SessionGone);

    [Fact]
    public void Maker_Expired_IsRemoved() => Check(
        RemovalCause.OrderExpired,
        venue => venue.Accept(venue.Place(Alice, Side.Sell, 1_001, 5, expiry: venue.Time + 1)),
        venue => venue.Time++);

    [Fact]
    public void Maker_SessionExpired_IsRemoved() => Check(
        RemovalCause.SessionExpired,
        venue =>
        {
            venue.Accept(venue.OpenSession(Alice, expiry: venue.Time + 10));
            PlaceFive(venue);
        },
        venue => venue.Time += 10);

    [Fact]
    public void Maker_FeeAboveItsMaximum_IsRemoved() => Check(
        RemovalCause.FeeAboveMaximum,
        venue => venue.Accept(venue.Place(Alice, Side.Sell, 1_001, 5, maximumFee: 500)),
        venue => venue.SetParameters(Venue.Perpetual, Venue.LimitsOf(takerFee: 600, makerFee: 501)));

    [Fact]
    public void Maker_BudgetBelowTheFill_IsRemoved()
    {
        // 5 lots at 1,001 are 50,050; after a fill of 3 elsewhere 20,020 are left of 50,050, and a fill of 3 needs 30,030.
        static void Place(Venue venue)
        {
            venue.Accept(venue.OpenSession(Alice, budget: 50_050));
            PlaceFive(venue);
            venue.Buy(Bob, 1_000, 3);
            venue.Sell(Alice, 1_000, 3);
            Assert.Equal(20_050, venue.SessionOf(Alice).Budget.Value);
        }

        Check(RemovalCause.BudgetExhausted, Place, _ => { });
    }

    [Fact]
    public void Maker_OnTheBadSideOfTheBand_IsRemoved()
    {
        // The ask at 1,001 holds the mark back, but by no more than 1 % of the index. At 1,051 the band begins at 1,051 − ⌊52.55⌋ = 999.
        Venue venue = Open();
        PlaceFive(venue);
        venue.NextRound(1_050);
        Assert.Equal(1_040, venue.Risk().Mark.Value);
        venue.NextRound(1_061);
        Assert.Equal(1_051, venue.Risk().Mark.Value);
        venue.Expect(Cause.CauseNotGiven, venue.RemoveOrder(1, RemovalCause.OutsideBand));
        venue.NextRound(1_075);
        Assert.Equal(1_065, venue.Risk().Mark.Value);

        // 1,065 − ⌊53.25⌋ = 1,012 > 1,001.
        venue.Buy(Bob, 1_020, 3);
        Assert.Equal([EventKind.OrderAccepted, EventKind.OrderRemoved, EventKind.OrderRested], venue.Kinds());
        Assert.Equal((byte)RemovalCause.OutsideBand, venue.Events[1].Cause);
    }

    [Fact]
    public void Maker_CannotCarryTheFill_IsRemoved()
    {
        // Alice has 6,000 for 5 lots of initial margin 1,000. Short 5 at 1,001, the mark at 1,050 would leave her
        // 6,000 + 10 − 490·5 = 3,560 against 5,250; 3 lots: 6,000 + 6 − 490·3 = 4,536 against 3,150 + 2,100 for the open ones.
        Venue venue = Venue.WithPerpetual();
        venue.Join(Alice, 6_000);
        venue.Join(Bob, 1_000_000);
        PlaceFive(venue);
        venue.NextRound(1_050);
        venue.NextRound(1_060);
        Assert.Equal(1_050, venue.Risk().Mark.Value);
        venue.Buy(Bob, 1_002, 3);
        Assert.Equal([EventKind.OrderAccepted, EventKind.OrderRemoved, EventKind.OrderRested], venue.Kinds());
        Assert.Equal((byte)RemovalCause.MarginInsufficient, venue.Events[1].Cause);
        Assert.Equal(default, venue.PositionOf(Alice));
    }

    [Fact]
    public void Maker_WhoseFillOnlyReduces_MayBeBelowItsInitialMargin()
    {
        // Alice is short 5 from 1,000 with 5,100: at mark 1,040 (index 1,050, clamp 10) she has E = 5,100 − 2,000 = 3,100, I = 5,200,
        // M = 2,600. Buying 3 back at 1,040 leaves E = 3,100 + 6 and M = 1,040.
        Venue venue = Open();
        venue.Join(5, 5_100);
        venue.Buy(Alice, 1_000, 5);
        venue.Sell(5, 1_000, 5);
        venue.Sell(Alice, 1_001, 1);
        venue.NextRound(1_050);
        Assert.Equal(1_040, venue.Risk().Mark.Value);
        venue.Expect(Cause.MarginInsufficient, venue.Place(5, Side.Sell, 1_040, 1));
        venue.Accept(venue.CancelAll(Alice));
        venue.Accept(venue.RemoveOrder(1, RemovalCause.EpochPassed));
        venue.Buy(5, 1_040, 3);
        venue.Sell(Bob, 1_040, 3);
        Assert.Equal(-2, venue.Size(5));
    }

    [Fact]
    public void Taker_FillWouldLeaveTooLittle_EndsWithMargin()
    {
        // Bob has 10,500: 10 lots of initial margin 1,000 pass at placement. Buying 10 at 1,050 against a mark of 1,000 costs
        // 50·10·10 = 5,000 at once, and 53 of fee: E = 5,447 < I = 10,000.
        Venue venue = Open();
        venue.Join(5, 10_500);
        venue.Sell(Alice, 1_050, 10);
        venue.Buy(5, 1_050, 10);
        Assert.Equal([EventKind.OrderAccepted, EventKind.OrderCancelled], venue.Kinds());
        Assert.Equal((byte)EndOfMatching.Margin, venue.Events[1].Cause);
        Assert.Equal((10_500L, default), (venue.Cash(5), venue.PositionOf(5)));
    }

    [Fact]
    public void Taker_BudgetSpentOnBetterPrices_EndsWithBudget()
    {
        // A sale at a limit of 960 has a notional of 96,000; at 1,000 five lots cost 50,000 of the budget, five more would too.
        Venue venue = Open();
        venue.Buy(Bob, 1_000, 5);
        venue.Buy(Carol, 1_000, 5);
        venue.Accept(venue.OpenSession(Alice, budget: 96_000));
        venue.Sell(Alice, 960, 10);
        Assert.Equal([EventKind.OrderAccepted, EventKind.Trade, EventKind.OrderCancelled], venue.Kinds());
        Assert.Equal(((byte)EndOfMatching.Budget, 5L), (venue.Events[2].Cause, venue.Events[2].Lots.Value));
        Assert.Equal((46_000L, -5L), (venue.SessionOf(Alice).Budget.Value, venue.Size(Alice)));
    }

    [Fact]
    public void RemoveOrder_Disconnected_NeedsConsent()
    {
        Venue venue = Open();
        PlaceFive(venue);
        venue.Expect(Cause.CauseNotGiven, venue.RemoveOrder(1, RemovalCause.Disconnected));
        venue.Accept(venue.OpenSession(Alice, slot: 1, scope: Venue.AllScopes | SessionScope.CancelOnDisconnect));
        venue.Accept(venue.Place(Alice, Side.Sell, 1_002, 4, slot: 1));
        venue.Accept(venue.RemoveOrder(2, RemovalCause.Disconnected));
        Assert.Equal([(1, 1_001, 5)], venue.ListOf(Side.Sell));
    }

    [Fact]
    public void RemoveOrder_MarginInsufficient_HoldsWhenAFillOfAllFails()
    {
        Venue venue = Venue.WithPerpetual();
        venue.Join(Alice, 6_000);
        PlaceFive(venue);
        venue.Expect(Cause.CauseNotGiven, venue.RemoveOrder(1, RemovalCause.MarginInsufficient));
        venue.NextRound(1_050);
        RequireRemovable(venue, RemovalCause.MarginInsufficient);
    }

    [Fact]
    public void Order_ReducingWithoutUsableMark_RestsButDoesNotTrade()
    {
        Venue venue = Open();
        venue.Sell(Alice, 1_000, 5);
        venue.Buy(Bob, 1_000, 5);
        venue.Buy(Carol, 990, 5);
        venue.Time += 60_000;
        venue.Sell(Bob, 1_001, 1);
        venue.Time++;
        venue.Expect(Cause.MarkUnusable, venue.Place(Carol, Side.Buy, 980, 1));
        venue.Expect(Cause.MarkUnusable, venue.Place(Bob, Side.Sell, 990, 1));
        venue.Sell(Bob, 991, 1);
        Assert.Equal([EventKind.OrderAccepted, EventKind.OrderRested], venue.Kinds());
        venue.Expect(Cause.MarkUnusable, venue.Place(Bob, Side.Sell, 991, 4));
        venue.Accept(venue.CancelAll(Bob));
    }
}
