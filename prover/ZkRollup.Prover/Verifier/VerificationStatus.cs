namespace ZkRollup.Prover.Verifier;

/// <summary>What came of verifying a proof: Valid, or the first cause of rejection in this order.</summary>
public enum VerificationStatus
{
    /// <summary>The statement holds, unless the prover knows the secret of the reference string or broke an assumption.</summary>
    Valid,

    /// <summary>T is not in the list that the key allows.</summary>
    SlotsNotAllowed,

    /// <summary>There are not as many public scalars as the key demands.</summary>
    PublicScalarCount,

    /// <summary>There are not as many instance columns as the key demands.</summary>
    InstanceColumnCount,

    /// <summary>Instance columns have different numbers of words, or more than there are rows for.</summary>
    InstanceWordCount,

    /// <summary>The proof is shorter or longer than the key demands.</summary>
    ProofLength,

    /// <summary>A coordinate is p or more.</summary>
    PointNotCanonical,

    /// <summary>A point is not on the curve.</summary>
    PointNotOnCurve,

    /// <summary>An evaluation is r or more.</summary>
    EvaluationNotCanonical,

    /// <summary>A point is not in the subgroup of order r.</summary>
    PointNotInSubgroup,

    /// <summary>A term of the public inputs has the denominator 0 under the challenges.</summary>
    PublicDenominatorZero,

    /// <summary>ζ is 0 or a row of the batch: ζ·(ζ^n − 1) = 0.</summary>
    EvaluationPointInDomain,

    /// <summary>z is a root of a divisor: D_i(z) = 0.</summary>
    OpeningPointOnDivisor,

    /// <summary>The pairings differ: a constraint does not hold, or an evaluation is not that of its commitment.</summary>
    PairingsDiffer,
}
