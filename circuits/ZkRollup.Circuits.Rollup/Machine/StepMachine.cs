using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>
/// Statement: each slot runs one of the programs, the same on all its rows: what the line of a row says holds of its result and its
/// operands, and an operand is the result of the row that the line names, of this slot or the one before.
/// </summary>
/// <remarks>
/// Preconditions: rows are fewer than r. The limbs of the machine's rows are looked up in the range table, as all limbs are.
/// Constraints: machine.unit, degree 4, machine.bit, degree 5, machine.program, degree 1, and the lookups machine.line, machine.a,
/// machine.b,
/// machine.c, offers machine.result, in docs/circuits/machine.md.
/// Cost: 2 copied and 13 local cells a row, the limbs, two multiplicities; six bus terms of degree 1 on every row; two gates without a
/// selector and one with.
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

    /// <summary>Both formulas hold on every row, so they have no selector.</summary>
    private void ConstrainUnit(CircuitBuilder builder)
    {
        Expression w = MachineColumns.OnEveryRow(_columns.Result(0));
        Expression a = MachineColumns.OnEveryRow(_columns.First(0));
        Expression b = MachineColumns.OnEveryRow(_columns.Second(0));
        Expression c = MachineColumns.OnEveryRow(_columns.Third(0));
        Expression kind = Line(LineColumn.Kind);
        Expression limbs = Expression.Zero;
        for (int limb = _columns.Limbs - 1; limb >= 0; limb--)
        {
            limbs = (limbs * (1L << _columns.LimbBits)) + MachineColumns.OnEveryRow(_columns.Limb(_columns.FirstLimbRow, limb));
        }

        Expression value = (a * ((Line(LineColumn.Qm) * b) + (Line(LineColumn.Qn) * c) + Line(LineColumn.Qa)))
            + (Line(LineColumn.Qb) * b) + (Line(LineColumn.Qc) * c) + Line(LineColumn.K);

        // usesLimbs is not zero for ranges and comparisons alone, usesResult for assignments and comparisons alone.
        Expression usesLimbs = kind * (kind - 1);
        Expression usesResult = (kind - 2) * w;
        Expression weight = (usesLimbs * ((1L << _columns.RangeBits) - 1)) + kind + kind;
        builder.ConstrainEveryRow("machine.unit", value + (weight * usesResult) - (usesLimbs * limbs));
        builder.ConstrainEveryRow("machine.bit", usesLimbs * usesResult * (w - 1));
    }

    private void ConstrainLine(CircuitBuilder builder)
    {
        for (int row = 0; row + 1 < _columns.Rows; row++)
        {
            builder.Constrain("machine.program", (Expression)_columns.Program(row + 1) - _columns.Program(row));
        }

        List<Fr[]> rows = [];
        foreach (MachineWitness witness in _witnesses)
        {
            for (int row = 0; row < _columns.Rows; row++)
            {
                rows.Add([witness.Key + Fr.FromInt64(row), .. witness.LineAt(row)]);
            }
        }

        LookupTable table = builder.AddTable("program", rows);
        Expression key = MachineColumns.OnEveryRow(_columns.Program(0)) + builder.RowInSlot;
        builder.Lookup(
            "machine.line", table, Expression.One, [key, .. Enumerable.Range(0, LineCode.Columns).Select(i => Line((LineColumn)i))]);
    }

    private void ConstrainOperands(CircuitBuilder builder)
    {
        Bus results = builder.OfferEveryRow("machine.result", builder.Counter, MachineColumns.OnEveryRow(_columns.Result(0)));
        Expression start = builder.SlotStart;
        (string Label, LineColumn Address, Cell Operand)[] operands =
        [
            ("machine.a", LineColumn.A, _columns.First(0)),
            ("machine.b", LineColumn.B, _columns.Second(0)),
            ("machine.c", LineColumn.C, _columns.Third(0)),
        ];
        foreach ((string label, LineColumn address, Cell operand) in operands)
        {
            builder.Send(label, results, Expression.One, start + Line(address), MachineColumns.OnEveryRow(operand));
        }
    }

    private Expression Line(LineColumn column) => MachineColumns.OnEveryRow(_columns.Line(0, column));
}
