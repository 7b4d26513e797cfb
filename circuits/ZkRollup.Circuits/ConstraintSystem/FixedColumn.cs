using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>A column that belongs to the circuit.</summary>
/// <param name="Name">For messages and pictures.</param>
/// <param name="Values">One period: R values for <see cref="ColumnKind.Fixed"/>, a longer power of two for a table.</param>
public sealed record FixedColumn(string Name, IReadOnlyList<Fr> Values);
