using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Pairing;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Verifier;

/// <summary>Verifies proofs of one circuit: one multi-scalar multiplication and one check of two pairings.</summary>
/// <remarks>
/// Specified in docs/proof-format.md. Points of G2 are prepared once. No method throws, whatever the proof and the shape of the public
/// inputs are. Safe for concurrent use.
/// </remarks>
public sealed class PlonkVerifier
{
    private readonly G2Prepared[] _prepared;

    /// <summary>A verifier for the proofs of a key.</summary>
    /// <param name="key">The key; whether to trust it, and the setup behind it, is for the caller to decide.</param>
    public PlonkVerifier(VerifyingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        _prepared = [new(G2Affine.Generator), new(key.TauG2)];
    }

    /// <summary>The key.</summary>
    public VerifyingKey Key { get; }

    /// <summary>Verifies one proof; keep an instance to verify many.</summary>
    /// <param name="key">The key.</param>
    /// <param name="context">Where the proof is verified.</param>
    /// <param name="slots">T; untrusted.</param>
    /// <param name="inputs">The statement; of any shape.</param>
    /// <param name="proof">Untrusted.</param>
    /// <returns>Valid, or the first cause of rejection.</returns>
    public static VerificationResult Verify(
        VerifyingKey key, ProofContext context, int slots, PublicInputs inputs, ReadOnlySpan<byte> proof) =>
        new PlonkVerifier(key).Verify(context, slots, inputs, proof);

    /// <summary>Verifies a proof.</summary>
    /// <param name="context">Where the proof is verified.</param>
    /// <param name="slots">T; untrusted.</param>
    /// <param name="inputs">The statement; of any shape.</param>
    /// <param name="proof">Untrusted.</param>
    /// <returns>Valid, or the first cause of rejection.</returns>
    public VerificationResult Verify(ProofContext context, int slots, PublicInputs inputs, ReadOnlySpan<byte> proof)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(inputs);
        if (InputShape.FindMismatch(Key.Shape, slots, inputs) is { } mismatch)
        {
            return new(Cause(mismatch.Part), "the statement", mismatch.Expected, mismatch.Got);
        }

        VerificationResult result = ProofReader.TryRead(Key.Layout, proof, out ProofReader? parts);
        if (parts is null)
        {
            return result;
        }

        int outside = SubgroupCheck.FindOutside(parts.Points);
        if (outside >= 0)
        {
            return new(
                VerificationStatus.PointNotInSubgroup, Key.Layout.PointName(outside), "a point of order r", $"{parts.Points[outside]}");
        }

        return Check(slots, inputs, parts, Challenges.Draw(new(Key, context, slots, inputs), parts));
    }

    /// <summary>The rest, for a proof that was read and challenges that were drawn.</summary>
    internal VerificationResult Check(int slots, PublicInputs inputs, ProofReader proof, Challenges challenges)
    {
        PublicFractions fractions = new(Key.PublicTerms, inputs, challenges.Beta, challenges.Gamma);
        if (fractions.FindPole() is int pole and >= 0)
        {
            return new(VerificationStatus.PublicDenominatorZero, $"public term {pole}", "a denominator other than 0", "0");
        }

        int rows = Key.Shape.Rows(slots);
        if (challenges.Zeta.IsZero || EvaluatedRow.Vanishing(challenges.Zeta, rows).IsZero)
        {
            return new(VerificationStatus.EvaluationPointInDomain, "zeta", "neither 0 nor a row", $"{challenges.Zeta}");
        }

        EvaluatedRow row = new(Key, slots, inputs, fractions, proof.Evaluations, challenges);
        Fr quotient = Key.Combined.Evaluate(row)[0] * row.InverseVanishing;
        OpeningEquation equation = new(Key, rows, challenges, row, proof.Evaluations, quotient);
        int pack = equation.FindZeroDivisor();
        if (pack >= 0)
        {
            return new(VerificationStatus.OpeningPointOnDivisor, $"pack {pack}", "a divisor other than 0", "0");
        }

        return AtePairing.Check([equation.Combine(proof), -proof.OpeningAtPoint], _prepared)
            ? new(VerificationStatus.Valid)
            : new(VerificationStatus.PairingsDiffer);
    }

    private static VerificationStatus Cause(InputPart part) => part switch
    {
        InputPart.Slots => VerificationStatus.SlotsNotAllowed,
        InputPart.Scalars => VerificationStatus.PublicScalarCount,
        InputPart.Columns => VerificationStatus.InstanceColumnCount,
        _ => VerificationStatus.InstanceWordCount,
    };
}
