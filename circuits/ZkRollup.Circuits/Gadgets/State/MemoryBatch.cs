namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>All that happens to records in a batch.</summary>
/// <param name="Accesses">By slot, then by port; null where the port is off.</param>
/// <param name="Touched">Each record that is accessed, once; in any order.</param>
public sealed record MemoryBatch(IReadOnlyList<IReadOnlyList<MemoryAccess?>> Accesses, IReadOnlyList<TouchedRecord> Touched);
