using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Tests.Gadgets.Arithmetic;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>The builder refuses what would be unsound.</summary>
public sealed class StateArgumentTests
{
    private static readonly RecordFormat Format = StateCircuit.Format;
    private static readonly PortPlan Reads = new(Format, read: [0, 2]);

    [Theory]
    [InlineData(16, true)]
    [InlineData(15, false)]
    public void At_BlockBound_MustLieWithinTheClass(int blocks, bool isAccepted) => AssertAccepted(isAccepted, builder =>
        new AddressLayout(0, (ulong)blocks).At(Number(builder, 4)));

    [Theory]
    [InlineData(4, true)]
    [InlineData(3, false)]
    public void At_OffsetBound_MustLieWithinTheClass(int offsets, bool isAccepted) => AssertAccepted(isAccepted, builder =>
        new AddressLayout(0, 16, Stride: 4, Offsets: (ulong)offsets).At(Number(builder, 4), Number(builder, 2)));

    [Theory]
    [InlineData(1UL, 1UL, true)]
    [InlineData(2UL, 1UL, false)]
    [InlineData(1UL, 2UL, false)]
    public void At_PartMissing_OnlyIfTheClassHasOne(ulong blocks, ulong offsets, bool isAccepted) => AssertAccepted(isAccepted, _ =>
        new AddressLayout(0, blocks, Stride: 4, Offsets: offsets).At());

    [Fact]
    public void At_PartThatTheClassDoesNotHave_Throws()
    {
        AssertAccepted(false, builder => new AddressLayout(0).At(Number(builder, 1)));
        AssertAccepted(false, builder => new AddressLayout(0, 16).At(Number(builder, 4), Number(builder, 1)));
    }

    /// <summary>Records of two classes never share an address; one class may be named twice.</summary>
    [Theory]
    [InlineData(16UL, 16UL, 1UL, 0UL, true)]
    [InlineData(15UL, 16UL, 1UL, 0UL, false)]
    [InlineData(0UL, 4UL, 4UL, 2UL, true)]
    [InlineData(0UL, 4UL, 4UL, 1UL, false)]
    [InlineData(0UL, 2UL, 8UL, 2UL, false)]
    [InlineData(0UL, 4UL, 4UL, 0UL, true)]
    public void Open_ClassOverAnother_Throws(ulong start, ulong blocks, ulong stride, ulong offset, bool isAccepted)
    {
        AddressLayout first = new(0, 4, Stride: 4, Offsets: 2);
        AddressLayout second = new(start, blocks, stride, offset, Math.Min(2, stride));
        AssertAccepted(isAccepted, builder =>
        {
            Memory memory = Create(builder, ports: 2);
            memory.Open(Reads, (Flag(builder), Address(builder, first)));
            memory.Open(Reads, (Flag(builder), Address(builder, second)));
        });
        AssertAccepted(isAccepted, builder =>
        {
            NodeBus nodes = Nodes(builder);
            Memory memory = new(builder, nodes, Format, new(1, 4));
            memory.Open(Reads, (Flag(builder), Address(builder, first)));
            new UnchangedRecords(builder, nodes, Format).Lookup(Reads, (Flag(builder), Address(builder, second)));
        });
    }

    [Theory]
    [InlineData(0UL, 64UL, 1UL, 0UL, 1UL, true)]
    [InlineData(1UL, 64UL, 1UL, 0UL, 1UL, false)]
    [InlineData(0UL, 17UL, 4UL, 0UL, 1UL, false)]
    [InlineData(0UL, 16UL, 4UL, 2UL, 2UL, true)]
    [InlineData(0UL, 16UL, 4UL, 3UL, 2UL, false)]
    [InlineData(0UL, 0UL, 4UL, 0UL, 1UL, false)]
    [InlineData(0UL, 16UL, 4UL, 0UL, 0UL, false)]
    [InlineData(0UL, ulong.MaxValue, 4UL, 0UL, 1UL, false)]
    public void Open_ClassOutsideTheTree_Throws(
        ulong start, ulong blocks, ulong stride, ulong offset, ulong offsets, bool isAccepted) => AssertAccepted(isAccepted, builder =>
        Create(builder).Open(Reads, (Flag(builder), Address(builder, new(start, blocks, stride, offset, offsets)))));

    [Fact]
    public void Open_PlanOfAnotherShape_Throws() => AssertAccepted(false, builder => Create(builder).Open(
        new(new([6, 4, 5], [8, 1]), read: [2]), (Flag(builder), Address(builder, new(0)))));

