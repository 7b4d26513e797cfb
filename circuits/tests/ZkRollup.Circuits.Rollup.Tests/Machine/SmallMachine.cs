using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Machine;

/// <summary>A machine of 16 rows, lines from row 2, limbs of two bits from row 8 on, and three programs with all kinds of lines.</summary>
/// <remarks>
/// Rows 0 and 1 have no line: there stand x and y. <see cref="Relay"/> reads the slot before, so it cannot be the first.
/// A batch has four slots, as the table of programs has 64 rows.
/// </remarks>
internal sealed class SmallMachine
{
    internal const int Rows = 16;
    internal const int Slots = 4;
    internal const int FirstLineRow = 2;
    internal const int FirstLimbRow = 8;
    internal const int X = 0;
    internal const int Y = 1;
    internal const int ProductRow = 2;
    internal const int AssertionRow = 5;
    internal const int RangeRow = 8;
    internal const int ComparisonRow = 9;
    internal const int SelectionRow = 10;

    internal const int Compute = 0;
    internal const int Relay = 1;
    internal const int Idle = 2;

    internal static readonly GridShape Grid = new(Rows, MachineColumns.Copied, MachineColumns.Local, Limbs: 2, LimbBits: 2);

    internal static readonly Fr Weight = Fr.FromInt64(16);

    internal SmallMachine()
        : this([ComputeProgram(), RelayProgram(), IdleProgram()])
    {
    }

    internal SmallMachine(IReadOnlyList<StepProgram> programs)
    {
        Programs = programs;
        CircuitBuilder builder = new("small machine", Grid, sharesTables: true);
        Columns = new(builder, FirstLineRow, FirstLimbRow);
        Machine = new(builder, Columns, programs);
        Built = builder.Build();
        Map = new(Built);
    }

    internal IReadOnlyList<StepProgram> Programs { get; }

    internal MachineColumns Columns { get; }

    internal StepMachine Machine { get; }

    internal BuiltCircuit Built { get; }

    internal SlotInputMap Map { get; }

    internal static ProgramLine Line(
        long qm = 0, long qn = 0, long qa = 0, long qb = 0, long qc = 0, long k = 0, int a = 0, int b = 0, int c = 0) =>
        new(
            Fr.FromInt64(qm),
            Fr.FromInt64(qn),
            Fr.FromInt64(qa),
            Fr.FromInt64(qb),
            Fr.FromInt64(qc),
            Fr.FromInt64(k),
            Fr.Zero,
            Fr.Zero,
            a,
            b,
            c);

    internal static ProgramLine Assign(ProgramLine line) => line with { Qw = -Fr.One };

    internal static ProgramLine Range(ProgramLine line) => line with { Qr = Fr.One };

    internal static ProgramLine Compare(ProgramLine line) => line with { Qw = Weight, Qr = Fr.One };

    /// <summary>A program from some of its lines.</summary>
    internal static StepProgram Program(string name, params IReadOnlyList<(int Row, string Rule, ProgramLine Line)> lines)
    {
        ProgramLine[] all = [.. Enumerable.Range(0, Rows).Select(ProgramLine.Nothing)];
        string[] labels = [.. Enumerable.Repeat("", Rows)];
        foreach ((int row, string rule, ProgramLine line) in lines)
        {
            all[row] = line;
            labels[row] = rule;
        }

        return new(name, all, labels);
    }

