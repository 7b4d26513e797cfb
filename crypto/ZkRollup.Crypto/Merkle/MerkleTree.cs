using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Crypto.Merkle;

/// <summary>A sparse 4-ary tree over leaf hashes, with nodes hashed by Poseidon2's tree compression.</summary>
/// <remarks>
/// An inner node is <c>Compress(child 0, …, child 3, Node)</c>; a leaf that was never set has the hash of the empty leaf. Leaves are given
/// as hashes: whoever calls makes them with <see cref="TreeDomain.Leaf"/>. Not safe for concurrent use; snapshots are.
/// </remarks>
public sealed class MerkleTree
{
    /// <summary>Children of a node: 4.</summary>
    public const int Arity = 4;

    /// <summary>Smallest depth: 1.</summary>
    public const int DepthMin = 1;

    /// <summary>Largest depth, with 2^32 leaves: 16.</summary>
    public const int DepthMax = 16;

    /// <summary>Nodes hashed in one call: bounds the buffers and keeps them in a core's cache.</summary>
    private const int ChunkNodes = 1024;

    private readonly IMerkleStore _store;
    private readonly MerkleNodes _nodes;
    private readonly Fr[] _children = new Fr[Arity * ChunkNodes];
    private readonly Fr[] _hashes = new Fr[ChunkNodes];
    private ulong[] _order = [];
    private uint[] _touched = [];

    /// <summary>Makes an empty tree in memory.</summary>
    /// <param name="depth">1 to 16.</param>
    /// <param name="emptyLeaf">The hash of a leaf that was never set.</param>
    public MerkleTree(int depth, in Fr emptyLeaf)
        : this(depth, emptyLeaf, new MemoryMerkleStore(depth))
    {
    }

    /// <summary>Opens the tree whose nodes a store holds.</summary>
    /// <param name="depth">1 to 16, the depth the store was made with.</param>
    /// <param name="emptyLeaf">The hash of a leaf that was never set, the same as when the store was filled.</param>
    /// <param name="store">The nodes; nobody else may write to it.</param>
    public MerkleTree(int depth, in Fr emptyLeaf, IMerkleStore store)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, DepthMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(depth, DepthMax);
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _nodes = new MerkleNodes(store, depth, emptyLeaf);
    }

    /// <summary>Levels between leaf and root.</summary>
    public int Depth => _nodes.Depth;

    /// <summary>Number of leaves: 4^depth.</summary>
    public ulong LeafCount => _nodes.LeafCount;

    /// <summary>The root.</summary>
    public Fr Root => _nodes.Get(Depth, 0);

    /// <summary>The hashes of empty subtrees, by level: entry 0 is the empty leaf, the last the root of an empty tree.</summary>
    public ReadOnlySpan<Fr> EmptyHashes => _nodes.EmptyHashes;

    /// <summary>The hash of a leaf.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below 4^depth.</exception>
    public Fr Get(uint index) => _nodes.Get(0, index);

    /// <summary>The hash of a node: level 0 holds the leaves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level or index.</exception>
    public Fr GetNode(int level, uint index) => _nodes.Get(level, index);

    /// <summary>Sets one leaf and rehashes its path.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below 4^depth.</exception>
    public void Set(uint index, in Fr leafHash) => Update([(index, leafHash)]);

    /// <summary>Sets many leaves and hashes each touched node once, level by level.</summary>
    /// <param name="leaves">Index and new hash of each leaf, in any order. Of several entries for one index the last wins, as if they had
    /// been set one after the other.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is not below 4^depth; nothing has been changed then.</exception>
    public void Update(ReadOnlySpan<(uint Index, Fr Hash)> leaves)
    {
        foreach (ref readonly (uint Index, Fr Hash) leaf in leaves)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leaf.Index, LeafCount, nameof(leaves));
        }

        int touched = PutLeaves(leaves);
        for (int level = 0; level < Depth; level++)
        {
            touched = ToParents(touched);
            HashLevel(level, touched);
        }
    }

    /// <summary>The siblings of a leaf's path.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below 4^depth.</exception>
    public MerkleProof Prove(uint index) => _nodes.Prove(index);

    /// <summary>The tree as it is now, for good; cheap.</summary>
    public MerkleSnapshot Snapshot() => new(_nodes.On(_store.Snapshot()));

    /// <summary>Makes the tree what it was when the snapshot was taken.</summary>
    /// <exception cref="ArgumentException">The snapshot is one of a tree with another depth, empty leaf or kind of store.</exception>
    public void Restore(MerkleSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.Depth != Depth || snapshot.Nodes.EmptyHashes[0] != EmptyHashes[0])
        {
            throw new ArgumentException("A snapshot of a tree with another depth or empty leaf.", nameof(snapshot));
        }

        _store.Restore(snapshot.Nodes.View);
    }

    /// <summary>Puts the leaves and lists the distinct indices in ascending order in the touched nodes.</summary>
    private int PutLeaves(ReadOnlySpan<(uint Index, Fr Hash)> leaves)
    {
        if (_order.Length < leaves.Length)
        {
            _order = new ulong[leaves.Length];
            _touched = new uint[leaves.Length];
        }

        // Index, then position: ascending order keeps entries for one index in the order in which they came.
        Span<ulong> order = _order.AsSpan(0, leaves.Length);
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = ((ulong)leaves[i].Index << 32) | (uint)i;
        }

        order.Sort();
        int touched = 0;
        for (int i = 0; i < order.Length; i++)
        {
            uint index = (uint)(order[i] >> 32);
            if (i + 1 < order.Length && (uint)(order[i + 1] >> 32) == index)
            {
                continue;
            }

            _store.Put(0, index, leaves[(int)(uint)order[i]].Hash);
            _touched[touched++] = index;
        }

        return touched;
    }

    /// <summary>Replaces the touched indices of a level, ascending, by those of the level above.</summary>
    private int ToParents(int touched)
    {
        int parents = 0;
        for (int i = 0; i < touched; i++)
        {
            uint parent = _touched[i] >> 2;
            if (parents == 0 || _touched[parents - 1] != parent)
            {
                _touched[parents++] = parent;
            }
        }

        return parents;
    }

    /// <summary>Hashes the touched parents of the nodes of a level.</summary>
    private void HashLevel(int level, int parents)
    {
        ref readonly Fr empty = ref EmptyHashes[level];
        for (int start = 0; start < parents; start += ChunkNodes)
        {
            ReadOnlySpan<uint> chunk = _touched.AsSpan(start, Math.Min(ChunkNodes, parents - start));
            for (int i = 0; i < chunk.Length; i++)
            {
                _store.ReadGroup(level, chunk[i], empty, _children.AsSpan(Arity * i, Arity));
            }

            Poseidon2.CompressBatch(_children.AsSpan(0, Arity * chunk.Length), TreeDomain.Node, _hashes.AsSpan(0, chunk.Length));
            for (int i = 0; i < chunk.Length; i++)
            {
                _store.Put(level + 1, chunk[i], _hashes[i]);
            }
        }
    }
}
