using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Tests.Reference;

/// <summary>§6.7. Alice (2) is long 150 lots from 1,000, Bob (3) short 120 of them, Carol (4) short 30. No fees.</summary>
/// <remarks>At mark and slow mark 1,000 the concession per lot is ⌊500/2⌋ = 250.</remarks>
public class ForcedCloseTests
{
    private const long Operator = 1;
    private const long Alice = 2;
    private const long Bob = 3;
    private const long Carol = 4;

    private static Venue Open(long insurance = 0, long cash = 1_000_000)
    {
        Venue venue = Venue.WithPerpetual(Venue.LimitsOf(0, 0, target: insurance));
        venue.Deposit(Operator, 1);
        venue.Join(Alice, cash);
        venue.Join(Bob, 1_000_000);
        venue.Join(Carol, 1_000_000);
        venue.Sell(Bob, 1_000, 120);
        venue.Sell(Carol, 1_000, 30);
        venue.Buy(Alice, 1_000, 150);
        if (insurance > 0)
        {
            Insure(venue, insurance);
        }

        return venue;
    }

    private static void Insure(Venue venue, long amount)
    {
        venue.Fund(amount);
        venue.Accept(venue.CollectFees(Venue.Perpetual));
        Assert.Equal(amount, venue.Insurance().Cash.Value);
    }

    private static (long Counterparty, long Lots, long Concession)[] TradesOf(Venue venue) =>
    [
        .. venue.Events.Where(item => item.Kind == EventKind.ForcedTrade)
            .Select(item => (item.Counterparty.Value, item.Lots.Value, item.Money.Value)),
    ];

    [Fact]
    public void ForcedClose_EachRefusal()
    {
        Venue venue = Open();
        InstrumentId future = new(2);
        venue.ForcedClose(9, Side.Buy, 1, OutcomeCode.AccountUnknown);
        venue.ForcedClose(Alice, Side.Buy, 1, OutcomeCode.OwnerDiffers, owner: Bob);
        venue.ForcedClose(Alice, Side.Buy, 1, OutcomeCode.InstrumentUnknown, instrument: future);
        venue.List(future, Venue.TermsOf(InstrumentKind.Future, expiry: Venue.Start + 30_000), Venue.LimitsOf(0, 0));
        venue.ForcedClose(Alice, Side.Buy, 1, OutcomeCode.NoSuchPosition, instrument: future);
        venue.ForcedClose(Alice, Side.Sell, 1, OutcomeCode.NoSuchPosition);
        venue.ForcedClose(Alice, Side.Buy, 0, OutcomeCode.NoSuchPosition);
        Assert.Empty(venue.Events);

        venue.Accept(venue.UpdateMark(future));
        venue.Sell(Bob, 1_000, 1, instrument: future);
        venue.Buy(Alice, 1_000, 1, instrument: future);
        venue.Time += 30_000;
        venue.ForcedClose(Alice, Side.Buy, 1, OutcomeCode.InstrumentClosed, instrument: future);
    }

    [Theory]
    [InlineData(60_000)]
    [InlineData(60_001)]
    [InlineData(100L * 24 * 3_600_000)]
    public void ForcedClose_MarksOfAnyAge_ClosesAtTheLast(long age)
    {
        // All marks are as old, of the closing account's other position and of its counterparty's too. The concession is that of
        // the worse of both marks alone: half the index price, which a withdrawal is held to, is not asked.
        Venue venue = Open();
        InstrumentId other = new(2);
        venue.List(other, Venue.TermsOf(InstrumentKind.Perpetual), Venue.LimitsOf(0, 0));
        venue.Accept(venue.UpdateMark(other));
        venue.Sell(Bob, 1_000, 1, instrument: other);
        venue.Buy(Alice, 1_000, 1, instrument: other);
        venue.NextRound(1_010);
        venue.Time = (3_000 * venue.Risk().IndexRound.Value) + age;
        venue.ForcedClose(Alice, Side.Buy, 1_000, OutcomeCode.Closed, closed: 150);
        Assert.Equal([(Bob, 120, 120 * 352L), (Carol, 30, 30 * 352L)], TradesOf(venue));
        Assert.Equal(1_000_000 - 10_000 + (150 * 10 * 10) - (150 * 352), venue.Cash(Alice));
        venue.ForcedClose(Alice, Side.Buy, 1, OutcomeCode.Closed, closed: 1, instrument: other);
    }

