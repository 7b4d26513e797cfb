using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>Which cells of a slot are one value: a result, and the operands of the lines that name it.</summary>
internal sealed class SlotValues
{
    private readonly WholeBatch _batch;
    private readonly int _result;
    private readonly int[] _operands;

    internal SlotValues(WholeBatch batch)
    {
        _batch = batch;
        _result = ColumnOf("machine.result");
        _operands = [ColumnOf("machine.a"), ColumnOf("machine.b"), ColumnOf("machine.c")];
    }

    /// <summary>The cells that must change with one so that operands are still results.</summary>
    internal HashSet<Cell> Of(int slot, Cell cell)
    {
        StepProgram program = _batch.Witness.Steps[slot].Program;
        int operand = Array.IndexOf(_operands, cell.Column);
        int row = operand >= 0 ? RowOf(program.Lines[cell.Row], operand) : cell.Column == _result ? cell.Row : -1;
        if (row < 0)
        {
            return [cell];
        }

        HashSet<Cell> cells = [new(row, _result)];
        for (int other = 0; other < program.Lines.Count; other++)
        {
            for (int i = 0; i < _operands.Length; i++)
            {
                if (RowOf(program.Lines[other], i) == row)
                {
                    cells.Add(new(other, _operands[i]));
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
