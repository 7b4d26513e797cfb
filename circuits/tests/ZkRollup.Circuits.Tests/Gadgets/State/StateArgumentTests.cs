using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>The builder refuses what would be unsound.</summary>
public sealed class StateArgumentTests
{
    private static readonly RecordFormat Pair = StateCircuit.StaticFormat;

    [Theory]
    [InlineData(16, true)]
    [InlineData(15, false)]
    public void OpenRead_BlockBound_MustLieWithinTheClass(int blocks, bool isAccepted) => AssertAccepted(isAccepted, builder =>
    {
        Memory memory = new(builder, "memory", Pair, new(0, (ulong)blocks), new(1, 4));
        memory.OpenRead(Flag(builder), new(Number(builder, 4)));
    });

    [Theory]
    [InlineData(4, true)]
    [InlineData(3, false)]
    public void OpenRead_OffsetBound_MustLieWithinTheClass(int offsets, bool isAccepted) => AssertAccepted(isAccepted, builder =>
    {
        Memory memory = new(builder, "memory", Pair, new(0, 16, Stride: 4, Offsets: (ulong)offsets), new(1, 4));
        memory.OpenRead(Flag(builder), new(Number(builder, 4), Number(builder, 2)));
    });

    [Fact]
    public void OpenRead_OffsetMissing_Throws() => AssertAccepted(false, builder =>
    {
        Memory memory = new(builder, "memory", Pair, new(0, 16, Stride: 4, Offsets: 2), new(1, 4));
        memory.OpenRead(Flag(builder), new(Number(builder, 4)));
    });

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Set_BoundOfValue_MustLieWithinTheField(int bits, bool isAccepted) => AssertAccepted(isAccepted, builder =>
    {
        MemoryPort port = Open(builder);
        port.Set(0, Number(builder, bits));
    });

    [Fact]
    public void SetWhole_PackedField_Throws() => AssertAccepted(false, builder => Open(builder).SetWhole(0, Number(builder, 4)));

    [Fact]
    public void Set_FieldTwice_Throws()
    {
        CircuitBuilder builder = Builder();
        MemoryPort port = Open(builder);
        port.Keep(0);
        Assert.Throws<InvalidOperationException>(() => port.Keep(0));
    }

    [Fact]
    public void Set_PortThatReads_Throws()
    {
        CircuitBuilder builder = Builder();
        Memory memory = new(builder, "memory", Pair, new(0, 16), new(1, 4));
        MemoryPort port = memory.OpenRead(Flag(builder), new(Number(builder, 4)));
        Assert.Throws<InvalidOperationException>(() => port.Keep(0));
    }

    [Fact]
    public void AddTouchedRecords_PortLacksAField_Throws()
    {
        CircuitBuilder builder = Builder();
        Memory memory = new(builder, "memory", Pair, new(0, 16), new(1, 4));
        memory.OpenWrite(Flag(builder), new(Number(builder, 4))).Keep(0);
        Assert.Throws<InvalidOperationException>(() => memory.AddTouchedRecords(Nodes(builder), 1));
    }

    [Fact]
    public void OpenRead_MorePortsThanDeclared_Throws()
    {
        CircuitBuilder builder = Builder();
        Memory memory = new(builder, "memory", Pair, new(0, 16), new(1, 4));
        memory.OpenRead(Flag(builder), new(Number(builder, 4)));
        Assert.Throws<InvalidOperationException>(() => memory.OpenRead(Flag(builder), new(Number(builder, 4))));
    }

    [Fact]
    public void BoundedWhenEnabled_HasTheWidthOfTheField()
    {
        CircuitBuilder builder = Builder();
        Memory memory = new(builder, "memory", StateCircuit.AccountFormat, new(0, 16), new(1, 4));
        MemoryPort port = memory.OpenRead(Flag(builder), new(Number(builder, 4)));
        Assert.Equal(63, port.Old.BoundedWhenEnabled(0).Maximum);
        Assert.Throws<ArgumentException>(() => port.Old.BoundedWhenEnabled(2));
    }

