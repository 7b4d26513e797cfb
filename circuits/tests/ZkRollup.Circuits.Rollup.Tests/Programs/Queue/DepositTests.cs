using ZkRollup.Circuits.Rollup.Tests.Programs.Sessions;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Queue;

public sealed class DepositTests
{
    private const long Bound = 1L << 56;

    private static readonly SchnorrPublicKey Key = Desk.KeyOf(80);

    [Theory]
    [InlineData(0, OutcomeCode.AmountUnusable)]
    [InlineData(1, OutcomeCode.Done)]
    [InlineData(Bound - 1, OutcomeCode.Done)]
    [InlineData(Bound, OutcomeCode.AmountUnusable)]
    [InlineData((1L << 59) - 1, OutcomeCode.AmountUnusable)]
    public void Deposit_ForANewAccount_MakesItWithinTheBounds(long amount, OutcomeCode expected)
    {
        Desk desk = new();
        Assert.Equal(expected, desk.Consume(Of(amount)).Code);
        Assert.Equal(expected == OutcomeCode.Done, AccountRecord.FromRecord(desk.Read(RecordAddress.Account(Customer.Id))).Exists);
    }

    [Fact]
    public void Deposit_KeysOfAllKinds_OnlyAUsableOneIsRegistered()
    {
        Fr large = -Fr.One;
        Assert.Equal((OutcomeCode.Done, Key.X), Register(Key.X, Key.Y));
        Assert.Equal((OutcomeCode.Done, Fr.Zero), Register(Fr.Zero, Fr.Zero));
        Assert.Equal((OutcomeCode.DoneWithoutKey, Fr.Zero), Register(Fr.Zero, Fr.One));
        Assert.Equal((OutcomeCode.DoneWithoutKey, Fr.Zero), Register(Key.X, Fr.Zero));
        Assert.Equal((OutcomeCode.DoneWithoutKey, Fr.Zero), Register(large, large));

        static (OutcomeCode Code, Fr X) Register(Fr x, Fr y)
        {
            Desk desk = new();
            QueueOutcome outcome = desk.Consume(Of(5) with { KeyX = x, KeyY = y });
            OwnerRecord owner = OwnerRecord.FromRecord(desk.Read(RecordAddress.Owner(Customer.Id)));
            Assert.Equal(Customer.Address, owner.Address);
            return (outcome.Code, owner.KeyX);
        }
    }

    [Fact]
    public void Deposit_ForAnAccountThatExists_IgnoresTheKeyAndMindsTheOwner()
    {
        AccountRecord account = new() { Exists = true, Cash = new(-7), SessionCount = new(3), OrderEpoch = new(4) };
        Desk desk = Customer.DeskOf(new() { Account = account });
        Assert.Equal(OutcomeCode.Done, desk.Consume(Of(10) with { KeyX = Fr.One }).Code);
        Assert.Equal(OutcomeCode.OwnerDiffers, desk.Consume(Of(10) with { Owner = default }).Code);
        desk.Records[RecordAddress.Account(Customer.Id)] = new AccountRecord { Exists = true, Cash = new(Bound - 10) }.ToRecord();
        Assert.Equal(OutcomeCode.AmountUnusable, desk.Consume(Of(10)).Code);
        Assert.Equal(OutcomeCode.Done, desk.Consume(Of(9)).Code);
        Assert.Equal(OutcomeCode.OwnerDiffers, new Desk().Consume(Of(10) with { Owner = default }).Code);
    }

    [Fact]
    public void Deposit_ForTheFund_CountsThereWhoeverSendsIt()
    {
        Desk desk = Customer.DeskOf(new() { NetDeposits = Bound - 100 });
        Deposit gift = Of(60) with { Account = AccountId.None };
        Assert.Equal(OutcomeCode.Done, desk.Consume(gift).Code);
        Assert.Equal(OutcomeCode.AmountUnusable, desk.Consume(gift).Code);
        Assert.Equal(OutcomeCode.Done, desk.Consume(gift with { Amount = new(39), Owner = default }).Code);
        Assert.Equal(99, TreasuryRecord.FromRecord(desk.Read(RecordAddress.Treasury)).Fund.Value);
    }

    private static Deposit Of(long amount) => new(Customer.Id, new(amount), Customer.Address, Key.X, Key.Y);
}
