using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Tests.Gadgets.State;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Merkle;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>A batch of the test circuit: runs its slots, and writes down the witness of them, or of what a forger claims.</summary>
internal sealed class ScanBatch
{
    private readonly ScanCircuit _circuit;
    private readonly ScanSlot[] _slots;
    private readonly IReadOnlyList<TreeNodeUpdate> _nodes;
    private readonly MemoryBatch _memory;

    internal ScanBatch(ScanCircuit circuit, params ScanSlot[] slots)
    {
        _circuit = circuit;
        _slots = slots;
        Dictionary<ulong, Fr[]> records = ScanState.Records();
        Fr[] empty = new Fr[ScanCircuit.Format.Count];
        Fr[] Current(ulong address) => records.TryGetValue(address, out Fr[]? fields) ? fields : empty;
        MerkleTree tree = new(ScanCircuit.Depth + 1, StateWorkload.LeafHash(ScanCircuit.Format, empty));
        foreach ((ulong address, Fr[] fields) in records)
        {
            tree.Set((uint)address, StateWorkload.LeafHash(ScanCircuit.Format, fields));
        }

        MerkleSnapshot before = tree.Snapshot();
        MemoryJournal journal = new(ScanCircuit.Slots, ScanCircuit.Accesses, ScanCircuit.Grid.Rows, Current);
        for (int slot = 0; slot < slots.Length; slot++)
        {
            Note(journal, slot, records);
        }

        _memory = journal.ToBatch();
        foreach (TouchedRecord record in _memory.Touched)
        {
            tree.Set((uint)record.Address, StateWorkload.LeafHash(ScanCircuit.Format, record.Last));
        }

        MerkleSnapshot after = tree.Snapshot();
        _nodes = NodeBus.ComputeNodes(before, after, _memory.Touched.Select(record => record.Address));
        Publics = new(
            [.. Roots(before), .. Roots(after)],
            PublicationBus.ComputeColumns([.. _memory.Touched
                .Where(record => !record.First.SequenceEqual(record.Last))
                .Select(record => new Publication(
                    PublicationKind.Record, [Fr.FromUInt64(record.Address), .. ScanCircuit.Format.ComputeLanes(record.Last)]))]));
    }

    internal PublicInputs Publics { get; }

    /// <summary>The inputs of all slots, the totals being those of what the units tell in spite of all lies.</summary>
    /// <param name="lie">What steps claim.</param>
    /// <param name="tweak">Changes inputs before anything is computed from them.</param>
    /// <param name="counted">Which positions count in a scan of slot and job, if not those of the mask: place and address.</param>
    internal Fr[][] Inputs(
        HintOverride? lie = null, Action<Fr[][]>? tweak = null, Func<int, int, (int Place, ulong Address)[]?>? counted = null)
    {
        Fr[][] inputs = [.. Enumerable.Range(0, ScanCircuit.Slots).Select(slot => Inputs(slot))];
        tweak?.Invoke(inputs);
        Trace trace = _circuit.Generate(inputs, lie);
        Dictionary<(Fr Base, Fr Address), PositionMargin> told = Told(trace);
        for (int slot = 0; slot < ScanCircuit.Slots; slot++)
        {
            for (int job = 0; job < ScanCircuit.Jobs; job++)
            {
                SetTotals(inputs[slot], slot, job, told, counted?.Invoke(slot, job));
            }
        }

        // What a forger sets wins over what follows from it.
        tweak?.Invoke(inputs);
        return inputs;
    }

    internal string[] Labels() => _circuit.Labels(Inputs(), Publics);

    private static Fr[] Roots(MerkleSnapshot tree) =>
        [.. Enumerable.Range(0, NodeBus.Subtrees).Select(subtree => tree.GetNode(ScanCircuit.Depth, (uint)subtree))];

    /// <summary>Nothing but marks is written.</summary>
    private void Note(MemoryJournal journal, int slot, Dictionary<ulong, Fr[]> records)
    {
        if (_slots[slot].Write is { } write)
        {
            Fr[] now = [.. records[write.Address]];
            now[ScanState.MarkField] = Fr.FromInt64(write.Mark);
            journal.Write(slot, 0, write.Address, now);
        }

        for (int unit = 0; unit < ScanCircuit.Units; unit++)
        {
            if (_slots[slot].Tasks[unit] is { } task)
            {
                int access = 1 + (unit * ScanUnit.Accesses);
                int instrument = (int)StateWorkload.ToUInt64(journal.Read(slot, access, task.Address)[Fields.Position.Instrument.Index]);
                Read(access + 1, _slots[slot].Risks[unit] ?? ScanState.Risk(instrument));
                Read(access + 2, _slots[slot].Terms[unit] ?? ScanState.Terms(instrument));
            }
        }

        void Read(int access, ulong address)
        {
            if (address != 0)
            {
                journal.Read(slot, access, address);
            }
        }
    }