    [Fact]
    public void ForcedClose_BeforeTheFirstMark_FindsNoPosition()
    {
        // An order may not even rest before there is a mark, so nobody has a position that has none.
        Venue venue = Open();
        InstrumentId unmarked = new(2);
        venue.List(unmarked, Venue.TermsOf(InstrumentKind.Perpetual), Venue.LimitsOf(0, 0));
        Assert.Equal(Cause.MarkUnusable, venue.Place(Bob, Side.Sell, 1_000, 1, instrument: unmarked));
        venue.ForcedClose(Alice, Side.Buy, 1, OutcomeCode.NoSuchPosition, instrument: unmarked);
    }

    [Fact]
    public void ForcedClose_InsuranceFirst_ThenTheGreatestCounterparty()
    {
        // e = 1,000,000, i = 1,000: the insurance takes z = ⌊1,000,000/10,000⌋ = 100. Bob is the greater short and takes 50.
        Venue venue = Open(insurance: 1_000_000);
        venue.ForcedClose(Alice, Side.Buy, 1_000, OutcomeCode.Closed, closed: 150);
        Assert.Equal([(0, 100, 25_000), (Bob, 50, 12_500)], TradesOf(venue));
        Assert.Equal([EventKind.ForcedTrade, EventKind.ForcedTrade], venue.Kinds());
        Assert.Equal((1_000_000L - 37_500, default), (venue.Cash(Alice), venue.PositionOf(Alice)));
        Assert.Equal(1_000_000 + 1_200_000 - 500_000 + 12_500, venue.Cash(Bob));
        Assert.Equal((-70L, -30L, 100L), (venue.Size(Bob), venue.Size(Carol), venue.Insurance().Inventory.Value));
        Assert.Equal(1_000_000 - 1_000_000 + 25_000, venue.Insurance().Cash.Value);
        Assert.Equal((100L, 100L), (venue.Book().LongLots.Value, venue.Book().ShortLots.Value));
    }

    [Fact]
    public void ForcedClose_InsuranceWithOppositeInventory_NetsItFirst()
    {
        // The insurance takes Bob's 120 short lots at 250 each; then it is short and takes 120 + ⌊(2,000,000 + 30,000)/10,000⌋.
        Venue venue = Open(insurance: 2_000_000);
        venue.ForcedClose(Bob, Side.Sell, 120, OutcomeCode.Closed, closed: 120);
        Assert.Equal([(0, 120, 30_000)], TradesOf(venue));
        Assert.Equal((-120L, 2_000_000L + 1_200_000 + 30_000), (venue.Insurance().Inventory.Value, venue.Insurance().Cash.Value));
        venue.ForcedClose(Alice, Side.Buy, 150, OutcomeCode.Closed, closed: 150);
        Assert.Equal([(0, 150, 37_500)], TradesOf(venue));
        Assert.Equal((30L, 2_000_000L + 67_500 - 300_000), (venue.Insurance().Inventory.Value, venue.Insurance().Cash.Value));
    }

    [Fact]
    public void ForcedClose_PartOfThePosition_ClosesTheLargestSize()
    {
        Venue venue = Open();
        venue.ForcedClose(Alice, Side.Buy, 7, OutcomeCode.Closed, closed: 7);
        Assert.Equal([(Bob, 7, 1_750)], TradesOf(venue));
        Assert.Equal((143L, -113L), (venue.Size(Alice), venue.Size(Bob)));
    }

