using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Circuits.Rollup.Programs.Sessions;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Machine;

public sealed class ProgramTests
{
    [Fact]
    public void CancelAll_OfALiveSession_RaisesTheEpochAndTakesTheNonce()
    {
        StepProgram program = CancelAllProgram.Write();
        Records records = new();
        AccountId account = new(7);
        records.All[RecordAddress.Account(account)] = new AccountRecord { Exists = true, OrderEpoch = new(3) }.ToRecord();
        records.All[RecordAddress.Session(account, new(2))] = new SessionRecord
        {
            Serial = new(1),
            Expiry = new(10_000),
            Scope = SessionScope.Cancel,
            Nonce = new(5),
        }.ToRecord();
        CancelAll transaction = new(new(account, new(2), new(1), new(6), new(9_000)));
        StepInputs inputs = new StepInputs().Set(Opening.TimeInput, 8_000);
        MessageFields.Fill(inputs, transaction);

        StepSequence steps = new(records, new Fr[DeviceRegisters.CarriedCount]);
        Assert.Null(steps.TryStep(program, inputs));
        Assert.Equal(4, AccountRecord.FromRecord(steps.Read(RecordAddress.Account(account))).OrderEpoch.Value);
        Assert.Equal(6, SessionRecord.FromRecord(steps.Read(RecordAddress.Session(account, new(2)))).Nonce.Value);
        Assert.Equal("NonceNotIncreasing", steps.TryStep(program, inputs));
        Assert.Empty(LineCheck.Failures(steps.Steps[0], null));
    }

    private sealed class Records : IRecordSource
    {
        internal Dictionary<RecordAddress, Record> All { get; } = [];

        public Record Read(RecordAddress address) => All.TryGetValue(address, out Record record) ? record : default;
    }
}
