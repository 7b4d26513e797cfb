using System.Numerics;
using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Circuits.Rollup.Programs.Queue;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Sessions;

public sealed class WithdrawTests(ITestOutputHelper output)
{
    private static readonly SessionHeader OfMaster = Customer.Header with { Serial = SessionSerial.None };

    private static readonly Customer Rich = new() { Account = new() { Exists = true, Cash = new(1_000) } };

    [Fact]
    public void Withdraw_EachPreconditionAlone_NamesIt()
    {
        Desk desk = Customer.DeskOf(Rich);
        desk.Refuse(Cause.AmountZero, new Withdraw(Customer.Header, default));
        desk.Refuse(Cause.WithdrawalTooLarge, new Withdraw(Customer.Header, new(1_001)));
        desk.Refuse(Cause.UnknownSession, new Withdraw(OfMaster with { Slot = new(1) }, new(1)));
        Customer.DeskOf(Rich with { Session = Customer.SessionRecord with { Scope = (SessionScope)(31 - 8) } }).Refuse(
            Cause.ScopeMissing, new Withdraw(Customer.Header, new(1)));
        Customer.DeskOf(Rich with { HasKey = false }).Refuse(Cause.NoMasterKey, new Withdraw(OfMaster, new(1)));
        Customer.DeskOf(Rich with { NetDeposits = 999 }).Refuse(Cause.WithdrawalTooLarge, new Withdraw(OfMaster, new(1_000)));
        desk.Accept(new Withdraw(Customer.Header, new(400)));
        desk.Accept(new Withdraw(OfMaster, new(600)));
    }

    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    public void Withdraw_AnyPositions_PaysWhatIsWithdrawableAndNotOneMore(ulong seed)
    {
        output.WriteLine($"seed {seed}");
        SeededGenerator random = new(seed);
        int paid = 0;
        for (int i = 0; i < 54; i++)
        {
            Customer customer = Customer.Any(random, i % 9);
            ulong places = random.NextUInt64();
            Desk desk = Customer.DeskOf(customer, new(places));
            SessionHeader header = random.Percent(50) ? Customer.Header : OfMaster;
            long most = Withdrawable.Of(desk, Customer.Id, new(desk.Time), new(QuoteAmount.MaxValue));
            desk.Refuse(Cause.WithdrawalTooLarge, new Withdraw(header, new(most + 1)));
            if (most > 0)
            {
                desk.Accept(new Withdraw(header, new(most)));
                paid++;
            }
        }

        output.WriteLine($"{paid} paid");
        Assert.InRange(paid, 15, 50);
    }

    [Theory]
    [InlineData(51)]
    public void ForcedWithdraw_AnyPositions_PaysExactlyOneAmount(ulong seed)
    {
        output.WriteLine($"seed {seed}");
        SeededGenerator random = new(seed);
        for (int i = 0; i < 36; i++)
        {
            Desk desk = Customer.DeskOf(Customer.Any(random, i % 9), new(random.NextUInt64()));
            ForcedWithdraw operation = new(
                Customer.Id, new(random.Percent(30) ? QuoteAmount.MaxValue : random.Between(0, 3_000_000)), Customer.Address);
            long paid = Withdrawable.Of(desk, Customer.Id, new(desk.Time), operation.Amount);
            foreach (long other in (long[])[paid + 1, paid - 1, 0, operation.Amount.Value])
            {
                IReadOnlyList<string> failures = desk.Failures(
                    QueuePrograms.ForcedWithdraw, desk.Inputs(operation).Set(OwnerPrograms.PaidInput, other));
                Assert.Equal(other != paid, failures.Count > 0);
                Assert.True(other < 0 || other == paid || failures.Contains("WithdrawalTooLarge"));
            }

            Assert.Equal(new QueueOutcome(paid == 0 ? OutcomeCode.NothingFree : OutcomeCode.Paid, paid), desk.Consume(operation));
        }
    }

    [Fact]
    public void ForcedWithdraw_OfNobodyOrAnother_IsRefused()
    {
        Desk desk = Customer.DeskOf(Rich);
        ForcedWithdraw operation = new(Customer.Id, new(10), Customer.Address);
        Assert.Equal(OutcomeCode.OwnerDiffers, desk.Consume(operation with { Owner = default }).Code);
        Assert.Equal(OutcomeCode.AccountUnknown, desk.Consume(operation with { Account = new(5) }).Code);
        Assert.Equal(OutcomeCode.AccountUnknown, desk.Consume(operation with { Account = AccountId.None, Owner = default }).Code);
        Assert.Equal(new QueueOutcome(OutcomeCode.Paid, 10), desk.Consume(operation));
    }

    [Fact]
    public void Withdraw_OfEightPositions_PublishesTheOwnerAndTheAmount()
    {
        Customer customer = Customer.Any(new(7), 8) with
        {
            Account = new() { Exists = true, Cash = new(100_000_000), OrderEpoch = new(3) },
        };
        Desk desk = Customer.DeskOf(customer);
        StepSequence steps = new(desk, new Fr[DeviceRegisters.CarriedCount]);
        TransactionPlanner.Plan(steps, new Withdraw(Customer.Header, new(77)), new(new(desk.Time), null, []));
        Assert.Equal(5, steps.Steps.Count);
        StepResult first = steps.Steps[0];
        BigInteger word = FieldNumber.ToSigned(first.Input(DeviceRegisters.WithdrawalWord));
        Assert.Equal(77, word >> 160);
        Assert.Equal(FieldNumber.ToSigned(MessageFields.ElementOf(Customer.Address)), word & ((BigInteger.One << 160) - 1));
        Assert.Equal(1, FieldNumber.ToSigned(steps.Carried[(int)CarriedRegister.Withdrawals]));
    }
}
