namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>What the verifier on L1 makes of a proof: VerificationStatus of contracts/src/interfaces/IBatchVerifier.sol.</summary>
public enum ProofStatus
{
    /// <summary>No answer.</summary>
    None,

    /// <summary>Accepted.</summary>
    Valid,

    /// <summary>The key has no such number of slots.</summary>
    SlotsNotAllowed,

    /// <summary>Fewer or more public scalars than the key has.</summary>
    PublicScalarCount,

    /// <summary>Fewer or more instance columns than the key has.</summary>
    InstanceColumnCount,

    /// <summary>An instance column has another length, or too great a one.</summary>
    InstanceWordCount,

    /// <summary>A public word of the order of the field or above.</summary>
    PublicInputNotCanonical,

    /// <summary>The proof has another length.</summary>
    ProofLength,

    /// <summary>A coordinate of the order of the base field or above, or infinity in another form.</summary>
    PointNotCanonical,

    /// <summary>A point that is not on the curve.</summary>
    PointNotOnCurve,

    /// <summary>An evaluation of the order of the field or above.</summary>
    EvaluationNotCanonical,

    /// <summary>A point outside of the subgroup, or one that a precompile refuses for another reason.</summary>
    PointNotInSubgroup,

    /// <summary>A denominator of the public inputs is zero.</summary>
    PublicDenominatorZero,

    /// <summary>The point of evaluation lies in the domain.</summary>
    EvaluationPointInDomain,

    /// <summary>The point of the opening is a root of its divisor.</summary>
    OpeningPointOnDivisor,

    /// <summary>The equation does not hold.</summary>
    PairingsDiffer,
}
