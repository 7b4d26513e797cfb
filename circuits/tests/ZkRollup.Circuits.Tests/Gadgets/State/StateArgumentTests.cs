using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Tests.Gadgets.Arithmetic;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>The builder refuses what would be unsound, or could not be proven.</summary>
public sealed class StateArgumentTests
{
    private static readonly RecordFormat Format = StateCircuit.Format;

    [Fact]
    public void Open_MoreAccessesThanDeclared_Throws()
    {
        CircuitBuilder builder = Builder();
        Memory memory = Create(builder, accesses: 2);
        Open(builder, memory);
        Region region = memory.Allocate(1, new(0, 0, Limbs: memory.GapLimbs));
        memory.Read(region, 0);
        Assert.Throws<InvalidOperationException>(() => Open(builder, memory));
        Assert.Throws<InvalidOperationException>(() => memory.Read(memory.Allocate(1, new(0, 0, Limbs: memory.GapLimbs)), 0));
    }

    /// <summary>Two accesses of a slot, or of two slots, never have the same time.</summary>
    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Memory_MoreAccessesThanRows_Throws(int accesses, bool isAccepted)
    {
        Exception? error = Record.Exception(() => Create(Builder(), accesses));
        Assert.Equal(isAccepted, error is null);
    }

    [Fact]
    public void Update_FieldTwice_Throws()
    {
        CircuitBuilder builder = Builder();
        MemoryPort port = Open(builder, Create(builder));
        Element value = Input(builder);
        port.Update(2, value, value);
        port.Keep(3);
        Assert.Throws<InvalidOperationException>(() => port.Update(2, value, value));
        Assert.Throws<InvalidOperationException>(() => port.Keep(2));
        Assert.Throws<InvalidOperationException>(() => port.Update(3, value, value));
    }

    [Fact]
    public void AddTouchedRecords_PortLacksAField_Throws()
    {
        CircuitBuilder builder = Builder();
        PublicationBus publication = new(builder);
        Memory memory = Create(builder, accesses: 2);
        MemoryPort port = Open(builder, memory);
        for (int field = 0; field < Format.Count; field++)
        {
            Assert.False(port.IsComplete);
            Assert.Throws<InvalidOperationException>(() => memory.AddTouchedRecords(1, publication));
            port.Keep(field);
        }

        Assert.True(port.IsComplete);
        memory.AddTouchedRecords(1, publication);
        Assert.Throws<InvalidOperationException>(() => memory.AddTouchedRecords(1, publication));
        Assert.Throws<InvalidOperationException>(() => Open(builder, memory));
    }

    /// <summary>All records of the rollup lie in the same eight columns, as the products of their tuples are shared.</summary>
    [Fact]
    public void Cells_OfTheRollup_TakeEightColumnsOnTwoRows()
    {
        CircuitBuilder builder = new("arguments", GadgetCircuit.Large);
        Memory memory = new(builder, Nodes(builder), RecordFormat.Rollup, new(1, 4));
        Region region = memory.Allocate(2, new(0, 0));
        Assert.Equal(new RegionSize(4, 8), region.Size);
        for (int record = 0; record < 2; record++)
        {
            RecordCells cells = memory.CellsOf(region, record);
            Cell[] first = [cells.Enable, cells.Address, .. cells.Fields.Skip(2).Take(6)];
            Cell[] second = [cells.Spare, .. cells.Fields.Take(2), .. cells.Fields.Skip(8)];
            Assert.Equal(Enumerable.Range(0, 16).Select(i => region[(2 * record) + (i / 8), i % 8]), [.. first, .. second]);
        }
    }

    [Fact]
    public void Journal_AccessNotLater_Throws()
    {
        MemoryJournal journal = new(2, 2, 64, _ => Forger.FieldsX);
        journal.Read(0, 1, 5);
        Assert.Throws<ArgumentException>(() => journal.Read(0, 1, 6));
        Assert.Throws<ArgumentException>(() => journal.Read(0, 0, 6));
    }

    [Fact]
    public void ComputeInputs_MoreTouchedRecordsThanRoom_Throws()
    {
        Forger forger = new();
        TouchedRecord[] many = [.. Enumerable.Repeat(forger.Honest.Memory.Touched[0], 7)];
        Assert.Throws<ArgumentException>(() => forger.Circuit.Inputs(forger.Honest.WithTouched(many)));
    }

    private static CircuitBuilder Builder() => new("arguments", StateSizes.Grid);

    private static NodeBus Nodes(CircuitBuilder builder) => new(builder, 2, (_, _, inputs) => inputs[0]);

    private static Memory Create(CircuitBuilder builder, int accesses = 1) => new(builder, Nodes(builder), Format, new(accesses, 4));

    private static MemoryPort Open(CircuitBuilder builder, Memory memory) => memory.Open(Input(builder), Input(builder));

    private static Element Input(CircuitBuilder builder) =>
        Element.FromUnchecked(builder.Input(builder.Allocate("input", new(1, 1))[0, 0]).Cell);
}
