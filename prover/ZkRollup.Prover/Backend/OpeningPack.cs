using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Backend;

/// <summary>One commitment in an opening: Σ X^j·c_j(X^F) over its columns, times a weight.</summary>
/// <param name="Kind">The kind of the columns; null for the combined pieces of the quotient, which are a single polynomial.</param>
/// <param name="Columns">Indices, at most F of them; absent ones are zero.</param>
/// <param name="Weight">The power of v.</param>
public sealed record OpeningPack(ColumnKind? Kind, IReadOnlyList<int> Columns, Fr Weight);