    private Fr[] Inputs(int slot)
    {
        Fr[] inputs = new Fr[_circuit.Built.InputCells.Count];
        SlotInputMap map = _circuit.Map;
        ScanSlot say = _slots[slot];
        map.Set(inputs, _circuit.Wait, say.Waits ? Fr.One : Fr.Zero);
        map.Set(inputs, _circuit.Time, Fr.FromInt64(say.Time));
        if (say.Write is { } write)
        {
            map.Set(inputs, _circuit.Port.Enable, Fr.One);
            map.Set(inputs, _circuit.Port.Address, Fr.FromUInt64(write.Address));
            map.Set(inputs, _circuit.Port.Old, _memory.Accesses[slot][0]!.Old[ScanState.MarkField]);
            map.Set(inputs, _circuit.Port.New, Fr.FromInt64(write.Mark));
        }

        map.Set(inputs, _circuit.Device.Base.Before, slot == 0 ? Fr.Zero : BaseOf(slot - 1));
        map.Set(inputs, _circuit.Device.Base.Own, BaseOf(slot));
        for (int unit = 0; unit < ScanCircuit.Units; unit++)
        {
            _circuit.Device.Units[unit].ComputeInputs(map, inputs, say.Tasks[unit]);
        }

        for (int job = 0; job < ScanCircuit.Jobs; job++)
        {
            if (say.Demands[job] is { } demand)
            {
                ScanJobCells wires = _circuit.Wires[job];
                map.Set(inputs, wires.Enable, Fr.One);
                map.Set(inputs, wires.Account, Fr.FromUInt64(demand.Account));
                map.Set(inputs, wires.OrderEpoch, demand.OrderEpoch);
                map.Set(inputs, wires.Mask, Fr.FromInt64(demand.Mask));
                map.Set(inputs, wires.Cash, demand.Cash);
            }
        }

        _circuit.Memory.ComputeInputs(map, inputs, slot, _memory);
        _circuit.Nodes.ComputeInputs(map, inputs, slot, _nodes);
        return inputs;
    }

    private Fr BaseOf(int slot)
    {
        while (slot > 0 && _slots[slot].Waits)
        {
            slot--;
        }

        return Fr.FromInt64(slot * ScanCircuit.Grid.Rows);
    }

    /// <summary>What each unit that is on tells.</summary>
    private Dictionary<(Fr Base, Fr Address), PositionMargin> Told(Trace trace)
    {
        Dictionary<(Fr, Fr), PositionMargin> told = [];
        for (int slot = 0; slot < ScanCircuit.Slots; slot++)
        {
            Fr At(Cell cell) => trace[(slot * trace.RowsPerSlot) + cell.Row, cell.Column];
            foreach (ScanCells cells in _circuit.Device.Units.Select(unit => unit.Cells))
            {
                if (!At(cells.Position.Enable).IsZero)
                {
                    told[(At(cells.Base), At(cells.Position.Address))] =
                        new(At(cells.Equity), At(cells.Initial), At(cells.Maintenance), At(cells.Lots));
                }
            }
        }

        return told;
    }

    private void SetTotals(
        Fr[] inputs,
        int slot,
        int job,
        Dictionary<(Fr Base, Fr Address), PositionMargin> told,
        (int Place, ulong Address)[]? counted)
    {
        ScanDemand demand = _slots[slot].Demands[job] ?? new(0, Fr.Zero, 0, Fr.Zero);
        ScanTotals totals = new(demand);
        counted ??= [.. Enumerable.Range(0, 8)
            .Where(place => (demand.Mask & (1 << place)) != 0)
            .Select(place => (place, ScanState.Position((int)demand.Account, place)))];
        foreach ((int place, ulong address) in counted)
        {
            Fr start = Fr.FromInt64(slot * ScanCircuit.Grid.Rows);
            totals.Add(place, told.GetValueOrDefault((start, Fr.FromUInt64(address))));
        }

        SlotInputMap map = _circuit.Map;
        _circuit.Device.Jobs[job].ComputeInputs(map, inputs, totals);
        PositionMargin end = totals.After(8);
        ScanJobCells wires = _circuit.Wires[job];
        map.Set(inputs, wires.Equity, end.Equity);
        map.Set(inputs, wires.Initial, end.Initial);
        map.Set(inputs, wires.Maintenance, end.Maintenance);
        map.Set(inputs, wires.AllUsable, end.UnusableLots.IsZero ? Fr.One : Fr.Zero);
    }
}
