using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>Honest batches pass, false statements do not.</summary>
public sealed class StateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Check_RandomWorkload_Passes(ulong seed)
    {
        StateCircuit circuit = new(StateSizes.Small);
        Assert.Empty(circuit.Check(StateWorkload.Random(StateSizes.Small, seed).Run()));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Check_RandomWorkloadInADeeperTree_Passes(ulong seed)
    {
        StateSizes sizes = new(Slots: 8, Touched: 1, Nodes: 4, Depth: 3);
        Assert.Empty(new StateCircuit(sizes).Check(StateWorkload.Random(sizes, seed).Run()));
    }

    [Fact]
    public void Check_NothingHappens_Passes()
    {
        StateBatch batch = new StateWorkload(StateSizes.Small).Run();
        Assert.Equal(NodeBus.Subtrees, batch.Nodes.Count);
        Assert.Empty(new StateCircuit(StateSizes.Small).Check(batch));
    }

    [Fact]
    public void Check_LargestValuesAndAddresses_Pass()
    {
        StateSizes sizes = StateSizes.Small;
        Fr[] largest = [-Fr.One, -Fr.One, .. Forger.Numbers(63, 15, 31, 255, 1)];
        StateWorkload workload = new StateWorkload(sizes)
            .Before(sizes.AddressOf(0, 0), largest)
            .Before(sizes.AddressOf(3, sizes.Leaves - 1), largest)
            .Do(0, 0, Control.Write(sizes.AddressOf(0, 0), largest))
            .Do(3, StateCircuit.Ports - 1, Control.Write(sizes.AddressOf(1, sizes.Leaves - 1), largest))
            .Do(3, StateCircuit.Accesses - 1, Control.Read(sizes.AddressOf(3, sizes.Leaves - 1)));
        Assert.Empty(new StateCircuit(sizes).Check(workload.Run()));
    }

    /// <summary>A tree that holds 2^n in a field of n bits is not opened: the honest unpacking fails its range.</summary>
    [Theory]
    [InlineData(2, 64)]
    [InlineData(3, 16)]
    [InlineData(4, 32)]
    [InlineData(5, 256)]
    [InlineData(6, 2)]
    public void Check_FirstReadOfAFieldTooWide_FailsItsRange(int field, long value)
    {
        StateWorkload workload = new StateWorkload(Forger.Sizes)
            .Before(Forger.AddressX, Forger.Change(Forger.FieldsX, (field, value)))
            .Do(0, 0, Control.Write(Forger.AddressX, Forger.FieldsX));
        Assert.StartsWith("limb[", Assert.Single(new StateCircuit(Forger.Sizes).Labels(workload.Run())), StringComparison.Ordinal);
    }

    /// <summary>Whatever an access that is off holds adds no entry.</summary>
    [Fact]
    public void Check_GarbageInAccessesThatAreOff_ChangesNothing()
    {
        StateBatch batch = new StateWorkload(Forger.Sizes).Run();
        MemoryAccess garbage = new(Forger.Numbers(-1, 77, 5, 6, 7, 8, 9), 3);
        Assert.Empty(new StateCircuit(Forger.Sizes).Check(batch.With((0, 0, garbage), (0, 1, garbage), (1, 2, garbage), (1, 4, garbage))));
    }

    /// <summary>Rows without a record may lie anywhere among those with one, in any order.</summary>
    [Fact]
    public void Check_TouchedRecordsInAnyOrder_Pass()
    {
        Forger forger = new();
        IReadOnlyList<TouchedRecord> touched = forger.Honest.Memory.Touched;
        TouchedRecord[] other = [touched[2], touched[0], touched[1]];
        Assert.Empty(forger.Circuit.Check(forger.Honest.WithTouched(other)));
    }

    /// <summary>The tree keeps what the last write but one left, and its root is the new one.</summary>
    [Fact]
    public void Check_LastWriteLost_IsNoticed()
    {
        Forger forger = new();
        TouchedRecord whole = forger.Honest.Memory.Touched[Forger.RowOfA];
        StateBatch lost = Forger.Workload().Do(1, 3, Control.Off).Do(1, 5, Control.Off).Run();
        Assert.Equal(67ul, lost.Memory.Touched[Forger.RowOfA].LastTime);
        Assert.NotEqual(whole.Last, lost.Memory.Touched[Forger.RowOfA].Last);
        StateBatch batch = forger.Honest.WithTouched([.. lost.Memory.Touched]) with { Nodes = lost.Nodes, NewRoots = lost.NewRoots };
        Assert.Equal(["memory.new"], forger.Circuit.Labels(batch));
    }

    [Theory]
    [InlineData(0, "node.parent", "node.root[0]")]
    [InlineData(3, "node.parent", "node.root[3]")]
    [InlineData(4, "node.parent", "node.root[0]")]
    [InlineData(7, "node.parent", "node.root[3]")]
    public void Check_WrongRoot_IsNoticed(int root, params string[] labels)
    {
        Forger forger = new();
        PublicInputs honest = StateCircuit.Publish(forger.Honest);
        Fr[] roots = [.. honest.Scalars];
        roots[root] += Fr.One;
        PublicInputs wrong = honest with { Scalars = roots };
        Assert.Equal(labels, StateCircuit.Labels(MockChecker.Check(forger.Circuit.Built.Circuit, forger.Trace, wrong)));
    }
}
