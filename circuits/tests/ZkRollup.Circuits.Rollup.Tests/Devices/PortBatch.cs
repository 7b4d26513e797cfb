using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Circuits.Tests.Gadgets.State;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Merkle;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>A batch of the memory side: ports write random fields to a few records, and two accounts are scanned.</summary>
/// <remarks>
/// Slot 1 scans account 1 of eight positions and account 2 of one, slot 2 waits for it, slot 3 scans account 1 without positions. Ports of
/// slots 0 and 4 are at orders, so that what is scanned stays as it is.
/// </remarks>
internal sealed class PortBatch
{
    private const long Time = 1_700_000_000_000;
    private const int Epoch = 12;

    private static readonly Fr[] Empty = new Fr[RecordFormat.Rollup.Count];

    private readonly PortCircuit _circuit;
    private readonly Dictionary<ulong, Fr[]> _records = [];
    private readonly Dictionary<ulong, Fr[]> _state;
    private readonly SeededElements _random = new(20240611);

    internal PortBatch(PortCircuit circuit)
    {
        _circuit = circuit;
        for (int place = 0; place < RecordAddress.Positions; place++)
        {
            AddPosition(1, place, 1 + (place % 3), place - 3);
        }

        AddPosition(2, 5, 2, 4);
        for (int instrument = 1; instrument <= 3; instrument++)
        {
            AddInstrument(instrument);
        }

        _state = new(_records);
        Run();
    }

    internal Fr[][] Inputs { get; private set; } = [];

    internal PublicInputs Publics { get; private set; } = PublicInputs.None;

    /// <summary>The records before the batch.</summary>
    internal IReadOnlyDictionary<ulong, Fr[]> Before => _records;

    internal static long TimeOfScans => Time;

    internal static int EpochOfAccounts => Epoch;

    private static Fr Number(long value) => Fr.FromInt64(value);

    private void AddPosition(int account, int place, int instrument, long size)
    {
        Fr[] fields = new Fr[RecordFormat.Rollup.Count];
        fields[Fields.Position.Snapshot.Index] = Number((1L << 59) + 1_000 - place);
        fields[Fields.Position.LotsEpoch.Index] = Number(place % 2 == 0 ? Epoch : Epoch - 1);
        fields[Fields.Position.Instrument.Index] = Number(instrument);
        fields[Fields.Position.Size.Index] = Number((1L << 35) + (size * 1_000_000));
        fields[Fields.Position.OpenBuys.Index] = Number(700_000 * place);
        fields[Fields.Position.OpenSells.Index] = Number(9_000);
        _records[(ulong)((64 * account) + 16 + place)] = fields;
    }

    private void AddInstrument(int instrument)
    {
        Fr[] risk = new Fr[RecordFormat.Rollup.Count];
        risk[Fields.Risk.LongIndex.Index] = Number((1L << 59) - (77 * instrument));
        risk[Fields.Risk.ShortIndex.Index] = Number((1L << 59) + 31);
        risk[Fields.Risk.InitialLong.Index] = Number(5_000 + instrument);
        risk[Fields.Risk.InitialShort.Index] = Number(6_000);
        risk[Fields.Risk.MaintenanceLong.Index] = Number(2_500);
        risk[Fields.Risk.MaintenanceShort.Index] = Number(3_100);
        risk[Fields.Risk.Mark.Index] = Number(40_000 + instrument);
        risk[Fields.Risk.IndexRound.Index] = Number((Time / 3_000) - (10 * instrument));
        risk[Fields.Risk.Status.Index] = Number(instrument == 3 ? 2 : 1);
        Fr[] terms = new Fr[RecordFormat.Rollup.Count];
        terms[Fields.Terms.Kind.Index] = Fr.One;
        terms[Fields.Terms.Multiplier.Index] = Number(3 * instrument);
        ulong address = (2UL << 30) + (8UL * (ulong)instrument);
        _records[address] = terms;
        _records[address + 2] = risk;
    }

    private Fr[] Current(ulong address) => _state.TryGetValue(address, out Fr[]? fields) ? fields : Empty;

