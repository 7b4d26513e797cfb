using System.Globalization;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Worker;

/// <summary>How long the proof of a batch took.</summary>
/// <param name="Planning">Running the programs of all steps.</param>
/// <param name="Witness">Filling the trace.</param>
/// <param name="Proof">The stages of the proof.</param>
/// <param name="Verification">Checking it before it leaves the prover.</param>
public sealed record BatchTimings(TimeSpan Planning, TimeSpan Witness, ProofTimings Proof, TimeSpan Verification)
{
    /// <summary>All together.</summary>
    public TimeSpan Total => Planning + Witness + Proof.Total + Verification;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Total.TotalSeconds:F3} s: planning {Planning.TotalSeconds:F3}, witness {Witness.TotalSeconds:F3}, "
        + $"proof {Proof}, verification {Verification.TotalSeconds:F3}");
}
