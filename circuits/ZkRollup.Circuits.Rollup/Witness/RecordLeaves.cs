using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>The leaves of many records, hashed side by side.</summary>
internal static class RecordLeaves
{
    /// <summary>The hash of each leaf, as <see cref="Record.Leaf"/> computes it, in the same order.</summary>
    internal static (uint Index, Fr Hash)[] Of(IReadOnlyCollection<KeyValuePair<uint, Record>> records)
    {
        Fr[] lanes = new Fr[Record.LaneCount * records.Count];
        (uint Index, Fr Hash)[] leaves = new (uint Index, Fr Hash)[records.Count];
        int next = 0;
        foreach ((uint index, Record record) in records)
        {
            leaves[next].Index = index;
            record.WriteLanes(lanes.AsSpan(Record.LaneCount * next++, Record.LaneCount));
        }

        Fr[] hashes = new Fr[records.Count];
        Poseidon2.CompressBatch(lanes, TreeDomain.Leaf, hashes);
        for (int i = 0; i < leaves.Length; i++)
        {
            leaves[i].Hash = hashes[i];
        }

        return leaves;
    }
}
