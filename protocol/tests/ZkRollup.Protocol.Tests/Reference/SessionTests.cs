using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.Reference;

/// <summary>§7: sessions, cancels, withdrawals.</summary>
public class SessionTests
{
    private const long Alice = 2;
    private const long Bob = 3;

    [Fact]
    public void OpenSession_InATakenSlot_ReplacesAndCounts()
    {
        Venue venue = new();
        venue.Deposit(Alice, 5);
        venue.Accept(venue.OpenSession(Alice, slot: 3, largest: 10, budget: 20));
        Assert.Equal((EventKind.SessionOpened, 1L), (venue.Events[0].Kind, venue.Events[0].Number));
        SessionRecord first = venue.SessionOf(Alice, 3);
        Assert.Equal((1L, 10L, 20L, 0L), (first.Serial.Value, first.LargestNotional.Value, first.Budget.Value, first.Nonce.Value));
        venue.Accept(venue.CancelAll(Alice, slot: 3));
        Assert.Equal(1, venue.SessionOf(Alice, 3).Nonce.Value);

        venue.Accept(venue.OpenSession(Alice, slot: 3));
        Assert.Equal((2L, 0L), (venue.SessionOf(Alice, 3).Serial.Value, venue.SessionOf(Alice, 3).Nonce.Value));
        Assert.Equal(2, venue.AccountOf(Alice).SessionCount.Value);
    }

    [Fact]
    public void OpenSession_UnusableRequests_AreRejected()
    {
        Venue venue = new();
        venue.Deposit(Alice, 5);
        venue.Expect(Cause.SessionExpiryInvalid, venue.OpenSession(Alice, expiry: venue.Time));
        venue.Expect(Cause.ScopeInvalid, venue.OpenSession(Alice, scope: SessionScope.Trade | SessionScope.Transfer));
        venue.Expect(Cause.ScopeInvalid, venue.OpenSession(Alice, scope: (SessionScope)32));
        venue.Expect(Cause.UnknownAccount, venue.OpenSession(Bob));
    }

    [Fact]
    public void RevokeSession_TheRecordIsZeroAndTheSerialIsNotReused()
    {
        Venue venue = new();
        venue.Join(Alice, 5);
        venue.Accept(venue.RevokeSession(Alice));
        Assert.Equal((EventKind.SessionRevoked, 1L), (venue.Events[0].Kind, venue.Events[0].Number));
        Assert.Equal(default, venue.Exchange.Read(RecordAddress.Session(new AccountId(Alice), new SessionSlot(0))));
        venue.Expect(Cause.UnknownSession, venue.CancelAll(Alice));
        venue.Expect(Cause.UnknownSession, venue.RevokeSession(Alice));
        venue.Accept(venue.OpenSession(Alice));
        Assert.Equal(2, venue.SessionOf(Alice).Serial.Value);
    }

    [Fact]
    public void CancelOrder_KnownUnknownAndForeign_AlwaysTakesItsNonce()
    {
        Venue venue = Venue.WithPerpetual();
        venue.Join(Alice, 1_000_000);
        venue.Join(Bob, 1_000_000);
        venue.Sell(Alice, 1_010, 5);
        OrderId order = venue.LastOrder;
        venue.Accept(venue.CancelOrder(Bob, order, leaf: 1));
        Assert.Empty(venue.Events);
        venue.Accept(venue.CancelOrder(Alice, order, leaf: 2));
        Assert.Empty(venue.Events);
        venue.Accept(venue.CancelOrder(Alice, new OrderId(order.Serial, new Nonce(77))));
        Assert.Empty(venue.Events);
        Assert.Equal(3, venue.SessionOf(Alice).Nonce.Value);

        venue.Accept(venue.CancelOrder(Alice, order));
        ExchangeEvent cancelled = venue.Single(EventKind.OrderCancelled);
        Assert.Equal(
            ((byte)EndOfMatching.Signed, 1L, 5L, 1_010L, Side.Sell),
            (cancelled.Cause, cancelled.Leaf.Value, cancelled.Lots.Value, cancelled.Price.Value, cancelled.Side));
        Assert.Equal((0, 0, default), (venue.AccountOf(Alice).OpenOrders, venue.AccountOf(Alice).PositionMask, venue.OrderAt(1)));
    }