    [Fact]
    public void Open_NoAlternative_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Create(Builder()).Open(Reads));

    [Fact]
    public void Open_MorePortsThanDeclared_Throws()
    {
        CircuitBuilder builder = Builder();
        Memory memory = Create(builder);
        memory.Open(Reads, (Flag(builder), Address(builder, new(0))));
        Assert.Throws<InvalidOperationException>(() => memory.Open(Reads, (Flag(builder), Address(builder, new(0)))));
    }

    /// <summary>On eight copied columns 21 cells beside the address fit three rows.</summary>
    [Theory]
    [InlineData(7, 7, true)]
    [InlineData(11, 10, true)]
    [InlineData(11, 11, false)]
    public void Open_ManyFields_MustFitThreeRows(int seen, int written, bool isAccepted)
    {
        RecordFormat format = RecordFormat.Rollup;
        int[] packed = [.. Enumerable.Range(RecordFormat.WholeFields, 11)];
        int[] updated = packed[..written];
        PortPlan plan = new(format, read: [.. packed[..seen].Except(updated)], updated: updated);
        CircuitBuilder builder = new("arguments", GadgetCircuit.Large);
        Memory memory = new(builder, Nodes(builder), format, new(1, 4));
        Bit flag = Flag(builder);
        Exception? error = Record.Exception(() => memory.Open(plan, (flag, new AddressLayout(0).At())));
        Assert.Equal(isAccepted, error is null);
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void Set_BoundOfValue_MustLieWithinTheField(int bits, bool isAccepted) => AssertAccepted(isAccepted, builder =>
        Open(builder, new(Format, written: [2])).Set(2, Number(builder, bits)));

    [Fact]
    public void SetWhole_PackedField_Throws() => AssertAccepted(false, builder =>
        Open(builder, new(Format, written: [2])).SetWhole(2, Number(builder, 4)));

    [Fact]
    public void Set_FieldTwiceOrNotInThePlan_Throws()
    {
        CircuitBuilder builder = Builder();
        MemoryPort port = Open(builder, new(Format, written: [2], read: [3]));
        Bounded value = Number(builder, 4);
        port.Set(2, value);
        Assert.Throws<InvalidOperationException>(() => port.Set(2, value));
        Assert.Throws<InvalidOperationException>(() => port.Set(3, value));
        Assert.Throws<InvalidOperationException>(() => port.Clear(Flag(builder)));
    }

    [Fact]
    public void Clear_Twice_Throws()
    {
        CircuitBuilder builder = Builder();
        MemoryPort port = Open(builder, new(Format, clears: true));
        port.Clear(Flag(builder));
        Assert.Throws<InvalidOperationException>(() => port.Clear(Flag(builder)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AddTouchedRecords_PortLacksAFieldOrItsFlag_Throws(bool clears)
    {
        CircuitBuilder builder = Builder();
        PublicationBus publication = new(builder);
        Memory memory = Create(builder);
        PortPlan plan = clears ? new(Format, clears: true) : new(Format, written: [2]);
        MemoryPort port = memory.Open(plan, (Flag(builder), new AddressLayout(0).At()));
        Assert.Throws<InvalidOperationException>(() => memory.AddTouchedRecords(1, publication));
        if (clears)
        {
            port.Clear(Flag(builder));
        }
        else
        {
            port.Set(2, Number(builder, 4));
        }

        memory.AddTouchedRecords(1, publication);
        Assert.Throws<InvalidOperationException>(() => memory.AddTouchedRecords(1, publication));
    }

    [Fact]
    public void Lookup_PlanThatWrites_Throws()
    {
        AssertAccepted(false, builder => new UnchangedRecords(builder, Nodes(builder), Format)
            .Lookup(new(Format, written: [2]), (Flag(builder), Address(builder, new(0)))));
        AssertAccepted(false, builder => new UnchangedRecords(builder, Nodes(builder), Format)
            .Lookup(new(Format, clears: true), (Flag(builder), Address(builder, new(0)))));
    }

    [Fact]
    public void PortPlan_FieldTwiceOrMissing_Throws()
    {
        Assert.Throws<ArgumentException>(() => new PortPlan(Format, read: [2], written: [2]));
        Assert.Throws<ArgumentException>(() => new PortPlan(Format, read: [7]));
        Assert.Throws<ArgumentException>(() => new PortPlan(Format, zero: [-1]));
    }

    [Fact]
    public void View_FieldThatIsNotSeen_Throws()
    {
        CircuitBuilder builder = Builder();
        RecordView view = Open(builder, new(Format, read: [0, 2], written: [3], zero: [4])).Old;
        Assert.Equal(63, view.BoundedWhenEnabled(2).Maximum);
        Assert.Throws<ArgumentException>(() => view.BoundedWhenEnabled(0));
        Assert.Throws<ArgumentException>(() => view[1]);
        Assert.Throws<ArgumentException>(() => view[3]);
        Assert.Throws<ArgumentException>(() => view[4]);
    }

    [Fact]
    public void Journal_AccessNotLater_Throws()
    {
        MemoryJournal journal = new(2, 2, _ => Forger.FieldsX);
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

    private static void AssertAccepted(bool isAccepted, Action<CircuitBuilder> use)
    {
        CircuitBuilder builder = Builder();
        if (isAccepted)
        {
            use(builder);
        }
        else
        {
            Assert.Throws<ArgumentException>(() => use(builder));
        }
    }

    private static CircuitBuilder Builder() => new("arguments", StateSizes.Grid);

    private static NodeBus Nodes(CircuitBuilder builder) => new(builder, 2, (_, _, inputs) => inputs[0]);

    private static Memory Create(CircuitBuilder builder, int ports = 1) => new(builder, Nodes(builder), Format, new(ports, 4));

    private static MemoryPort Open(CircuitBuilder builder, PortPlan plan) =>
        Create(builder).Open(plan, (Flag(builder), new AddressLayout(0).At()));

    /// <summary>Some record of a class, by the smallest bounds.</summary>
    private static RecordAddress Address(CircuitBuilder builder, AddressLayout layout) =>
        layout.At(layout.Blocks == 1 ? null : Number(builder, 1), layout.Offsets == 1 ? null : Number(builder, 1));

    private static Bit Flag(CircuitBuilder builder) =>
        builder.ConstrainBit("flag", builder.Input(builder.Allocate("input", new(1, 1))[0, 0]));

    private static Bounded Number(CircuitBuilder builder, int bits) =>
        RangeCheck.Constrain(builder, builder.Input(builder.Allocate("input", new(1, 1))[0, 0]), bits);
}
