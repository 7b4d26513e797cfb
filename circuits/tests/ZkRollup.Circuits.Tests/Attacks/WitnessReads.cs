using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>The witness columns that a program reads, with their rotations.</summary>
internal sealed class WitnessReads
{
    private readonly ILookup<int, int> _rotations;

    internal WitnessReads(ExpressionProgram program) => _rotations = program.Instructions
        .Where(step => step.Opcode == Opcode.Column && step.ColumnKind == ColumnKind.Witness)
        .ToLookup(step => step.A, step => step.Rotation);

    internal IEnumerable<int> Columns => _rotations.Select(column => column.Key);

    /// <summary>The rows of the batch on which the program reads a cell, whether or not it holds there.</summary>
    internal IEnumerable<int> RowsReading(Cell cell, Trace trace) =>
        _rotations[cell.Column].Select(rotation => (cell.Row - rotation + trace.Rows) % trace.Rows);
}
