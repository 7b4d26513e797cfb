using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Orders;

/// <summary>RemoveOrder (docs/protocol.md, 8.7), in programs by what their causes look at.</summary>
internal sealed partial class RemoveOrderProgram
{
    private const int SlotMax = 15;
    private const int ConsentWeight = 1 << ScopeBits.ConsentToRemoval;
    private const long Million = 1_000_000;

    private readonly ProgramWriter _p;
    private readonly MessageFields _message;
    private readonly Value _time;
    private readonly RecordPort _order;
    private readonly Value _owner;
    private readonly Value _slot;
    private readonly RecordPort _account;
    private readonly OrderRemoval _removal;

    private RemoveOrderProgram(ProgramWriter p)
    {
        _p = p;
        Opening opening = Opening.Of<RemoveOrder>(p);
        (_message, _time) = (opening.Message, opening.Time);
        p.Rule("UnknownOrder");
        _order = p.Open(RecordClass.Order, Addresses.Order(_message["leaf"]), isEarly: true);
        p.RequireNotZero(_order[Fields.Order.Quantity]);
        p.Rule("3.3 owner ref");
        Value reference = _order[Fields.Order.OwnerRef];
        Value owner = p.HintBits(MachineShape.RangeBits, read => read[0] / (SlotMax + 1), reference);
        _slot = p.RequireWithin(reference - ((SlotMax + 1) * owner), 0, SlotMax);

        // 16·account + slot is below 2^28 and no part is negative.
        _owner = owner.WithBounds(0, (1L << 24) - 1);
        _account = p.Open(RecordClass.Account, Addresses.Account(_owner), isEarly: true);
        _removal = new(p, _message["leaf"], _order, _owner, _account);
    }

    /// <summary>Causes that account, session and position show: 1 to 4, 9 and 12.</summary>
    internal static StepProgram OfSession()
    {
        ProgramWriter p = new("RemoveOrder, session or position");
        RemoveOrderProgram program = new(p);
        program.WriteOfSession();
        p.End(null);
        return p.Finish();
    }

    /// <summary>Causes that the market shows, and the budget: 6, 7, 8 and 11.</summary>
    internal static StepProgram OfMarket()
    {
        ProgramWriter p = new("RemoveOrder, market or budget");
        RemoveOrderProgram program = new(p);
        program.WriteOfMarket();
        p.End(null);
        return p.Finish();
    }

    /// <summary>Cause 10.</summary>
    internal static StepProgram OfMargin()
    {
        ProgramWriter p = new("RemoveOrder, margin");
        RemoveOrderProgram program = new(p);
        program.WriteOfMargin();
        p.End(null);
        return p.Finish();
    }

    internal static void Plan(StepSequence steps, in RemoveOrder transaction, TransactionFacts facts)
    {
        StepInputs inputs = facts.Inputs();
        MessageFields.Fill(inputs, transaction);
        OrderRemoval.Choose(inputs, steps, facts, transaction.Leaf);
        StepProgram program = transaction.Cause switch
        {
            RemovalCause.MarginInsufficient => OrdersPrograms.Remove[2],
            RemovalCause.OutsideBand or RemovalCause.FeeAboveMaximum or RemovalCause.BudgetExhausted or RemovalCause.InstrumentClosed =>
                OrdersPrograms.Remove[1],
            _ => OrdersPrograms.Remove[0],
        };
        steps.Step(inputs, program);
    }

    private void WriteOfSession()
    {
        RecordPort session = OpenSession();
        _p.Rule("8.3 a SessionGone");
        Bit isOfSession = IsOfSession(session);
        Bit isOfEpoch = _p.Equal(session[Fields.Session.SessionEpoch], _account[Fields.Account.SessionEpoch]);
        Bit isGone = !(isOfSession & isOfEpoch);
        _p.Rule("8.3 a OrderExpired");
        Bit isExpired = _p.AtLeast(_time, _order[Fields.Order.Expiry]);
        _p.Rule("8.7 SessionExpired");
        Bit isSessionExpired = isOfSession & _p.AtLeast(_time, session[Fields.Session.Expiry]);
        _p.Rule("8.7 Disconnected");
        Bit isConsented = isOfSession & _p.AtLeast(session[Fields.Session.Scope], ConsentWeight);
        _p.Rule("8.3 f ReduceOnlyViolated");
        Bit violates = _removal.IsCurrent & _removal.ReduceOnly & !Reduces();
        RequireCause(
            (RemovalCause.EpochPassed, !_removal.IsCurrent),
            (RemovalCause.SessionGone, isGone),
            (RemovalCause.OrderExpired, isExpired),
            (RemovalCause.SessionExpired, isSessionExpired),
            (RemovalCause.ReduceOnlyViolated, violates),
            (RemovalCause.Disconnected, isConsented));
        _ = _removal.TakeOut();
    }

