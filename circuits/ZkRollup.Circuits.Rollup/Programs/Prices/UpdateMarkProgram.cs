using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Prices;

/// <summary>UpdateMark (docs/protocol.md, 9.2).</summary>
/// <remarks>
/// All three parts are computed, and what a part computes is stored where it applies. So their lines must hold in every state that can
/// be: the index round never falls below Risk's, and an average of prices is a price.
/// </remarks>
internal sealed class UpdateMarkProgram
{
    private const long Million = 1_000_000;
    private const long AverageWindow = 1_800_000;
    private const long GapMax = 20;
    private const long MarginMax = (1L << 48) - 1;
    private const long PriceMax = (1L << 36) - 1;

    private readonly ProgramWriter _p = new("UpdateMark");
    private readonly RecordPort _terms;
    private readonly RecordPort _limits;
    private readonly RecordPort _risk;
    private readonly RecordPort _book;
    private readonly RecordPort _insurance;
    private readonly RecordPort _index;
    private readonly Bit _isOption;
    private readonly Bit _isSampled;
    private readonly Bit _isSettled;
    private readonly Bit _isMarked;
    private readonly Value _price;

    private UpdateMarkProgram()
    {
        Value instrument = Opening.Of<UpdateMark>(_p).Message["instrument"];
        _terms = _p.Open(RecordClass.Terms, Addresses.Terms(instrument));
        _limits = _p.Open(RecordClass.Limits, Addresses.Limits(instrument));
        _risk = _p.Open(RecordClass.Risk, Addresses.Risk(instrument));
        _book = _p.Open(RecordClass.Book, Addresses.Book(instrument));
        _insurance = _p.Open(RecordClass.Insurance, Addresses.Insurance(instrument));
        _index = _p.Open(RecordClass.Index, Addresses.Index(_terms[Fields.Terms.Underlying]));
        _p.Rule("UnknownInstrument");
        _p.RequireNotZero(_terms[Fields.Terms.Kind]);
        _p.Rule("InstrumentSettled");
        _p.RequireLess(_risk[Fields.Risk.Status], (long)MarkStatus.Settled);
        _p.Rule("IndexMissing");
        _p.RequireNotZero(_index[Fields.Index.Price]);

        _p.Rule("9.2 parts");
        Value expiry = _terms[Fields.Terms.Expiry];
        Value round = _index[Fields.Index.Round];
        Value start = Marks.RoundLength * round;
        Bit isDated = _p.AtLeast(_terms[Fields.Terms.Kind], (long)InstrumentKind.Future);
        _isOption = _p.AtLeast(_terms[Fields.Terms.Kind], (long)InstrumentKind.Call);
        Bit isBefore = _p.Less(start, expiry);
        Bit isInWindow = isBefore & _p.AtLeast(start, expiry - AverageWindow);
        Bit isNewForAverage = _p.Less(_insurance[Fields.Insurance.AverageRound], round);
        Bit isNewForMark = _p.Less(_risk[Fields.Risk.IndexRound], round);
        _isSampled = Keep(isDated & isInWindow & isNewForAverage);
        _isSettled = Keep(isDated & !isBefore);
        _isMarked = Keep(!_isOption & !_isSettled & isNewForMark);
        _p.Rule("NothingToUpdate");
        _p.RequireAtLeast((Value)_isSampled + _isSettled + _isMarked, 1);
        _p.Rule("9.2 p");
        _price = NewMark.CappedIndex(_p, _index, _terms);
    }

    internal static StepProgram Write()
    {
        UpdateMarkProgram program = new();
        program.Sample();
        Value final = program.FinalPrice();
        Value mark = program.Mark();
        program.SetPrices(mark, final, program.SettledMark(final));
        program.SetMargins(mark);
        program._p.End(null);
        return program._p.Finish();
    }

    private Bit Keep(Bit bit) => new(_p.Materialize(bit));

    /// <summary>1: the average.</summary>
    private void Sample()
    {
        _p.Rule("9.2, 1 average");
        Value last = _insurance[Fields.Insurance.AverageRound];
        Value round = _index[Fields.Index.Round];
        Value gap = _p.Materialize(_p.Min(round - last, GapMax));
        Value weight = _p.Materialize(_p.IsZero(last).Select(1, gap));

        // The part applies only if the round is above that of the average, so the gap is 1 or more; else the product is 0.
        Value added = _p.Materialize(_isSampled * weight).WithBounds(0, GapMax);
        _insurance.Set(Fields.Insurance.AverageSum, _insurance[Fields.Insurance.AverageSum] + (added * _price));
        _insurance.Set(Fields.Insurance.AverageWeight, _insurance[Fields.Insurance.AverageWeight] + added);
        _insurance.Set(Fields.Insurance.AverageRound, _isSampled.Select(round, last));
    }

