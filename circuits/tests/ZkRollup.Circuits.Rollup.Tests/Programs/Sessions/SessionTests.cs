using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Sessions;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Sessions;

public sealed class SessionTests
{
    private static readonly SessionSlot Slot = new(15);

    [Fact]
    public void OpenSession_EachPreconditionAlone_NamesIt()
    {
        Desk desk = Customer.DeskOf(new());
        desk.Refuse(Cause.SessionExpiryInvalid, Open(expiry: desk.Time));
        desk.Refuse(Cause.ScopeInvalid, Open(scope: SessionScope.Trade | SessionScope.Transfer));
        desk.Refuse(Cause.ScopeInvalid, Open(scope: (SessionScope)32));
        desk.Refuse(Cause.KeyInvalid, Open() with { KeyX = default });
        desk.Refuse(Cause.NonceNotIncreasing, Open(nonce: 5));
        desk.Refuse(Cause.DeadlinePassed, Open() with { Deadline = new(desk.Time - 1) });
        desk.LastTime = desk.Time + 1;
        desk.Refuse(Cause.TimeDecreases, Open());
        Customer.DeskOf(new() { Account = new() { Exists = true, SessionCount = new(SessionSerial.MaxValue) } }).Refuse(
            Cause.TooManySessions, Open());
        Customer.DeskOf(new() { HasKey = false }).Refuse(Cause.NoMasterKey, Open());
        Customer.DeskOf(new() { Account = default }).Refuse(Cause.UnknownAccount, Open());
    }

    [Theory]
    [InlineData(SessionScope.None)]
    [InlineData(SessionScope.Trade | SessionScope.Cancel | SessionScope.Withdraw | SessionScope.CancelOnDisconnect)]
    public void OpenSession_OverAnother_ReplacesAllOfIt(SessionScope scope)
    {
        Desk desk = Customer.DeskOf(new() { Account = new() { Exists = true, SessionCount = new(77), SessionEpoch = new(9) } });
        desk.Records[RecordAddress.Session(Customer.Id, Slot)] =
            (Customer.SessionRecord with { Nonce = new(3), Serial = new(5) }).ToRecord();
        desk.Accept(Open(scope: scope) with { LargestNotional = new(QuoteAmount.MaxValue), Markets = (1UL << 48) - 1 });
        SessionRecord session = SessionRecord.FromRecord(desk.Read(RecordAddress.Session(Customer.Id, Slot)));
        Assert.Equal((78, 9, 0, scope), (session.Serial.Value, session.SessionEpoch.Value, session.Nonce.Value, session.Scope));
    }

    [Fact]
    public void RevokeSession_OfThisSerialOnly_ClearsKeyAndAll()
    {
        Desk desk = Customer.DeskOf(new());
        RevokeSession revoke = new(Customer.Id, default, new(6), new(desk.Time), Customer.SessionRecord.Serial);
        desk.Refuse(Cause.UnknownSession, revoke with { Serial = new(8) });
        desk.Refuse(Cause.UnknownSession, revoke with { Slot = Slot, Serial = SessionSerial.None });
        desk.Refuse(Cause.NonceNotIncreasing, revoke with { Nonce = new(5) });
        desk.Accept(revoke);
        Assert.Equal(default, desk.Read(RecordAddress.Session(Customer.Id, default)));
    }

    [Fact]
    public void CancelAll_EachPreconditionAlone_NamesIt()
    {
        Customer good = new();
        CancelAll cancel = new(Customer.Header);
        Desk desk = Customer.DeskOf(good);
        desk.Refuse(Cause.UnknownSession, new CancelAll(Customer.Header with { Serial = new(8) }));
        desk.Refuse(Cause.NonceNotIncreasing, new CancelAll(Customer.Header with { Nonce = new(5) }));
        desk.Refuse(Cause.DeadlinePassed, new CancelAll(Customer.Header with { Deadline = new(desk.Time - 1) }));
        Customer.DeskOf(good with { Session = Customer.SessionRecord with { SessionEpoch = new(1) } }).Refuse(
            Cause.SessionEpochPassed, cancel);
        Customer.DeskOf(good with { Session = Customer.SessionRecord with { Expiry = new(desk.Time) } }).Refuse(
            Cause.SessionExpired, cancel);
        Customer.DeskOf(good with { Session = Customer.SessionRecord with { Scope = ~SessionScope.Cancel & (SessionScope)31 } }).Refuse(
            Cause.ScopeMissing, cancel);
        Customer.DeskOf(good with { Account = default }).Refuse(Cause.UnknownAccount, cancel);
        desk.Accept(cancel);
    }

    [Fact]
    public void OpenSession_ScopeOfTheMessageTornFromTheRecord_Fails()
    {
        Desk desk = Customer.DeskOf(new());
        StepInputs inputs = desk.Inputs(Open());
        StepResult lied = StepRun.Run(
            SessionsPrograms.OpenSession,
            inputs,
            null,
            new Fr[DeviceRegisters.CarriedCount],
            desk,
            stopsAtFailure: false,
            (operation, _, value) => operation is Operation.Hint { Label: "ScopeInvalid" } ? Fr.One : value);
        Assert.Equal(["ScopeInvalid"], lied.Failures);
    }

    private static OpenSession Open(long nonce = 6, long expiry = 4_000_000, SessionScope scope = SessionScope.Trade) => new(
        Customer.Id,
        Slot,
        new(nonce),
        new(3_000_000),
        new(expiry),
        scope,
        5,
        new(1_000),
        new(2_000),
        Desk.KeyOf(70).X,
        Desk.KeyOf(70).Y);
}
