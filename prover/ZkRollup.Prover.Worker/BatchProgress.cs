namespace ZkRollup.Prover.Worker;

/// <summary>How far the proof of a batch is.</summary>
/// <param name="Stage">The stage that is running, in words.</param>
/// <param name="Fraction">The part of it that is done, from 0 to 1.</param>
public readonly record struct BatchProgress(string Stage, double Fraction);
