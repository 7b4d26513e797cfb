using ZkRollup.Circuits.Builder;
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
        Fr[] account = [Fr.FromInt64(63), Fr.FromInt64(15), -Fr.One];
        Fr[] order = Forger.Numbers(31, 15, 255, 1);
        StateWorkload workload = new StateWorkload(sizes)
            .Before(sizes.Accounts.AddressOf(3, 1), account)
            .Before(sizes.Orders.AddressOf(15), order)
            .Before(sizes.Statics.AddressOf(15), Forger.Numbers(15, 127))
            .Do(3, 2, Control.On(3, 1, account))
            .Do(3, StateCircuit.OrderPort, Control.On(15, 0, order))
            .Do(3, StateCircuit.StaticLookup, Control.On(15, 0));
        Assert.Empty(new StateCircuit(sizes).Check(workload.Run()));
    }

    /// <summary>A tree that holds 2^n in a field of n bits is not opened: the honest unpacking fails its range.</summary>
    [Theory]
    [InlineData(64, 5)]
    [InlineData(9, 16)]
    public void Check_FirstReadOfAFieldTooWide_FailsItsRange(long amount, long nonce)
    {
        StateWorkload workload = new StateWorkload(Forger.Sizes)
            .Before(Forger.AddressX, [.. Forger.Numbers(amount, nonce), Fr.One])
            .Do(0, 2, Control.On(1, 0, Forger.Numbers(1, 1, 1)));
        Assert.StartsWith("limb[", Assert.Single(new StateCircuit(Forger.Sizes).Labels(workload.Run())), StringComparison.Ordinal);
    }

    /// <summary>Whatever a port that is off holds adds no entry.</summary>
    [Fact]
    public void Check_GarbageInPortsThatAreOff_ChangesNothing()
    {
        StateBatch batch = new StateWorkload(Forger.Sizes).Run();
        MemoryAccess garbage = new(Forger.Numbers(-1, 77, 5), 3);
        MemoryAccess order = new(Forger.Numbers(-1, 77, 5, 6), 3);
        Assert.Empty(new StateCircuit(Forger.Sizes).Check(batch with
        {
            Accounts = MemoryForgeries.Change(batch.Accounts, (0, 0, garbage), (0, 1, garbage), (1, 2, garbage)),
            Orders = MemoryForgeries.Change(batch.Orders, (1, 0, order)),
        }));
    }

    /// <summary>The tree keeps what the last write but one left, and its root is the new one.</summary>
    [Fact]
    public void Check_LastWriteLost_IsNoticed()
    {
        Forger forger = new();
        TouchedRecord whole = forger.Honest.Accounts.Touched[0];
        StateBatch lost = Forger.Workload().Do(1, 2, Control.Off(3)).Run();
        Assert.Equal(5ul, lost.Accounts.Touched[0].LastTime);
        Assert.NotEqual(whole.Last, lost.Accounts.Touched[0].Last);
        MemoryBatch accounts = forger.Honest.Accounts with { Touched = lost.Accounts.Touched };
        StateBatch batch = lost with { Controls = forger.Honest.Controls, Accounts = accounts };
        Assert.Equal(["account.new", "account.old"], forger.Circuit.Labels(batch));
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

    /// <summary>Two memories with the same records and tuples of the same length: what one bus holds, the other does not.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Check_TupleOfAnotherBus_IsNoticed(bool replayed)
    {
        CircuitBuilder builder = new("two memories", StateSizes.Small.Grid);
        AddressLayout addresses = new(0, 16);
        Memory first = new(builder, "first", StateCircuit.StaticFormat, addresses, new(1, 4));
        Memory second = new(builder, "second", StateCircuit.StaticFormat, addresses, new(1, 4));
        Memory[] memories = [first, second];
        ControlWires[] controls = [.. memories.Select(memory =>
        {
            ControlWires wires = new(builder, 4, hasOffset: false);
            memory.OpenRead(wires.Enable, wires.Address);
            return wires;
        })];
        NodeBus nodes = new(builder, 2, (slot, _, inputs) => Element.FromUnchecked(inputs[0].Cell));
        memories[0].AddTouchedRecords(nodes, 1);
        BuiltCircuit built = builder.Build();
        SlotInputMap map = new(built);
        MemoryJournal[] journals = [.. memories.Select(_ => new MemoryJournal(1, 1, _ => Forger.Numbers(3, 4)))];
        journals[0].Read(0, 0, 7);
        journals[1].Read(0, 0, 7);
        Trace trace = WitnessGenerator.Generate(built, 1, (slot, inputs) =>
        {
            for (int i = 0; i < memories.Length; i++)
            {
                bool isOn = (i == 1) == replayed;
                controls[i].ComputeInputs(map, inputs, isOn ? Control.On(7, 0) : Control.Off(0));
                memories[i].ComputeInputs(map, inputs, slot, journals[i].ToBatch());
            }
        });
        string[] leaf = ["touched.leaf"];
        string[] buses = ["first.first", "first.last", "second.new", "second.old"];
        string[] fired = StateCircuit.Labels(MockChecker.Check(built.Circuit, trace, PublicInputs.None));
        Assert.Equal(replayed ? [.. buses, .. leaf] : leaf, fired);
    }
}
