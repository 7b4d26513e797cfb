namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>Where the values of a column come from.</summary>
public enum ColumnKind
{
    /// <summary>Part of the circuit, the same in every slot: column i is g_i(X^T) with R values.</summary>
    Fixed,

    /// <summary>Part of the circuit, with a period longer than a slot.</summary>
    Table,

    /// <summary>Chosen by the prover before any challenge.</summary>
    Witness,

    /// <summary>Words of the public inputs on a sub-grid of rows, zero elsewhere; the verifier evaluates it.</summary>
    Instance,

    /// <summary>Computed by the prover from the challenges β and γ: LogUp fractions, their running sum, copy products.</summary>
    Helper,

    /// <summary>The row counter, the only column of its kind: 0 on the first row of the batch, one more on each. Part of the key.</summary>
    Counter,
}
