using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Tests.Reference;

/// <summary>§9.2, 1 and 2, §10.5, §11: averages, settlement, fees. Alice is 2, Bob 3. Expiry is 600 rounds after the start.</summary>
public class ExpiryTests
{
    private const long Operator = 1;
    private const long Alice = 2;
    private const long Bob = 3;
    private const long Expiry = Venue.Start + 1_800_000;

    private static readonly InstrumentId Dated = new(5);

    private static Venue Open(InstrumentKind kind, long strike = 0, long fee = 0, long target = 0)
    {
        Venue venue = new();
        venue.SetOracleKeys();
        venue.List(
            Dated,
            Venue.TermsOf(kind, Expiry, strike),
            Venue.LimitsOf(takerFee: fee, makerFee: 0, target: target, minimum: 0));
        venue.Deposit(Operator, 1);
        venue.Join(Alice, 1_000_000);
        venue.Join(Bob, 1_000_000);
        venue.Report(1_000);
        return venue;
    }

    private static void At(Venue venue, long round, long price)
    {
        venue.Time = Venue.Start + (3_000 * round);
        venue.Report(price);
    }

    [Fact]
    public void Average_WeighsEachSampleByTheRoundsSinceTheLast()
    {
        Venue venue = Open(InstrumentKind.Future);
        venue.Accept(venue.UpdateMark(Dated));
        Assert.Equal((1_000L, 1L, 1_000L), Averages(venue));

        At(venue, 10, 1_010);
        venue.Accept(venue.UpdateMark(Dated));
        Assert.Equal((1_000L + 10_100, 11L, 1_010L), Averages(venue));
        venue.Expect(Cause.NothingToUpdate, venue.UpdateMark(Dated));

        // A gap of more than 20 rounds weighs 20.
        At(venue, 100, 1_000);
        venue.Accept(venue.UpdateMark(Dated));
        Assert.Equal((31_100L, 31L, 1_100L), Averages(venue));

        // At expiry: ⌊31,100/31⌋ = 1,003, whatever the index is then.
        At(venue, 600, 1_050);
        venue.Expect(Cause.NotSettled, venue.SettleExpiry(Alice, Dated));
        venue.Accept(venue.UpdateMark(Dated));
        Assert.Equal((EventKind.InstrumentSettled, 1_003L), (venue.Events[0].Kind, venue.Events[0].Price.Value));
        RiskRecord risk = venue.Risk(Dated);
        Assert.Equal(
            (MarkStatus.Settled, 1_003L, 4_096L * 1_003, 1_003L),
            (risk.Status, risk.Mark.Value, risk.SlowMark, risk.IndexPrice.Value));
        Assert.Equal(
            (0L, 0L),
            (risk.InitialLong.Value + risk.InitialShort.Value, risk.MaintenanceLong.Value + risk.MaintenanceShort.Value));
        venue.Expect(Cause.InstrumentSettled, venue.UpdateMark(Dated));
    }

    private static (long Sum, long Weight, long Round) Averages(Venue venue)
    {
        InsuranceRecord insurance = venue.Insurance(Dated);
        return (insurance.AverageSum, insurance.AverageWeight, insurance.AverageRound.Value);
    }

    [Fact]
    public void Average_OfNoSample_IsTheIndex()
    {
        Venue venue = Open(InstrumentKind.Future);
        At(venue, 601, 1_020);
        venue.Accept(venue.UpdateMark(Dated));
        Assert.Equal(1_020, venue.Risk(Dated).Mark.Value);
        Assert.Equal((0L, 0L, 0L), Averages(venue));
    }

    [Theory]
    [InlineData(InstrumentKind.Call, 990, 10)]
    [InlineData(InstrumentKind.Call, 1_000, 0)]
    [InlineData(InstrumentKind.Call, 1_001, 0)]
    [InlineData(InstrumentKind.Put, 1_091, 91)]
    [InlineData(InstrumentKind.Put, 990, 0)]
    public void Option_AtExpiry_IsWorthItsExercise(InstrumentKind kind, long strike, long worth)
    {
        Venue venue = Open(kind, strike);
        venue.Accept(venue.UpdateMark(Dated));
        At(venue, 600, 1_050);
        venue.Accept(venue.UpdateMark(Dated));
        Assert.Equal(worth, venue.Risk(Dated).Mark.Value);
    }

