namespace ZkRollup.Prover.Plonk;

/// <summary>What came of an attempt to prove: Success, or why there is no proof.</summary>
public enum ProvingStatus
{
    /// <summary>There is a proof.</summary>
    Success,

    /// <summary>The proof would not fit the memory of the backend; nothing was begun.</summary>
    NotEnoughMemory,

    /// <summary>The denominator of a bus fraction, or of a copy product, is zero: by chance, since it depends on the challenges.</summary>
    ZeroDenominator,

    /// <summary>The witness does not satisfy the circuit: the buses do not add up to zero with the public inputs.</summary>
    BusesNotBalanced,

    /// <summary>The witness does not satisfy the circuit: two cells that must be equal differ.</summary>
    CopiesNotEqual,

    /// <summary>The witness does not satisfy the circuit: a gate is not zero on some row.</summary>
    ConstraintsNotSatisfied,

    /// <summary>A challenge hit one of the few values that no proof can use; another attempt draws others.</summary>
    ChallengeNotUsable,
}
