using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>A variable that differs from row to row.</summary>
/// <param name="IsSelector">True for a selector in closed form, false for a column.</param>
/// <param name="Kind">The kind of a column.</param>
/// <param name="Index">The index of a column, or the number of a symbol.</param>
/// <param name="Rotation">1 if it is read on the next row.</param>
internal readonly record struct ColumnReference(bool IsSelector, ColumnKind Kind, int Index, int Rotation)
{
    /// <summary>The variable that an instruction reads.</summary>
    internal static ColumnReference Of(Instruction step) => step.Opcode == Opcode.Column
        ? new(false, step.ColumnKind, step.A, step.Rotation)
        : new(true, default, step.A, 0);

    /// <summary>Its values.</summary>
    internal ReadOnlyMemory<ZkRollup.Crypto.Fields.Fr> Values(IRowInputs inputs) =>
        IsSelector ? inputs.Selector((Symbol)Index) : inputs.Column(Kind, Index);
}
