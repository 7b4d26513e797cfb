namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>What an instruction of an <see cref="ExpressionProgram"/> computes.</summary>
public enum Opcode
{
    /// <summary>Constant number A.</summary>
    Constant,

    /// <summary>Column A of the kind B mod 8, at rotation B / 8.</summary>
    Column,

    /// <summary>Symbol A.</summary>
    Symbol,

    /// <summary>Public scalar A.</summary>
    PublicScalar,

    /// <summary>The value of instruction A plus that of B.</summary>
    Add,

    /// <summary>The value of instruction A minus that of B.</summary>
    Subtract,

    /// <summary>The value of instruction A times that of B.</summary>
    Multiply,
}
