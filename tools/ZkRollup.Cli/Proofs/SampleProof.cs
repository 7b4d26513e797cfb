using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Cli.Proofs;

/// <summary>Makes a proof and shows how far it is.</summary>
internal static class SampleProof
{
    /// <summary>Makes a proof.</summary>
    /// <exception cref="ExpectedFailure">There is no proof; the message says why.</exception>
    internal static ProvingResult Make(
        PlonkProver prover,
        ProvingKey key,
        ProofContext context,
        PublicInputs inputs,
        Trace trace,
        StageProgress progress,
        CancellationToken cancellation)
    {
        ProvingResult result = prover.Prove(key, context, inputs, trace, new View(progress), cancellation);
        return result.IsSuccess ? result : throw new ExpectedFailure(result.ToString());
    }

    private sealed class View(StageProgress progress) : IProgress<ProvingProgress>
    {
        public void Report(ProvingProgress value) => progress.Report(value.Stage.ToString(), value.Fraction);
    }
}
