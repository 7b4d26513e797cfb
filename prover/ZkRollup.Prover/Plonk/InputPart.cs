namespace ZkRollup.Prover.Plonk;

/// <summary>The parts of a statement whose shape follows from the key.</summary>
internal enum InputPart
{
    /// <summary>T.</summary>
    Slots,

    /// <summary>The public inputs that are not on the grid.</summary>
    Scalars,

    /// <summary>The instance columns.</summary>
    Columns,

    /// <summary>The words of the instance columns.</summary>
    Words,
}
