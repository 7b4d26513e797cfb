using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>What an access finds.</summary>
/// <param name="Old">The fields before the access.</param>
/// <param name="Gap">Time of the access less that of the one before, less 1.</param>
public sealed record MemoryAccess(IReadOnlyList<Fr> Old, ulong Gap);
