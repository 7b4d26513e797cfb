using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Prices;

/// <summary>RiskUpdate (docs/protocol.md, 9.3).</summary>
internal sealed class RiskUpdateProgram
{
    private const long SlackParts = 20;
    private const long GapMax = 20;
    private const long RiseParts = 12_000;

    private readonly ProgramWriter _p = new("RiskUpdate");
    private readonly MessageFields _message;
    private readonly RecordPort _terms;
    private readonly RecordPort _risk;
    private readonly RecordPort _insurance;
    private readonly RecordPort _index;

    private RiskUpdateProgram()
    {
        Opening opening = Opening.Of<RiskUpdate>(_p);
        _message = opening.Message;
        Reports.RequireSigned(_p, SignerIndex.Risk.Value);
        Value instrument = _message["instrument"];
        _terms = _p.Open(RecordClass.Terms, Addresses.Terms(instrument));
        _risk = _p.Open(RecordClass.Risk, Addresses.Risk(instrument));
        _insurance = _p.Open(RecordClass.Insurance, Addresses.Insurance(instrument));
        _index = _p.Open(RecordClass.Index, Addresses.Index(_terms[Fields.Terms.Underlying]));
        _p.Rule("UnknownInstrument");
        _p.RequireNotZero(_terms[Fields.Terms.Kind]);
        _p.Rule("NotAnOption");
        _p.RequireAtLeast(_terms[Fields.Terms.Kind], (long)InstrumentKind.Call);
        _p.Rule("InstrumentClosed");
        _p.RequireLess(_risk[Fields.Risk.Status], (long)MarkStatus.Settled);
        _p.RequireLess(opening.Time, _terms[Fields.Terms.Expiry]);
        _p.Rule("IndexMissing");
        _p.RequireNotZero(_index[Fields.Index.Price]);
        _p.Rule("IndexStale");
        _p.RequireAtLeast((Marks.RoundLength * _index[Fields.Index.Round]) + Marks.AgeMax, opening.Time);
        Reports.RequireTimely(_p, _message["round"], _insurance[Fields.Insurance.RiskRound], opening.Time);
    }

    internal static StepProgram Write()
    {
        RiskUpdateProgram program = new();
        program.Update();
        program._p.End(null);
        return program._p.Finish();
    }

    private void Update()
    {
        _p.Rule("9.3 p");
        Value price = NewMark.CappedIndex(_p, _index, _terms);
        Value value = _p.Materialize(price * _terms[Fields.Terms.Multiplier]);
        Value rounds = NewMark.RoundsOfHour(_p, _risk, _index);

        // Status is below 2 here.
        Bit isMarked = new(_risk[Fields.Risk.Status]);
        RequireMark(price, isMarked);
        RequireMargins(value, isMarked, rounds);
        Store(price, rounds);
    }

    /// <summary>9.3, 1 and 2.</summary>
    private void RequireMark(Value price, Bit isMarked)
    {
        Value mark = _message["mark"];
        Value strike = _terms[Fields.Terms.Strike];
        Bit isPut = _p.AtLeast(_terms[Fields.Terms.Kind], (long)InstrumentKind.Put);
        _p.Rule("MarkOutOfBounds");
        Value slack = _p.DivideFloor(price, SlackParts);
        _p.RequireAtLeast(isPut.Select(strike, price), mark);

        // The intrinsic value without its max(…, 0): where that is 0, the left side is not below it.
        _p.RequireAtLeast(mark + slack, _p.Materialize(isPut.Select(strike - price, price - strike)));

        _p.Rule("MarkMovesTooFast");
        Value step = _p.Materialize(_p.Max(slack, 1));
        Value gap = _index[Fields.Index.Round] - _risk[Fields.Risk.IndexRound];
        gap = _p.Materialize(_p.Max(_p.Materialize(_p.Min(gap, GapMax)), 1));
        Value largest = _p.Materialize(step * gap);
        Value move = _p.Materialize(mark - _risk[Fields.Risk.Mark]);
        _ = _p.RequireNotNegative(isMarked * (largest - move));
        _ = _p.RequireNotNegative(isMarked * (largest + move));
    }

    /// <summary>9.3, 3 and 4.</summary>
    private void RequireMargins(Value value, Bit isMarked, Value rounds)
    {
        Value initial = _message["initialShort"];
        Value maintenance = _message["maintenanceShort"];
        _p.Rule("MarginOutOfBounds");

        // ⌈x/n⌉ ≤ y is x ≤ n·y.
        _p.RequireAtLeast(10 * initial, value);
        _p.RequireAtLeast(value, initial);
        _p.RequireAtLeast(40 * maintenance, 3 * value);
        _p.RequireAtLeast(initial, maintenance);
        _p.Rule("MarginRisesTooFast");
        RequireSlowRise(initial, value, 10, _risk[Fields.Risk.InitialShort], isMarked, rounds);
        RequireSlowRise(maintenance, 3 * value, 40, _risk[Fields.Risk.MaintenanceShort], isMarked, rounds);
    }

    /// <summary>status ≠ 1, or margin ≤ ⌈floor/parts⌉, or margin ≤ old + ⌈old·min(d, 1200)/12000⌉.</summary>
    private void RequireSlowRise(Value margin, Value floor, long parts, Value old, Bit isMarked, Value rounds)
    {
        // y ≤ ⌈x/n⌉ is n·(y − 1) < x.
        Bit isAboveFloor = _p.AtLeast(parts * (margin - 1), floor);
        Value rise = _p.Materialize(old * rounds);
        Bit risesTooFast = _p.AtLeast(RiseParts * (margin - old - 1), rise);
        _p.RequireZero(_p.Materialize(isMarked * (Value)isAboveFloor) * risesTooFast);
    }

    private void Store(Value price, Value rounds)
    {
        Value mark = _message["mark"];
        _risk.Set(Fields.Risk.SlowMark, NewMark.Slow(_p, _risk, mark, rounds));
        _p.Rule("9.3 mark");
        _risk.Set(Fields.Risk.Mark, mark);
        _risk.Set(Fields.Risk.InitialShort, _message["initialShort"]);
        _risk.Set(Fields.Risk.MaintenanceShort, _message["maintenanceShort"]);
        _p.Rule("9.3 margins of longs");
        Value ofLongs = _p.Materialize(mark * _terms[Fields.Terms.Multiplier]);
        ofLongs = _p.RequireWithin(ofLongs, 0, Fields.Risk.InitialLong.High);
        _risk.Set(Fields.Risk.InitialLong, ofLongs);
        _risk.Set(Fields.Risk.MaintenanceLong, ofLongs);
        _p.Rule("9.3 index");
        _risk.Set(Fields.Risk.IndexPrice, price);
        _risk.Set(Fields.Risk.IndexRound, _index[Fields.Index.Round]);
        _insurance.Set(Fields.Insurance.RiskRound, _message["round"]);
        _risk.Set(Fields.Risk.Status, (long)MarkStatus.Marked);
    }
}
