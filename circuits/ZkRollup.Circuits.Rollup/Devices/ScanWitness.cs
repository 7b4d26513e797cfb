using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>Which unit scans which position: the witness of all scans of a batch.</summary>
/// <remarks>
/// Slots are added in order, each after the accesses of its ports were noted in the journal. Nothing here is trusted: what the circuit
/// demands is in <see cref="ScanDevice"/>.
/// </remarks>
public sealed class ScanWitness
{
    private readonly MemoryJournal _journal;
    private readonly int _units;
    private readonly int _firstAccess;
    private readonly int _rows;
    private readonly long _sizeBias;
    private readonly ulong _instruments;
    private readonly List<Slot> _slots = [];
    private readonly Queue<(ScanDemand Demand, ScanTotals Totals, int Place)> _pending = new();

    /// <summary>Of the rollup.</summary>
    /// <param name="journal">Of the memory.</param>
    /// <param name="units">Units of a slot.</param>
    public ScanWitness(MemoryJournal journal, int units)
        : this(journal, units, Machine.MachineShape.Ports, Machine.MachineShape.Rows, RecordFormat.Rollup, RecordAddress.SubtreeDepth)
    {
    }

    /// <summary>Of other sizes.</summary>
    internal ScanWitness(MemoryJournal journal, int units, int firstAccess, int rows, RecordFormat format, int subtreeDepth)
    {
        ArgumentNullException.ThrowIfNull(journal);
        _journal = journal;
        _units = units;
        _firstAccess = firstAccess;
        _rows = rows;
        _sizeBias = 1L << (format.BitsOf(Machine.Fields.Position.Size.Index) - 1);
        _instruments = (ulong)Subtree.Instruments << (2 * subtreeDepth);
    }

    /// <summary>True if all positions that were demanded have a unit.</summary>
    public bool IsComplete => _pending.Count == 0;

    /// <summary>Adds the next slot.</summary>
    /// <param name="waits">True if its units go on with the scans of the slot before; it demands none then.</param>
    /// <param name="time">The time that it carries out.</param>
    /// <param name="demands">The scans that it demands, each with its mask 0 if it is off.</param>
    /// <exception cref="InvalidOperationException">Positions that an earlier slot demands are left, and this one does not wait.</exception>
    public void AddSlot(bool waits, ulong time, params IReadOnlyList<ScanDemand> demands)
    {
        ArgumentNullException.ThrowIfNull(demands);
        if (!waits && !IsComplete)
        {
            throw new InvalidOperationException($"Slot {_slots.Count} does not wait, and {_pending.Count} positions are to be scanned.");
        }

        int number = _slots.Count;
        ScanTotals[] totals = [.. demands.Select(demand => new ScanTotals(demand))];
        for (int job = 0; job < totals.Length; job++)
        {
            for (int place = 0; place < RecordAddress.Positions; place++)
            {
                if ((demands[job].Mask & (1 << place)) != 0)
                {
                    _pending.Enqueue((demands[job], totals[job], place));
                }
            }
        }

        ScanTask?[] tasks = new ScanTask?[_units];
        for (int unit = 0; unit < _units && _pending.TryDequeue(out (ScanDemand Demand, ScanTotals Totals, int Place) next); unit++)
        {
            tasks[unit] = Scan(number, unit, next.Demand, next.Totals, next.Place, time);
        }

        ulong own = (ulong)((long)number * _rows);
        _slots.Add(new(waits && number > 0 ? _slots[^1].Base : own, tasks, totals));
    }

    internal Fr BaseOf(int slot) => Fr.FromUInt64(_slots[slot].Base);

    internal Fr BaseBefore(int slot) => slot == 0 ? Fr.Zero : BaseOf(slot - 1);

    internal ScanTask? TaskOf(int slot, int unit) => _slots[slot].Tasks[unit];

    internal ScanTotals TotalsOf(int slot, int job) => _slots[slot].Totals[job];

    private ScanTask Scan(int slot, int unit, ScanDemand demand, ScanTotals totals, int place, ulong time)
    {
        int access = _firstAccess + (unit * ScanUnit.Accesses);
        ulong address = (demand.Account * RecordAddress.AccountStride) + 16 + (ulong)place;
        IReadOnlyList<Fr> position = _journal.Read(slot, access, address);
        ulong instrument = Machine.FieldNumber.ToUInt64(position[Machine.Fields.Position.Instrument.Index]);
        ulong terms = _instruments + (RecordAddress.InstrumentStride * instrument);
        IReadOnlyList<Fr> risk = _journal.Read(slot, access + 1, terms + 2);
        PositionMargin margin = PositionMargin.Of(
            position, risk, _journal.Read(slot, access + 2, terms), demand.OrderEpoch, Fr.FromUInt64(time), _sizeBias);
        totals.Add(place, margin);
        return new(address, demand.OrderEpoch);
    }

    private sealed record Slot(ulong Base, ScanTask?[] Tasks, ScanTotals[] Totals);
}
