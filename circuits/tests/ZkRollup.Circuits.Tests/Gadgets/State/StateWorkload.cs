using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Merkle;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>Runs what the controls say on a plain dictionary and the real tree, and writes down the honest witness.</summary>
internal sealed class StateWorkload
{
    private static readonly Fr[] Empty = new Fr[StateCircuit.Format.Count];

    private readonly StateSizes _sizes;
    private readonly StatePort[] _ports;
    private readonly Control[][] _controls;
    private readonly Dictionary<ulong, Fr[]> _records = [];
    private readonly MerkleTree _tree;

    internal StateWorkload(StateSizes sizes)
    {
        _sizes = sizes;
        _ports = StateCircuit.PortsOf(sizes);
        _tree = new(sizes.Depth + 1, LeafHash(Empty));
        _controls = [.. Enumerable.Range(0, sizes.Slots).Select(_ => Enumerable.Repeat(Control.Off, StateCircuit.Ports + 1).ToArray())];
    }

    /// <summary>What is in the tree before the batch.</summary>
    internal StateWorkload Before(ulong address, params Fr[] fields)
    {
        _records[address] = fields;
        _tree.Set((uint)address, LeafHash(fields));
        return this;
    }

    internal StateWorkload Do(int slot, int port, Control control)
    {
        _controls[slot][port] = control;
        return this;
    }

    /// <summary>Random records and accesses, few enough for the touched records to have room.</summary>
    internal static StateWorkload Random(StateSizes sizes, ulong seed)
    {
        SeededElements random = new(seed);
        StateWorkload workload = new(sizes);
        int room = (sizes.Touched * sizes.Slots) - 1;
        (ulong Block, ulong Offset)[] accounts = [.. Enumerable.Range(0, Math.Min(4, room / 2))
            .Select(i => (random.NextUInt64() % sizes.Accounts.Blocks, (ulong)(i & 1)))];
        ulong[] orders = [.. Enumerable.Range(0, room - accounts.Length).Select(_ => random.NextUInt64() % sizes.Orders.Blocks)];
        ulong other = random.NextUInt64() % sizes.Statics.Blocks;
        foreach ((ulong block, ulong offset) in accounts.SkipLast(1))
        {
            workload.Before(sizes.Accounts.AddressOf(block, offset), RandomFields(random));
        }

        workload.Before(sizes.Orders.AddressOf(orders[0]), [Fr.Zero, Fr.Zero, .. RandomFields(random)[2..]]);
        workload.Before(sizes.Statics.AddressOf(other), [Fr.Zero, Fr.Zero, .. RandomFields(random)[2..]]);
        for (int slot = 0; slot < sizes.Slots - 1; slot++)
        {
            for (int port = 0; port < StateCircuit.Ports; port++)
            {
                StatePort spec = workload._ports[port];
                int alternative = random.NextBelow(spec.Classes.Count);
                AddressLayout layout = spec.Classes[alternative];
                (ulong block, ulong offset) = layout == sizes.Accounts ? accounts[random.NextBelow(accounts.Length)]
                    : layout == sizes.Orders ? (orders[random.NextBelow(orders.Length)], 0UL)
                    : (0UL, 0UL);
                Fr[] fields = RandomFields(random);
                Fr[] written = [.. spec.WrittenFields.Select(field =>
                    RecordFormat.IsWhole(field) && layout == sizes.Orders ? Fr.Zero : fields[field])];
                bool clears = spec.Plan.Clears && random.NextBelow(3) == 0;
                workload.Maybe(random, slot, port, Control.On(alternative, block, offset, written) with { Clears = clears });
            }

            workload.Maybe(random, slot, StateCircuit.Ports, Control.On(0, other, 0));
        }

        return workload;
    }

