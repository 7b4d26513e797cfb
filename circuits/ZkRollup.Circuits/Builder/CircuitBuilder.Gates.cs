using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Builder;

public sealed partial class CircuitBuilder
{
    private readonly Dictionary<(string Label, UInt128 Formula, GateScope Scope), GateUses> _gates = [];
    private readonly CopyClasses _copies;

    /// <summary>Demands that a formula over cells of one row, or of a row and the next, is zero in every slot.</summary>
    /// <param name="label">Names the gate in every report.</param>
    /// <param name="formula">Of degree below <see cref="Circuit.DegreeMax"/>: the selector takes one.</param>
    /// <remarks>A cell of row R is one of row 0 of the next slot: use <see cref="ConstrainSlotBoundary"/> for it.</remarks>
    /// <exception cref="ArgumentException">The formula has no cells, or cells too far apart.</exception>
    public void Constrain(string label, Expression formula) => AddGate(label, formula, GateScope.SelectedRows);

    /// <summary>Demands that a formula over cells of row R − 1 and of row R, the first of the next slot, is zero.</summary>
    /// <remarks>It does not hold after the last slot.</remarks>
    public void ConstrainSlotBoundary(string label, Expression formula) => AddGate(label, formula, GateScope.SlotBoundary);

    /// <summary>Demands that a formula over cells of row 0 is zero in the first slot.</summary>
    public void ConstrainFirstRow(string label, Expression formula) => AddGate(label, formula, GateScope.FirstRow);

    /// <summary>Demands that a formula over cells of row R − 1 is zero in the last slot.</summary>
    public void ConstrainLastRow(string label, Expression formula) => AddGate(label, formula, GateScope.LastRow);

    /// <summary>Demands that a formula over columns is zero on every row of the batch.</summary>
    public void ConstrainEveryRow(string label, Expression formula) => AddGate(label, formula, GateScope.EveryRow);

    /// <summary>Demands that a value is 0 or 1.</summary>
    public Bit ConstrainBit(string label, Unconstrained value)
    {
        Expression bit = value;
        Constrain(label, bit * (bit - 1));
        return new(value.Cell);
    }

    private void AddGate(string label, Expression formula, GateScope scope)
    {
        ArgumentNullException.ThrowIfNull(formula);
        FormulaReader reader = Read(label, [formula]);
        RequireScope(label, reader, scope);
        Expression relative = reader.Formulas[0];
        (string, UInt128, GateScope) key = (label, relative.Identity, scope);
        if (!_gates.TryGetValue(key, out GateUses? gate))
        {
            gate = new(label, relative, scope, new(label));
            _gates.Add(key, gate);
        }

        if (scope != GateScope.EveryRow)
        {
            gate.Uses.Add(reader.Row, reader.Parameters);
        }
    }

    private FormulaReader Read(string label, IReadOnlyList<Expression> formulas)
    {
        RequireUnbuilt();
        FormulaReader reader = new(label, formulas);
        return reader.LastColumn < Shape.Columns
            ? reader
            : throw new ArgumentException($"'{label}' reads column {reader.LastColumn} of a grid of {Shape.Columns}.");
    }

    private void RequireScope(string label, FormulaReader reader, GateScope scope)
    {
        int last = Shape.Rows - 1;
        bool isRight = scope switch
        {
            GateScope.EveryRow => !reader.HasCells && reader.Parameters.Length == 0,
            GateScope.SelectedRows => reader.HasCells && reader.Row >= 0 && reader.Row + (reader.ReadsNextRow ? 1 : 0) <= last,
            GateScope.SlotBoundary => reader.HasCells && reader.Row == last && reader.ReadsNextRow,
            GateScope.FirstRow => reader.HasCells && reader.Row == 0 && !reader.ReadsNextRow && reader.Parameters.Length == 0,
            _ => reader.HasCells && reader.Row == last && !reader.ReadsNextRow && reader.Parameters.Length == 0,
        };
        if (!isRight)
        {
            string rows = reader.HasCells ? $"row {reader.Row}{(reader.ReadsNextRow ? " and the next" : "")}" : "no cells";
            throw new ArgumentException($"'{label}' reads {rows}, which does not suit the scope {scope} of a slot of {Shape.Rows} rows.");
        }
    }

    private Gate Place(GateUses gate, SelectorSharing sharing)
    {
        IReadOnlyList<int> rows = gate.Uses.Rows;
        (IReadOnlyList<IReadOnlyList<int>> choices, int choice) = gate.Scope switch
        {
            GateScope.SelectedRows => sharing.Find(rows),
            GateScope.SlotBoundary => ([rows], 1),
            _ => ([], 1),
        };
        int selector = choices.Count == 0 ? -1 : _fixed.Selector(choices);
        Expression formula = PlaceParameters(gate.Uses, [gate.Formula])[0];
        return new(gate.Label, formula, gate.Scope, selector, rows) { Choice = choice, Choices = Math.Max(1, choices.Count) };
    }

    private List<Expression> PlaceParameters(RowUses uses, IReadOnlyList<Expression> formulas)
    {
        List<int> columns = [];
        for (int i = 0; i < uses.ParameterCount; i++)
        {
            columns.Add(_fixed.Parameter(uses, i, [.. columns]));
        }

        return [.. formulas.Select(formula => FormulaReader.Place(formula, columns))];
    }

    private sealed record GateUses(string Label, Expression Formula, GateScope Scope, RowUses Uses);
}
