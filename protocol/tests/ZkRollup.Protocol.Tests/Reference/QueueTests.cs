using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.Reference;

/// <summary>§6: each operation of the L1 queue with each of its outcomes.</summary>
public class QueueTests
{
    private static readonly InstrumentId Other = new(2);

    [Fact]
    public void Deposit_NewAccount_IsMadeWithItsCashAndKey()
    {
        Venue venue = new();
        venue.Deposit(7, 1_000);
        Assert.Equal([EventKind.AccountCreated, EventKind.Deposited], venue.Kinds());
        Assert.Equal((new AccountId(7), 1_000L), (venue.Events[1].Account, venue.Events[1].Money.Value));
        Assert.Equal(new AccountRecord { Exists = true, Cash = new QuoteQuanta(1_000) }, venue.AccountOf(7));
        OwnerRecord owner = OwnerRecord.FromRecord(venue.Exchange.Read(RecordAddress.Owner(new AccountId(7))));
        SchnorrPublicKey key = TestKeys.Of(new AccountId(7));
        Assert.Equal((TestKeys.AddressOf(new AccountId(7)), key.X, key.Y), (owner.Address, owner.KeyX, owner.KeyY));
        Assert.Equal(1_000, venue.Treasury().NetDeposits.Value);

        venue.Deposit(7, 234);
        Assert.Equal([EventKind.Deposited], venue.Kinds());
        Assert.Equal((1_234L, 1_234L), (venue.Cash(7), venue.Treasury().NetDeposits.Value));
    }

    [Fact]
    public void Deposit_KeyIsNoPoint_MakesTheAccountWithoutKey()
    {
        Venue venue = new();
        venue.Deposit(
            new Deposit(new AccountId(7), new QuoteAmount(5), TestKeys.AddressOf(new AccountId(7)), Fr.One, Fr.One),
            OutcomeCode.DoneWithoutKey);
        Assert.False(OwnerRecord.FromRecord(venue.Exchange.Read(RecordAddress.Owner(new AccountId(7)))).HasKey);
        venue.Expect(Cause.NoMasterKey, venue.OpenSession(7));
    }

    [Fact]
    public void Deposit_KeyIsZero_IsDone()
    {
        Venue venue = new();
        venue.Deposit(
            new Deposit(new AccountId(7), new QuoteAmount(5), TestKeys.AddressOf(new AccountId(7)), Fr.Zero, Fr.Zero),
            OutcomeCode.Done);
        venue.Expect(Cause.NoMasterKey, venue.OpenSession(7));
    }

    [Fact]
    public void Deposit_WrongOwner_Differs()
    {
        Venue venue = new();
        venue.Deposit(new Deposit(new AccountId(7), new QuoteAmount(5), default, Fr.Zero, Fr.Zero), OutcomeCode.OwnerDiffers);
        Assert.False(venue.AccountOf(7).Exists);
        venue.Deposit(7, 5);
        venue.Deposit(
            new Deposit(new AccountId(7), new QuoteAmount(5), TestKeys.AddressOf(new AccountId(8)), Fr.Zero, Fr.Zero),
            OutcomeCode.OwnerDiffers);
        Assert.Equal(5, venue.Cash(7));
    }

    [Fact]
    public void Deposit_ZeroOrBeyondTheBound_IsUnusable()
    {
        Venue venue = new();
        venue.Deposit(7, 0, OutcomeCode.AmountUnusable);
        venue.Deposit(7, 1L << 56, OutcomeCode.AmountUnusable);
        venue.Deposit(7, (1L << 56) - 1);
        venue.Deposit(7, 1, OutcomeCode.AmountUnusable);
        venue.Deposit(8, 1, OutcomeCode.AmountUnusable);
    }

    [Fact]
    public void Deposit_AccountZero_GoesToTheFund()
    {
        Venue venue = new();
        venue.Fund(99);
        Assert.Equal((99L, 99L), (venue.Treasury().Fund.Value, venue.Treasury().NetDeposits.Value));
        Assert.Equal([EventKind.Deposited], venue.Kinds());
        Assert.Equal(AccountId.None, venue.Events[0].Account);
    }

    [Fact]
    public void Consume_WrongIndexOrEarlierTime_IsNotConsumed()
    {
        Venue venue = new();
        venue.Deposit(7, 5);
        Deposit next = new(AccountId.None, new QuoteAmount(5), default, Fr.Zero, Fr.Zero);
        EventBuffer events = new();
        Assert.Equal(
            Cause.QueueIndexWrong,
            venue.Exchange.Consume(new Timestamp(Venue.Start), new QueueIndex(0), next, events, out QueueOutcome outcome));
        Assert.Equal(
            Cause.QueueIndexWrong,
            venue.Exchange.Consume(new Timestamp(Venue.Start), new QueueIndex(2), next, events, out outcome));
        Assert.Equal(
            Cause.TimeDecreases,
            venue.Exchange.Consume(new Timestamp(Venue.Start - 1), new QueueIndex(2), next, events, out outcome));
        Assert.Equal((default, 0, 1L, 1L), (outcome, events.Count, venue.Exchange.LastSequence.Value, venue.Exchange.NextQueueIndex.Value));
    }

