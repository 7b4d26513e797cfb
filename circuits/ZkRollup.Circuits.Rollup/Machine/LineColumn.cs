namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>The cells of a row that hold its line of the program, in the order of the table of programs.</summary>
internal enum LineColumn
{
    /// <summary>Coefficient of a·b.</summary>
    Qm,

    /// <summary>Coefficient of a·c.</summary>
    Qn,

    /// <summary>Coefficient of a.</summary>
    Qa,

    /// <summary>Coefficient of b.</summary>
    Qb,

    /// <summary>Coefficient of c.</summary>
    Qc,

    /// <summary>The constant.</summary>
    K,

    /// <summary>Which of the four kinds the line is: <see cref="LineKind"/>.</summary>
    Kind,

    /// <summary>The row of a.</summary>
    A,

    /// <summary>The row of b.</summary>
    B,

    /// <summary>The row of c.</summary>
    C,
}
