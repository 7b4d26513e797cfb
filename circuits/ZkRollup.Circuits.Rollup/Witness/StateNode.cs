using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>A node of the state tree.</summary>
/// <param name="Level">0 for leaves.</param>
/// <param name="Index">Its place in the level.</param>
/// <param name="Hash">Its hash.</param>
public readonly record struct StateNode(int Level, uint Index, Fr Hash);
