namespace ZkRollup.Circuits.Builder;

/// <summary>The cells that the builder has set aside for one use of a gadget.</summary>
public sealed class Region
{
    internal Region(string kind, RegionSize size, int row, int copiedColumn, int localColumn, int limbColumn)
    {
        Kind = kind;
        Size = size;
        Row = row;
        CopiedColumn = copiedColumn;
        LocalColumn = localColumn;
        LimbColumn = limbColumn;
    }

    /// <summary>The kind of gadget; regions of one kind share columns where possible, and with them gates.</summary>
    public string Kind { get; }

    /// <summary>Its extent.</summary>
    public RegionSize Size { get; }

    /// <summary>First row.</summary>
    public int Row { get; }

    internal int CopiedColumn { get; }

    internal int LocalColumn { get; }

    internal int LimbColumn { get; }

    /// <summary>A cell by row and column within the region; copied columns come before local ones.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public Cell this[int row, int column]
    {
        get
        {
            RequireBelow(row, column < Size.Copied ? Size.RowsOfCopied : Size.RowsOfLocal, nameof(row));
            RequireBelow(column, Size.Copied + Size.Local, nameof(column));
            return new(Row + row, column < Size.Copied ? CopiedColumn + column : LocalColumn + column - Size.Copied);
        }
    }

    /// <summary>A limb cell by row and limb column within the region.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public Cell Limb(int row, int column)
    {
        RequireBelow(row, Size.RowsOfLimbs, nameof(row));
        RequireBelow(column, Size.Limbs, nameof(column));
        return new(Row + row, LimbColumn + column);
    }

    /// <summary>Every cell, row by row.</summary>
    internal IEnumerable<Cell> Cells =>
        from row in Enumerable.Range(Row, Size.Rows)
        from column in ColumnsOn(row)
        select new Cell(row, column);

    /// <summary>The columns of its cells on one of its rows of the grid.</summary>
    internal IEnumerable<int> ColumnsOn(int row) =>
        Enumerable.Range(CopiedColumn, row - Row < Size.RowsOfCopied ? Size.Copied : 0)
            .Concat(Enumerable.Range(LocalColumn, row - Row < Size.RowsOfLocal ? Size.Local : 0))
            .Concat(Enumerable.Range(LimbColumn, row - Row < Size.RowsOfLimbs ? Size.Limbs : 0));

    private void RequireBelow(int value, int limit, string name)
    {
        if ((uint)value >= (uint)limit)
        {
            throw new ArgumentOutOfRangeException(name, value, $"Region '{Kind}' has only {limit}.");
        }
    }
}