    [Fact]
    public void CancelOrder_OfAPassedEpoch_DoesNotTouchThePosition()
    {
        Venue venue = Venue.WithPerpetual();
        venue.Join(Alice, 1_000_000);
        venue.Sell(Alice, 1_010, 5);
        OrderId order = venue.LastOrder;
        venue.Accept(venue.CancelAll(Alice));
        Assert.Equal((EventKind.OrderEpochRaised, 1L), (venue.Events[0].Kind, venue.Events[0].Number));
        PositionRecord stale = venue.PositionOf(Alice);
        Assert.Equal((5L, 0L), (stale.OpenSells.Value, stale.LotsEpoch.Value));
        venue.Accept(venue.CancelOrder(Alice, order));
        Assert.Equal((stale, 0), (venue.PositionOf(Alice), venue.AccountOf(Alice).OpenOrders));

        // The next order in the instrument uses the position and resets its lots.
        venue.Sell(Alice, 1_010, 2);
        Assert.Equal((2L, 1L), (venue.PositionOf(Alice).OpenSells.Value, venue.PositionOf(Alice).LotsEpoch.Value));
    }

    [Fact]
    public void Position_VacantOfAPassedEpoch_GivesItsPlaceToAnotherInstrument()
    {
        Venue venue = Venue.WithPerpetual();
        venue.Join(Alice, 1_000_000);
        for (int i = 2; i <= 9; i++)
        {
            InstrumentId instrument = new(i);
            venue.List(instrument, Venue.TermsOf(InstrumentKind.Perpetual), Venue.LimitsOf());
            venue.Accept(venue.UpdateMark(instrument));
            venue.Accept(venue.Place(Alice, Side.Sell, 1_010, 1, instrument: instrument));
        }

        venue.Expect(Cause.TooManyPositions, venue.Place(Alice, Side.Sell, 1_010, 1));
        venue.Accept(venue.CancelAll(Alice));
        venue.Sell(Alice, 1_010, 1);
        Assert.Equal((Venue.Perpetual, 255), (venue.PositionOf(Alice, 0).Instrument, venue.AccountOf(Alice).PositionMask));
        Assert.Equal(new InstrumentId(3), venue.PositionOf(Alice, 1).Instrument);
    }

    [Fact]
    public void Withdraw_WithPosition_LeavesTheInitialMarginAtTheWorseMark()
    {
        // Alice is long 10 from 1,000 with 20,000. Fees are 0. The mark rises to 1,020: E = 22,000, but the slow mark is
        // 4,096,000 + ⌊81,920/1,200⌋ = 4,096,068, hardly 1,000, so E′ = 20,000 and I = 10·1,020.
        Venue venue = Venue.WithPerpetual(Venue.LimitsOf(takerFee: 0, makerFee: 0));
        venue.Join(Alice, 20_000);
        venue.Join(Bob, 1_000_000);
        venue.Buy(Alice, 1_000, 10);
        venue.Sell(Bob, 1_000, 10);
        venue.NextRound(1_020);
        Assert.Equal((4_096_068L, 1_020L), (venue.Risk().SlowMark, venue.Risk().Mark.Value));
        venue.Expect(Cause.WithdrawalTooLarge, venue.Withdraw(Alice, 9_801));
        venue.Accept(venue.Withdraw(Alice, 9_800));
        Assert.Equal([EventKind.Withdrawn], venue.Kinds());
        venue.Expect(Cause.WithdrawalTooLarge, venue.Withdraw(Alice, 1));
        venue.Expect(Cause.AmountZero, venue.Withdraw(Alice, 0));

        // A short's worse mark is the greater one: E′ = 1,000,000 − 10·20·10 with I = 10,200.
        venue.Expect(Cause.WithdrawalTooLarge, venue.Withdraw(Bob, 987_801));
        venue.Accept(venue.Withdraw(Bob, 987_800));
    }

