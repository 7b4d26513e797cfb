namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>What a line says of its formula v (docs/circuits/machine.md, "A row"); the unit computes with these numbers.</summary>
internal enum LineKind
{
    /// <summary>v = 0.</summary>
    Assertion = 0,

    /// <summary>w = v.</summary>
    Assignment = 1,

    /// <summary>0 ≤ v &lt; 2^60.</summary>
    Range = 2,

    /// <summary>w = 1 if v &lt; 0, else 0; −2^60 ≤ v &lt; 2^60.</summary>
    Comparison = 3,
}
