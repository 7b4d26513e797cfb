namespace ZkRollup.Prover.Kzg;

/// <summary>What came of verifying an opening: Valid, or the first cause of rejection in this order.</summary>
public enum KzgVerificationResult
{
    /// <summary>The value is that of the committed polynomial, unless the prover knows τ or broke an assumption.</summary>
    Valid,

    /// <summary>There are no polynomials, or not one value for each commitment.</summary>
    CountsDiffer,

    /// <summary>The bytes of a commitment are no encoding of a pair of coordinates.</summary>
    CommitmentNotCanonical,

    /// <summary>A commitment is not on the curve.</summary>
    CommitmentNotOnCurve,

    /// <summary>A commitment is not in the subgroup of order r.</summary>
    CommitmentNotInSubgroup,

    /// <summary>The bytes of the point are no canonical field element.</summary>
    PointNotCanonical,

    /// <summary>The bytes of a value are no canonical field element.</summary>
    ValueNotCanonical,

    /// <summary>The bytes of the proof are no encoding of a pair of coordinates.</summary>
    ProofNotCanonical,

    /// <summary>The proof is not on the curve.</summary>
    ProofNotOnCurve,

    /// <summary>The proof is not in the subgroup of order r.</summary>
    ProofNotInSubgroup,

    /// <summary>The pairings differ: the polynomial has another value at the point.</summary>
    PairingsDiffer,
}
