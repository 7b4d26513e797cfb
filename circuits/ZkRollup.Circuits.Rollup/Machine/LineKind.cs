namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>What a line says of its formula v (docs/circuits/machine.md, "A row").</summary>
internal enum LineKind
{
    /// <summary>w = v.</summary>
    Assignment,

    /// <summary>v = 0.</summary>
    Assertion,

    /// <summary>0 ≤ v &lt; 2^60.</summary>
    Range,

    /// <summary>w = 1 if v &lt; 0, else 0; −2^60 ≤ v &lt; 2^60.</summary>
    Comparison,
}
