namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>One step of an <see cref="ExpressionProgram"/>.</summary>
/// <param name="Opcode">What to compute.</param>
/// <param name="A">First operand.</param>
/// <param name="B">Second operand, or 0.</param>
public readonly record struct Instruction(Opcode Opcode, int A, int B)
{
    /// <summary>The kind of a column instruction.</summary>
    public ColumnKind ColumnKind => (ColumnKind)(B & 7);

    /// <summary>The rotation of a column instruction.</summary>
    public int Rotation => B >> 3;

    /// <summary>A column instruction.</summary>
    public static Instruction Column(ColumnKind kind, int index, int rotation) =>
        new(Opcode.Column, index, (int)kind | (rotation << 3));
}
