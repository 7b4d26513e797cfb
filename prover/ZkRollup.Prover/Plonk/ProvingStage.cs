namespace ZkRollup.Prover.Plonk;

/// <summary>The stages of a proof, in order.</summary>
public enum ProvingStage
{
    /// <summary>Bases and domains for this T; nothing if the last proof had the same.</summary>
    Preparation,

    /// <summary>Upload of the witness and the public inputs.</summary>
    Upload,

    /// <summary>Commitments to the witness.</summary>
    WitnessCommitment,

    /// <summary>Fractions, running sum, copy products.</summary>
    Helpers,

    /// <summary>Commitments to the helper columns.</summary>
    HelperCommitment,

    /// <summary>From values to coefficients.</summary>
    Interpolation,

    /// <summary>From coefficients to the cosets of the quotient and back; it runs within the quotient and is booked here.</summary>
    Extension,

    /// <summary>The constraints on all cosets, and the quotient.</summary>
    Quotient,

    /// <summary>Commitments to the quotient.</summary>
    QuotientCommitment,

    /// <summary>The columns at ζ and ζω.</summary>
    Evaluation,

    /// <summary>The two commitments of the opening.</summary>
    Opening,
}
