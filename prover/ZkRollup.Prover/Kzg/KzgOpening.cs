using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Kzg;

/// <summary>The value p(z) of a committed polynomial and the proof [(p(τ) − p(z))/(τ − z)]G1.</summary>
/// <param name="Value">p(z).</param>
/// <param name="Proof">The commitment to the quotient of p(X) − p(z) by X − z; infinity for a constant polynomial.</param>
public readonly record struct KzgOpening(Fr Value, G1Affine Proof);

/// <summary>The values of several committed polynomials at one point and one proof for all.</summary>
/// <param name="Values">p_i(z).</param>
/// <param name="Proof">The commitment to the quotient of Σ γ^i·(p_i(X) − p_i(z)) by X − z.</param>
public sealed record KzgBatchOpening(IReadOnlyList<Fr> Values, G1Affine Proof);
