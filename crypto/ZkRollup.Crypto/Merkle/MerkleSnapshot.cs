using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Merkle;

/// <summary>A tree as it was when <see cref="MerkleTree.Snapshot"/> was called. Immutable; any number of threads may read it.</summary>
public sealed class MerkleSnapshot
{
    internal MerkleSnapshot(MerkleNodes nodes)
    {
        Nodes = nodes;
        Root = nodes.Get(nodes.Depth, 0);
    }

    /// <summary>The root.</summary>
    public Fr Root { get; }

    /// <summary>Levels between leaf and root.</summary>
    public int Depth => Nodes.Depth;

    internal MerkleNodes Nodes { get; }

    /// <summary>The hash of a leaf.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below 4^depth.</exception>
    public Fr Get(uint index) => Nodes.Get(0, index);

    /// <summary>The hash of a node: level 0 holds the leaves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level or index.</exception>
    public Fr GetNode(int level, uint index) => Nodes.Get(level, index);

    /// <summary>The siblings of a leaf's path.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below 4^depth.</exception>
    public MerkleProof Prove(uint index) => Nodes.Prove(index);
}
