using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Merkle;

namespace ZkRollup.Protocol.State;

/// <summary>The state tree: four 4-ary trees of depth 15 under one node (docs/protocol.md, 3.2).</summary>
/// <remarks>It holds hashes only; the records are the caller's. Not safe for use by several threads at once.</remarks>
public sealed class StateTree
{
    /// <summary>Subtrees.</summary>
    public const int SubtreeCount = 4;

    private const int ChunkLeaves = 256;

    private readonly MerkleTree[] _subtrees = new MerkleTree[SubtreeCount];
    private readonly Fr[] _lanes = new Fr[Record.LaneCount * ChunkLeaves];
    private readonly Fr[] _hashes = new Fr[ChunkLeaves];
    private readonly List<(uint Index, Fr Hash)>[] _leaves = new List<(uint Index, Fr Hash)>[SubtreeCount];

    /// <summary>The tree of the state without a record.</summary>
    public StateTree()
    {
        for (int i = 0; i < SubtreeCount; i++)
        {
            _subtrees[i] = new MerkleTree(RecordAddress.SubtreeDepth, Record.EmptyLeaf);
            _leaves[i] = [];
        }
    }

    /// <summary>The state root.</summary>
    public Fr Root =>
        Poseidon2.Compress(_subtrees[0].Root, _subtrees[1].Root, _subtrees[2].Root, _subtrees[3].Root, TreeDomain.Node);

    /// <summary>The root of a subtree, as the public data of a batch names it.</summary>
    public Fr SubtreeRoot(Subtree subtree) => _subtrees[(int)subtree].Root;

    /// <summary>The hash of a node of a subtree: level 0 holds the leaves, level 15 its root.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level or index.</exception>
    public Fr GetNode(Subtree subtree, int level, uint index) => _subtrees[(int)subtree].GetNode(level, index);

    /// <summary>Sets many records and hashes each touched node once.</summary>
    /// <param name="records">Address and new record, in any order; the zero record is one that does not exist. Of several entries for
    /// one address the last wins.</param>
    /// <exception cref="ArgumentOutOfRangeException">A field exceeds its bits; nothing has been changed then.</exception>
    public void Update(ReadOnlySpan<KeyValuePair<RecordAddress, Record>> records)
    {
        foreach (List<(uint Index, Fr Hash)> leaves in _leaves)
        {
            leaves.Clear();
        }

        while (!records.IsEmpty)
        {
            int count = Math.Min(records.Length, ChunkLeaves);
            HashLeaves(records[..count]);
            records = records[count..];
        }

        for (int i = 0; i < SubtreeCount; i++)
        {
            _subtrees[i].Update(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_leaves[i]));
        }
    }

    private void HashLeaves(ReadOnlySpan<KeyValuePair<RecordAddress, Record>> records)
    {
        for (int i = 0; i < records.Length; i++)
        {
            records[i].Value.WriteLanes(_lanes.AsSpan(Record.LaneCount * i, Record.LaneCount));
        }

        Poseidon2.CompressBatch(_lanes.AsSpan(0, Record.LaneCount * records.Length), TreeDomain.Leaf, _hashes.AsSpan(0, records.Length));
        for (int i = 0; i < records.Length; i++)
        {
            RecordAddress address = records[i].Key;
            _leaves[(int)address.Subtree].Add((address.Index, _hashes[i]));
        }
    }
}
