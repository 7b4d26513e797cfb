using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Gadgets.Hashing;

/// <summary>
/// Statement: a value is the leaf of a record: the tree compression of its lanes in the leaf domain, missing lanes being zero.
/// </summary>
/// <remarks>
/// Preconditions: a lane is one whole element, such as a key coordinate, or fields that
/// <see cref="Arithmetic.Packing"/> has packed into at most 252 bits.
/// Constraints, Cost: those of <see cref="TreeCompression"/>.
/// Soundness: docs/circuits/poseidon2.md#tree. A record type fixes how many lanes it has and what each holds, so equal leaves mean equal
/// records, unless someone finds a collision of the compression.
/// Negative tests: RecordLeaf_PackedFields_MatchesLibrary, RecordLeaf_FieldChanged_ChangesLeaf, and those of the parts.
/// </remarks>
public static class RecordLeaf
{
    /// <summary>The most lanes of a record.</summary>
    public const int LanesMax = Poseidon2.Width;

    /// <summary>The leaf of a record.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="layout">How wide the permutation is.</param>
    /// <param name="lanes">One to four lanes.</param>
    /// <exception cref="ArgumentException">There is no lane or more than four.</exception>
    public static Element Hash(CircuitBuilder builder, Poseidon2Layout layout, IReadOnlyList<Element> lanes) =>
        TreeCompression.Compress(builder, layout, TreeDomain.Leaf, lanes);
}