    private void WriteOfMarket()
    {
        Value instrument = _removal.Instrument;
        RecordPort session = OpenSession();
        RecordPort terms = _p.Open(RecordClass.Terms, Addresses.Terms(instrument));
        RecordPort limits = _p.Open(RecordClass.Limits, Addresses.Limits(instrument));
        RecordPort risk = _p.Open(RecordClass.Risk, Addresses.Risk(instrument));
        _p.Rule("8.7 OutsideBand");
        Bit isOutside = Marks.IsUsable(_p, risk, _time) & IsOutsideBand(terms, limits, risk);
        _p.Rule("8.3 d FeeAboveMaximum");

        // The instrument of a live order is listed.
        Bit isDear = _p.Greater(limits.OfLive(Fields.Limits.MakerFee), _order[Fields.Order.MaximumFee]);
        _p.Rule("8.7 BudgetExhausted");
        Bit isSpent = IsOfSession(session) & _p.Less(session[Fields.Session.Budget], Notional(terms));
        _p.Rule("4.5 InstrumentClosed");
        Bit isClosed = Marks.IsClosed(_p, terms, risk, _time);
        RequireCause(
            (RemovalCause.OutsideBand, isOutside),
            (RemovalCause.FeeAboveMaximum, isDear),
            (RemovalCause.BudgetExhausted, isSpent),
            (RemovalCause.InstrumentClosed, isClosed));
        _ = _removal.TakeOut();
    }

    private RecordPort OpenSession() => _p.Open(RecordClass.Session, Addresses.Session(_owner, _slot));

    private Bit IsOfSession(RecordPort session) =>
        new(_p.Materialize(_p.Equal(session[Fields.Session.Serial], _order[Fields.Order.Serial])));

    private Value Notional(RecordPort terms) => _p.Materialize(
        _p.Materialize(_order[Fields.Order.Price] * terms[Fields.Terms.Multiplier]) * _order[Fields.Order.Quantity]);

    /// <summary>§8.3 c: the order sells below the band or buys above it, beyond 10^6 times its half width.</summary>
    private Bit IsOutsideBand(RecordPort terms, RecordPort limits, RecordPort risk)
    {
        Value mark = risk[Fields.Risk.Mark];
        Bit isOption = _p.AtLeast(terms[Fields.Terms.Kind], 3);
        Value product = _p.Materialize(isOption.Select(risk[Fields.Risk.IndexPrice], mark) * limits[Fields.Limits.Band]);
        Value beyond = _p.Materialize(Signed(_order[Fields.Order.Price] - mark));
        return _p.Greater(Million * beyond, product);
    }

    /// <summary>§8.4: a fill of the whole order makes the position smaller, on its side.</summary>
    private Bit Reduces() =>
        !_p.IsNegative(-_p.Materialize(Signed(_removal.Position[Fields.Position.Size]) + _order[Fields.Order.Quantity]));

    /// <summary>The value if the order buys, negated if it sells.</summary>
    private Value Signed(Value value) => (1 - (2 * (Value)_removal.Sells)) * value;

    /// <summary>The message names one of some causes, and it holds.</summary>
    private void RequireCause(params ReadOnlySpan<(RemovalCause Cause, Bit Holds)> causes)
    {
        _p.Rule("CauseNotGiven");
        Value named = 0;
        Value count = 0;
        foreach ((RemovalCause cause, Bit holds) in causes)
        {
            Bit isNamed = _p.HintBit(read => read[0] == (int)cause ? 1 : 0, _message["cause"]);
            _p.RequireIf(isNamed, holds);
            named += isNamed * (int)cause;
            count += isNamed;
        }

        _p.RequireEqual(named, _message["cause"]);
        _p.RequireEqual(count, 1);
    }
}
