using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Merkle;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>Runs what the controls say on a plain dictionary and the real tree, and writes down the honest witness.</summary>
internal sealed class StateWorkload
{
    private readonly StateSizes _sizes;
    private readonly Control[][] _controls;
    private readonly Dictionary<ulong, Fr[]> _records = [];
    private readonly MerkleTree _tree;

    internal StateWorkload(StateSizes sizes)
    {
        _sizes = sizes;
        _tree = new(sizes.Depth + 1, Poseidon2.Compress(Fr.Zero, Fr.Zero, Fr.Zero, Fr.Zero, TreeDomain.Leaf));
        _controls = [.. Enumerable.Range(0, sizes.Slots).Select(_ => new[]
        {
            Control.Off(0), Control.Off(2), Control.Off(3), Control.Off(4), Control.Off(0),
        })];
    }

    /// <summary>What is in the tree before the batch.</summary>
    internal StateWorkload Before(ulong address, params Fr[] fields)
    {
        _records[address] = fields;
        _tree.Set((uint)address, LeafHash(FormatOf(address), fields));
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
        (ulong Block, ulong Offset)[] accounts = [.. Enumerable.Range(0, Math.Min(4, sizes.Touched * sizes.Slots))
            .Select(i => (random.NextUInt64() % sizes.Accounts.Blocks, (ulong)(i & 1)))];
        ulong[] orders = [.. Enumerable.Range(0, sizes.Slots / 2).Select(_ => random.NextUInt64() % sizes.Orders.Blocks)];
        ulong other = random.NextUInt64() % sizes.Statics.Blocks;
        foreach ((ulong block, ulong offset) in accounts.SkipLast(1))
        {
            workload.Before(sizes.Accounts.AddressOf(block, offset), Small(random, 64), Small(random, 16), random.Next());
        }

        workload.Before(sizes.Orders.AddressOf(orders[0]), Small(random, 32), Small(random, 16), Small(random, 256), Small(random, 2));
        workload.Before(sizes.Statics.AddressOf(other), Small(random, 16), Small(random, 128));
        for (int slot = 0; slot < sizes.Slots - 1; slot++)
        {
            for (int port = 0; port < StateCircuit.AccountPorts; port++)
            {
                (ulong block, ulong offset) = accounts[random.NextBelow(accounts.Length)];
                Fr[] fields = port == 0 ? [] : port == 1
                    ? [Small(random, 64), Small(random, 16)]
                    : [Small(random, 64), Small(random, 16), random.Next()];
                workload.Maybe(random, slot, port, Control.On(block, offset, fields));
            }

            Fr[] order = [Small(random, 32), Small(random, 16), Small(random, 256), Small(random, 2)];
            workload.Maybe(random, slot, StateCircuit.OrderPort, Control.On(orders[random.NextBelow(orders.Length)], 0, order));
            workload.Maybe(random, slot, StateCircuit.StaticLookup, Control.On(other, 0));
        }

        return workload;
    }

