using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.State;

/// <summary>The state tree, from the records that changed since it was last asked for.</summary>
internal sealed partial class StateStore
{
    /// <summary>Records handed to the tree at once. They are sorted, so two chunks share a node at most on each level.</summary>
    private const int ChunkRecords = 1 << 12;

    private readonly StateTree _tree = new();
    private readonly uint[] _dirty;
    private readonly KeyValuePair<RecordAddress, Record>[] _changed = new KeyValuePair<RecordAddress, Record>[ChunkRecords];
    private int _dirtyCount;
    private long _rootSlot;

    /// <summary>Addresses of the records that were written since the last root, each once.</summary>
    internal ReadOnlySpan<uint> Dirty => _dirty.AsSpan(0, _dirtyCount);

    /// <summary>The state tree, up to date.</summary>
    internal StateTree ComputeTree()
    {
        Span<uint> dirty = _dirty.AsSpan(0, _dirtyCount);
        dirty.Sort();
        while (!dirty.IsEmpty)
        {
            int count = Math.Min(dirty.Length, ChunkRecords);
            for (int i = 0; i < count; i++)
            {
                _changed[i] = new KeyValuePair<RecordAddress, Record>(new RecordAddress(dirty[i]), Pack(dirty[i]));
            }

            _tree.Update(_changed.AsSpan(0, count));
            dirty = dirty[count..];
        }

        _dirtyCount = 0;
        _rootSlot = _slot;
        _slot++;
        return _tree;
    }
}
