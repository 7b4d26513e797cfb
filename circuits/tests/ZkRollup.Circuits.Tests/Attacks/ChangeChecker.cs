using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>Checks an honest trace with a few cells changed by looking only at the constraints that read those cells.</summary>
/// <remarks>
/// Multiplicities are the attacker's: a lookup of any offered tuple counts as served. The attack kit compares this checker with the
/// mock checker on the same changes, so that neither can be wrong alone.
/// </remarks>
internal sealed class ChangeChecker
{
    private readonly AttackBatch _batch;
    private readonly CopyClassList _copies;
    private readonly Trace _trace;
    private readonly RowInputs _inputs;
    private readonly ILookup<int, GateReader> _gatesOf;
    private readonly ILookup<int, TermReader> _termsOf;
    private readonly List<TermReader> _terms = [];
    private readonly Dictionary<int, BusState> _buses = [];

    internal ChangeChecker(Circuit circuit, AttackBatch batch, CopyClassList copies)
    {
        _batch = batch;
        _copies = copies;
        _trace = batch.Materialise(circuit, null);
        _inputs = new(circuit, _trace, batch.PublicInputs);
        _gatesOf = circuit.Gates
            .Select((gate, i) => new GateReader(i, gate, ExpressionProgram.Compile(gate.Formula)))
            .SelectMany(gate => gate.Columns.Select(column => (Column: column, Gate: gate)))
            .ToLookup(entry => entry.Column, entry => entry.Gate);
        HashSet<BusTerm> counted = [.. circuit.Multiplicities.Select(offer => offer.Term)];
        foreach (BusTerm term in circuit.HelperGroups.SelectMany(group => group).SelectMany(fraction => fraction.Terms))
        {
            _terms.Add(new(term, counted.Contains(term), ExpressionProgram.Compile([term.Numerator, .. term.Tuple])));
        }

        _termsOf = _terms
            .SelectMany(term => term.Columns.Select(column => (Column: column, Term: term)))
            .ToLookup(entry => entry.Column, entry => entry.Term);
        foreach (Bus bus in circuit.Buses)
        {
            _buses.Add(bus.Tag, new(_terms.Any(term => term.IsCounted && term.Term.Bus == bus)));
        }

        foreach (TermReader term in _terms.Where(term => _buses[term.Term.Bus.Tag].IsTable))
        {
            for (int row = 0; row < _trace.Rows; row++)
            {
                Contribute(term, row, 1, _buses[term.Term.Bus.Tag].Honest);
            }
        }
    }

    /// <summary>Every constraint that notices the change; each gate, class and term is named once, at its first row.</summary>
    internal IReadOnlyList<Finding> Check(TraceChange change)
    {
        Dictionary<int, Totals> deltas = [];
        HashSet<(TermReader Term, int Row)> touched = [.. TouchedTerms(change)];
        Apply(touched, -1, deltas);
        foreach ((Cell cell, Fr value) in change.Cells)
        {
            _trace[cell.Row, cell.Column] = value;
        }

        Apply(touched, 1, deltas);
        List<Finding> findings = [.. CheckGates(change), .. CheckCopies(change)];
        foreach ((int tag, Totals delta) in deltas.OrderBy(entry => entry.Key))
        {
            findings.AddRange(CheckBus(tag, delta, touched));
        }

        foreach (Cell cell in change.Cells.Keys)
        {
            _trace[cell.Row, cell.Column] = _batch.Honest[cell.Row, cell.Column];
        }

        return findings;
    }

    /// <summary>True if a gate, a copy or a term on chosen rows reads a cell of the slot; lookups on every row do not count.</summary>
    internal bool IsRead(Cell cell)
    {
        Cell last = cell with { Row = cell.Row + ((_trace.Slots - 1) * _trace.RowsPerSlot) };
        TraceChange change = new("", new Dictionary<Cell, Fr> { [cell] = Fr.Zero, [last] = Fr.Zero });
        return _copies.ClassOf(cell) >= 0
            || TouchedGates(change).Any()
            || TouchedTerms(change).Any(touched => touched.Term.Term.Selector >= 0);
    }

    /// <summary>The gates that read a cell of the batch, on rows where they hold.</summary>
    internal IEnumerable<Gate> GatesReading(Cell place) =>
        _gatesOf[place.Column].Where(gate => gate.RowsReading(place, _trace).Any()).Select(gate => gate.Gate);

    /// <summary>The bus terms that read a cell of the batch, and how often the honest batch adds the tuple there.</summary>
    internal IEnumerable<(BusTerm Term, Fr Numerator)> TermsReading(Cell place)
    {
        foreach (TermReader term in _termsOf[place.Column])
        {
            foreach (int row in term.RowsReading(place, _trace))
            {
                _inputs.Row = row;
                yield return (term.Term, term.Program.Evaluate(_inputs)[0]);
            }
        }
    }

