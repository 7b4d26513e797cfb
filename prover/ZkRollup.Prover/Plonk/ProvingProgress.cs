namespace ZkRollup.Prover.Plonk;

/// <summary>How far a proof is.</summary>
/// <param name="Stage">The stage that is running.</param>
/// <param name="Fraction">The part of it that is done, from 0 to 1.</param>
public readonly record struct ProvingProgress(ProvingStage Stage, double Fraction);
