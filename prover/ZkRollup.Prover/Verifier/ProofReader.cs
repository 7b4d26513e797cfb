using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Verifier;

/// <summary>The points and evaluations of a proof, read strictly; subgroups are left to the caller.</summary>
internal sealed class ProofReader
{
    private readonly ProofLayout _layout;

    private ProofReader(ProofLayout layout)
    {
        _layout = layout;
        Points = new G1Affine[layout.PointCount];
        Evaluations = new Fr[layout.EvaluationCount];
    }

    /// <summary>All points in their order: commitments, W, W'.</summary>
    internal G1Affine[] Points { get; }

    /// <summary>All evaluations in their order.</summary>
    internal Fr[] Evaluations { get; }

    /// <summary>Commitments to the witness packs.</summary>
    internal ReadOnlySpan<G1Affine> Witness => Points.AsSpan(0, _layout.WitnessPointCount);

    /// <summary>Commitments to the helper packs.</summary>
    internal ReadOnlySpan<G1Affine> Helpers => Points.AsSpan(_layout.WitnessPointCount, _layout.HelperPointCount);

    /// <summary>Commitments to the pieces of the quotient.</summary>
    internal ReadOnlySpan<G1Affine> Quotient =>
        Points.AsSpan(_layout.WitnessPointCount + _layout.HelperPointCount, _layout.QuotientPointCount);

    /// <summary>W.</summary>
    internal G1Affine Opening => Points[^2];

    /// <summary>W'.</summary>
    internal G1Affine OpeningAtPoint => Points[^1];

    /// <summary>Reads a proof of exactly the length of its layout. Never throws.</summary>
    /// <returns>Valid, ProofLength, PointNotCanonical, PointNotOnCurve or EvaluationNotCanonical: points are looked at first.</returns>
    internal static VerificationResult TryRead(ProofLayout layout, ReadOnlySpan<byte> bytes, out ProofReader? proof)
    {
        proof = null;
        if (bytes.Length != layout.Length)
        {
            return new(VerificationStatus.ProofLength, "the proof", $"{layout.Length} bytes", $"{bytes.Length} bytes");
        }

        ProofReader reader = new(layout);
        for (int i = 0; i < reader.Points.Length; i++)
        {
            ReadOnlySpan<byte> encoded = bytes.Slice(layout.PointOffset(i), ProofLayout.PointLength);
            PointDecodeResult result = PointCodec.TryReadUnchecked(encoded, out reader.Points[i]);
            if (result != PointDecodeResult.Success)
            {
                return result == PointDecodeResult.NotOnCurve
                    ? new(VerificationStatus.PointNotOnCurve, layout.PointName(i), "y² = x³ + 4", Convert.ToHexString(encoded))
                    : new(VerificationStatus.PointNotCanonical, layout.PointName(i), "coordinates below p", Convert.ToHexString(encoded));
            }
        }

        for (int i = 0; i < reader.Evaluations.Length; i++)
        {
            ReadOnlySpan<byte> encoded = bytes.Slice(layout.EvaluationOffset(i), ProofLayout.ScalarLength);
            if (!Fr.TryReadBigEndian(encoded, out reader.Evaluations[i]))
            {
                string where = layout.EvaluationName(i);
                return new(VerificationStatus.EvaluationNotCanonical, where, "a value below r", Convert.ToHexString(encoded));
            }
        }

        proof = reader;
        return new(VerificationStatus.Valid);
    }
}
