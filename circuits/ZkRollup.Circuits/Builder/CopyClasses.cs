using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>The cells of the copied columns in cycles: all cells of a cycle are equal.</summary>
internal sealed class CopyClasses(int rows, int columns)
{
    private readonly int[] _next = [.. Enumerable.Range(0, rows * columns)];
    private readonly int[] _class = [.. Enumerable.Range(0, rows * columns)];

    /// <summary>True if no two cells were joined.</summary>
    internal bool IsEmpty => !_next.Where((next, i) => next != i).Any();

    /// <summary>Joins the cycles of two cells.</summary>
    internal void Join(Cell first, Cell second)
    {
        int a = Label(first);
        int b = Label(second);
        if (_class[a] == _class[b])
        {
            return;
        }

        int joined = _class[a];
        for (int i = b; _class[i] != joined; i = _next[i])
        {
            _class[i] = joined;
        }

        (_next[a], _next[b]) = (_next[b], _next[a]);
    }

    /// <summary>For each row of a column, the label of the next cell of the cycle less that of the cell itself.</summary>
    internal Fr[] Offsets(int column)
    {
        Fr[] offsets = new Fr[rows];
        for (int row = 0; row < rows; row++)
        {
            int label = Label(new(row, column));
            offsets[row] = Fr.FromInt64(_next[label] - label);
        }

        return offsets;
    }

    private int Label(Cell cell) => (cell.Row * columns) + cell.Column;
}
