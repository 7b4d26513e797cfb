using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Merkle;

namespace ZkRollup.Crypto.Tests.Merkle;

/// <summary>A store with one dictionary entry a node, as another implementer would write it, that counts what is put.</summary>
internal sealed class CountingStore : IMerkleStore
{
    private Dictionary<(int Level, uint Index), Fr> _nodes = [];

    internal List<(int Level, uint Index)> Puts { get; } = [];

    public bool TryGet(int level, uint index, out Fr hash) => _nodes.TryGetValue((level, index), out hash);

    public void ReadGroup(int level, uint group, in Fr absent, Span<Fr> siblings)
    {
        for (uint i = 0; i < 4; i++)
        {
            siblings[(int)i] = TryGet(level, (4 * group) + i, out Fr hash) ? hash : absent;
        }
    }

    public void Put(int level, uint index, in Fr hash)
    {
        Puts.Add((level, index));
        _nodes[(level, index)] = hash;
    }

    public IMerkleView Snapshot() => new CountingStore { _nodes = new(_nodes) };

    public void Restore(IMerkleView snapshot) => _nodes = new(((CountingStore)snapshot)._nodes);
}
