using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Queue;
using ZkRollup.Circuits.Rollup.Tests.Programs.Sessions;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Queue;

public sealed class OwnerOperationTests
{
    private static readonly SchnorrPublicKey Key = Desk.KeyOf(81);

    [Fact]
    public void ChangeMasterKey_EachOutcome_IsTheFirstThatApplies()
    {
        ChangeMasterKey change = new(Customer.Id, Customer.Address, Key.X, Key.Y);
        Desk desk = Customer.DeskOf(new());
        Assert.Equal(OutcomeCode.AccountUnknown, desk.Consume(change with { Account = new(1), Owner = default, KeyX = default }).Code);
        Assert.Equal(OutcomeCode.OwnerDiffers, desk.Consume(change with { Owner = default, KeyX = default }).Code);
        Assert.Equal(OutcomeCode.KeyUnusable, desk.Consume(change with { KeyX = default }).Code);
        Assert.Equal(OutcomeCode.KeyUnusable, desk.Consume(change with { KeyX = -Fr.One, KeyY = -Fr.One }).Code);
        Assert.Equal(OutcomeCode.Done, desk.Consume(change).Code);
        Assert.Equal(OutcomeCode.Done, desk.Consume(change with { KeyX = default, KeyY = default }).Code);
        Assert.False(OwnerRecord.FromRecord(desk.Read(RecordAddress.Owner(Customer.Id))).HasKey);
        Assert.Equal(2, AccountRecord.FromRecord(desk.Read(RecordAddress.Account(Customer.Id))).SessionEpoch.Value);
    }

    [Fact]
    public void ForcedCancelAll_EachOutcome_IsTheFirstThatApplies()
    {
        ForcedCancelAll cancel = new(Customer.Id, Customer.Address);
        Desk desk = Customer.DeskOf(new());
        Assert.Equal(OutcomeCode.AccountUnknown, desk.Consume(cancel with { Account = AccountId.None, Owner = default }).Code);
        Assert.Equal(OutcomeCode.OwnerDiffers, desk.Consume(cancel with { Owner = default }).Code);
        Assert.Equal(OutcomeCode.Done, desk.Consume(cancel).Code);
    }

    [Fact]
    public void SetOracleKey_EachOutcome_IsTheFirstThatApplies()
    {
        Desk desk = new();
        for (long signer = 0; signer < 8; signer++)
        {
            SetOracleKey set = new(new SignerIndex(Math.Min(signer, 4)), Key.X, Key.Y);
            if (signer <= SignerIndex.Risk.Value)
            {
                Assert.Equal(OutcomeCode.KeyUnusable, desk.Consume(set with { KeyX = default }).Code);
                Assert.Equal(OutcomeCode.Done, desk.Consume(set).Code);
                continue;
            }

            // No type has these; the bits of the lane do.
            StepResult step = StepRun.Run(
                QueuePrograms.SetOracleKey,
                desk.Inputs(set).Set("message.signer", signer),
                null,
                new Fr[DeviceRegisters.CarriedCount],
                desk);
            Assert.Null(step.Failure);
            Assert.Equal((long)OutcomeCode.KeyUnusable, FieldNumber.ToSigned(step.Input(DeviceRegisters.QueueOutcome)));
            Assert.All(step.Ports, Assert.Null);
        }
    }
}