    [Fact]
    public void ForcedClose_EqualCounterparties_TheLowestAccountFirst()
    {
        Venue venue = Open();
        venue.Buy(Bob, 1_000, 90);
        venue.Sell(Carol, 1_000, 90);
        venue.Buy(Carol, 1_000, 90);
        venue.Sell(Alice, 1_000, 90);
        Assert.Equal((60L, -30L, -30L), (venue.Size(Alice), venue.Size(Bob), venue.Size(Carol)));
        venue.ForcedClose(Alice, Side.Buy, 40, OutcomeCode.Closed, closed: 40);
        Assert.Equal([(Bob, 30, 7_500), (Carol, 10, 2_500)], TradesOf(venue));
    }

    [Fact]
    public void ForcedClose_SixteenCounterparties_ThenTheInsuranceWhateverItsEquity()
    {
        Venue venue = Venue.WithPerpetual(Venue.LimitsOf(0, 0));
        venue.Join(Alice, 1_000_000);
        for (long short0 = 10; short0 < 28; short0++)
        {
            venue.Join(short0, 10_000);
            venue.Sell(short0, 1_000, 1);
        }

        venue.Buy(Alice, 1_000, 18);
        venue.ForcedClose(Alice, Side.Buy, 18, OutcomeCode.Closed, closed: 18);
        List<(long, long, long)> expected = [];
        for (long short0 = 10; short0 < 26; short0++)
        {
            expected.Add((short0, 1, 250));
        }

        expected.Add((0, 2, 500));
        Assert.Equal(expected, TradesOf(venue));
        Assert.Equal((2L, -20_000L + 500), (venue.Insurance().Inventory.Value, venue.Insurance().Cash.Value));
    }

    [Fact]
    public void ForcedClose_AfterTheMarkRose_PaysTheSlowMarkAsWell()
    {
        // Mark 1,010, slow 4,096,034/4,096 rounds to 1,000 for a long: k = 10·10 + ⌊505/2⌋ = 352. For a short the greater of
        // mark and slow mark is the mark: k = 252.
        Venue venue = Open();
        venue.NextRound(1_010);
        Assert.Equal((1_010L, 4_096_034L), (venue.Risk().Mark.Value, venue.Risk().SlowMark));
        venue.ForcedClose(Alice, Side.Buy, 2, OutcomeCode.Closed, closed: 2);
        Assert.Equal([(Bob, 2, 704)], TradesOf(venue));
        venue.ForcedClose(Carol, Side.Sell, 3, OutcomeCode.Closed, closed: 3);
        Assert.Equal([(Alice, 3, 756)], TradesOf(venue));
    }

    [Fact]
    public void ForcedClose_ConcessionAboveTheEquity_TakesAllOfItAndNoMore()
    {
        // Alice bought with 150,000; at 905 (two rounds) E = 150,000 − 95·150·10 = 7,500, m = ⌈452.5⌉ = 453, k = 226: 120 lots with Bob
        // would concede 27,120 and take the 7,500; the 30 with Carol concede nothing.
        Venue venue = Open(cash: 150_000);
        venue.NextRound(950);
        venue.NextRound(905);
        venue.ForcedClose(Alice, Side.Buy, 150, OutcomeCode.Closed, closed: 150);
        Assert.Equal([(Bob, 120, 7_500), (Carol, 30, 0)], TradesOf(venue));
        Assert.Equal((0L, default), (venue.Cash(Alice), venue.PositionOf(Alice)));
        Assert.Equal([EventKind.ForcedTrade, EventKind.ForcedTrade], venue.Kinds());
    }

