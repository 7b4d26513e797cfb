using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Machine;

/// <summary>Which label notices which lie, and what it is called in the words of the program.</summary>
public sealed class StepMachineTests
{
    private static readonly int[] Programs = [SmallMachine.Compute, SmallMachine.Relay, SmallMachine.Idle, SmallMachine.Compute];

    private static readonly Lazy<SmallMachine> Small = new(() => new());

    [Theory]
    [InlineData(2, 0)]
    [InlineData(17, 2)]
    [InlineData(2, 17)]
    [InlineData(10, 10)]
    public void Machine_ProgramsOfEachKind_Pass(long x, long y) => Assert.Empty(Fired(Honest(x, y)));

    [Theory]
    [InlineData(1)]
    [InlineData(18)]
    public void Range_ValueBeyond_FailsUnit(long x) => Assert.Equal([("machine.unit", "compute, row 8 'range'")], Fired(Honest(x, x)));

    /// <summary>A difference has no witness beyond 2^bits: −16 is the lowest, 15 the highest.</summary>
    [Theory]
    [InlineData(2, 18, true)]
    [InlineData(2, 19, false)]
    [InlineData(17, 2, true)]
    [InlineData(17, 1, false)]
    public void Comparison_Difference_HasWitnessWithinTheWeight(long x, long y, bool passes) =>
        Assert.Equal(passes ? [] : [("machine.unit", "compute, row 9 'less'")], Fired(Honest(x, y)));

    [Theory]
    [InlineData(5, 6, 0)]
    [InlineData(6, 5, 1)]
    public void Comparison_OtherBit_FailsUnit(long x, long y, long lie)
    {
        Fr[][] results = Results(x, y);
        results[3][SmallMachine.ComparisonRow] = Fr.FromInt64(lie);
        results[3][SmallMachine.SelectionRow] = Fr.FromInt64(lie == 1 ? x : y);
        Assert.Equal([("machine.unit", "compute, row 9 'less'")], Fired(Small.Value.Inputs(Programs, results)));
    }

    [Fact]
    public void Result_NotTheProduct_FailsUnitOfEachRowThatItMeets()
    {
        Fr[][] results = Results(5, 6);
        results[3][SmallMachine.ProductRow] += Fr.One;
        Assert.Equal(
            [
                ("machine.unit", "compute, row 2 'product'"),
                ("machine.unit", "compute, row 3 'sum'"),
                ("machine.unit", "compute, row 5 'product again'"),
            ],
            Fired(Small.Value.Inputs(Programs, results)));
    }

    /// <summary>A result read at a value that it does not have, though the unit agrees.</summary>
    [Theory]
    [InlineData(0, "machine.a")]
    [InlineData(1, "machine.b")]
    [InlineData(2, "machine.c")]
    public void Operand_OtherValue_FailsItsLookup(int operand, string label)
    {
        MachineColumns columns = Small.Value.Columns;
        Fr[][] inputs = Honest(5, 6);
        // An idle row: no coefficient counts.
        const int row = 7;
        Cell cell = operand == 0 ? columns.First(row) : operand == 1 ? columns.Second(row) : columns.Third(row);
        inputs[2][Small.Value.Map.IndexOf(cell)] = Fr.FromInt64(99);
        Assert.Equal([(label, "idle, row 7 ''")], Fired(inputs));
    }

    /// <summary>The value of another row, or of the same row of another slot, is not the result that the line names.</summary>
    [Fact]
    public void Operand_ResultOfAnotherSlot_FailsItsLookup()
    {
        Fr[][] inputs = Honest(5, 6);
        // Slot 1 takes the product of slot 0; this forger takes that of slot 3, whatever follows from it.
        Fr[][] results = Results(5, 6);
        Fr other = results[3][SmallMachine.ProductRow];
        Assert.NotEqual(results[0][SmallMachine.ProductRow], other);
        results[1][SmallMachine.ProductRow] += other - results[0][SmallMachine.ProductRow];
        Small.Value.Machine.ComputeInputs(Small.Value.Map, inputs[1], SmallMachine.Relay, results[1], results[0]);
        inputs[1][Small.Value.Map.IndexOf(Small.Value.Columns.First(SmallMachine.ProductRow))] = other;
        Assert.Equal([("machine.a", "relay, row 2 'from before'")], Fired(inputs));
    }

    /// <summary>Two operands are the same result, which is one tuple too many, named where it is read last.</summary>
    [Fact]
    public void SlotBefore_InTheFirstSlot_FailsTheLookupOfEachSuchOperand()
    {
        int[] programs = [SmallMachine.Relay, SmallMachine.Idle, SmallMachine.Idle, SmallMachine.Idle];
        Fr[][] results = Small.Value.Run([.. programs.Select(program => (program, 0L, 0L))]);
        Assert.Equal(
            [("machine.a", "relay, row 2 'from before'"), ("machine.c", "relay, row 10 'handed on'")],
            Fired(Small.Value.Inputs(programs, results)));
    }

