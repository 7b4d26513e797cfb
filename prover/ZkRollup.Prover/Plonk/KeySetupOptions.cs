namespace ZkRollup.Prover.Plonk;

/// <summary>What is chosen when the keys of a circuit are made.</summary>
/// <param name="PackingFactor">F': columns of a commitment, 1, 2, 4 or 8. More cost the verifier less, but need more powers.</param>
/// <param name="SlotsMin">The smallest T to allow, a power of two; the smallest that the circuit allows if 0.</param>
/// <param name="SlotsMax">The largest T to allow, a power of two; the largest for which the reference string suffices if 0.</param>
public sealed record KeySetupOptions(int PackingFactor = 2, int SlotsMin = 0, int SlotsMax = 0);
