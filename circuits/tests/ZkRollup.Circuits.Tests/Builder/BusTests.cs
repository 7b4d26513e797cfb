using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Builder;

/// <summary>Buses, tables and lookups, with counted multiplicities.</summary>
public sealed class BusTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(16)]
    public void Lookup_TableShorterEqualAndLongerThanTheSlot_AcceptsItsRowsAndNamesOthers(int size)
    {
        // Rows (i, i² + 1): all different, and none is (0, 0).
        CircuitBuilder builder = new("table", new(Rows: 4, Copied: 1, Local: 1));
        LookupTable table = builder.AddTable("squares", [.. Enumerable.Range(0, size).Select(i => new[] { Fr.FromInt64(i), Square(i) })]);
        Region region = builder.Allocate("row", new(1, 1, 1), atRow: 2);
        builder.Input(region[0, 0]);
        builder.Input(region[0, 1]);
        builder.Lookup("find", table, 1, region[0, 0], region[0, 1]);
        BuiltCircuit built = builder.Build();
        Assert.Equal(size > 4 ? 2 : 0, built.Circuit.Tables.Count);
        Assert.Equal(Math.Max(1, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)size) / 4), built.Circuit.SlotsMin);

        const int Slots = 8;
        Trace trace = WitnessGenerator.Generate(built, Slots, (slot, inputs) =>
        {
            inputs[0] = Fr.FromInt64(slot % size);
            inputs[1] = Square(slot % size);
        });
        Assert.Empty(Check(built, trace));
        int column = Assert.Single(built.Circuit.Multiplicities).Column;
        Fr total = Fr.Zero;
        for (int row = 0; row < trace.Rows; row++)
        {
            total += trace[row, column];
        }

        Assert.Equal(Fr.FromInt64(Slots), total);

        // Two tuples are left: the false one, and (1, 2), which was counted once too often and is named where it comes last.
        trace[6, 1] += Fr.One;
        IReadOnlyList<CheckFailure> failures = Check(built, trace);
        Assert.Contains(new("find", 1, 2, "bus 'squares': (1, 3) is left 1 times"), failures);
        Assert.Contains(failures, failure => failure.Detail == "bus 'squares': (1, 2) is left -1 times");
        Assert.Equal(2, failures.Count);
    }

    /// <summary>Limbs 0 to 3, five squares and two numbers, below each other: a row of one table is none of another.</summary>
    [Theory]
    [InlineData(4, 17, 6, null)]
    [InlineData(0, 1, 7, null)]
    [InlineData(2, 4, 6, "squares")]
    [InlineData(3, 0, 7, "squares")]
    [InlineData(4, 17, 3, "numbers")]
    [InlineData(4, 17, 4, "numbers")]
    [InlineData(6, 0, 6, "squares")]
    public void Lookup_SharedTables_AcceptsRowsOfItsOwnAlone(int number, int square, int other, string? label)
    {
        CircuitBuilder builder = new("shared", new(Rows: 4, Copied: 1, Local: 2, Limbs: 1, LimbBits: 2), sharesTables: true);
        LookupTable squares = builder.AddTable("squares", [.. Enumerable.Range(0, 5).Select(i => new[] { Fr.FromInt64(i), Square(i) })]);
        LookupTable numbers = builder.AddTable("numbers", [[Fr.FromInt64(6)], [Fr.FromInt64(7)]]);
        Region region = builder.Allocate("row", new(1, 1, 2), atRow: 2);
        for (int i = 0; i < 3; i++)
        {
            builder.Input(region[0, i]);
        }

        builder.Lookup("squares", squares, 1, region[0, 0], region[0, 1]);
        builder.Lookup("numbers", numbers, 1, region[0, 2]);
        BuiltCircuit built = builder.Build();
        Assert.Single(built.Circuit.Multiplicities);
        Assert.Equal(3, built.Circuit.Tables.Count);
        Assert.Equal(4, built.Circuit.SlotsMin);
        Trace trace = WitnessGenerator.Generate(built, 4, (slot, inputs) =>
            (inputs[0], inputs[1], inputs[2]) = (Fr.FromInt64(number), Fr.FromInt64(square), Fr.FromInt64(other)));
        Assert.Equal(label is null ? [] : [label], Check(built, trace).Select(failure => failure.Label).Distinct());

        Region last = Assert.Single(built.Regions);
        trace[last.Row, 3] = Fr.FromInt64(4);
        Assert.Contains(Check(built, trace), failure => failure.Label == "limb[0]");
    }

    [Fact]
    public void SharedTables_PublicTermOrAfterBuild_Refused()
    {
        CircuitBuilder builder = new("shared", new(Rows: 4, Copied: 1, Local: 0), sharesTables: true);
        LookupTable table = builder.AddTable("numbers", [[Fr.One]]);
        Assert.Contains(
            "tables are for lookups alone", Assert.Throws<ArgumentException>(() => builder.SendPublic("public", table.Bus, 1, 1)).Message);
        builder.Build();
        Assert.Throws<InvalidOperationException>(() => builder.AddTable("late", [[Fr.One]]));
    }

    [Fact]
    public void OfferEveryRow_OfCells_Refused()
    {
        CircuitBuilder builder = new("rows", new(Rows: 4, Copied: 1, Local: 0));
        Assert.Contains(
            "'rows' reads cells", Assert.Throws<ArgumentException>(() => builder.OfferEveryRow("rows", new Cell(0, 0))).Message);
    }

    [Fact]
    public void Lookup_WitnessComputedWithAFalseTuple_IsLeftOutOfTheCountsAndNamed()
    {
        BuiltCircuit built = Range(out Cell value);
        Trace trace = WitnessGenerator.Generate(built, 2, (slot, inputs) => inputs[0] = Fr.FromInt64(slot == 1 ? 8 : 7));
        CheckFailure failure = Assert.Single(Check(built, trace));
        Assert.Equal(("limb[0]", 1, value.Row), (failure.Label, failure.Slot, failure.Row));
        Assert.Equal("bus 'limb': (8) is left 1 times", failure.Detail);
    }

    [Fact]
    public void Lookup_FromAPaddingRow_IsChecked()
    {
        // No region covers row 3: the lookup of limb columns holds there all the same.
        BuiltCircuit built = Range(out Cell value);
        Trace trace = WitnessGenerator.Generate(built, 2, (_, inputs) => inputs[0] = Fr.One);
        trace[7, value.Column] = -Fr.One;
        Assert.Contains(Check(built, trace), failure => failure is { Label: "limb[0]", Slot: 1, Row: 3 });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(2)]
    public void Multiplicity_Wrong_IsNamed(int wrong)
    {
        BuiltCircuit built = Range(out _);
        Trace trace = WitnessGenerator.Generate(built, 2, (_, inputs) => inputs[0] = Fr.FromInt64(5));
        int column = built.Circuit.Multiplicities[0].Column;
        Assert.Equal((Fr.FromInt64(6), Fr.FromInt64(2)), (trace[0, column], trace[5, column]));
        trace[5, column] += Fr.FromInt64(wrong == 0 ? -2 : wrong);
        CheckFailure failure = Assert.Single(Check(built, trace));
        Assert.Contains("(5) is left", failure.Detail);
    }

    [Fact]
    public void Lookup_WithEnableBit_CountsOnlyEnabledRows()
    {
        CircuitBuilder builder = new("enable", new(Rows: 4, Copied: 0, Local: 2));
        LookupTable table = builder.AddTable("seven", [[Fr.FromInt64(7)]]);
        Region region = builder.Allocate("row", new(1, 0, 2));
        Unconstrained enable = builder.Input(region[0, 0]);
        builder.Input(region[0, 1]);
        Bit bit = builder.ConstrainBit("bit", enable);
        builder.Lookup("find", table, bit, region[0, 1]);
        BuiltCircuit built = builder.Build();

        Trace trace = WitnessGenerator.Generate(built, 4, (slot, inputs) =>
        {
            inputs[0] = Fr.FromInt64(slot % 2);
            inputs[1] = Fr.FromInt64(slot % 2 == 1 ? 7 : 100);
        });
        Assert.Empty(Check(built, trace));
        Assert.Equal(Fr.FromInt64(2), trace[0, built.Circuit.Multiplicities[0].Column]);
        trace[0, 0] = Fr.One;
        CheckFailure failure = Assert.Single(Check(built, trace));
        Assert.Equal(("find", 0), (failure.Label, failure.Slot));
    }

    [Fact]
    public void Offer_RowsOfTheWitness_AreCountedAtTheFirstOfEqualOnes()
    {
        BuiltCircuit built = Dynamic(out Cell multiplicity);
        Trace trace = WitnessGenerator.Generate(built, 4, (slot, inputs) =>
        {
            inputs[0] = Fr.FromInt64(slot / 2);
            inputs[1] = Fr.One;
        });
        Assert.Empty(Check(built, trace));
        Assert.Equal(
            [Fr.Zero, Fr.Zero, Fr.FromInt64(4), Fr.Zero],
            Enumerable.Range(0, 4).Select(slot => trace[(slot * 4) + multiplicity.Row, multiplicity.Column]));

        Trace lost = WitnessGenerator.Generate(built, 4, (slot, inputs) => inputs[1] = Fr.FromInt64(slot));
        Assert.Equal([1, 2, 3], Check(built, lost).Select(failure => failure.Slot));
        Assert.All(Check(built, lost), failure => Assert.Equal("find", failure.Label));
    }

    [Fact]
    public void Offer_MultiplicityBelowTheFirstRowOfTheTuple_Throws()
    {
        CircuitBuilder builder = new("late", new(Rows: 4, Copied: 0, Local: 2));
        Bus bus = builder.AddBus("bus", 1);
        string message = Assert.Throws<ArgumentException>(() => builder.Offer("offer", bus, new(1, 0), (Expression)new Cell(0, 1))).Message;
        Assert.Contains("'offer' counts on row 1, but its tuple begins a row earlier", message);
    }

    [Fact]
    public void SendAndReceive_AcrossSlots_CancelOrNameBothSides()
    {
        CircuitBuilder builder = new("memory", new(Rows: 2, Copied: 0, Local: 2));
        Bus bus = builder.AddBus("memory", 2);
        Expression total = builder.AddPublicScalar();
        Region region = builder.Allocate("row", new(1, 0, 2), atRow: 1);
        builder.Input(region[0, 0]);
        builder.Input(region[0, 1]);
        builder.Send("write", bus, 1, builder.SlotStart, region[0, 0]);
        builder.Receive("read", bus, 1, builder.SlotStart - 2, region[0, 1]);
        builder.SendPublic("first", bus, 1, -2, 9);
        builder.SendPublic("last", bus, -1, 6, total);
        BuiltCircuit built = builder.Build();

        Trace trace = WitnessGenerator.Generate(built, 4, (slot, inputs) =>
        {
            inputs[0] = Fr.FromInt64(10 + slot);
            inputs[1] = Fr.FromInt64(9 + slot);
        });
        PublicInputs inputs = new([Fr.FromInt64(13)], []);
        Assert.Empty(MockChecker.Check(built.Circuit, trace, inputs));
        IReadOnlyList<CheckFailure> failures = MockChecker.Check(built.Circuit, trace, new([Fr.FromInt64(14)], []));
        Assert.Equal(["last", "write"], failures.Select(failure => failure.Label));
        trace[3, 0] += Fr.One;
        failures = MockChecker.Check(built.Circuit, trace, inputs);
        Assert.Equal([("write", 1), ("read", 2)], failures.Select(failure => (failure.Label, failure.Slot)));
    }

    [Fact]
    public void SameTupleOnTwoBuses_DoesNotCancel()
    {
        CircuitBuilder builder = new("replay", new(Rows: 2, Copied: 0, Local: 1));
        Cell cell = builder.Allocate("row", new(1, 0, 1))[0, 0];
        builder.Input(cell);
        builder.Send("send", builder.AddBus("one", 1), 1, (Expression)cell);
        builder.Receive("receive", builder.AddBus("two", 1), 1, (Expression)cell);
        BuiltCircuit built = builder.Build();
        Trace trace = WitnessGenerator.Generate(built, 1, (_, inputs) => inputs[0] = Fr.One);
        Assert.Equal(["send", "receive"], Check(built, trace).Select(failure => failure.Label));
    }

    [Fact]
    public void Terms_WronglyWritten_Throw()
    {
        CircuitBuilder builder = new("wrong", new(Rows: 2, Copied: 0, Local: 1));
        Bus bus = builder.AddBus("bus", 1);
        Expression cell = new Cell(0, 0);
        builder.Send("once", bus, 1, cell);
        Refused(() => builder.Send("once", bus, 1, cell), "'once' is added twice on the same row");
        Refused(() => builder.Send("two", bus, 1, cell, cell), "'two' has 2 elements; bus 'bus' of this builder takes 1");
        Refused(() => builder.Send("other", new Bus("other", 9, 1), 1, cell), "bus 'other' of this builder");
        Refused(() => builder.SendPublic("public", bus, 1, cell), "'public' reads columns");
        Refused(() => builder.Send("everywhere", bus, 1, Expression.Parameter(0, Fr.One)), "parameters have no row to belong to");
        Refused(() => builder.AddTable("ragged", [[Fr.One], [Fr.One, Fr.One]]), "Table 'ragged' has rows of 1 and of 2 elements");
        Assert.Throws<InvalidOperationException>(() => builder.LimbTable);

        void Refused(Action write, string message) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(write).Message);
    }

    [Fact]
    public void Build_PublicTermsAlone_Throws()
    {
        CircuitBuilder builder = new("public", new(Rows: 2, Copied: 0, Local: 1));
        builder.SendPublic("alone", builder.AddBus("bus", 1), 1, 5);
        Assert.Contains("('alone'): there is no sum", Assert.Throws<ArgumentException>(() => builder.Build()).Message);
    }

    private static Fr Square(int i) => Fr.FromInt64((i * i) + 1);

    private static IReadOnlyList<CheckFailure> Check(BuiltCircuit built, Trace trace) =>
        MockChecker.Check(built.Circuit, trace, PublicInputs.None);

    /// <summary>One limb of three bits on row 1 of each slot of four.</summary>
    private static BuiltCircuit Range(out Cell value)
    {
        CircuitBuilder builder = new("range", new(Rows: 4, Copied: 0, Local: 0, Limbs: 1, LimbBits: 3));
        value = builder.Allocate("row", new(1, 0, 0, 1), atRow: 1).Limb(0, 0);
        builder.Input(value);
        return builder.Build();
    }

    /// <summary>Each slot offers its first input and looks up its second.</summary>
    private static BuiltCircuit Dynamic(out Cell multiplicity)
    {
        CircuitBuilder builder = new("dynamic", new(Rows: 4, Copied: 0, Local: 3));
        Region region = builder.Allocate("row", new(1, 0, 3), atRow: 2);
        Bus bus = builder.AddBus("bus", 1);
        builder.Input(region[0, 0]);
        builder.Input(region[0, 1]);
        multiplicity = region[0, 2];
        builder.Offer("offer", bus, multiplicity, region[0, 0]);
        builder.Send("find", bus, 1, (Expression)region[0, 1]);
        return builder.Build();
    }
}
