using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Computes the witness of a memory: notes accesses in the order of their times.</summary>
/// <remarks>Nothing here is trusted: what the circuit demands is in <see cref="Memory"/>.</remarks>
public sealed class MemoryJournal
{
    private readonly Func<ulong, IReadOnlyList<Fr>> _initial;
    private readonly int _rows;
    private readonly MemoryAccess?[][] _accesses;
    private readonly SortedDictionary<ulong, TouchedRecord> _touched = [];
    private ulong _time;

    /// <summary>An empty journal.</summary>
    /// <param name="slots">T.</param>
    /// <param name="accesses">Of a slot.</param>
    /// <param name="rows">Of a slot.</param>
    /// <param name="initial">The fields of a record before the batch, by its address.</param>
    public MemoryJournal(int slots, int accesses, int rows, Func<ulong, IReadOnlyList<Fr>> initial)
    {
        _initial = initial;
        _rows = rows;
        _accesses = new MemoryAccess?[slots][];
        for (int slot = 0; slot < slots; slot++)
        {
            _accesses[slot] = new MemoryAccess?[accesses];
        }
    }

    /// <summary>Notes a read.</summary>
    /// <returns>The fields.</returns>
    /// <exception cref="ArgumentException">The access is not later than the last one.</exception>
    public IReadOnlyList<Fr> Read(int slot, int number, ulong address)
    {
        TouchedRecord record = Note(slot, number, address);
        _touched[address] = record with { LastTime = _time };
        return record.Last;
    }

    /// <summary>Notes a write.</summary>
    /// <returns>The fields before.</returns>
    /// <exception cref="ArgumentException">The access is not later than the last one.</exception>
    public IReadOnlyList<Fr> Write(int slot, int number, ulong address, IReadOnlyList<Fr> fields)
    {
        TouchedRecord record = Note(slot, number, address);
        _touched[address] = record with { Last = [.. fields], LastTime = _time };
        return record.Last;
    }

    /// <summary>The witness.</summary>
    public MemoryBatch ToBatch() => new(_accesses, [.. _touched.Values]);

    private TouchedRecord Note(int slot, int number, ulong address)
    {
        ulong time = 1 + (ulong)((long)slot * _rows) + (ulong)number;
        if (time <= _time)
        {
            throw new ArgumentException($"Access {number} of slot {slot} has time {time}, not later than {_time}.", nameof(number));
        }

        _time = time;
        if (!_touched.TryGetValue(address, out TouchedRecord? record))
        {
            IReadOnlyList<Fr> fields = [.. _initial(address)];
            record = new(address, fields, fields, 0);
        }

        _accesses[slot][number] = new(record.Last, time - record.LastTime - 1);
        return record;
    }
}
