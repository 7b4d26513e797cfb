using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Merkle;
using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.State;

/// <summary>The state root, from the records that changed since the last one.</summary>
internal sealed partial class StateStore
{
    /// <summary>Leaves hashed in one call.</summary>
    private const int ChunkLeaves = 512;

    private readonly MerkleTree[] _trees =
    [
        new(RecordAddress.SubtreeDepth, Record.EmptyLeaf),
        new(RecordAddress.SubtreeDepth, Record.EmptyLeaf),
        new(RecordAddress.SubtreeDepth, Record.EmptyLeaf),
        new(RecordAddress.SubtreeDepth, Record.EmptyLeaf),
    ];

    private readonly uint[] _dirty;
    private readonly Fr[] _lanes = new Fr[Record.LaneCount * ChunkLeaves];
    private readonly Fr[] _hashes = new Fr[ChunkLeaves];
    private (uint Index, Fr Hash)[] _leaves = [];
    private int _dirtyCount;
    private long _rootSlot;

    /// <summary>Addresses of the records that were written since the last root, each once.</summary>
    internal ReadOnlySpan<uint> Dirty => _dirty.AsSpan(0, _dirtyCount);

    /// <summary>The root of the state tree.</summary>
    internal Fr ComputeRoot()
    {
        Span<uint> dirty = _dirty.AsSpan(0, _dirtyCount);
        dirty.Sort();
        for (int start = 0; start < dirty.Length;)
        {
            uint subtree = dirty[start] >> 30;
            int end = start;
            while (end < dirty.Length && dirty[end] >> 30 == subtree)
            {
                end++;
            }

            UpdateSubtree(_trees[subtree], dirty[start..end]);
            start = end;
        }

        _dirtyCount = 0;
        _rootSlot = _slot;
        _slot++;
        return Poseidon2.Compress(_trees[0].Root, _trees[1].Root, _trees[2].Root, _trees[3].Root, TreeDomain.Node);
    }

    private void UpdateSubtree(MerkleTree tree, ReadOnlySpan<uint> addresses)
    {
        if (_leaves.Length < addresses.Length)
        {
            _leaves = new (uint, Fr)[addresses.Length];
        }

        for (int start = 0; start < addresses.Length; start += ChunkLeaves)
        {
            ReadOnlySpan<uint> chunk = addresses.Slice(start, Math.Min(ChunkLeaves, addresses.Length - start));
            for (int i = 0; i < chunk.Length; i++)
            {
                Pack(chunk[i]).WriteLanes(_lanes.AsSpan(Record.LaneCount * i, Record.LaneCount));
            }

            Poseidon2.CompressBatch(_lanes.AsSpan(0, Record.LaneCount * chunk.Length), TreeDomain.Leaf, _hashes.AsSpan(0, chunk.Length));
            for (int i = 0; i < chunk.Length; i++)
            {
                _leaves[start + i] = (chunk[i] & ((1U << 30) - 1), _hashes[i]);
            }
        }

        tree.Update(_leaves.AsSpan(0, addresses.Length));
    }
}
