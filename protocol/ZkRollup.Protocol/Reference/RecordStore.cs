using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ZkRollup.Protocol.State;

namespace ZkRollup.Protocol.Reference;

/// <summary>The records of the state by address, the log of accesses of a transaction, and the state tree.</summary>
internal sealed class RecordStore
{
    private static readonly Record[] Zero = [default];

    private readonly Dictionary<RecordAddress, Record> _records = [];
    private readonly HashSet<RecordAddress> _dirty = [];
    private readonly StateTree _tree = new();
    private List<RecordAccess> _log = [];
    private List<RecordAccess> _committed = [];

    /// <summary>Accesses of the last transaction that was committed.</summary>
    internal IReadOnlyList<RecordAccess> Committed => _committed;

    /// <summary>Writes of the transaction so far.</summary>
    internal int Writes { get; private set; }

    /// <summary>Starts the log of a transaction.</summary>
    internal void Begin()
    {
        _log.Clear();
        Writes = 0;
    }

    /// <summary>Keeps the log of an accepted transaction.</summary>
    internal void Commit() => (_log, _committed) = (_committed, _log);

    /// <summary>A record; the zero record if it does not exist.</summary>
    internal Record Read(RecordAddress address)
    {
        _log.Add(new RecordAccess(address, false));
        return Peek(address);
    }

    /// <summary>A record that the transition does not depend on, such as one passed by in search of a predecessor; valid until the next
    /// write.</summary>
    internal ref readonly Record Peek(RecordAddress address)
    {
        ref readonly Record record = ref CollectionsMarshal.GetValueRefOrNullRef(_records, address);
        if (Unsafe.IsNullRef(in record))
        {
            return ref Zero[0];
        }

        return ref record;
    }

    /// <summary>Changes a record.</summary>
    internal void Write(RecordAddress address, in Record record)
    {
        _log.Add(new RecordAccess(address, true));
        Writes++;
        Load(address, record);
    }

    /// <summary>Changes a record outside of any transaction.</summary>
    internal void Load(RecordAddress address, in Record record)
    {
        _dirty.Add(address);
        if (record == default)
        {
            _records.Remove(address);
        }
        else
        {
            _records[address] = record;
        }
    }

    /// <summary>The records that exist, by ascending address.</summary>
    internal List<KeyValuePair<RecordAddress, Record>> Sorted()
    {
        List<KeyValuePair<RecordAddress, Record>> result = [.. _records];
        result.Sort(static (a, b) => a.Key.Value.CompareTo(b.Key.Value));
        return result;
    }

    /// <summary>The state tree, brought up to date.</summary>
    internal StateTree Tree()
    {
        List<KeyValuePair<RecordAddress, Record>> changed = new(_dirty.Count);
        foreach (RecordAddress address in _dirty)
        {
            changed.Add(new KeyValuePair<RecordAddress, Record>(address, Peek(address)));
        }

        _tree.Update(CollectionsMarshal.AsSpan(changed));
        _dirty.Clear();
        return _tree;
    }
}
