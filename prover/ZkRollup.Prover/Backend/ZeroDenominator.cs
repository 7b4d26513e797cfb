namespace ZkRollup.Prover.Backend;

/// <summary>A fraction of an argument whose denominator is zero, so that it has no value.</summary>
/// <param name="Term">Which fraction, or which chunk of copied columns.</param>
/// <param name="Row">The row.</param>
public readonly record struct ZeroDenominator(string Term, int Row);