    private IEnumerable<(GateReader Gate, int Row)> TouchedGates(TraceChange change) =>
        from cell in change.Cells.Keys
        from gate in _gatesOf[cell.Column]
        from row in gate.RowsReading(cell, _trace)
        select (gate, row);

    private IEnumerable<(TermReader Term, int Row)> TouchedTerms(TraceChange change) =>
        from cell in change.Cells.Keys
        from term in _termsOf[cell.Column]
        from row in term.RowsReading(cell, _trace)
        select (term, row);

    private IEnumerable<Finding> CheckGates(TraceChange change)
    {
        HashSet<int> reported = [];
        foreach ((GateReader gate, int row) in TouchedGates(change).Distinct())
        {
            _inputs.Row = row;
            if (!reported.Contains(gate.Index) && !gate.Program.Evaluate(_inputs)[0].IsZero)
            {
                reported.Add(gate.Index);
                yield return new(FindingKind.Gate, gate.Index, gate.Gate.Label, row);
            }
        }
    }

    private IEnumerable<Finding> CheckCopies(TraceChange change)
    {
        HashSet<int> reported = [];
        foreach (Cell cell in change.Cells.Keys)
        {
            int start = cell.Row - (cell.Row % _trace.RowsPerSlot);
            int index = _copies.ClassOf(cell with { Row = cell.Row - start });
            if (index >= 0 && !reported.Contains(index)
                && _copies.Classes[index].Any(other => _trace[start + other.Row, other.Column] != _trace[cell.Row, cell.Column]))
            {
                reported.Add(index);
                yield return new(FindingKind.Copy, index, "copy", cell.Row);
            }
        }
    }

    private IEnumerable<Finding> CheckBus(int tag, Totals delta, IEnumerable<(TermReader Term, int Row)> touched)
    {
        BusState bus = _buses[tag];
        HashSet<string> labels = [];
        foreach ((FieldTuple tuple, Fr demand) in delta.Demand)
        {
            Fr total = demand + bus.Honest.Demand.GetValueOrDefault(tuple);
            int offers = delta.Offers.GetValueOrDefault(tuple) + bus.Honest.Offers.GetValueOrDefault(tuple);
            if (!total.IsZero && offers == 0)
            {
                labels.UnionWith(delta.Labels[tuple]);
            }
        }

        return touched
            .Where(entry => entry.Term.Term.Bus.Tag == tag && labels.Contains(entry.Term.Term.Label))
            .DistinctBy(entry => entry.Term.Term.Label)
            .Select(entry => new Finding(FindingKind.Bus, tag, entry.Term.Term.Label, entry.Row));
    }

    private void Apply(IEnumerable<(TermReader Term, int Row)> touched, int sign, Dictionary<int, Totals> deltas)
    {
        foreach ((TermReader term, int row) in touched)
        {
            if (!deltas.TryGetValue(term.Term.Bus.Tag, out Totals? delta))
            {
                delta = new();
                deltas.Add(term.Term.Bus.Tag, delta);
            }

            Contribute(term, row, sign, delta);
        }
    }

    private void Contribute(TermReader term, int row, int sign, Totals totals)
    {
        if (!term.HoldsOn(row, _trace))
        {
            return;
        }

        _inputs.Row = row;
        Fr[] values = term.Program.Evaluate(_inputs);
        FieldTuple tuple = new(values[1..]);
        if (term.IsCounted)
        {
            totals.Offers[tuple] = totals.Offers.GetValueOrDefault(tuple) + sign;

            // A tuple that is no longer offered must be looked at even if nobody's demand for it changed.
            totals.Demand.TryAdd(tuple, Fr.Zero);
        }
        else if (!values[0].IsZero)
        {
            totals.Demand[tuple] = totals.Demand.GetValueOrDefault(tuple) + (sign > 0 ? values[0] : -values[0]);
        }
        else
        {
            return;
        }

        if (!totals.Labels.TryGetValue(tuple, out HashSet<string>? labels))
        {
            labels = [];
            totals.Labels.Add(tuple, labels);
        }

        labels.Add(term.Term.Label);
    }

    private sealed class Totals
    {
        internal Dictionary<FieldTuple, Fr> Demand { get; } = [];

        internal Dictionary<FieldTuple, int> Offers { get; } = [];

        internal Dictionary<FieldTuple, HashSet<string>> Labels { get; } = [];
    }

    /// <summary>What the honest trace asks and offers; only kept where multiplicities serve lookups: other buses are balanced.</summary>
    private sealed class BusState(bool isTable)
    {
        internal bool IsTable => isTable;

        internal Totals Honest { get; } = new();
    }
}