    internal StateBatch Run()
    {
        MerkleSnapshot before = _tree.Snapshot();
        MemoryJournal accounts = new(_sizes.Slots, StateCircuit.AccountPorts, address => Fields(address));
        MemoryJournal orders = new(_sizes.Slots, 1, address => Fields(address));
        IReadOnlyList<Fr>?[] found = new IReadOnlyList<Fr>?[_sizes.Slots];
        SortedDictionary<ulong, IReadOnlyList<Fr>> statics = [];
        Dictionary<ulong, Fr[]> current = [];
        for (int slot = 0; slot < _sizes.Slots; slot++)
        {
            for (int port = 0; port <= StateCircuit.OrderPort; port++)
            {
                Access(port < StateCircuit.AccountPorts ? accounts : orders, current, slot, port);
            }

            Control lookup = _controls[slot][StateCircuit.StaticLookup];
            if (!lookup.Enable.IsZero)
            {
                ulong address = _sizes.Statics.AddressOf(ToUInt64(lookup.Block));
                found[slot] = Fields(address);
                statics[address] = Fields(address);
            }
        }

        MemoryBatch accountBatch = accounts.ToBatch();
        MemoryBatch orderBatch = orders.ToBatch();
        IReadOnlyList<TouchedRecord> touched = [.. accountBatch.Touched, .. orderBatch.Touched];
        Fr[] oldRoots = Roots();
        foreach ((ulong address, Fr[] fields) in current)
        {
            _tree.Set((uint)address, LeafHash(FormatOf(address), fields));
        }

        return new()
        {
            Controls = _controls,
            Accounts = accountBatch,
            Orders = orderBatch,
            Found = found,
            Statics = [.. statics.Select(entry => (entry.Key, entry.Value))],
            Nodes = NodeBus.ComputeNodes(before, _tree.Snapshot(), [.. touched.Select(record => record.Address), .. statics.Keys]),
            OldRoots = oldRoots,
            NewRoots = Roots(),
            Published = [.. accountBatch.Touched.Select(record =>
                (record.Address, (IReadOnlyList<Fr>)StateCircuit.AccountFormat.ComputeLanes(current[record.Address])))],
        };
    }

    /// <summary>The nodes above a leaf that stays as it is before the batch.</summary>
    internal IReadOnlyList<TreeNodeUpdate> NodesOf(ulong address) =>
        [.. NodeBus.ComputeNodes(_tree.Snapshot(), _tree.Snapshot(), [address]).Where(node => node.IsTouched.Contains(true))];

    internal static Fr LeafHash(RecordFormat format, IReadOnlyList<Fr> fields)
    {
        Fr[] lanes = format.ComputeLanes(fields);
        return Poseidon2.Compress(lanes[0], lanes[1], lanes[2], lanes[3], TreeDomain.Leaf);
    }

    /// <summary>One access: the journal must find what the dictionary holds.</summary>
    private void Access(MemoryJournal journal, Dictionary<ulong, Fr[]> current, int slot, int port)
    {
        Control control = _controls[slot][port];
        if (control.Enable.IsZero)
        {
            return;
        }

        bool isAccount = port < StateCircuit.AccountPorts;
        ulong address = isAccount
            ? _sizes.Accounts.AddressOf(ToUInt64(control.Block), ToUInt64(control.Offset))
            : _sizes.Orders.AddressOf(ToUInt64(control.Block));
        Fr[] old = current.TryGetValue(address, out Fr[]? fields) ? fields : Fields(address);
        Fr[] now = port switch
        {
            0 => old,
            1 => [.. control.New, old[2]],
            _ => control.New,
        };
        int number = isAccount ? port : 0;
        IReadOnlyList<Fr> seen = port == 0 ? journal.Read(slot, number, address) : journal.Write(slot, number, address, now);
        Assert.Equal(old, seen);
        current[address] = now;
    }

    private void Maybe(SeededElements random, int slot, int port, Control control)
    {
        if (random.NextBelow(4) > 0)
        {
            Do(slot, port, control);
        }
    }

    private Fr[] Fields(ulong address) => _records.TryGetValue(address, out Fr[]? fields) ? fields : new Fr[FormatOf(address).Count];

    private Fr[] Roots() => [.. Enumerable.Range(0, NodeBus.Subtrees).Select(k => _tree.GetNode(_sizes.Depth, (uint)k))];

    private RecordFormat FormatOf(ulong address) =>
        address < _sizes.Orders.Base ? StateCircuit.AccountFormat
        : address < _sizes.Statics.Base ? StateCircuit.OrderFormat
        : StateCircuit.StaticFormat;

    private static Fr Small(SeededElements random, int limit) => Fr.FromInt64(random.NextBelow(limit));

    private static ulong ToUInt64(Fr value)
    {
        Span<ulong> limbs = stackalloc ulong[Fr.LimbCount];
        value.WriteCanonicalLimbs(limbs);
        return limbs[0];
    }
}
