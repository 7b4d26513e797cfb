namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>The operations on rows, those for which there is a kernel.</summary>
internal enum RowNodeKind
{
    /// <summary>A column.</summary>
    Column,

    /// <summary>a·b.</summary>
    Product,

    /// <summary>a·u with a uniform value.</summary>
    Scale,

    /// <summary>a·u + b with a uniform value.</summary>
    ScaleAdd,

    /// <summary>Several values times small integers, and a uniform value.</summary>
    Sum,
}
