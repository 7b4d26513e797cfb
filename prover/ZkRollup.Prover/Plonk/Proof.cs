using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Plonk;

/// <summary>The parts of a proof, in the order of its bytes.</summary>
public sealed record Proof
{
    /// <summary>Commitments to the witness packs.</summary>
    public required IReadOnlyList<G1Affine> Witness { get; init; }

    /// <summary>Commitments to the helper packs.</summary>
    public required IReadOnlyList<G1Affine> Helpers { get; init; }

    /// <summary>Commitments to the pieces of the quotient.</summary>
    public required IReadOnlyList<G1Affine> Quotient { get; init; }

    /// <summary>The values of the columns at ζ and ζω in the order of <see cref="ProofLayout"/>.</summary>
    public required IReadOnlyList<Fr> Evaluations { get; init; }

    /// <summary>W: commits to Σ v^i·(f_i − r_i)/D_i.</summary>
    public required G1Affine Opening { get; init; }

    /// <summary>W': commits to the quotient by X − z that the pairing check needs.</summary>
    public required G1Affine OpeningAtPoint { get; init; }

    /// <summary>Writes a proof.</summary>
    /// <param name="layout">The layout.</param>
    /// <exception cref="ArgumentException">The counts are not those of the layout.</exception>
    public byte[] ToBytes(ProofLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Require(Witness.Count, layout.WitnessPointCount, "witness commitments");
        Require(Helpers.Count, layout.HelperPointCount, "helper commitments");
        Require(Quotient.Count, layout.QuotientPointCount, "pieces of the quotient");
        Require(Evaluations.Count, layout.EvaluationCount, "evaluations");
        byte[] bytes = new byte[layout.Length];
        int number = 0;
        foreach (G1Affine point in (IEnumerable<G1Affine>)[.. Witness, .. Helpers, .. Quotient, Opening, OpeningAtPoint])
        {
            PointCodec.Write(point, bytes.AsSpan(layout.PointOffset(number++)));
        }

        for (int i = 0; i < Evaluations.Count; i++)
        {
            Evaluations[i].WriteBigEndian(bytes.AsSpan(layout.EvaluationOffset(i), ProofLayout.ScalarLength));
        }

        return bytes;
    }

    private static void Require(int count, int expected, string what)
    {
        if (count != expected)
        {
            throw new ArgumentException($"Expected {expected} {what}, got {count}.");
        }
    }
}
