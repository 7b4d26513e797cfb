using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>Which cells of a slot are one value: a result, and the operands of the lines that name it.</summary>
internal sealed class SlotValues
{
    private static readonly int ResultColumn = ColumnOf("machine.result");
    private static readonly int[] OperandColumns = [ColumnOf("machine.a"), ColumnOf("machine.b"), ColumnOf("machine.c")];

    private readonly WholeBatch _batch;

    /// <summary>The values of a batch.</summary>
    internal SlotValues(WholeBatch batch) => _batch = batch;

    /// <summary>Where an output of a device meets programs.</summary>
    internal static Cell Result(int row) => new(row, ResultColumn);

    /// <summary>Where an input of a device meets programs.</summary>
    internal static Cell Third(int row) => new(row, OperandColumns[^1]);

    /// <summary>The cells that must change with one so that operands are still results.</summary>
    internal HashSet<Cell> Of(int slot, Cell cell)
    {
        StepProgram program = _batch.Witness.Steps[slot].Program;
        int operand = cell.Row < MachineShape.FirstLineRow ? -1 : Array.IndexOf(OperandColumns, cell.Column);
        int row = operand >= 0 ? RowOf(program.Lines[cell.Row], operand) : cell.Column == ResultColumn ? cell.Row : -1;
        if (row < 0)
        {
            return [cell];
        }

        HashSet<Cell> cells = [Result(row)];
        for (int other = MachineShape.FirstLineRow; other < program.Lines.Count; other++)
        {
            for (int i = 0; i < OperandColumns.Length; i++)
            {
                if (RowOf(program.Lines[other], i) == row)
                {
                    cells.Add(new(other, OperandColumns[i]));
                }
            }
        }

        return cells;
    }

    private static int RowOf(ProgramLine line, int operand) => operand switch { 0 => line.A, 1 => line.B, _ => line.C };

    /// <summary>The column that a term of the bus of results reads.</summary>
    private static int ColumnOf(string label) => WholeBatch.Rollup.Built.Circuit.HelperGroups
        .SelectMany(group => group)
        .SelectMany(fraction => fraction.Terms)
        .Single(term => term.Label == label)
        .Tuple[^1].Index;
}