    internal StateBatch Run()
    {
        MerkleSnapshot before = _tree.Snapshot();
        Fr[] oldRoots = Roots();
        MemoryJournal journal = new(_sizes.Slots, StateCircuit.Ports, address => Fields(address));
        IReadOnlyList<Fr>?[] found = new IReadOnlyList<Fr>?[_sizes.Slots];
        SortedDictionary<ulong, IReadOnlyList<Fr>> statics = [];
        Dictionary<ulong, Fr[]> current = [];
        for (int slot = 0; slot < _sizes.Slots; slot++)
        {
            for (int port = 0; port < StateCircuit.Ports; port++)
            {
                Access(journal, current, slot, port);
            }

            Control lookup = _controls[slot][StateCircuit.Ports];
            if (lookup.IsOn)
            {
                ulong address = new StatePort(_ports[0].Plan, _sizes.Statics).AddressOf(lookup);
                found[slot] = Fields(address);
                statics[address] = Fields(address);
            }
        }

        MemoryBatch batch = journal.ToBatch();
        foreach ((ulong address, Fr[] fields) in current)
        {
            _tree.Set((uint)address, LeafHash(fields));
        }

        MerkleSnapshot after = _tree.Snapshot();
        IEnumerable<ulong> touched = batch.Touched.Select(record => record.Address);
        return new()
        {
            Controls = _controls,
            Memory = batch,
            Found = found,
            Statics = [.. statics.Select(entry => (entry.Key, entry.Value))],
            Nodes = NodeBus.ComputeNodes(before, after, [.. touched, .. statics.Keys]),
            OldRoots = oldRoots,
            NewRoots = Roots(),
            Published = [.. touched.Where(address => address / _sizes.Orders.Base != 1)
                .Select(address => (address, (IReadOnlyList<Fr>)StateCircuit.Format.ComputeLanes(current[address])))],
        };
    }

    /// <summary>The nodes above a leaf that stays as it is before the batch.</summary>
    internal IReadOnlyList<TreeNodeUpdate> NodesOf(ulong address) =>
        [.. NodeBus.ComputeNodes(_tree.Snapshot(), _tree.Snapshot(), [address]).Where(node => node.IsTouched.Contains(true))];

    internal static Fr LeafHash(IReadOnlyList<Fr> fields) => LeafHash(StateCircuit.Format, fields);

    internal static Fr LeafHash(RecordFormat format, IReadOnlyList<Fr> fields)
    {
        Fr[] lanes = format.ComputeLanes(fields);
        return Poseidon2.Compress(lanes[0], lanes[1], lanes[2], lanes[3], TreeDomain.Leaf);
    }

    /// <summary>One access: the journal must find what the dictionary holds.</summary>
    private void Access(MemoryJournal journal, Dictionary<ulong, Fr[]> current, int slot, int port)
    {
        Control control = _controls[slot][port];
        if (!control.IsOn)
        {
            return;
        }

        ulong address = _ports[port].AddressOf(control);
        Fr[] old = current.TryGetValue(address, out Fr[]? fields) ? fields : Fields(address);
        Fr[] now = _ports[port].Apply(control, old);
        Assert.Equal(old, _ports[port].Plan.Writes ? journal.Write(slot, port, address, now) : journal.Read(slot, port, address));
        current[address] = now;
    }

    private void Maybe(SeededElements random, int slot, int port, Control control)
    {
        if (random.NextBelow(4) > 0)
        {
            Do(slot, port, control);
        }
    }

    private Fr[] Fields(ulong address) => _records.TryGetValue(address, out Fr[]? fields) ? fields : Empty;

    private Fr[] Roots() => [.. Enumerable.Range(0, NodeBus.Subtrees).Select(k => _tree.GetNode(_sizes.Depth, (uint)k))];

    private static Fr[] RandomFields(SeededElements random) =>
    [
        .. Enumerable.Range(0, StateCircuit.Format.Count).Select(field => RecordFormat.IsWhole(field)
            ? random.Next()
            : Fr.FromInt64(random.NextBelow(1 << StateCircuit.Format.BitsOf(field)))),
    ];
}