    /// <summary>2: F.</summary>
    private Value FinalPrice()
    {
        _p.Rule("9.2, 2 F");
        Value weight = _insurance[Fields.Insurance.AverageWeight];
        Bit isNone = _p.IsZero(weight);
        Value average = _p.DivideFloor(_insurance[Fields.Insurance.AverageSum], weight + isNone);
        return _p.RequireWithin(_p.Materialize(isNone.Select(_price, average)), 0, PriceMax);
    }

    /// <summary>2: the mark of a future or an option that expired.</summary>
    private Value SettledMark(Value final)
    {
        _p.Rule("9.2, 2 mark");
        Value strike = _terms[Fields.Terms.Strike];
        Bit isPut = _p.AtLeast(_terms[Fields.Terms.Kind], (long)InstrumentKind.Put);
        Value intrinsic = _p.Max(_p.Materialize(isPut.Select(strike - final, final - strike)), 0);
        return _p.Materialize(_isOption.Select(_p.Materialize(intrinsic), final));
    }

    /// <summary>3: m.</summary>
    private Value Mark()
    {
        _p.Rule("9.2, 3 d");
        Value distance = _p.DivideFloor(_price * _limits[Fields.Limits.MarkClamp], Million);
        _p.Rule("9.2, 3 m");
        Value ask = _book[Fields.Book.AskPrice];
        Value bid = _book[Fields.Book.BidPrice];
        Bit isAboveAsk = !_p.IsZero(_book[Fields.Book.AskLeaf]) & _p.Less(ask, _price);
        Value mark = _p.Materialize(isAboveAsk.Select(ask, _price));
        Bit isBelowBid = !_p.IsZero(_book[Fields.Book.BidLeaf]) & _p.Less(mark, bid);
        mark = _p.Materialize(isBelowBid.Select(bid, mark));
        mark = _p.Materialize(_p.Min(mark, _price + distance));
        mark = _p.Materialize(_p.Max(mark, _price - distance));
        mark = _p.Materialize(_p.Min(mark, _terms[Fields.Terms.PriceCap]));
        return _p.Materialize(_p.Max(mark, 1));
    }

    /// <summary>2 and 3: what they store, but for margins.</summary>
    private void SetPrices(Value mark, Value final, Value settledMark)
    {
        Value slow = NewMark.Slow(_p, _risk, mark, NewMark.RoundsOfHour(_p, _risk, _index));
        Set("slow mark", Fields.Risk.SlowMark, slow, Marks.SlowUnit * settledMark);
        Set("mark", Fields.Risk.Mark, mark, settledMark);
        Set("index price", Fields.Risk.IndexPrice, _price, final);
        Set("index round", Fields.Risk.IndexRound, _index[Fields.Index.Round], _index[Fields.Index.Round]);
        Set("status", Fields.Risk.Status, (long)MarkStatus.Marked, (long)MarkStatus.Settled);
    }

    /// <summary>2 and 3: margins of both sides.</summary>
    private void SetMargins(Value mark)
    {
        Value value = _p.Materialize(mark * _terms[Fields.Terms.Multiplier]);
        _p.Rule("9.2, 3 initial");
        Value initial = _p.RequireWithin(_p.DivideCeiling(value * _limits[Fields.Limits.InitialRate], Million), 0, MarginMax);
        _p.Rule("9.2, 3 maintenance");
        Value maintenance = _p.RequireWithin(_p.DivideCeiling(value * _limits[Fields.Limits.MaintenanceRate], Million), 0, MarginMax);
        Set("initial", Fields.Risk.InitialLong, initial, 0);
        Set("initial", Fields.Risk.InitialShort, initial, 0);
        Set("maintenance", Fields.Risk.MaintenanceLong, maintenance, 0);
        Set("maintenance", Fields.Risk.MaintenanceShort, maintenance, 0);
    }

    /// <summary>Sets a field of Risk to what part 3, or part 2, says; it stays where neither applies.</summary>
    private void Set(string rule, RecordField field, Value marked, Value settled)
    {
        _p.Rule($"9.2, 2 {rule}");
        Value otherwise = _p.Materialize(_isSettled.Select(settled, _risk[field]));
        _p.Rule($"9.2, 3 {rule}");
        _risk.Set(field, _isMarked.Select(marked, otherwise));
    }
}
