using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Circuits.Rollup.Programs.Orders;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Orders;

public sealed class RemoveOrderTests
{
    private static readonly RecordAddress SessionAddress = RecordAddress.Session(OrderDesk.Other, new(0));
    private static readonly RecordAddress AccountAddress = RecordAddress.Account(OrderDesk.Other);
    private static readonly RecordAddress PositionAddress = RecordAddress.Position(OrderDesk.Other, 0);

    /// <summary>States in which one cause holds of the best bid, and no other.</summary>
    private static readonly IReadOnlyDictionary<string, (RemovalCause Cause, Action<OrderDesk> Change)> States =
        new Dictionary<string, (RemovalCause, Action<OrderDesk>)>
        {
            ["epoch"] = (RemovalCause.EpochPassed, desk => Change(desk, account: account => account with { OrderEpoch = new(2) })),
            ["serial"] = (RemovalCause.SessionGone, desk => Change(desk, session: session => session with { Serial = new(2) })),
            ["session epoch"] = (
                RemovalCause.SessionGone, desk => Change(desk, session: session => session with { SessionEpoch = new(1) })),
            ["expired"] = (RemovalCause.OrderExpired, desk => Bid(desk, order => order with { Expiry = new(OrderDesk.Now) })),
            ["session expired"] =
                (RemovalCause.SessionExpired, desk => Change(desk, session: session => session with { Expiry = new(OrderDesk.Now) })),
            ["band"] = (RemovalCause.OutsideBand, desk => desk.Risk = desk.Risk with { Mark = new(933) }),
            ["fee"] = (RemovalCause.FeeAboveMaximum, desk => desk.Limits = desk.Limits with { MakerFee = new(601) }),
            ["budget"] = (RemovalCause.BudgetExhausted, desk => Change(desk, session: session => session with { Budget = new(29_399) })),
            ["reduce-only, same side"] = (RemovalCause.ReduceOnlyViolated, desk =>
            {
                Bid(desk, order => order with { Market = order.Market | 1 });
                Change(desk, position: position => position with { Size = new(20) });
            }
            ),
            ["reduce-only, too much"] = (RemovalCause.ReduceOnlyViolated, desk =>
            {
                Bid(desk, order => order with { Market = order.Market | 1 });
                Change(desk, position: position => position with { Size = new(-14) });
            }
            ),
            ["margin, initial"] = (RemovalCause.MarginInsufficient, desk =>
            {
                Change(desk, position: position => position with { Size = new(0) });
                Change(desk, account: account => account with { Cash = new(2_000) });
            }
            ),
            ["margin, equity"] = (RemovalCause.MarginInsufficient, desk =>
                Change(desk, account: account => account with { Cash = new(39_000) })),
            ["settled"] = (RemovalCause.InstrumentClosed, desk => desk.Risk = desk.Risk with { Status = MarkStatus.Settled }),
            ["expired instrument"] = (RemovalCause.InstrumentClosed, desk =>
                desk.Terms = desk.Terms with { Kind = InstrumentKind.Future, Expiry = new(OrderDesk.Now) }),
            ["disconnected"] = (RemovalCause.Disconnected, desk =>
                Change(desk, session: session => session with { Scope = session.Scope | SessionScope.CancelOnDisconnect })),
            ["none"] = (0, _ => { }),
            ["none, reduce-only"] = (0, desk => Bid(desk, order => order with { Market = order.Market | 1 })),
        };

    public static TheoryData<string> StateNames => [.. States.Keys];

    [Theory]
    [MemberData(nameof(StateNames))]
    public void RemoveOrder_ForEachCause_IsProvableJustIfItHolds(string state)
    {
        for (RemovalCause cause = RemovalCause.EpochPassed; cause <= RemovalCause.Disconnected; cause++)
        {
            OrderDesk desk = new();
            States[state].Change(desk);
            RemoveOrder transaction = new(new(OrderDesk.FirstBid), cause);
            Cause expected = cause == States[state].Cause ? Cause.Accepted : Cause.CauseNotGiven;
            Assert.Equal((cause, expected), (cause, desk.ReferProven(transaction, out ReferenceExchange exchange)));
            if (expected == Cause.Accepted)
            {
                RecordAddress[] touched = [.. exchange.Touched.Select(access => access.Address)];
                _ = Assert.Single(desk.Prove(transaction, exchange, touched).Steps);
            }
            else
            {
                Assert.All(OrdersPrograms.Remove, program => Assert.NotEmpty(desk.Failures(program, Inputs(desk, transaction))));
            }
        }
    }

    [Theory]
    [InlineData(RemovalCause.OrderExpired, 0)]
    [InlineData(RemovalCause.InstrumentClosed, 1)]
    public void RemoveOrder_CauseThatDoesNotHold_FailsAtItAlone(RemovalCause cause, int program)
    {
        OrderDesk desk = new();
        StepInputs inputs = Inputs(desk, new(new(OrderDesk.FirstBid), cause));
        Assert.Equal(["CauseNotGiven"], desk.Failures(OrdersPrograms.Remove[program], inputs));
    }

    [Fact]
    public void RemoveOrder_NoOrder_Fails()
    {
        OrderDesk desk = new();
        RemoveOrder transaction = new(new(OrderDesk.FreeLeaf), RemovalCause.OrderExpired);
        Assert.Equal(Cause.UnknownOrder, desk.ReferProven(transaction, out _));
        Assert.Contains("UnknownOrder", desk.Failures(OrdersPrograms.Remove[0], Inputs(desk, transaction)));
    }

    private static void Bid(OrderDesk desk, Func<OrderRecord, OrderRecord> change) =>
        desk.SetOrder(OrderDesk.FirstBid, change(desk.OrderAt(OrderDesk.FirstBid)));

    private static void Change(
        OrderDesk desk,
        Func<AccountRecord, AccountRecord>? account = null,
        Func<SessionRecord, SessionRecord>? session = null,
        Func<PositionRecord, PositionRecord>? position = null)
    {
        if (account is not null)
        {
            desk[AccountAddress] = account(AccountRecord.FromRecord(desk.Read(AccountAddress))).ToRecord();
        }

        if (session is not null)
        {
            desk[SessionAddress] = session(SessionRecord.FromRecord(desk.Read(SessionAddress))).ToRecord();
        }

        if (position is not null)
        {
            desk[PositionAddress] = position(PositionRecord.FromRecord(desk.Read(PositionAddress))).ToRecord();
        }
    }

    /// <summary>The best bid is the head.</summary>
    private static StepInputs Inputs(OrderDesk desk, RemoveOrder transaction)
    {
        StepInputs inputs = Place.Choose(desk.Inputs(), "place", 0).Set("first", 1);
        MessageFields.Fill(inputs, transaction);
        return inputs;
    }
}