    private void Run()
    {
        MerkleTree tree = new(PortCircuit.Depth + 1, StateWorkload.LeafHash(RecordFormat.Rollup, Empty));
        foreach ((ulong address, Fr[] fields) in _records)
        {
            tree.Set((uint)address, StateWorkload.LeafHash(RecordFormat.Rollup, fields));
        }

        MerkleSnapshot before = tree.Snapshot();
        MemoryJournal journal = new(PortCircuit.Slots, PortCircuit.Accesses, MachineShape.Rows, Current);
        ScanWitness scans = new(journal, PortCircuit.Units);
        Inputs = [.. Enumerable.Range(0, PortCircuit.Slots).Select(_ => new Fr[_circuit.Built.InputCells.Count])];
        for (int slot = 0; slot < PortCircuit.Slots; slot++)
        {
            if (slot is 0 or 4)
            {
                WritePorts(journal, slot);
            }

            bool waits = slot == 2;
            scans.AddSlot(waits, (ulong)Time, Demands(slot));
            Third(slot, DeviceRegisters.ScanWait, waits ? Fr.One : Fr.Zero);
            Third(slot, DeviceRegisters.CarryOut(CarriedRegister.Time), Number(Time));
        }

        Assert.True(scans.IsComplete);
        MemoryBatch batch = journal.ToBatch();
        foreach (TouchedRecord record in batch.Touched)
        {
            tree.Set((uint)record.Address, StateWorkload.LeafHash(RecordFormat.Rollup, record.Last));
        }

        MerkleSnapshot after = tree.Snapshot();
        IReadOnlyList<TreeNodeUpdate> nodes = NodeBus.ComputeNodes(before, after, batch.Touched.Select(record => record.Address));
        for (int slot = 0; slot < PortCircuit.Slots; slot++)
        {
            TellScans(scans, slot);
            _circuit.Memory.ComputeInputs(_circuit.Map, Inputs[slot], slot, batch);
            _circuit.Nodes.ComputeInputs(_circuit.Map, Inputs[slot], slot, nodes);
            _circuit.Scans.ComputeInputs(_circuit.Map, Inputs[slot], slot, scans);
        }

        Fr[] Roots(MerkleSnapshot snapshot) => [.. Enumerable.Range(0, 4).Select(k => snapshot.GetNode(PortCircuit.Depth, (uint)k))];
        Publics = new([.. Roots(before), .. Roots(after)], PublicationBus.ComputeColumns([]));
    }

    /// <summary>All ports write random fields to three orders.</summary>
    private void WritePorts(MemoryJournal journal, int slot)
    {
        for (int port = 0; port < MachineShape.Ports; port++)
        {
            ulong address = (1UL << 30) + 1 + (ulong)_random.NextBelow(3);
            Fr[] old = Current(address);
            Fr[] now = [.. old];
            for (int field = port < MachineShape.WholePorts ? 0 : MachineShape.WholeFields; field < now.Length; field++)
            {
                now[field] = RecordFormat.IsWhole(field)
                    ? _random.Next()
                    : Fr.FromUInt64(_random.NextUInt64() >> (64 - RecordFormat.Rollup.BitsOf(field)));
                Result(slot, DeviceRegisters.PortOld(port, field), old[field]);
                Third(slot, DeviceRegisters.PortNew(port, field), now[field]);
            }

            Third(slot, DeviceRegisters.PortEnable(port), Fr.One);
            Third(slot, DeviceRegisters.PortAddress(port), Fr.FromUInt64(address));
            Assert.Equal(old, journal.Write(slot, port, address, now));
            _state[address] = now;
        }
    }

    /// <summary>The scans of a slot, as its program demands them.</summary>
    private ScanDemand[] Demands(int slot)
    {
        ScanDemand[] demands = [.. Enumerable.Range(0, MachineShape.Scans).Select(_ => new ScanDemand(0, Fr.Zero, 0, Fr.Zero))];
        if (slot == 1)
        {
            demands[0] = new(1, Number(Epoch), 255, Number(-5));
            demands[1] = new(2, Number(Epoch), 32, Number(1_000));
        }
        else if (slot == 3)
        {
            demands[1] = new(1, Number(Epoch), 0, Number(17));
        }

        for (int scan = 0; scan < MachineShape.Scans && slot is 1 or 3; scan++)
        {
            Third(slot, DeviceRegisters.ScanInput(scan, ScanInput.Enable), Fr.One);
            Third(slot, DeviceRegisters.ScanInput(scan, ScanInput.Account), Fr.FromUInt64(demands[scan].Account));
            Third(slot, DeviceRegisters.ScanInput(scan, ScanInput.OrderEpoch), demands[scan].OrderEpoch);
            Third(slot, DeviceRegisters.ScanInput(scan, ScanInput.Mask), Number(demands[scan].Mask));
            Third(slot, DeviceRegisters.ScanInput(scan, ScanInput.Cash), demands[scan].Cash);
        }

        return demands;
    }

    private void TellScans(ScanWitness scans, int slot)
    {
        for (int scan = 0; scan < MachineShape.Scans; scan++)
        {
            PositionMargin end = scans.TotalsOf(slot, scan).After(RecordAddress.Positions);
            Result(slot, DeviceRegisters.ScanOutput(scan, ScanOutput.Equity), end.Equity);
            Result(slot, DeviceRegisters.ScanOutput(scan, ScanOutput.Initial), end.Initial);
            Result(slot, DeviceRegisters.ScanOutput(scan, ScanOutput.Maintenance), end.Maintenance);
            Result(slot, DeviceRegisters.ScanOutput(scan, ScanOutput.AllUsable), end.UnusableLots.IsZero ? Fr.One : Fr.Zero);
        }
    }

    private void Result(int slot, int row, Fr value) => _circuit.Map.Set(Inputs[slot], _circuit.Columns.Result(row), value);

    private void Third(int slot, int row, Fr value) => _circuit.Map.Set(Inputs[slot], _circuit.Columns.Third(row), value);
}
