namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>Why the bytes of a program were rejected: the first cause met while reading.</summary>
public enum ExpressionProgramReadResult
{
    /// <summary>The bytes start with a program.</summary>
    Success,

    /// <summary>The bytes end within the program.</summary>
    Truncated,

    /// <summary>There are more constants, instructions or outputs than allowed.</summary>
    TooMany,

    /// <summary>A constant is r or more.</summary>
    ConstantNotCanonical,

    /// <summary>No instruction has this opcode.</summary>
    UnknownOpcode,

    /// <summary>An operand names nothing that exists or no earlier instruction, or is not 0 where it is unused.</summary>
    OperandOutOfRange,

    /// <summary>An output names no instruction.</summary>
    OutputOutOfRange,
}
