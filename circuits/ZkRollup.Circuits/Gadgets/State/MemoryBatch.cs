namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>All that happens to one class of records in a batch.</summary>
/// <param name="Accesses">By slot, then by port; null where the port is off.</param>
/// <param name="Touched">The records in ascending order of their addresses.</param>
public sealed record MemoryBatch(IReadOnlyList<IReadOnlyList<MemoryAccess?>> Accesses, IReadOnlyList<TouchedRecord> Touched);
