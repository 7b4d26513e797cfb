using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Verifier;

/// <summary>The challenges of a proof.</summary>
/// <param name="Beta">Compresses tuples, scales copy labels.</param>
/// <param name="Gamma">Shifts tuples and copied values away from zero.</param>
/// <param name="Y">Combines the constraints.</param>
/// <param name="Zeta">ζ: where the columns are evaluated.</param>
/// <param name="V">Combines the openings.</param>
/// <param name="Z">Where the combined opening is checked.</param>
internal readonly record struct Challenges(Fr Beta, Fr Gamma, Fr Y, Fr Zeta, Fr V, Fr Z)
{
    /// <summary>Draws all challenges of a proof.</summary>
    internal static Challenges Draw(ProofTranscript transcript, ProofReader proof)
    {
        (Fr beta, Fr gamma) = transcript.AbsorbWitness(proof.Witness);
        Fr y = transcript.AbsorbHelpers(proof.Helpers);
        Fr zeta = transcript.AbsorbQuotient(proof.Quotient);
        Fr v = transcript.AbsorbEvaluations(proof.Evaluations);
        return new(beta, gamma, y, zeta, v, transcript.AbsorbOpening(proof.Opening));
    }
}