    /// <summary>The results of each slot: what lines determine, the rest as given.</summary>
    internal Fr[][] Run(params IReadOnlyList<(int Program, long X, long Y)> slots)
    {
        Fr[][] results = [.. slots.Select(_ => new Fr[Rows])];
        for (int slot = 0; slot < results.Length; slot++)
        {
            Fr[] own = results[slot];
            Fr[] before = slot == 0 ? new Fr[Rows] : results[slot - 1];
            (own[X], own[Y]) = (Fr.FromInt64(slots[slot].X), Fr.FromInt64(slots[slot].Y));
            for (int row = 0; row < Rows; row++)
            {
                ProgramLine line = Programs[slots[slot].Program].Lines[row];
                Fr At(int operand) => operand >= 0 ? own[operand] : before[Rows + operand];
                (Fr a, Fr b, Fr c) = (At(line.A), At(line.B), At(line.C));
                Fr value = (a * ((line.Qm * b) + (line.Qn * c))) + (line.Qa * a) + (line.Qb * b) + (line.Qc * c) + line.K;
                if (line.Qw == -Fr.One)
                {
                    own[row] = value;
                }
                else if (line.Qw == Weight)
                {
                    own[row] = IsNegative(value) ? Fr.One : Fr.Zero;
                }
            }
        }

        return results;
    }

    /// <summary>The inputs of each slot.</summary>
    internal Fr[][] Inputs(IReadOnlyList<int> programs, Fr[][] results)
    {
        Fr[][] inputs = [.. programs.Select(_ => new Fr[Built.InputCells.Count])];
        for (int slot = 0; slot < inputs.Length; slot++)
        {
            Machine.ComputeInputs(Map, inputs[slot], programs[slot], results[slot], slot == 0 ? [] : results[slot - 1]);
        }

        return inputs;
    }

    internal Trace Generate(Fr[][] inputs) =>
        WitnessGenerator.Generate(Built, inputs.Length, (slot, target) => inputs[slot].CopyTo(target));

    internal IReadOnlyList<CheckFailure> Check(Trace trace) => MockChecker.Check(Built.Circuit, trace, PublicInputs.None);

    /// <summary>The limbs of all rows that have some.</summary>
    internal static IEnumerable<Cell> LimbCells(SmallMachine small) =>
        from row in Enumerable.Range(FirstLimbRow, Rows - FirstLimbRow)
        from limb in Enumerable.Range(0, Grid.Limbs)
        select small.Columns.Limb(row, limb);

    /// <summary>Of small numbers.</summary>
    private static bool IsNegative(in Fr value)
    {
        Span<ulong> words = stackalloc ulong[Fr.LimbCount];
        value.WriteCanonicalLimbs(words);
        return words[^1] != 0;
    }

    private static StepProgram ComputeProgram() => Program(
        "compute",
        (ProductRow, "product", Assign(Line(qm: 1, a: X, b: Y, c: ProductRow))),
        (3, "sum", Assign(Line(qn: 3, qa: 2, k: 5, a: X, b: 3, c: ProductRow))),
        (4, "linear", Assign(Line(qa: 2, qb: -1, qc: 7, k: 1, a: X, b: Y, c: 3))),
        (AssertionRow, "product again", Line(qm: 1, qc: -1, a: X, b: Y, c: ProductRow)),
        (RangeRow, "range", Range(Line(qa: 1, k: -2, a: X, b: AssertionRow, c: RangeRow))),
        (ComparisonRow, "less", Compare(Line(qa: 1, qb: -1, a: X, b: Y, c: ComparisonRow))),
        (SelectionRow, "selection", Assign(Line(qm: 1, qn: -1, qc: 1, a: ComparisonRow, b: X, c: Y))));

    private static StepProgram RelayProgram() => Program(
        "relay",
        (ProductRow, "from before", Assign(Line(qa: 1, qb: 1, a: ProductRow - Rows, b: Y, c: SelectionRow - Rows))),
        (4, "linear", Assign(Line(qa: 2, qb: -1, qc: 7, k: 1, a: X, b: Y, c: 3))),
        (10, "handed on", Assign(Line(qc: 1, a: 10, b: 10, c: SelectionRow - Rows))),
        (12, "range of four", Range(Line(qa: 1, qb: 1, qc: 1, k: 4, a: X, b: Y, c: 12))));

    /// <summary>Reads x and y, so that no result is free.</summary>
    private static StepProgram IdleProgram() => Program("idle", (ProductRow, "sum", Assign(Line(qa: 1, qb: 1, a: X, b: Y, c: ProductRow))));
}
