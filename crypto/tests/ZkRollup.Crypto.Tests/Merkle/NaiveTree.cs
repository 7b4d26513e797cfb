using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Crypto.Tests.Merkle;

/// <summary>The tree by its definition: a dictionary of leaves and recursion, everything hashed anew.</summary>
internal sealed class NaiveTree(int depth, Fr emptyLeaf)
{
    internal SortedDictionary<uint, Fr> Leaves { get; } = [];

    internal Fr Root => Hash(depth, 0);

    internal Fr Hash(int level, uint index)
    {
        if (level == 0)
        {
            return Leaves.GetValueOrDefault(index, emptyLeaf);
        }

        ulong first = (ulong)index << (2 * level);
        ulong end = ((ulong)index + 1) << (2 * level);
        return Leaves.Keys.Any(key => key >= first && key < end)
            ? Compress(Hash(level - 1, 4 * index), Hash(level - 1, (4 * index) + 1), Hash(level - 1, (4 * index) + 2), Hash(level - 1, (4 * index) + 3))
            : Empty(level);
    }

    internal Fr Empty(int level)
    {
        Fr hash = emptyLeaf;
        for (int i = 0; i < level; i++)
        {
            hash = Compress(hash, hash, hash, hash);
        }

        return hash;
    }

    private static Fr Compress(Fr a, Fr b, Fr c, Fr d) => Poseidon2.Compress(a, b, c, d, TreeDomain.Node);
}