    /// <summary>Records of two formats never share an address; two tables of one format may.</summary>
    [Theory]
    [InlineData(16UL, 16UL, 1UL, 0UL, true)]
    [InlineData(15UL, 16UL, 1UL, 0UL, false)]
    [InlineData(0UL, 4UL, 4UL, 2UL, true)]
    [InlineData(0UL, 4UL, 4UL, 1UL, false)]
    [InlineData(0UL, 2UL, 8UL, 2UL, false)]
    public void AddRecords_AddressesOfAnotherFormat_Throw(ulong start, ulong blocks, ulong stride, ulong offset, bool isAccepted)
    {
        AddressLayout first = new(0, 4, Stride: 4, Offsets: 2);
        AddressLayout second = new(start, blocks, stride, offset, Math.Min(2, stride));
        AssertAccepted(isAccepted, builder => Claim(builder, first, Pair, second, StateCircuit.AccountFormat));
        AssertAccepted(true, builder => Claim(builder, first, Pair, second, Pair));
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
    public void AddRecords_AddressesOutsideTheTree_Throw(
        ulong start, ulong blocks, ulong stride, ulong offset, ulong offsets, bool isAccepted) => AssertAccepted(isAccepted, builder =>
        new UnchangedRecords(builder, "a", Pair, new(start, blocks, stride, offset, offsets)).AddRecords(Nodes(builder), 1));

    [Theory]
    [InlineData(0, 252, 1, 1, true)]
    [InlineData(0, 252, 0, 1, false)]
    [InlineData(0, 0, 0, 1, false)]
    [InlineData(0, 1, 0, 0, false)]
    [InlineData(0, 0, 1, 0, true)]
    [InlineData(0, 1, 2, 1, false)]
    [InlineData(0, 1, 4, 1, false)]
    [InlineData(0, 1, 1, 253, false)]
    [InlineData(0, 1, 1, -1, false)]
    public void RecordFormat_Lanes_HoldTheirFields(int firstLane, int firstBits, int secondLane, int secondBits, bool isAccepted) =>
        AssertAccepted(isAccepted, _ =>
        {
            RecordField[] fields = [new("a", firstLane, firstBits), new("b", secondLane, secondBits)];
            Assert.Equal(fields, new RecordFormat(fields).Fields);
        });

    [Fact]
    public void RecordFormat_ThirteenFields_Throw() => AssertAccepted(false, _ =>
        Assert.Equal(0, new RecordFormat([.. Enumerable.Range(0, 13).Select(i => new RecordField($"{i}", 0, 1))]).Count));

    [Fact]
    public void ComputeLanes_Fields_AreShifted()
    {
        Fr[] lanes = StateCircuit.OrderFormat.ComputeLanes(Forger.Numbers(17, 3, 200, 1));
        Assert.Equal(Forger.Numbers(17 + (3 << 5), 200 + (1 << 8), 0, 0), lanes);
    }

    [Fact]
    public void Journal_AccessNotLater_Throws()
    {
        MemoryJournal journal = new(2, 2, _ => Forger.Numbers(1, 2));
        journal.Read(0, 1, 5);
        Assert.Throws<ArgumentException>(() => journal.Read(0, 1, 6));
        Assert.Throws<ArgumentException>(() => journal.Read(0, 0, 6));
    }

    [Fact]
    public void ComputeInputs_MoreTouchedRecordsThanRoom_Throws()
    {
        StateBatch batch = new Forger().Honest;
        TouchedRecord[] many = [.. Enumerable.Repeat(batch.Accounts.Touched[0], 3)];
        StateBatch overfull = batch with { Accounts = batch.Accounts with { Touched = many } };
        Assert.Throws<ArgumentException>(() => new Forger().Circuit.Inputs(overfull));
    }

    private static void Claim(
        CircuitBuilder builder, AddressLayout first, RecordFormat firstFormat, AddressLayout second, RecordFormat secondFormat)
    {
        NodeBus nodes = Nodes(builder);
        new UnchangedRecords(builder, "a", firstFormat, first).AddRecords(nodes, 1);
        new UnchangedRecords(builder, "b", secondFormat, second).AddRecords(nodes, 1);
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

    private static CircuitBuilder Builder() => new("arguments", StateSizes.Small.Grid);

    private static NodeBus Nodes(CircuitBuilder builder) => new(builder, 2, (_, _, inputs) => inputs[0]);

    private static MemoryPort Open(CircuitBuilder builder)
    {
        Memory memory = new(builder, "memory", Pair, new(0, 16), new(1, 4));
        return memory.OpenWrite(Flag(builder), new(Number(builder, 4)));
    }

    private static Bit Flag(CircuitBuilder builder) =>
        builder.ConstrainBit("flag", builder.Input(builder.Allocate("input", new(1, 1))[0, 0]));

    private static Bounded Number(CircuitBuilder builder, int bits) =>
        RangeCheck.Constrain(builder, builder.Input(builder.Allocate("input", new(1, 1))[0, 0]), bits);
}
