using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Transcript;

namespace ZkRollup.Prover.Kzg;

/// <summary>The challenge that joins the openings of several polynomials at one point.</summary>
public static class KzgBatch
{
    /// <summary>Absorbs everything that the challenge must depend on, and draws it.</summary>
    /// <param name="transcript">The transcript of prover or verifier; goes on.</param>
    /// <param name="commitments">The commitments, in order.</param>
    /// <param name="point">z.</param>
    /// <param name="values">p_i(z), in order.</param>
    public static Fr DrawChallenge(
        KeccakTranscript transcript, ReadOnlySpan<G1Affine> commitments, in Fr point, ReadOnlySpan<Fr> values)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        transcript.AbsorbPoints("kzg.commitments"u8, commitments);
        transcript.AbsorbScalar("kzg.point"u8, point);
        transcript.AbsorbScalars("kzg.values"u8, values);
        return transcript.Challenge("kzg.batch"u8);
    }
}
