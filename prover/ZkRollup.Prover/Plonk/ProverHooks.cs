using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Backend;

namespace ZkRollup.Prover.Plonk;

/// <summary>Where a prover can be made to lie. Tests alone can reach it, to show that no lie is accepted.</summary>
/// <remarks>A prover with hooks does not check its own work, unless told to: it sends what it has.</remarks>
internal sealed class ProverHooks
{
    /// <summary>True to stop where an honest prover would, false to push on and send whatever comes out.</summary>
    internal bool ChecksItself { get; init; }

    /// <summary>Before the witness is committed: may replace witness columns, multiplicities among them.</summary>
    internal Action<IProofWorkspace>? Witness { get; init; }

    /// <summary>Before the helper columns are committed: may replace fractions, running sums and products.</summary>
    internal Action<IProofWorkspace, ConstraintChallenges>? Helpers { get; init; }

    /// <summary>Before the pieces of the quotient are committed, blinding included: may replace them.</summary>
    internal Action<IProofWorkspace, ConstraintChallenges>? Quotient { get; init; }

    /// <summary>Before the evaluations are absorbed, in the order of the proof: may replace them.</summary>
    internal Action<Fr[]>? Evaluations { get; init; }
}
