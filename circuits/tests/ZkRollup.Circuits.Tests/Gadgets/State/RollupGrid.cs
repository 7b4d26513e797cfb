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

    private const int Ports = 4;
    private const int WholePorts = 2;
    private const int Accesses = Ports + 3;

    private static readonly RecordFormat Format = RecordFormat.Rollup;

    private readonly ControlWires[] _controls;
    private readonly Memory _memory;
    private readonly NodeBus _nodes;

    internal RollupGrid()
    {
        GridShape grid = new(Rows: 256, Copied: 10, Local: 24, Limbs: 5, LimbBits: 12);
        CircuitBuilder builder = new("state of the rollup", grid, instanceStride: 64);
        Poseidon2Layout layout = new(20, 8, 16);
        Expression[] oldRoots = [.. Enumerable.Range(0, NodeBus.Subtrees).Select(_ => builder.AddPublicScalar())];
        Expression[] newRoots = [.. Enumerable.Range(0, NodeBus.Subtrees).Select(_ => builder.AddPublicScalar())];
        PublicationBus publication = new(builder);
        _nodes = new(builder, Depth, (slot, domain, inputs) => TreeCompression.Compress(slot, layout, domain, inputs));
        _memory = new(builder, _nodes, Format, new(Accesses, 8192));
        _controls = StateCircuit.OpenAll(builder, _memory, Ports, WholePorts, Accesses);
        _memory.AddTouchedRecords(TouchedPerSlot, publication);
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
        MerkleSnapshot before = tree.Snapshot();
        MemoryJournal journal = new(Slots, Accesses, Built.Circuit.RowsPerSlot, _ => new Fr[Format.Count]);
        Control[][] controls = [.. Enumerable.Range(0, Slots).Select(slot => Run(random, slot, journal, state))];
        MemoryBatch batch = journal.ToBatch();
        foreach (TouchedRecord record in batch.Touched)
        {
            Assert.Equal(state[record.Address], record.Last);
            tree.Set((uint)record.Address, StateWorkload.LeafHash(Format, record.Last));
        }

        MerkleSnapshot after = tree.Snapshot();
        IReadOnlyList<TreeNodeUpdate> nodes = NodeBus.ComputeNodes(before, after, batch.Touched.Select(record => record.Address));
        Assert.True(nodes.Count <= NodesPerSlot * Slots);
        SlotInputMap map = new(Built);
        Trace trace = WitnessGenerator.Generate(Built, Slots, (slot, inputs) =>
        {
            for (int number = 0; number < _controls.Length; number++)
            {
                _controls[number].ComputeInputs(map, inputs, controls[slot][number], batch.Accesses[slot][number]);
            }

            _memory.ComputeInputs(map, inputs, slot, batch);
            _nodes.ComputeInputs(map, inputs, slot, nodes);
        }, lie);
        return MockChecker.Check(Built.Circuit, trace, Publish(batch, before, after));
    }

    private PublicInputs Publish(MemoryBatch batch, MerkleSnapshot before, MerkleSnapshot after)
    {
        Fr[] Roots(MerkleSnapshot tree) => [.. Enumerable.Range(0, NodeBus.Subtrees).Select(k => tree.GetNode(Depth, (uint)k))];
        return new([.. Roots(before), .. Roots(after)], PublicationBus.ComputeColumns(
        [
            .. batch.Touched.Where(record => _nodes.IsPublished(record.Address) && !record.First.SequenceEqual(record.Last))
                .Select(record => StateCircuit.OfRecord(record.Address, Format.ComputeLanes(record.Last))),
        ]));
    }

    /// <summary>One slot: each access is off, or at one of a few records.</summary>
    private static Control[] Run(SeededElements random, int slot, MemoryJournal journal, Dictionary<ulong, Fr[]> state)
    {
        ulong[] addresses = [1, (1UL << 30) + 5, (2UL << 30) - 1, 2UL << 30, (1UL << 32) - 1];
        Control[] controls = new Control[Accesses];
        for (int number = 0; number < Accesses; number++)
        {
            controls[number] = Control.Off;
            if (random.NextBelow(3) == 0)
            {
                continue;
            }

            ulong address = addresses[random.NextBelow(addresses.Length)];
            Fr[] old = state.TryGetValue(address, out Fr[]? known) ? known : new Fr[Format.Count];
            controls[number] = random.NextBelow(3) == 0 ? Control.Read(address) : Control.Write(address, RandomFields(random));
            Fr[] now = StateCircuit.Apply(number, controls[number], old);
            state[address] = now;
            Assert.Equal(
                old, number < Ports ? journal.Write(slot, number, address, now) : journal.Read(slot, number, address));
        }

        return controls;
    }

    /// <summary>Random fields; one in four is the largest of its width.</summary>
    private static Fr[] RandomFields(SeededElements random)
    {
        Fr[] fields = new Fr[Format.Count];
        for (int field = 0; field < fields.Length; field++)
        {
            Fr value = random.Next();
            fields[field] = RecordFormat.IsWhole(field) ? value
                : random.NextBelow(4) == 0 ? FieldInteger.ToField(Format.MaximumOf(field))
                : FieldInteger.ToField(FieldInteger.Of(value) & Format.MaximumOf(field));
        }

        return fields;
    }
}
