using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Merkle;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>State on the grid of the rollup circuit, with records of its size, the real hash and subtrees of depth 15.</summary>
internal sealed class RollupGrid
{
    internal const int Slots = 16;
    private const int NodesPerSlot = 8;
    private const int Depth = 15;
    private const int TableCount = 2;

    private readonly ControlWires[] _controls;
    private readonly Memory[] _memories;
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
        _memories =
        [
            new(builder, "header", Header, Headers, new(2, 8192)),
            new(builder, "order", Order, Orders, new(2, 8192)),
        ];
        _controls = [.. Enumerable.Range(0, 2 * TableCount).Select(port => AddPort(builder, _memories[port / 2], isWrite: port % 2 == 1))];
        _memories[0].AddTouchedRecords(_nodes, 1, publication);
        _memories[1].AddTouchedRecords(_nodes, 1);
        _nodes.AddNodes(NodesPerSlot);
        _nodes.ReceiveRoots(oldRoots, newRoots);
        Built = builder.Build();
    }

    internal BuiltCircuit Built { get; }

    internal static RecordFormat Header { get; } = new(
        new RecordField("key x", 0, RecordField.Whole),
        new RecordField("key y", 1, RecordField.Whole),
        new RecordField("owner", 2, 160),
        new RecordField("cash", 2, 80),
        new RecordField("position mask", 3, 8),
        new RecordField("open orders", 3, 16),
        new RecordField("flags", 3, 8),
        new RecordField("nonce", 3, 32));

    internal static RecordFormat Order { get; } = new(
        new RecordField("instrument", 0, 16),
        new RecordField("side", 0, 1),
        new RecordField("price", 0, 32),
        new RecordField("quantity", 0, 40),
        new RecordField("account", 0, 24),
        new RecordField("session", 0, 4),
        new RecordField("generation", 0, 32),
        new RecordField("expiry", 0, 40),
        new RecordField("flags", 1, 8),
        new RecordField("next", 1, 30),
        new RecordField("key of next", 1, 33),
        new RecordField("id", 1, 48));

    internal static AddressLayout Headers { get; } = new(0, 1 << 24, Stride: 64);

    internal static AddressLayout Orders { get; } = new(1 << 30, 1 << 30);

    /// <summary>A random batch: honest witness and public inputs.</summary>
    /// <param name="seed">Of the workload.</param>
    /// <param name="lie">Which steps lie; null if none does.</param>
    internal IReadOnlyList<CheckFailure> CheckRandom(ulong seed, HintOverride? lie = null)
    {
        SeededElements random = new(seed);
        MerkleTree tree = new(Depth + 1, Poseidon2.Compress(Fr.Zero, Fr.Zero, Fr.Zero, Fr.Zero, TreeDomain.Leaf));
        Dictionary<ulong, Fr[]> before = [];
        ulong[] RandomBlocks(ulong limit) => [.. Enumerable.Range(0, 3).Select(_ => random.NextUInt64() % limit)];
        ulong[][] blocks = [.. _memories.Select(memory => RandomBlocks(memory.Addresses.Blocks))];
        blocks[0][2] = Headers.Blocks - 1;
        for (int table = 0; table < TableCount; table++)
        {
            foreach (ulong block in blocks[table].Take(2))
            {
                ulong address = _memories[table].Addresses.AddressOf(block);
                before[address] = RandomFields(random, _memories[table].Format);
                tree.Set((uint)address, StateWorkload.LeafHash(_memories[table].Format, before[address]));
            }
        }

        MerkleSnapshot old = tree.Snapshot();
        Control[][] controls = [.. Enumerable.Range(0, Slots).Select(_ => new Control[2 * TableCount])];
        MemoryBatch[] batches = [.. Enumerable.Range(0, TableCount).Select(table => Run(random, table, blocks[table], before, controls))];
        for (int table = 0; table < TableCount; table++)
        {
            foreach (TouchedRecord record in batches[table].Touched)
            {
                tree.Set((uint)record.Address, StateWorkload.LeafHash(_memories[table].Format, record.Last));
            }
        }

        IEnumerable<ulong> touched = batches.SelectMany(batch => batch.Touched).Select(record => record.Address);
        IReadOnlyList<TreeNodeUpdate> nodes = NodeBus.ComputeNodes(old, tree.Snapshot(), touched);
        Assert.True(nodes.Count <= NodesPerSlot * Slots);
        return Check(controls, batches, nodes, old, tree.Snapshot(), lie);
    }

    private IReadOnlyList<CheckFailure> Check(
        Control[][] controls,
        MemoryBatch[] batches,
        IReadOnlyList<TreeNodeUpdate> nodes,
        MerkleSnapshot before,
        MerkleSnapshot after,
        HintOverride? lie)
    {
        SlotInputMap map = new(Built);
        Trace trace = WitnessGenerator.Generate(Built, Slots, (slot, inputs) =>
        {
            for (int port = 0; port < _controls.Length; port++)
            {
                _controls[port].ComputeInputs(map, inputs, controls[slot][port]);
            }

            for (int table = 0; table < TableCount; table++)
            {
                _memories[table].ComputeInputs(map, inputs, slot, batches[table]);
            }

            _nodes.ComputeInputs(map, inputs, slot, nodes);
        }, lie);
        Fr[] Roots(MerkleSnapshot tree) => [.. Enumerable.Range(0, NodeBus.Subtrees).Select(k => tree.GetNode(Depth, (uint)k))];
        IReadOnlyList<IReadOnlyList<Fr>> words = PublicationBus.ComputeWords(
            [.. batches[0].Touched.Select(record => (record.Address, (IReadOnlyList<Fr>)Header.ComputeLanes(record.Last)))]);
        return MockChecker.Check(Built.Circuit, trace, new([.. Roots(before), .. Roots(after)], words));
    }

    private static MemoryBatch Run(SeededElements random, int table, ulong[] blocks, Dictionary<ulong, Fr[]> before, Control[][] controls)
    {
        RecordFormat format = table == 0 ? Header : Order;
        AddressLayout addresses = table == 0 ? Headers : Orders;
        MemoryJournal journal = new(Slots, 2, address => before.TryGetValue(address, out Fr[]? fields) ? fields : new Fr[format.Count]);
        Dictionary<ulong, IReadOnlyList<Fr>> plain = before.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<Fr>)entry.Value);
        for (int slot = 0; slot < Slots; slot++)
        {
            for (int port = 0; port < 2; port++)
            {
                bool isOn = random.NextBelow(3) > 0;
                ulong block = blocks[random.NextBelow(blocks.Length)];
                ulong address = addresses.AddressOf(block);
                Fr[] fields = port == 0 ? [] : RandomFields(random, format);
                controls[slot][(2 * table) + port] = isOn ? Control.On(block, 0, fields) : Control.Off(fields.Length);
                if (isOn)
                {
                    IReadOnlyList<Fr> seen = port == 0 ? journal.Read(slot, port, address) : journal.Write(slot, port, address, fields);
                    Assert.Equal(plain.TryGetValue(address, out IReadOnlyList<Fr>? expected) ? expected : new Fr[format.Count], seen);
                    plain[address] = port == 0 ? seen : fields;
                }
            }
        }

        return journal.ToBatch();
    }

    /// <summary>Random fields; one in four is the largest of its width.</summary>
    private static Fr[] RandomFields(SeededElements random, RecordFormat format)
    {
        Fr[] fields = new Fr[format.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            Fr value = random.Next();
            fields[i] = format.Fields[i].IsWhole ? value
                : random.NextBelow(4) == 0 ? FieldInteger.ToField(format.MaximumOf(i))
                : FieldInteger.ToField(FieldInteger.Of(value) & format.MaximumOf(i));
        }

        return fields;
    }

    private static ControlWires AddPort(CircuitBuilder builder, Memory memory, bool isWrite)
    {
        ControlWires wires = new(builder, memory.Name == "header" ? 24 : 30, hasOffset: false);
        if (isWrite)
        {
            return wires.Write(memory.OpenWrite(wires.Enable, wires.Address), memory.Format);
        }

        memory.OpenRead(wires.Enable, wires.Address);
        return wires;
    }
}