    [Fact]
    public void Future_Settled_PaysEachHolderOnce()
    {
        Venue venue = Open(InstrumentKind.Future);
        venue.Accept(venue.UpdateMark(Dated));
        venue.Sell(Bob, 1_000, 10, instrument: Dated);
        venue.Buy(Alice, 1_000, 10, instrument: Dated);
        venue.Sell(Bob, 1_005, 1, instrument: Dated);
        At(venue, 600, 1_050);
        venue.Expect(Cause.InstrumentClosed, venue.Place(Alice, Side.Buy, 1_000, 1, instrument: Dated));
        venue.Expect(Cause.InstrumentClosed, venue.Liquidate(Alice, Dated));
        venue.Accept(venue.UpdateMark(Dated));

        venue.Accept(venue.SettleExpiry(Alice, Dated));
        ExchangeEvent settled = venue.Single(EventKind.PositionSettled);
        Assert.Equal((Side.Buy, 10L, 100_000L), (settled.Side, settled.Lots.Value, settled.Money.Value));
        Assert.Equal((1_000_000L, default), (venue.Cash(Alice), venue.PositionOf(Alice)));
        Assert.Equal((0L, 10L), (venue.Book(Dated).LongLots.Value, venue.Book(Dated).ShortLots.Value));
        venue.Expect(Cause.NoSuchPosition, venue.SettleExpiry(Alice, Dated));

        // Bob's order keeps his place until somebody takes it out.
        venue.Accept(venue.SettleExpiry(Bob, Dated));
        Assert.Equal((Side.Sell, -100_000L), (venue.Events[0].Side, venue.Events[0].Money.Value));
        Assert.Equal((0L, 1L, 1), (venue.Size(Bob), venue.PositionOf(Bob).OpenSells.Value, venue.AccountOf(Bob).PositionMask));
        venue.Accept(venue.RemoveOrder(1, RemovalCause.InstrumentClosed));
        Assert.Equal((0, 1_000_000L), (venue.AccountOf(Bob).PositionMask, venue.Cash(Bob)));
        venue.Expect(Cause.NoSuchPosition, venue.SettleExpiry(0, Dated));
        venue.Expect(Cause.UnknownAccount, venue.SettleExpiry(77, Dated));
    }

    [Fact]
    public void Future_SettledWithDebt_FundThenShortsPay()
    {
        // Carol (4) is long 10 from 1,000 with 10,000. Without a sample she loses 15,000 at 850: of the debt of 5,000 the fund pays
        // 1,001 and Bob's 10 short lots ⌈3,999/10⌉ = 400 each.
        Venue venue = Open(InstrumentKind.Future);
        venue.Join(4, 10_000);
        venue.Fund(1_001);
        At(venue, 1, 1_000);
        venue.Accept(venue.UpdateMark(Dated));
        venue.Sell(Bob, 1_000, 10, instrument: Dated);
        venue.Buy(4, 1_000, 10, instrument: Dated);
        for (int round = 2; venue.Index().Price.Value > 850; round++)
        {
            At(venue, round, 850);
        }

        for (int round = 10; round < 600; round += 20)
        {
            At(venue, round, 850);
            venue.Accept(venue.UpdateMark(Dated));
        }

        At(venue, 600, 850);
        venue.Accept(venue.UpdateMark(Dated));

        // One sample of weight 1 at 1,000, one of 9, 29 of 20: ⌊(1,000 + 850·589)/590⌋ = 850.
        Assert.Equal((501_650L, 590L, 850L), (Averages(venue).Sum, Averages(venue).Weight, venue.Risk(Dated).Mark.Value));
        venue.Accept(venue.SettleExpiry(4, Dated));
        Assert.Equal([EventKind.PositionSettled, EventKind.DebtCovered, EventKind.FundDrawn, EventKind.LossSocialised], venue.Kinds());
        Assert.Equal((5_000L, 1_001L), (venue.Events[1].Money.Value, venue.Events[2].Money.Value));
        Assert.Equal((Side.Sell, 400L, 10L), (venue.Events[3].Side, venue.Events[3].Money.Value, venue.Events[3].Lots.Value));
        Assert.Equal((0L, 1L), (venue.Cash(4), venue.Insurance(Dated).Cash.Value));
        venue.Accept(venue.SettleExpiry(Bob, Dated));
        Assert.Equal(1_000_000 + 15_000 - 4_000, venue.Cash(Bob));
        Assert.Equal(-85_000, venue.Events[0].Money.Value);
    }

