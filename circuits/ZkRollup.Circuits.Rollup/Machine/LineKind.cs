namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>What a line says of the value v of its formula; the numbers are those that the unit computes with.</summary>
internal enum LineKind
{
    /// <summary>v = 0.</summary>
    Assertion,

    /// <summary>w = v.</summary>
    Assignment,

    /// <summary>v is what the limbs say.</summary>
    Range,

    /// <summary>w is 1 if v is negative, else 0.</summary>
    Comparison,
}
