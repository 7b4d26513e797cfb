namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>Quantities of a constraint that are the same for every column, known to prover and verifier.</summary>
public enum Symbol
{
    /// <summary>β, drawn after the witness is committed: compresses tuples, scales copy labels.</summary>
    Beta,

    /// <summary>γ, drawn with β: shifts tuples and copied values away from zero.</summary>
    Gamma,

    /// <summary>y, drawn after the helper columns are committed: combines all constraints into one.</summary>
    Y,

    /// <summary>C/n; C is minus the sum of the fractions that the public inputs add to the buses: what the rows must add up to.</summary>
    BusBalance,

    /// <summary>L_0(X): one at the first row of the batch, zero at all others. Of degree n − 1.</summary>
    FirstRow,

    /// <summary>L_{n−1}(X): one at the last row of the batch, zero at all others. Of degree n − 1.</summary>
    LastRow,

    /// <summary>X − ω^{n−1}: zero at the last row of the batch only. Of degree 1.</summary>
    ExceptLastRow,
}
