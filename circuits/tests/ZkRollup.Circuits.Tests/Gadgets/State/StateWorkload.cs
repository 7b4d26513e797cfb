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
    private readonly Control[][] _controls;
    private readonly Dictionary<ulong, Fr[]> _records = [];
    private readonly MerkleTree _tree;

    internal StateWorkload(StateSizes sizes)
    {
        _sizes = sizes;
        _tree = new(sizes.Depth + 1, LeafHash(Empty));
        _controls = [.. Enumerable.Range(0, sizes.Slots).Select(_ => Enumerable.Repeat(Control.Off, StateCircuit.Accesses).ToArray())];
    }

    /// <summary>What is in the tree before the batch.</summary>
    internal StateWorkload Before(ulong address, params Fr[] fields)
    {
        _records[address] = fields;
        _tree.Set((uint)address, LeafHash(fields));
        return this;
    }

    internal StateWorkload Do(int slot, int number, Control control)
    {
        _controls[slot][number] = control;
        return this;
    }

    /// <summary>Random records and accesses, few enough for the touched records to have room.</summary>
    internal static StateWorkload Random(StateSizes sizes, ulong seed)
    {
        SeededElements random = new(seed);
        StateWorkload workload = new(sizes);
        int room = (sizes.Touched * sizes.Slots) - 1;
        ulong[] addresses = [.. Enumerable.Range(0, room)
            .Select(i => sizes.AddressOf(i & 3, random.NextUInt64() % sizes.Leaves))
            .Distinct()];
        foreach (ulong address in addresses.SkipLast(1))
        {
            workload.Before(address, RandomFields(random));
        }

        for (int slot = 0; slot < sizes.Slots - 1; slot++)
        {
            for (int number = 0; number < StateCircuit.Accesses; number++)
            {
                ulong address = addresses[random.NextBelow(addresses.Length)];
                Fr[] fields = random.NextBelow(4) == 0 ? Empty : RandomFields(random);
                Control control = random.NextBelow(3) == 0 ? Control.Read(address) : Control.Write(address, fields);
                if (random.NextBelow(4) > 0)
                {
                    workload.Do(slot, number, control);
                }
            }
        }

        return workload;
    }

    internal StateBatch Run()
    {
        MerkleSnapshot before = _tree.Snapshot();
        Fr[] oldRoots = Roots();
        MemoryJournal journal = new(_sizes.Slots, StateCircuit.Accesses, StateSizes.Grid.Rows, address => Fields(address));
        Dictionary<ulong, Fr[]> current = [];
        for (int slot = 0; slot < _sizes.Slots; slot++)
        {
            for (int number = 0; number < StateCircuit.Accesses; number++)
            {
                Access(journal, current, slot, number);
            }
        }

        MemoryBatch batch = journal.ToBatch();
        foreach ((ulong address, Fr[] fields) in current)
        {
            _tree.Set((uint)address, LeafHash(fields));
        }

        MerkleSnapshot after = _tree.Snapshot();
        ulong[] touched = [.. batch.Touched.Select(record => record.Address)];
        return new()
        {
            Controls = _controls,
            Memory = batch,
            Nodes = NodeBus.ComputeNodes(before, after, touched),
            OldRoots = oldRoots,
            NewRoots = Roots(),
            Published = [.. touched
                .Where(address => address / _sizes.Leaves != NodeBus.PrivateSubtree && !current[address].SequenceEqual(Fields(address)))
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
    private void Access(MemoryJournal journal, Dictionary<ulong, Fr[]> current, int slot, int number)
    {
        Control control = _controls[slot][number];
        if (!control.IsOn)
        {
            return;
        }

        ulong address = ToUInt64(control.Address);
        Fr[] old = current.TryGetValue(address, out Fr[]? fields) ? fields : Fields(address);
        Fr[] now = StateCircuit.Apply(number, control, old);
        bool reads = number >= StateCircuit.Ports;
        Assert.Equal(old, reads ? journal.Read(slot, number, address) : journal.Write(slot, number, address, now));
        current[address] = now;
    }

    private Fr[] Fields(ulong address) => _records.TryGetValue(address, out Fr[]? fields) ? fields : Empty;

    private Fr[] Roots() => [.. Enumerable.Range(0, NodeBus.Subtrees).Select(k => _tree.GetNode(_sizes.Depth, (uint)k))];

    internal static ulong ToUInt64(Fr value)
    {
        Span<ulong> limbs = stackalloc ulong[Fr.LimbCount];
        value.WriteCanonicalLimbs(limbs);
        return limbs[0];
    }

    private static Fr[] RandomFields(SeededElements random) =>
    [
        .. Enumerable.Range(0, StateCircuit.Format.Count).Select(field => RecordFormat.IsWhole(field)
            ? random.Next()
            : Fr.FromInt64(random.NextBelow(1 << StateCircuit.Format.BitsOf(field)))),
    ];
}