    [Fact]
    public void ChangeMasterKey_EachOutcome()
    {
        Venue venue = new();
        venue.Join(7, 5);
        SchnorrPublicKey other = TestKeys.Of(new AccountId(8));
        venue.ChangeMasterKey(9, other.X, other.Y, OutcomeCode.AccountUnknown);
        venue.ChangeMasterKey(7, other.X, other.Y, OutcomeCode.OwnerDiffers, owner: 8);
        venue.ChangeMasterKey(7, Fr.One, Fr.One, OutcomeCode.KeyUnusable);
        Assert.Empty(venue.Events);

        venue.ChangeMasterKey(7, other.X, other.Y);
        Assert.Equal([EventKind.MasterKeyChanged, EventKind.OrderEpochRaised], venue.Kinds());
        Assert.Equal(1, venue.Events[1].Number);
        Assert.Equal((1L, 1L), (venue.AccountOf(7).SessionEpoch.Value, venue.AccountOf(7).OrderEpoch.Value));
        venue.Expect(Cause.SignatureInvalid, venue.OpenSession(7));
        venue.Expect(Cause.SessionEpochPassed, venue.CancelAll(7));

        venue.ChangeMasterKey(7, Fr.Zero, Fr.Zero);
        venue.Expect(Cause.NoMasterKey, venue.OpenSession(7));
    }

    [Fact]
    public void ForcedCancelAll_EachOutcome()
    {
        Venue venue = new();
        venue.Join(7, 5);
        venue.ForcedCancelAll(9, OutcomeCode.AccountUnknown);
        venue.ForcedCancelAll(7, OutcomeCode.OwnerDiffers, owner: 8);
        venue.ForcedCancelAll(7);
        Assert.Equal([EventKind.OrderEpochRaised], venue.Kinds());
        Assert.Equal((1L, 1L), (venue.AccountOf(7).SessionEpoch.Value, venue.AccountOf(7).OrderEpoch.Value));
        venue.Expect(Cause.SessionEpochPassed, venue.CancelAll(7));
    }

    [Fact]
    public void ForcedWithdraw_EachOutcome()
    {
        Venue venue = new();
        venue.Deposit(7, 500);
        venue.ForcedWithdraw(9, 1, OutcomeCode.AccountUnknown);
        venue.ForcedWithdraw(7, 1, OutcomeCode.OwnerDiffers, owner: 8);
        venue.ForcedWithdraw(7, 0, OutcomeCode.NothingFree);
        venue.ForcedWithdraw(7, 200, OutcomeCode.Paid, paid: 200);
        Assert.Equal([EventKind.Withdrawn], venue.Kinds());
        Assert.Equal(200, venue.Events[0].Money.Value);
        venue.ForcedWithdraw(7, 1_000, OutcomeCode.Paid, paid: 300);
        venue.ForcedWithdraw(7, 1_000, OutcomeCode.NothingFree);
        Assert.Equal(0, venue.Treasury().NetDeposits.Value);
    }

    [Fact]
    public void SetOracleKey_EachOutcome()
    {
        Venue venue = new();
        SchnorrPublicKey key = TestKeys.OfSigner(0);
        venue.SetOracleKey(5, key.X, key.Y, OutcomeCode.KeyUnusable);
        venue.SetOracleKey(4, Fr.Zero, Fr.Zero, OutcomeCode.KeyUnusable);
        venue.SetOracleKey(4, key.X, key.Y);
        Assert.Equal([EventKind.OracleKeySet], venue.Kinds());
        Assert.Equal(4, venue.Events[0].Number);
    }

    [Fact]
    public void ListInstrument_EachOutcome()
    {
        Venue venue = new();
        Record terms = Venue.TermsOf(InstrumentKind.Perpetual);
        venue.List(InstrumentId.None, terms, Venue.LimitsOf(), OutcomeCode.InstrumentUnknown);
        venue.List(Other, default, Venue.LimitsOf(), OutcomeCode.ParametersUnusable);
        venue.List(Other, terms, default, OutcomeCode.ParametersUnusable);
        venue.List(Other, terms, Venue.LimitsOf());
        Assert.Equal([EventKind.InstrumentListed], venue.Kinds());
        Assert.Equal(
            (new RiskRecord { Exists = true }, new InsuranceRecord { Exists = true }),
            (venue.Risk(Other), venue.Insurance(Other)));
        venue.List(Other, terms, Venue.LimitsOf(), OutcomeCode.InstrumentExists);
    }

    [Fact]
    public void SetParameters_EachOutcome()
    {
        Venue venue = new();
        venue.SetParameters(Other, Venue.LimitsOf(), OutcomeCode.InstrumentUnknown);
        venue.List(Other, Venue.TermsOf(InstrumentKind.Perpetual), Venue.LimitsOf());
        venue.SetParameters(Other, default, OutcomeCode.ParametersUnusable);
        Record limits = Venue.LimitsOf(takerFee: 700);
        venue.SetParameters(Other, limits);
        Assert.Equal([EventKind.ParametersSet], venue.Kinds());
        Assert.Equal(limits, venue.Exchange.Read(RecordAddress.Limits(Other)));
    }
}
