using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Pairing;
using ZkRollup.Prover.Cpu.Msm;

namespace ZkRollup.Prover.Kzg;

/// <summary>Verifies openings: e(C − [y]G1 + [z]W, G2) = e(W, [τ]G2) for commitment C, proof W, point z and value y.</summary>
/// <remarks>
/// One check of two pairings over points of G2 prepared once. No method throws, whatever the commitment, point, value and proof are.
/// Safe for concurrent use.
/// </remarks>
public sealed class KzgVerifier
{
    private readonly G2Prepared[] _prepared;

    /// <summary>A verifier for commitments over a string.</summary>
    /// <param name="source">The reference string.</param>
    public KzgVerifier(ReferenceString source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _prepared = [new(G2Affine.Generator), new(source.TauG2)];
    }

    /// <summary>Verifies an opening.</summary>
    /// <param name="commitment">C; untrusted.</param>
    /// <param name="point">z.</param>
    /// <param name="value">y, the value that C's polynomial is said to have at z.</param>
    /// <param name="proof">W; untrusted.</param>
    /// <returns>Valid, or the first cause of rejection.</returns>
    public KzgVerificationResult TryVerify(in G1Affine commitment, in Fr point, in Fr value, in G1Affine proof) =>
        TryVerifyBatch([commitment], point, [value], proof, Fr.One);

    /// <summary>Verifies an opening that arrived as bytes.</summary>
    /// <param name="commitment">128 bytes, as EIP-2537 encodes points of G1.</param>
    /// <param name="point">32 bytes, big-endian, canonical.</param>
    /// <param name="value">32 bytes, big-endian, canonical.</param>
    /// <param name="proof">128 bytes, as EIP-2537 encodes points of G1.</param>
    /// <returns>Valid, or the first cause of rejection.</returns>
    public KzgVerificationResult TryVerify(
        ReadOnlySpan<byte> commitment, ReadOnlySpan<byte> point, ReadOnlySpan<byte> value, ReadOnlySpan<byte> proof)
    {
        PointDecodeResult decodedC = G1Affine.TryReadEip2537Unchecked(commitment, out G1Affine c);
        PointDecodeResult decodedW = G1Affine.TryReadEip2537Unchecked(proof, out G1Affine w);
        bool hasPoint = Fr.TryReadBigEndian(point, out Fr z);
        bool hasValue = Fr.TryReadBigEndian(value, out Fr y);

        // A point that did not decode is infinity, which is inside.
        int outside = SubgroupCheck.FindOutside([c, w]);
        KzgVerificationResult cause =
            decodedC == PointDecodeResult.NotOnCurve ? KzgVerificationResult.CommitmentNotOnCurve
            : decodedC != PointDecodeResult.Success ? KzgVerificationResult.CommitmentNotCanonical
            : outside == 0 ? KzgVerificationResult.CommitmentNotInSubgroup
            : !hasPoint ? KzgVerificationResult.PointNotCanonical
            : !hasValue ? KzgVerificationResult.ValueNotCanonical
            : decodedW == PointDecodeResult.NotOnCurve ? KzgVerificationResult.ProofNotOnCurve
            : decodedW != PointDecodeResult.Success ? KzgVerificationResult.ProofNotCanonical
            : outside == 1 ? KzgVerificationResult.ProofNotInSubgroup
            : KzgVerificationResult.Valid;
        return cause == KzgVerificationResult.Valid ? CheckPairings([c], z, [y], w, Fr.One) : cause;
    }

    /// <summary>Verifies one proof for the values of several polynomials at one point.</summary>
    /// <param name="commitments">The commitments, at least one; untrusted.</param>
    /// <param name="point">z.</param>
    /// <param name="values">One value a commitment.</param>
    /// <param name="proof">W; untrusted.</param>
    /// <param name="challenge">γ, drawn after all of the above but the proof: see <see cref="KzgBatch"/>.</param>
    /// <returns>Valid, or the first cause of rejection.</returns>
    public KzgVerificationResult TryVerifyBatch(
        ReadOnlySpan<G1Affine> commitments, in Fr point, ReadOnlySpan<Fr> values, in G1Affine proof, in Fr challenge)
    {
        if (commitments.IsEmpty || commitments.Length != values.Length)
        {
            return KzgVerificationResult.CountsDiffer;
        }

        KzgVerificationResult cause = CheckPoints(commitments, proof);
        return cause == KzgVerificationResult.Valid ? CheckPairings(commitments, point, values, proof, challenge) : cause;
    }

    /// <summary>True if e(sum, G2) = e(proof, [τ]G2), that is if the sum is τ times the proof: what every opening comes down to.</summary>
    /// <param name="sum">A point of the subgroup.</param>
    /// <param name="proof">A point of the subgroup, from outside: it has been checked.</param>
    internal bool IsTauTimes(in G1Affine sum, in G1Affine proof) => AtePairing.Check([sum, -proof], _prepared);

    private static KzgVerificationResult CheckPoints(ReadOnlySpan<G1Affine> commitments, in G1Affine proof)
    {
        foreach (ref readonly G1Affine commitment in commitments)
        {
            if (!commitment.IsOnCurve)
            {
                return KzgVerificationResult.CommitmentNotOnCurve;
            }
        }

        bool isProofOnCurve = proof.IsOnCurve;
        int outside = SubgroupCheck.FindOutside([.. commitments, proof]);
        return outside >= 0 && outside < commitments.Length ? KzgVerificationResult.CommitmentNotInSubgroup
            : !isProofOnCurve ? KzgVerificationResult.ProofNotOnCurve
            : outside >= 0 ? KzgVerificationResult.ProofNotInSubgroup
            : KzgVerificationResult.Valid;
    }

    /// <summary>Checks Σ γ^i·(C_i − [y_i]G1) + [z]W against W, for points of the subgroup.</summary>
    private KzgVerificationResult CheckPairings(
        ReadOnlySpan<G1Affine> commitments, in Fr point, ReadOnlySpan<Fr> values, in G1Affine proof, in Fr challenge)
    {
        Fr[] factors = new Fr[commitments.Length + 2];
        Fr power = Fr.One;
        Fr value = Fr.Zero;
        for (int i = 0; i < commitments.Length; i++)
        {
            factors[i] = power;
            value += power * values[i];
            power *= challenge;
        }

        factors[^2] = point;
        factors[^1] = -value;
        using G1Bases bases = new([.. commitments, proof, G1Affine.Generator]);
        using G1Msm msm = new(threads: 1);
        return IsTauTimes(msm.ComputeVarTime(bases, factors).ToAffineVarTime(), proof)
            ? KzgVerificationResult.Valid
            : KzgVerificationResult.PairingsDiffer;
    }
}
