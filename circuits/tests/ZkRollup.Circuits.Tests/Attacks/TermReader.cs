using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>A bus term with the rows on which it reads a given cell.</summary>
internal sealed class TermReader(BusTerm term, bool isCounted, ExpressionProgram program)
{
    private readonly WitnessReads _reads = new(program);
    private readonly HashSet<int> _rows = [.. term.Rows];

    internal BusTerm Term => term;

    /// <summary>True for an offer, whose multiplicity the prover counts.</summary>
    internal bool IsCounted => isCounted;

    internal ExpressionProgram Program => program;

    internal IEnumerable<int> Columns => _reads.Columns;

    internal bool HoldsOn(int row, Trace trace) => term.Selector < 0 || _rows.Contains(row % trace.RowsPerSlot);

    internal IEnumerable<int> RowsReading(Cell cell, Trace trace) => _reads.RowsReading(cell, trace).Where(row => HoldsOn(row, trace));
}