    [Fact]
    public void Insurance_Settled_ThenItsCashGoesToTheFund()
    {
        Venue venue = Open(InstrumentKind.Future, fee: 1_000, target: 500_000);
        venue.Fund(400_000);
        venue.Accept(venue.UpdateMark(Dated));
        venue.Sell(Bob, 1_000, 10, instrument: Dated);
        venue.Buy(Alice, 1_000, 10, instrument: Dated);
        Assert.Equal(100, venue.Book(Dated).Fees.Value);
        venue.Accept(venue.CollectFees(Dated));

        // 100 in fees: 80 to the operator, 20 to the insurance; and all of the fund, short of the target.
        Assert.Equal(
            (EventKind.FeesCollected, 80L, 20L),
            (venue.Events[0].Kind, venue.Events[0].Money.Value, venue.Events[0].SecondMoney.Value));
        Assert.Equal((81L, 400_020L, 0L), (venue.Cash(Operator), venue.Insurance(Dated).Cash.Value, venue.Treasury().Fund.Value));
        venue.Expect(Cause.NothingToCollect, venue.CollectFees(Dated));
        venue.ForcedClose(Alice, Side.Buy, 10, OutcomeCode.Closed, closed: 10, instrument: Dated);
        Assert.Equal((10L, 400_020L - 100_000 + 2_500), (venue.Insurance(Dated).Inventory.Value, venue.Insurance(Dated).Cash.Value));

        At(venue, 600, 1_000);
        venue.Accept(venue.UpdateMark(Dated));
        venue.Accept(venue.SettleExpiry(0, Dated));
        Assert.Equal((0L, 402_520L), (venue.Events[0].Account.Value, venue.Insurance(Dated).Cash.Value));
        venue.Expect(Cause.NothingToCollect, venue.CollectFees(Dated));
        venue.Accept(venue.SettleExpiry(Bob, Dated));
        venue.Accept(venue.CollectFees(Dated));
        Assert.Equal((0L, 402_520L), (venue.Insurance(Dated).Cash.Value, venue.Treasury().Fund.Value));
        Assert.Equal((0L, 0L), (venue.Events[0].Money.Value, venue.Events[0].SecondMoney.Value));
        venue.Expect(Cause.NothingToCollect, venue.CollectFees(Dated));
    }

    [Fact]
    public void CollectFees_AboveTheTarget_TheRestGoesToTheFund()
    {
        // Fees of 121: ⌈24.2⌉ = 25 for the insurance, which wants 7.
        Venue venue = Open(InstrumentKind.Future, fee: 1_000, target: 7);
        venue.Accept(venue.UpdateMark(Dated));
        venue.Sell(Bob, 1_001, 12, instrument: Dated);
        venue.Buy(Alice, 1_001, 12, instrument: Dated);
        Assert.Equal(121, venue.Book(Dated).Fees.Value);
        venue.Accept(venue.CollectFees(Dated));
        Assert.Equal((1L + 96, 7L, 18L), (venue.Cash(Operator), venue.Insurance(Dated).Cash.Value, venue.Treasury().Fund.Value));
        Assert.Equal(0, venue.Book(Dated).Fees.Value);
    }

    [Fact]
    public void CollectFees_WithoutOperator_IsRejected()
    {
        Venue venue = Venue.WithPerpetual();
        venue.Expect(Cause.OperatorMissing, venue.CollectFees(Venue.Perpetual));
        venue.Expect(Cause.UnknownInstrument, venue.CollectFees(Dated));
    }
}
