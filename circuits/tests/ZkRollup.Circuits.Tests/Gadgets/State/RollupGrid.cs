using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Merkle;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>State on the grid of the rollup circuit, with its records, the real hash and subtrees of depth 15.</summary>
internal sealed class RollupGrid
{
    internal const int Slots = 16;
    private const int TouchedPerSlot = 2;
    private const int NodesPerSlot = 8;
    private const int Depth = 15;

    private static readonly RecordFormat Format = RecordFormat.Rollup;
    private static readonly AddressLayout Accounts = new(0, 1 << 24, Stride: 64, OffsetBase: 1);
    private static readonly AddressLayout Positions = new(0, 1 << 24, Stride: 64, OffsetBase: 16, Offsets: 8);
    private static readonly AddressLayout Sessions = new(0, 1 << 24, Stride: 64, OffsetBase: 32, Offsets: 16);
    private static readonly AddressLayout Orders = new(1UL << 30, 1 << 30);
    private static readonly AddressLayout Terms = new(2UL << 30, 1 << 12, Stride: 8);
    private static readonly AddressLayout Treasury = new(3UL << 30);

    private readonly StatePort[] _ports;
    private readonly ControlWires[] _controls;
    private readonly ControlWires _lookup;
    private readonly Memory _memory;
    private readonly UnchangedRecords _terms;
    private readonly NodeBus _nodes;

    internal RollupGrid()
    {
        GridShape grid = new(Rows: 256, Copied: 8, Local: 24, Limbs: 4, LimbBits: 12);
        CircuitBuilder builder = new("state of the rollup", grid, instanceStride: 64);
        Poseidon2Layout layout = new(20, 8, 16);
        Expression[] oldRoots = [.. Enumerable.Range(0, NodeBus.Subtrees).Select(_ => builder.AddPublicScalar())];
        Expression[] newRoots = [.. Enumerable.Range(0, NodeBus.Subtrees).Select(_ => builder.AddPublicScalar())];
        PublicationBus publication = new(builder);
        _nodes = new(builder, Depth, (slot, domain, inputs) => TreeCompression.Compress(slot, layout, domain, inputs));
        _ports =
        [
            new(new(Format, read: [0, 1, 2, 4, 7, 9, 10], updated: [3]), Sessions),
            new(new(Format, updated: [2, 10, 11, 12], zero: [0, 1]), Accounts, Positions, Treasury),
            new(new(Format, written: [.. Enumerable.Range(2, 11)], zero: [0, 1]), Orders),
            new(new(Format, read: [2, 3, 4, 5, 6, 7, 8, 9, 11, 12], updated: [10], zero: [0, 1], clears: true), Orders),
        ];
        _memory = new(builder, _nodes, Format, new(_ports.Length, 8192));
        _terms = new(builder, _nodes, Format);
        _controls = [.. _ports.Select(port => port.Open(builder, _memory))];
        _lookup = new(builder, [Terms]);
        _terms.Lookup(new(Format, read: [4, 5, 6, 9, 10, 11, 12], zero: [0, 1]), _lookup.Alternatives);
        _memory.AddTouchedRecords(TouchedPerSlot, publication);
        _terms.AddRecords(1);
        _nodes.AddNodes(NodesPerSlot);
        _nodes.ReceiveRoots(oldRoots, newRoots);
        Built = builder.Build();
    }

    internal BuiltCircuit Built { get; }

