using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Crypto.Merkle;

/// <summary>Reading a sparse tree: nodes of a view, and the hash of an empty subtree where the view has none.</summary>
internal sealed class MerkleNodes
{
    private readonly IMerkleView _view;
    private readonly Fr[] _emptyHashes;

    /// <summary>Makes the reader of a tree whose empty leaf is given; hashes one node a level.</summary>
    internal MerkleNodes(IMerkleView view, int depth, in Fr emptyLeaf)
    {
        _view = view;
        _emptyHashes = new Fr[depth + 1];
        _emptyHashes[0] = emptyLeaf;
        for (int level = 0; level < depth; level++)
        {
            Fr child = _emptyHashes[level];
            _emptyHashes[level + 1] = Poseidon2.Compress(child, child, child, child, TreeDomain.Node);
        }
    }

    private MerkleNodes(IMerkleView view, Fr[] emptyHashes)
    {
        _view = view;
        _emptyHashes = emptyHashes;
    }

    internal int Depth => _emptyHashes.Length - 1;

    internal ulong LeafCount => 1UL << (2 * Depth);

    internal ReadOnlySpan<Fr> EmptyHashes => _emptyHashes;

    internal IMerkleView View => _view;

    /// <summary>The same tree on other nodes.</summary>
    internal MerkleNodes On(IMerkleView view) => new(view, _emptyHashes);

    internal Fr Get(int level, uint index) => _view.TryGet(level, index, out Fr hash) ? hash : _emptyHashes[level];

    internal MerkleProof Prove(uint index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, LeafCount);
        Fr[] siblings = new Fr[MerkleProof.SiblingsPerLevel * Depth];
        Span<Fr> group = stackalloc Fr[MerkleTree.Arity];
        int next = 0;
        for (int level = 0; level < Depth; level++)
        {
            uint position = index >> (2 * level);
            _view.ReadGroup(level, position >> 2, _emptyHashes[level], group);
            for (int i = 0; i < group.Length; i++)
            {
                if (i != (int)(position & 3))
                {
                    siblings[next++] = group[i];
                }
            }
        }

        return new MerkleProof(index, siblings);
    }
}
