using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Crypto.Tests.Merkle;

/// <summary>The tree by its definition: a dictionary of leaves and recursion. Hashes are remembered until a leaf is set.</summary>
internal sealed class NaiveTree(int depth, Fr emptyLeaf)
{
    private readonly Dictionary<uint, Fr> _leaves = [];
    private readonly Dictionary<(int, uint), Fr> _known = [];

    internal IReadOnlyDictionary<uint, Fr> Leaves => _leaves;

    internal Fr Root => Hash(depth, 0);

    internal void Set(uint index, in Fr hash)
    {
        _leaves[index] = hash;
        _known.Clear();
    }

    internal Fr Hash(int level, uint index)
    {
        if (level == 0)
        {
            return Leaves.GetValueOrDefault(index, emptyLeaf);
        }

        if (!_known.TryGetValue((level, index), out Fr hash))
        {
            hash = _leaves.Keys.Any(key => (ulong)key >> (2 * level) == index)
                ? Compress(Child(0), Child(1), Child(2), Child(3))
                : Empty(level);
            _known.Add((level, index), hash);
        }

        return hash;

        Fr Child(uint position) => Hash(level - 1, (4 * index) + position);
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
