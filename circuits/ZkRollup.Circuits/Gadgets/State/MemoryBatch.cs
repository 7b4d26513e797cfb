namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>All that happens to records in a batch.</summary>
/// <param name="Accesses">By slot, then by number; null where an access is off.</param>
/// <param name="Touched">Each record that is accessed, once; in any order.</param>
public sealed record MemoryBatch(IReadOnlyList<IReadOnlyList<MemoryAccess?>> Accesses, IReadOnlyList<TouchedRecord> Touched);
