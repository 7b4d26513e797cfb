using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Backend;

/// <summary>Commitments that are opened at the same points, and so divided by the same D(X) = ∏ (X^F − z).</summary>
/// <param name="Factor">F: columns in a pack.</param>
/// <param name="Points">The z.</param>
/// <param name="Packs">The commitments.</param>
public sealed record OpeningGroup(int Factor, IReadOnlyList<Fr> Points, IReadOnlyList<OpeningPack> Packs);
