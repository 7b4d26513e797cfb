using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>A gate with the rows on which it reads a given cell.</summary>
internal sealed class GateReader(int index, Gate gate, ExpressionProgram program)
{
    private readonly WitnessReads _reads = new(program);
    private readonly HashSet<int> _rows = [.. gate.Rows];

    internal int Index => index;

    internal Gate Gate => gate;

    internal ExpressionProgram Program => program;

    internal IEnumerable<int> Columns => _reads.Columns;

    internal IEnumerable<int> RowsReading(Cell cell, Trace trace) => _reads.RowsReading(cell, trace).Where(row => HoldsOn(row, trace));

    private bool HoldsOn(int row, Trace trace) => gate.Scope switch
    {
        GateScope.EveryRow => true,
        GateScope.FirstRow => row == 0,
        GateScope.LastRow => row == trace.Rows - 1,
        GateScope.SlotBoundary => row != trace.Rows - 1 && _rows.Contains(row % trace.RowsPerSlot),
        _ => _rows.Contains(row % trace.RowsPerSlot),
    };
}