    [Fact]
    public void Withdraw_WithoutUsableMark_CountsHalfTheIndexMore()
    {
        // h = ⌈1,001/2⌉ = 501: Alice is long 10 at w = 1,000 − 501 = 499 (slow and mark differ by less than a tick), so
        // E′ = 100,000 − 10·501·10 = 49,900 of which 10,010 is margin.
        Venue venue = Venue.WithPerpetual(Venue.LimitsOf(takerFee: 0, makerFee: 0));
        venue.Join(Alice, 100_000);
        venue.Join(Bob, 1_000_000);
        venue.Buy(Alice, 1_000, 10);
        venue.Sell(Bob, 1_000, 10);
        venue.NextRound(1_001);
        venue.Time += 60_001;
        venue.ForcedWithdraw(Alice, 1_000_000, OutcomeCode.Paid, paid: 39_890);

        // Bob is short 10 at 1,001 + 501: E′ = 1,000,000 − 10·502·10, less 10,010.
        venue.ForcedWithdraw(Bob, 1_000_000, OutcomeCode.Paid, paid: 939_790);
    }

    [Fact]
    public void Withdraw_ByTheMasterKey_UsesItsNonce()
    {
        Venue venue = new();
        venue.Join(Alice, 50);
        venue.Accept(venue.WithdrawByMaster(Alice, 30));
        Assert.Equal((20L, 20L), (venue.Cash(Alice), venue.Treasury().NetDeposits.Value));
        OwnerRecord owner = OwnerRecord.FromRecord(venue.Exchange.Read(RecordAddress.Owner(new AccountId(Alice))));
        Assert.Equal((2L, 0L), (owner.MasterNonce.Value, venue.SessionOf(Alice).Nonce.Value));
        venue.Accept(venue.Withdraw(Alice, 20));
    }

    [Fact]
    public void Withdraw_GainsBeyondAllDeposits_StopAtTheDeposits()
    {
        // 100 lots between Alice and Bob, who can pay for a fall of 10 ticks. The mark falls by 5 % a round for an hour: Bob's
        // debt is Alice's gain, but no more can leave than came in.
        Venue venue = Venue.WithPerpetual(Venue.LimitsOf(takerFee: 0, makerFee: 0));
        venue.Join(Alice, 100_000);
        venue.Join(Bob, 100_000);
        venue.Buy(Bob, 1_000, 100);
        venue.Sell(Alice, 1_000, 100);
        for (int i = 0; i < 40; i++)
        {
            venue.Time += 117_000;
            venue.NextRound(500);
        }

        Assert.Equal(500, venue.Risk().Mark.Value);
        Assert.True(venue.Risk().SlowMark < 4_096 * 740);
        venue.Expect(Cause.WithdrawalTooLarge, venue.Withdraw(Alice, 200_001));
        venue.ForcedWithdraw(Alice, 1_000_000, OutcomeCode.Paid, paid: 200_000);
        Assert.Equal(0, venue.Treasury().NetDeposits.Value);
    }

    [Fact]
    public void Apply_Accepted_CountsAndTouches()
    {
        Venue venue = new();
        venue.Deposit(Alice, 50);
        Fr before = venue.Exchange.ComputeStateRoot();
        venue.Expect(Cause.AmountZero, venue.WithdrawByMaster(Alice, 0));
        Assert.Equal((before, 1L), (venue.Exchange.ComputeStateRoot(), venue.Exchange.LastSequence.Value));
        venue.Accept(venue.WithdrawByMaster(Alice, 1));
        Assert.NotEqual(before, venue.Exchange.ComputeStateRoot());
        Assert.Equal((2L, new Timestamp(Venue.Start)), (venue.Exchange.LastSequence.Value, venue.Exchange.LastTime));
        RecordAddress[] written = [.. venue.Exchange.Touched.Where(access => access.IsWrite).Select(access => access.Address)];
        Assert.Equal(
            [RecordAddress.Owner(new AccountId(Alice)), RecordAddress.Account(new AccountId(Alice)), RecordAddress.Treasury],
            written);
        Assert.Contains(new ZkRollup.Protocol.Reference.RecordAccess(RecordAddress.Treasury, false), venue.Exchange.Touched);
    }
}
