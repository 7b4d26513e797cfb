using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Merkle;

/// <summary>Read access to the nodes of a sparse 4-ary tree. Level 0 holds the leaves; the root is node 0 of the highest level.</summary>
public interface IMerkleView
{
    /// <summary>Reads one node.</summary>
    /// <param name="level">0 to the tree's depth.</param>
    /// <param name="index">Position in that level.</param>
    /// <param name="hash">The node's hash, or 0 if it was never put.</param>
    /// <returns>False if the node was never put: it is the root of an empty subtree.</returns>
    bool TryGet(int level, uint index, out Fr hash);

    /// <summary>Reads the four siblings 4·group to 4·group + 3 at once.</summary>
    /// <param name="level">0 to the tree's depth − 1.</param>
    /// <param name="group">Index of their parent in the level above.</param>
    /// <param name="absent">What nodes that were never put are read as.</param>
    /// <param name="siblings">Receives four hashes.</param>
    void ReadGroup(int level, uint group, in Fr absent, Span<Fr> siblings);
}

/// <summary>Where a tree keeps its nodes. Not safe for concurrent writing; a view taken before is unaffected by later writing.</summary>
public interface IMerkleStore : IMerkleView
{
    /// <summary>Writes one node.</summary>
    /// <param name="level">0 to the tree's depth.</param>
    /// <param name="index">Position in that level.</param>
    /// <param name="hash">The node's hash.</param>
    void Put(int level, uint index, in Fr hash);

    /// <summary>An immutable view of all nodes as they are now; cheap, whatever the number of nodes.</summary>
    IMerkleView Snapshot();

    /// <summary>Makes the nodes those of a view that <see cref="Snapshot"/> of this store gave.</summary>
    /// <exception cref="ArgumentException">The view is not one of this kind of store and depth.</exception>
    void Restore(IMerkleView snapshot);
}