    /// <summary>A random batch: honest witness and public inputs.</summary>
    /// <param name="seed">Of the workload.</param>
    /// <param name="lie">Which steps lie; null if none does.</param>
    internal IReadOnlyList<CheckFailure> CheckRandom(ulong seed, HintOverride? lie = null)
    {
        SeededElements random = new(seed);
        MerkleTree tree = new(Depth + 1, StateWorkload.LeafHash(Format, new Fr[Format.Count]));
        Dictionary<ulong, Fr[]> state = [];
        ulong terms = random.NextUInt64() % Terms.Blocks;
        state[Terms.AddressOf(terms)] = RandomFields(random, hasKey: false);
        foreach ((ulong address, Fr[] fields) in state)
        {
            tree.Set((uint)address, StateWorkload.LeafHash(Format, fields));
        }

        MerkleSnapshot before = tree.Snapshot();
        MemoryJournal journal = new(Slots, _ports.Length, _ => new Fr[Format.Count]);
        Control[][] controls = [.. Enumerable.Range(0, Slots).Select(slot => Run(random, slot, journal, state))];
        MemoryBatch batch = journal.ToBatch();
        foreach (TouchedRecord record in batch.Touched)
        {
            Assert.Equal(state[record.Address], record.Last);
            tree.Set((uint)record.Address, StateWorkload.LeafHash(Format, record.Last));
        }

        MerkleSnapshot after = tree.Snapshot();
        IEnumerable<ulong> leaves = batch.Touched.Select(record => record.Address).Append(Terms.AddressOf(terms));
        IReadOnlyList<TreeNodeUpdate> nodes = NodeBus.ComputeNodes(before, after, leaves);
        Assert.True(nodes.Count <= NodesPerSlot * Slots);
        SlotInputMap map = new(Built);
        Trace trace = WitnessGenerator.Generate(Built, Slots, (slot, inputs) =>
        {
            for (int port = 0; port < _controls.Length; port++)
            {
                _controls[port].ComputeInputs(map, inputs, controls[slot][port]);
            }

            Fr[] fields = state[Terms.AddressOf(terms)];
            _lookup.ComputeInputs(map, inputs, Control.On(0, terms, 0));
            _memory.ComputeInputs(map, inputs, slot, batch);
            _terms.ComputeInputs(map, inputs, slot, [fields], [(Terms.AddressOf(terms), fields)]);
            _nodes.ComputeInputs(map, inputs, slot, nodes);
        }, lie);
        return MockChecker.Check(Built.Circuit, trace, Publish(batch, before, after));
    }

    private PublicInputs Publish(MemoryBatch batch, MerkleSnapshot before, MerkleSnapshot after)
    {
        Fr[] Roots(MerkleSnapshot tree) => [.. Enumerable.Range(0, NodeBus.Subtrees).Select(k => tree.GetNode(Depth, (uint)k))];
        return new([.. Roots(before), .. Roots(after)], PublicationBus.ComputeWords(
        [
            .. batch.Touched.Where(record => _nodes.IsPublished(record.Address))
                .Select(record => (record.Address, (IReadOnlyList<Fr>)Format.ComputeLanes(record.Last))),
        ]));
    }

    /// <summary>One slot: each port is off, or at one of a few records.</summary>
    private Control[] Run(SeededElements random, int slot, MemoryJournal journal, Dictionary<ulong, Fr[]> state)
    {
        Control[] controls = new Control[_ports.Length];
        for (int port = 0; port < _ports.Length; port++)
        {
            controls[port] = Control.Off;
            if (random.NextBelow(3) == 0)
            {
                continue;
            }

            StatePort spec = _ports[port];
            int alternative = random.NextBelow(spec.Classes.Count);
            AddressLayout layout = spec.Classes[alternative];
            ulong block = random.NextBelow(2) == 0 ? 0 : layout.Blocks - 1;
            Fr[] fields = RandomFields(random, hasKey: true);
            Fr[] written = [.. spec.WrittenFields.Select(field => fields[field])];
            bool clears = spec.Plan.Clears && random.NextBelow(2) == 0;
            controls[port] = Control.On(alternative, block, layout.Offsets - 1, written) with { Clears = clears };
            ulong address = spec.AddressOf(controls[port]);
            Fr[] old = state.TryGetValue(address, out Fr[]? known) ? known : new Fr[Format.Count];
            state[address] = spec.Apply(controls[port], old);
            Assert.Equal(old, journal.Write(slot, port, address, state[address]));
        }

        return controls;
    }

    /// <summary>Random fields; one in four is the largest of its width.</summary>
    private static Fr[] RandomFields(SeededElements random, bool hasKey)
    {
        Fr[] fields = new Fr[Format.Count];
        for (int field = hasKey ? 0 : RecordFormat.WholeFields; field < fields.Length; field++)
        {
            Fr value = random.Next();
            fields[field] = RecordFormat.IsWhole(field) ? value
                : random.NextBelow(4) == 0 ? FieldInteger.ToField(Format.MaximumOf(field))
                : FieldInteger.ToField(FieldInteger.Of(value) & Format.MaximumOf(field));
        }

        return fields;
    }
}
