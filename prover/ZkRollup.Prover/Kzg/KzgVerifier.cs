using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Pairing;

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
    public KzgVerificationResult TryVerify(in G1Affine commitment, in Fr point, in Fr value, in G1Affine proof)
    {
        KzgVerificationResult result = CheckCommitment(commitment);
        if (result == KzgVerificationResult.Valid)
        {
            result = CheckProof(proof);
        }

        return result == KzgVerificationResult.Valid
            ? CheckPairings(G1Jacobian.FromAffine(commitment), point, value, proof)
            : result;
    }

    /// <summary>Verifies an opening that arrived as bytes.</summary>
    /// <param name="commitment">128 bytes, as EIP-2537 encodes points of G1.</param>
    /// <param name="point">32 bytes, big-endian, canonical.</param>
    /// <param name="value">32 bytes, big-endian, canonical.</param>
    /// <param name="proof">128 bytes, as EIP-2537 encodes points of G1.</param>
    /// <returns>Valid, or the first cause of rejection.</returns>
    public KzgVerificationResult TryVerify(
        ReadOnlySpan<byte> commitment, ReadOnlySpan<byte> point, ReadOnlySpan<byte> value, ReadOnlySpan<byte> proof)
    {
        PointDecodeResult decoded = G1Affine.TryReadEip2537(commitment, out G1Affine c);
        if (decoded != PointDecodeResult.Success)
        {
            return decoded switch
            {
                PointDecodeResult.NotOnCurve => KzgVerificationResult.CommitmentNotOnCurve,
                PointDecodeResult.NotInSubgroup => KzgVerificationResult.CommitmentNotInSubgroup,
                _ => KzgVerificationResult.CommitmentNotCanonical,
            };
        }

        if (!Fr.TryReadBigEndian(point, out Fr z))
        {
            return KzgVerificationResult.PointNotCanonical;
        }

        if (!Fr.TryReadBigEndian(value, out Fr y))
        {
            return KzgVerificationResult.ValueNotCanonical;
        }

        decoded = G1Affine.TryReadEip2537(proof, out G1Affine w);
        return decoded switch
        {
            PointDecodeResult.Success => CheckPairings(G1Jacobian.FromAffine(c), z, y, w),
            PointDecodeResult.NotOnCurve => KzgVerificationResult.ProofNotOnCurve,
            PointDecodeResult.NotInSubgroup => KzgVerificationResult.ProofNotInSubgroup,
            _ => KzgVerificationResult.ProofNotCanonical,
        };
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

        Fr[] factors = new Fr[commitments.Length];
        Fr power = Fr.One;
        Fr value = Fr.Zero;
        for (int i = 0; i < factors.Length; i++)
        {
            KzgVerificationResult cause = CheckCommitment(commitments[i]);
            if (cause != KzgVerificationResult.Valid)
            {
                return cause;
            }

            factors[i] = power;
            value += power * values[i];
            power *= challenge;
        }

        KzgVerificationResult result = CheckProof(proof);
        return result == KzgVerificationResult.Valid
            ? CheckPairings(G1Jacobian.SumOfProductsVarTime(commitments, factors), point, value, proof)
            : result;
    }

    private static KzgVerificationResult CheckCommitment(in G1Affine point) =>
        !point.IsOnCurve ? KzgVerificationResult.CommitmentNotOnCurve
        : !point.IsInSubgroup ? KzgVerificationResult.CommitmentNotInSubgroup
        : KzgVerificationResult.Valid;

    private static KzgVerificationResult CheckProof(in G1Affine point) =>
        !point.IsOnCurve ? KzgVerificationResult.ProofNotOnCurve
        : !point.IsInSubgroup ? KzgVerificationResult.ProofNotInSubgroup
        : KzgVerificationResult.Valid;

    private KzgVerificationResult CheckPairings(in G1Jacobian commitment, in Fr point, in Fr value, in G1Affine proof)
    {
        G1Jacobian shifted = G1Jacobian.SumOfProductsVarTime([proof, G1Affine.Generator], [point, -value]);
        G1Jacobian.Add(shifted, commitment, out shifted);
        return AtePairing.Check([shifted.ToAffine(), -proof], _prepared)
            ? KzgVerificationResult.Valid
            : KzgVerificationResult.PairingsDiffer;
    }
}
