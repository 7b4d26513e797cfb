using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Merkle;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>The log tree beside state trees that nobody touches: a leaf a slot, of a tree with room for 16.</summary>
public sealed class LogTreeTests
{
    private const int Depth = 2;
    private const int Slots = 4;
    private const int NodesPerSlot = 2;
    private const ulong Seed = 2401;

    private static readonly Lazy<Circuit> Shared = new(() => new());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Log_FirstLeaves_RootIsThatOfTheTree(int count)
    {
        Fr[] leaves = Leaves(count);
        MerkleTree tree = new(Depth, Fr.Zero);
        tree.Update([.. leaves.Select((leaf, i) => ((uint)i, leaf))]);
        IReadOnlyList<TreeNodeUpdate> nodes = NodeBus.ComputeLogNodes(Depth, leaves);
        Assert.Equal(Enumerable.Range(0, count), nodes.Where(node => node.Level == 1)
            .SelectMany(node => Enumerable.Range(0, 4).Where(k => node.IsTouched[k]).Select(k => (4 * (int)node.Index) + k)));
        Assert.Empty(Check(leaves, nodes, tree.Root));
    }

    [Fact]
    public void EmptyRoot_AnyDepth_IsThatOfTheTree() => Assert.All([1, 2, 7], depth =>
        Assert.Equal(new MerkleTree(depth, Fr.Zero).Root, NodeBus.EmptyRoot(depth)));

    [Fact]
    public void Log_OtherRoot_IsNoticed()
    {
        Fr[] leaves = Leaves(3);
        IReadOnlyList<TreeNodeUpdate> nodes = NodeBus.ComputeLogNodes(Depth, leaves);
        Assert.Equal(["node.parent", "node.root[log]"], Check(leaves, nodes, RootOf(leaves) + Fr.One));
    }

    /// <summary>The root is that of one leaf more, or less, than is sent.</summary>
    [Fact]
    public void Log_LeafInventedOrOmitted_IsNoticed()
    {
        Fr[] leaves = Leaves(3);
        Fr[] fewer = leaves[..2];
        Assert.Equal(["node.child"], Check([.. fewer], NodeBus.ComputeLogNodes(Depth, leaves), RootOf(leaves)));
        Assert.Equal(["log.leaf"], Check(leaves, NodeBus.ComputeLogNodes(Depth, fewer), RootOf(fewer)));

        // Without a flag the child would have to be what it was.
        TreeNodeUpdate[] hidden = [.. NodeBus.ComputeLogNodes(Depth, leaves).Select(node => node.Level == 1
            ? node with { IsTouched = [true, true, false, false] }
            : node)];
        Assert.Equal(["node.untouched"], Check(fewer, hidden, RootOf(leaves)));
    }

    /// <summary>Two leaves at one place, and one beyond the last.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(-1)]
    public void Log_LeafAtAPlaceThatIsTakenOrNone_IsNoticed(long index)
    {
        Fr[] leaves = Leaves(3);
        Assert.Equal(
            ["log.leaf", "node.child"],
            Check(leaves, NodeBus.ComputeLogNodes(Depth, leaves), RootOf(leaves), inputs => inputs[2][1] = Fr.FromInt64(index)));
    }

    /// <summary>A leaf of the state, at the level of the log, and the other way round.</summary>
    [Fact]
    public void Log_LeafAndNodesAtTheLevelsOfTheState_AreNoticed()
    {
        Fr[] leaves = Leaves(1);
        TreeNodeUpdate[] nodes = [.. NodeBus.ComputeLogNodes(Depth, leaves).Select(node => node with { IsLog = false })];
        Assert.Equal(["log.leaf", "node.child", "node.parent", "node.root[log]"], Check(leaves, nodes, RootOf(leaves)));
    }

    [Fact]
    public void ComputeLogNodes_MoreThanTheTreeHolds_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NodeBus.ComputeLogNodes(Depth, Leaves(17)));

    private static Fr[] Leaves(int count)
    {
        SeededElements random = new(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next())];
    }

    private static Fr RootOf(IReadOnlyList<Fr> leaves)
    {
        MerkleTree tree = new(Depth, Fr.Zero);
        tree.Update([.. leaves.Select((leaf, i) => ((uint)i, leaf))]);
        return tree.Root;
    }

    /// <summary>The labels that fire if slot i sends leaf i, as far as there are leaves.</summary>
    private static string[] Check(Fr[] leaves, IReadOnlyList<TreeNodeUpdate> nodes, Fr root, Action<Fr[][]>? tweak = null)
    {
        Circuit circuit = Shared.Value;
        Fr[][] slots = [.. Enumerable.Range(0, Slots).Select(slot => slot < leaves.Length
            ? (Fr[])[Fr.One, Fr.FromInt64(slot), leaves[slot]]
            : new Fr[3])];
        tweak?.Invoke(slots);
        TreeNodeUpdate[] all = [.. nodes, .. circuit.StateNodes];
        Assert.True(all.Length <= Slots * NodesPerSlot);
        Trace trace = WitnessGenerator.Generate(circuit.Built, Slots, (slot, inputs) =>
        {
            slots[slot].CopyTo(inputs);
            circuit.Nodes.ComputeInputs(circuit.Map, inputs, slot, all);
        });
        return StateCircuit.Labels(MockChecker.Check(circuit.Built.Circuit, trace, new([root], [])));
    }

    private sealed class Circuit
    {
        internal Circuit()
        {
            CircuitBuilder builder = new("log tree", new(Rows: 32, Copied: 8, Local: 5));
            Expression root = builder.AddPublicScalar();
            Region region = builder.Allocate("log", new(1, 3));
            Bit active = builder.ConstrainBit("log.active", builder.Input(region[0, 0]));
            builder.Input(region[0, 1]);
            builder.Input(region[0, 2]);
            Nodes = new(builder, 1, StateCircuit.ClaimedCompression);
            Nodes.SendLogLeaf("log.leaf", active, region[0, 1], region[0, 2]);
            Nodes.AddNodes(NodesPerSlot);
            Expression zeros = NodeBus.EmptyRoot(1);
            Nodes.ReceiveRoots([zeros, zeros, zeros, zeros], [zeros, zeros, zeros, zeros]);
            Nodes.ReceiveLogRoot(Depth, root);
            Built = builder.Build();
            Map = new(Built);
            MerkleSnapshot state = new MerkleTree(2, Fr.Zero).Snapshot();
            StateNodes = NodeBus.ComputeNodes(state, state, []);
        }

        internal NodeBus Nodes { get; }

        internal BuiltCircuit Built { get; }

        internal SlotInputMap Map { get; }

        /// <summary>The roots of the state, which stay as they are.</summary>
        internal IReadOnlyList<TreeNodeUpdate> StateNodes { get; }
    }
}
