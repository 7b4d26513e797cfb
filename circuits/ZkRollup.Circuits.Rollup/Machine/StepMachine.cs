using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>
/// Statement: each slot runs one of the programs, the same on all rows that have a line: what the line says holds of the row's result and
/// operands, and an operand is the result of the row that the line names, of this slot or the one before.
/// </summary>
/// <remarks>
/// Preconditions: rows are fewer than r. The limbs of the machine's rows are looked up in the range table, as all limbs are.
/// Constraints: machine.unit, degree 4, machine.bit, degree 5, machine.program, degree 1, and the lookups machine.line, machine.a,
/// machine.b, machine.c, on rows that have a line; machine.result, offered on every row; in docs/circuits/machine.md.
/// Cost: a copied cell a row, another one and 13 local cells on each row that has a line, the limbs, two multiplicities; five bus terms of
/// degree 1 and three gates.
/// Soundness: docs/circuits/machine.md.
/// Negative tests: StepMachineAttackTests deletes every constraint and perturbs every cell; StepMachineTests names the labels.
/// Source: the lookups are logarithmic derivatives, Haböck, ePrint 2022/1530.
/// </remarks>
public sealed class StepMachine
{
    /// <summary>Keys of programs lie two slots apart, so that no run of R keys but that of one program consists of keys.</summary>
    private const int SlotsPerKey = 2;

    private readonly MachineColumns _columns;
    private readonly IReadOnlyList<StepProgram> _programs;
    private readonly MachineWitness[] _witnesses;

    /// <summary>Adds the constraints of all rows.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="columns">The cells of the machine.</param>
    /// <param name="programs">What a slot may run; each has a line for each row.</param>
    /// <exception cref="ArgumentException">A line does not fit the machine; the message names it.</exception>
    public StepMachine(CircuitBuilder builder, MachineColumns columns, IReadOnlyList<StepProgram> programs)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(programs);
        _columns = columns;
        _programs = programs;
        _witnesses = [.. programs.Select((program, number) => new MachineWitness(columns, program, Key(number)))];
        ConstrainUnit(builder);
        ConstrainLine(builder);
        ConstrainOperands(builder);
    }

    /// <summary>Fills the inputs of a slot that belong to the machine: all but the results follow from the program.</summary>
    /// <param name="map">Of the circuit.</param>
    /// <param name="inputs">All inputs of the slot.</param>
    /// <param name="program">The number of the program.</param>
    /// <param name="results">The result of each row.</param>
    /// <param name="before">The results of the slot before; empty for the first slot.</param>
    public void ComputeInputs(SlotInputMap map, Span<Fr> inputs, int program, ReadOnlySpan<Fr> results, ReadOnlySpan<Fr> before)
    {
        ArgumentNullException.ThrowIfNull(map);
        _witnesses[program].Fill(inputs[map.IndexOf(_columns.Result(0))..], results, before);
    }

    /// <summary>The line of a program where a constraint fails; null if the row runs no program.</summary>
    public ProgramPlace? Find(CheckFailure failure, Trace trace)
    {
        ArgumentNullException.ThrowIfNull(failure);
        ArgumentNullException.ThrowIfNull(trace);
        if (failure.Row < _columns.FirstLineRow)
        {
            return null;
        }

        Cell cell = _columns.Program(failure.Row);
        Fr key = trace[(failure.Slot * trace.RowsPerSlot) + cell.Row, cell.Column];
        for (int number = 0; number < _programs.Count; number++)
        {
            if (key == Key(number))
            {
                return new(_programs[number].Name, failure.Row, _programs[number].Labels[failure.Row]);
            }
        }

        return null;
    }

    /// <summary>A failure in words: which program and which of its rules it is about.</summary>
    public string Describe(CheckFailure failure, Trace trace) => $"{Find(failure, trace)?.ToString() ?? "no program"}: {failure}";

    private Fr Key(int program) => Fr.FromInt64((long)SlotsPerKey * _columns.Rows * program);

    private void ConstrainUnit(CircuitBuilder builder)
    {
        for (int row = _columns.FirstLineRow; row < _columns.Rows; row++)
        {
            Expression w = _columns.Result(row);
            Expression a = _columns.First(row);
            Expression b = _columns.Second(row);
            Expression c = _columns.Third(row);
            Expression kind = Line(row, LineColumn.Kind);
            Expression limbs = Expression.Zero;
            for (int limb = _columns.Limbs - 1; limb >= 0; limb--)
            {
                limbs = (limbs * (1L << _columns.LimbBits)) + _columns.LimbOfAnyRow(row, limb);
            }

            Expression value = (a * ((Line(row, LineColumn.Qm) * b) + (Line(row, LineColumn.Qn) * c) + Line(row, LineColumn.Qa)))
                + (Line(row, LineColumn.Qb) * b) + (Line(row, LineColumn.Qc) * c) + Line(row, LineColumn.K);

            // usesLimbs is not zero for ranges and comparisons alone, usesResult for assignments and comparisons alone.
            Expression usesLimbs = kind * (kind - 1);
            Expression usesResult = (kind - 2) * w;
            Expression weight = (usesLimbs * ((1L << _columns.RangeBits) - 1)) + kind + kind;
            builder.Constrain("machine.unit", value + (weight * usesResult) - (usesLimbs * limbs));
            builder.Constrain("machine.bit", usesLimbs * usesResult * (w - 1));
        }
    }

    private void ConstrainLine(CircuitBuilder builder)
    {
        List<Fr[]> rows = [];
        foreach (MachineWitness witness in _witnesses)
        {
            for (int row = _columns.FirstLineRow; row < _columns.Rows; row++)
            {
                rows.Add([witness.Key + Fr.FromInt64(row), .. witness.LineAt(row)]);
            }
        }

        LookupTable table = builder.AddTable("program", rows);
        for (int row = _columns.FirstLineRow; row < _columns.Rows; row++)
        {
            Expression key = _columns.Program(row) + builder.RowInSlot;
            builder.Lookup(
                "machine.line",
                table,
                Expression.One,
                [key, .. Enumerable.Range(0, LineCode.Columns).Select(i => Line(row, (LineColumn)i))]);
            if (row + 1 < _columns.Rows)
            {
                builder.Constrain("machine.program", (Expression)_columns.Program(row + 1) - _columns.Program(row));
            }
        }
    }

    private void ConstrainOperands(CircuitBuilder builder)
    {
        Bus results = builder.OfferEveryRow(
            "machine.result", builder.Counter, Expression.Column(ColumnKind.Witness, _columns.Result(0).Column));
        for (int row = _columns.FirstLineRow; row < _columns.Rows; row++)
        {
            (string Label, LineColumn Address, Cell Operand)[] operands =
            [
                ("machine.a", LineColumn.A, _columns.First(row)),
                ("machine.b", LineColumn.B, _columns.Second(row)),
                ("machine.c", LineColumn.C, _columns.Third(row)),
            ];
            foreach ((string label, LineColumn address, Cell operand) in operands)
            {
                builder.Send(label, results, Expression.One, builder.SlotStart + Line(row, address), operand);
            }
        }
    }

    private Expression Line(int row, LineColumn column) => _columns.Line(row, column);
}