    [Fact]
    public void ForcedClose_WithDebt_TheInsurancePays()
    {
        // At 860 E = 150,000 − 140·150·10 = −60,000. The fund has 50,000; nobody is short any more, so 10,000 stay unpaid.
        Venue venue = Open(cash: 150_000);
        venue.Fund(50_000);
        venue.NextRound(950);
        venue.NextRound(903);
        venue.NextRound(860);
        venue.ForcedClose(Alice, Side.Buy, 150, OutcomeCode.Closed, closed: 150);
        Assert.Equal(
            [EventKind.ForcedTrade, EventKind.ForcedTrade, EventKind.DebtCovered, EventKind.FundDrawn],
            venue.Kinds());
        Assert.Equal((60_000L, 50_000L), (venue.Events[2].Money.Value, venue.Events[3].Money.Value));
        Assert.Equal((0L, -10_000L, 0L), (venue.Cash(Alice), venue.Insurance().Cash.Value, venue.Treasury().Fund.Value));
        Assert.Equal((0L, 0L), (venue.Book().LongLots.Value, venue.Book().ShortLots.Value));
    }

    [Fact]
    public void ForcedClose_WithDebtAndShortsLeft_ChargesThem()
    {
        // Dave (5) is long 50 from 1,000 with 60,000 and has a debt of 10,000 at 860. Alice stays, so Bob and Carol are short
        // 150 lots after it: ⌈10,000/150⌉ = 67 each, 50 more than needed.
        Venue venue = Open();
        venue.Join(5, 60_000);
        venue.Sell(Bob, 1_000, 50);
        venue.Buy(5, 1_000, 50);
        venue.NextRound(950);
        venue.NextRound(903);
        venue.NextRound(860);
        venue.ForcedClose(5, Side.Buy, 50, OutcomeCode.Closed, closed: 50);
        Assert.Equal([EventKind.ForcedTrade, EventKind.DebtCovered, EventKind.LossSocialised], venue.Kinds());
        Assert.Equal((Side.Sell, 67L, 150L), (venue.Events[2].Side, venue.Events[2].Money.Value, venue.Events[2].Lots.Value));
        Assert.Equal((50L, -67L), (venue.Insurance().Cash.Value, venue.Risk().ShortIndex.Value));
    }

    [Fact]
    public void ForcedClose_WithOrdersOpen_LeavesThemAndTheirPosition()
    {
        Venue venue = Open();
        venue.Sell(Alice, 1_010, 5);
        venue.ForcedClose(Alice, Side.Buy, 150, OutcomeCode.Closed, closed: 150);
        Assert.Equal((0L, 5L, 0L), (venue.Size(Alice), venue.PositionOf(Alice).OpenSells.Value, venue.PositionOf(Alice).Snapshot.Value));
        Assert.Equal(1, venue.AccountOf(Alice).OpenOrders);
    }

    [Fact]
    public void ForcedClose_OfAnOptionWorthNothing_TheInsuranceTakesAll()
    {
        // A call of strike 2,000 at an index of 1,000: a mark of 0 asks no margin of a long, so any equity carries all lots.
        InstrumentId option = new(9);
        Venue venue = new();
        venue.SetOracleKeys();
        venue.List(
            option,
            Venue.TermsOf(InstrumentKind.Call, Venue.Start + 3_000_000, strike: 2_000),
            Venue.LimitsOf(0, 0, target: 1, minimum: 0));
        venue.Deposit(Operator, 1);
        venue.Join(Alice, 1_000_000);
        venue.Join(Bob, 1_000_000);
        venue.Report(1_000);
        venue.Accept(venue.RiskUpdate(option, 0, 1_000, 750));
        venue.Sell(Bob, 1, 150, instrument: option);
        venue.Buy(Alice, 1, 150, instrument: option);
        venue.ForcedClose(Alice, Side.Buy, 1, OutcomeCode.Closed, closed: 1, instrument: option);
        Assert.Equal([(Bob, 1, 0)], TradesOf(venue));
        venue.Fund(1);
        venue.Accept(venue.CollectFees(option));
        venue.ForcedClose(Alice, Side.Buy, 149, OutcomeCode.Closed, closed: 149, instrument: option);
        Assert.Equal([(0, 149, 0)], TradesOf(venue));
    }
}