    /// <summary>Coefficients, a kind and addresses that are not the program's, each so that the unit and the operands agree.</summary>
    [Theory]
    [InlineData((int)LineColumn.Qm, 1)]
    [InlineData((int)LineColumn.Qn, 1)]
    [InlineData((int)LineColumn.Qa, 1)]
    [InlineData((int)LineColumn.Qb, 1)]
    [InlineData((int)LineColumn.Qc, 1)]
    [InlineData((int)LineColumn.Kind, 1)]
    [InlineData((int)LineColumn.A, 6)]
    [InlineData((int)LineColumn.B, 6)]
    [InlineData((int)LineColumn.C, 6)]
    public void Line_OtherCell_FailsTheTable(int column, long value)
    {
        Fr[][] inputs = Honest(5, 6);
        // All results of the idle slot are zero.
        inputs[2][Small.Value.Map.IndexOf(Small.Value.Columns.Line(7, (LineColumn)column))] = Fr.FromInt64(value);
        Assert.Equal([("machine.line", "idle, row 7 ''")], Fired(inputs));
    }

    /// <summary>A row of another program, where both have the same line.</summary>
    [Fact]
    public void Program_ChangedWithinASlot_FailsProgram()
    {
        Fr[][] inputs = Honest(5, 6);
        Fr key = inputs[1][Small.Value.Map.IndexOf(Small.Value.Columns.Program(SmallMachine.FirstLineRow))];
        for (int row = 13; row < SmallMachine.Rows; row++)
        {
            inputs[2][Small.Value.Map.IndexOf(Small.Value.Columns.Program(row))] = key;
        }

        Assert.Equal([("machine.program", "idle, row 12 ''")], Fired(inputs));
    }

    /// <summary>Keys that begin within a program: the lines of its second half, and what would follow it.</summary>
    [Fact]
    public void Program_KeyBetweenTwo_FailsTheTableOnTheRowsBetween()
    {
        SmallMachine same = new([SmallMachine.Program("first"), SmallMachine.Program("second")]);
        int[] programs = new int[SmallMachine.Slots];
        Fr[][] inputs = same.Inputs(programs, same.Run([.. programs.Select(program => (program, 0L, 0L))]));
        for (int row = SmallMachine.FirstLineRow; row < SmallMachine.Rows; row++)
        {
            inputs[0][same.Map.IndexOf(same.Columns.Program(row))] += Fr.FromInt64(8);
            foreach (LineColumn column in (LineColumn[])[LineColumn.A, LineColumn.B, LineColumn.C])
            {
                inputs[0][same.Map.IndexOf(same.Columns.Line(row, column))] += Fr.FromInt64(8);
            }
        }

        IReadOnlyList<CheckFailure> failures = same.Check(same.Generate(inputs));
        Assert.Equal(
            Enumerable.Range(8, 8), failures.Where(failure => failure.Label == "machine.line").Select(failure => failure.Row).Order());
        Assert.Null(same.Machine.Find(failures[0], same.Generate(inputs)));
    }

    [Fact]
    public void Limb_OfARowThatUsesIt_FailsUnit()
    {
        foreach ((int slot, int row, string place) in ((int, int, string)[])
            [(3, 8, "compute, row 8 'range'"), (3, 9, "compute, row 9 'less'"), (1, 12, "relay, row 12 'range of four'")])
        {
            for (int limb = 0; limb < SmallMachine.Grid.Limbs; limb++)
            {
                Fr[][] inputs = Honest(5, 6);
                int index = Small.Value.Map.IndexOf(Small.Value.Columns.Limb(row, limb));
                inputs[slot][index] = inputs[slot][index].IsZero ? Fr.One : Fr.Zero;
                Assert.Equal([("machine.unit", place)], Fired(inputs));
            }
        }
    }

    [Fact]
    public void Programs_LineThatDoesNotFit_IsNamed()
    {
        void Refuses(string message, int row, ProgramLine line) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => Of(row, line)).Message);

        Refuses("row 7 has no limbs", 7, SmallMachine.Range(SmallMachine.Line()));
        Refuses("row 3: there is no operand row 16", 3, SmallMachine.Line(b: 16));
        Refuses("row 3: there is no operand row -17", 3, SmallMachine.Line(c: -17));
        Refuses("No kind of line", 9, SmallMachine.Line() with { Qr = Fr.FromInt64(2) });
        Refuses("No kind of line", 9, SmallMachine.Line() with { Qw = Fr.One });
        Refuses("No kind of line", 9, SmallMachine.Line() with { Qw = -Fr.One, Qr = Fr.One });
    }

    private static SmallMachine Of(int row, ProgramLine line) => new([SmallMachine.Program("odd", (row, "", line))]);

    private static Fr[][] Results(long x, long y) => Small.Value.Run(
        (SmallMachine.Compute, 3, 4), (SmallMachine.Relay, 1, 2), (SmallMachine.Idle, 0, 0), (SmallMachine.Compute, x, y));

    private static Fr[][] Honest(long x, long y) => Small.Value.Inputs(Programs, Results(x, y));

    /// <summary>Labels and places of all failures.</summary>
    private static (string Label, string Place)[] Fired(Fr[][] inputs)
    {
        Trace trace = Small.Value.Generate(inputs);
        return [.. Small.Value.Check(trace).Select(failure => (failure.Label, Small.Value.Machine.Find(failure, trace)!.ToString()))];
    }
}
