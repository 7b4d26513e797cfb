using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Builder;

/// <summary>A table of the circuit whose rows may be looked up.</summary>
/// <param name="Bus">The bus that joins the rows and the lookups.</param>
/// <param name="Size">Rows, before padding.</param>
public sealed record LookupTable(Bus Bus, int Size);
