using System.Text;

namespace ZkRollup.Circuits.Builder;

/// <summary>Places regions in the grid of a slot, first fit by rows.</summary>
/// <remarks>
/// A gate is written for columns: two regions of one kind in the same columns share its cost, two in different columns do not. So a region
/// begins in the columns of an earlier one of its kind, even of another size, as long as rows are left there.
/// </remarks>
internal sealed class GridLayout(GridShape shape)
{
    private readonly Region?[,] _owner = new Region?[shape.Rows, shape.Columns];
    private readonly List<Region> _regions = [];

    /// <summary>Regions in the order of their placement.</summary>
    internal IReadOnlyList<Region> Regions => _regions;

    /// <summary>Sets aside a region.</summary>
    /// <param name="kind">The kind of gadget.</param>
    /// <param name="size">The extent.</param>
    /// <param name="atRow">The first row if it must be that one; −1 for any.</param>
    /// <param name="atColumn">The first copied column if it must be that one; −1 for any.</param>
    /// <exception cref="CircuitLayoutException">No place is left.</exception>
    internal Region Allocate(string kind, RegionSize size, int atRow, int atColumn)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.Rows);
        if (size.Copied < 0 || size.Local < 0 || size.Limbs < 0 || size.Copied + size.Local + size.Limbs == 0)
        {
            throw new ArgumentException($"Region '{kind}' of {size} has no cells.", nameof(size));
        }

        int[] rows = [size.RowsOfCopied, size.RowsOfLocal, size.RowsOfLimbs];
        if (rows.Any(count => count < 0 || count > size.Rows))
        {
            throw new ArgumentException($"Region '{kind}' of {size} has cells on rows that it does not have.", nameof(size));
        }

        Region region = AtKnownColumns(kind, size, atRow, atColumn) ?? AtAnyColumns(kind, size, atRow, atColumn)
            ?? throw new CircuitLayoutException($"No place for a region '{kind}' of {size} in a grid of {shape}.\n{Picture()}");
        for (int row = region.Row; row < region.Row + size.Rows; row++)
        {
            foreach (int column in region.ColumnsOn(row))
            {
                _owner[row, column] = region;
            }
        }

        _regions.Add(region);
        return region;
    }

    /// <summary>The grid as text: a line a row, a letter a region, a dot where nothing is.</summary>
    internal string Picture()
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        List<string> kinds = [.. _regions.Select(region => region.Kind).Distinct()];
        StringBuilder text = new();
        for (int row = 0; row < shape.Rows; row++)
        {
            text.Append($"{row,4} ");
            for (int column = 0; column < shape.Columns; column++)
            {
                if (column == shape.Copied || column == shape.Copied + shape.Local)
                {
                    text.Append('|');
                }

                Region? owner = _owner[row, column];
                text.Append(owner is null ? '.' : Letters[kinds.IndexOf(owner.Kind) % Letters.Length]);
            }

            text.Append('\n');
        }

        for (int i = 0; i < kinds.Count; i++)
        {
            text.Append($"   {Letters[i % Letters.Length]} {kinds[i]} × {_regions.Count(region => region.Kind == kinds[i])}\n");
        }

        return text.ToString();
    }

    private Region? AtKnownColumns(string kind, RegionSize size, int atRow, int atColumn)
    {
        foreach (Region earlier in _regions
            .Where(region => region.Kind == kind && Contains(region, size) && (atColumn < 0 || region.CopiedColumn == atColumn))
            .DistinctBy(region => (region.CopiedColumn, region.LocalColumn, region.LimbColumn)))
        {
            for (int row = FirstRow(atRow); row <= LastRow(size, atRow); row++)
            {
                Region candidate = new(kind, size, row, earlier.CopiedColumn, earlier.LocalColumn, earlier.LimbColumn);
                if (IsFree(candidate))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    private Region? AtAnyColumns(string kind, RegionSize size, int atRow, int atColumn)
    {
        for (int row = FirstRow(atRow); row <= LastRow(size, atRow); row++)
        {
            int copied = atColumn < 0
                ? FirstFree(row, size.RowsOfCopied, 0, shape.Copied, size.Copied)
                : FirstFree(row, size.RowsOfCopied, atColumn, Math.Min(size.Copied, shape.Copied - atColumn), size.Copied);
            int local = FirstFree(row, size.RowsOfLocal, shape.Copied, shape.Local, size.Local);
            int limbs = FirstFree(row, size.RowsOfLimbs, shape.Copied + shape.Local, shape.Limbs, size.Limbs);
            if (copied >= 0 && local >= 0 && limbs >= 0)
            {
                return new(kind, size, row, copied, local, limbs);
            }
        }

        return null;
    }

    /// <summary>True if a size fits from the first columns of a region on.</summary>
    private bool Contains(Region region, RegionSize size) => region.CopiedColumn + size.Copied <= shape.Copied
        && region.LocalColumn + size.Local <= shape.Copied + shape.Local
        && region.LimbColumn + size.Limbs <= shape.Columns;

    private static int FirstRow(int atRow) => Math.Max(atRow, 0);

    private int LastRow(RegionSize size, int atRow) => Math.Min(atRow < 0 ? int.MaxValue : atRow, shape.Rows - size.Rows);

    /// <summary>The first of <paramref name="width"/> free columns of a group, or −1.</summary>
    private int FirstFree(int row, int rows, int groupStart, int groupWidth, int width)
    {
        for (int start = groupStart; start + width <= groupStart + groupWidth; start++)
        {
            if (IsFree(row, rows, start, width))
            {
                return start;
            }
        }

        return -1;
    }

    private bool IsFree(Region region)
    {
        RegionSize size = region.Size;
        return IsFree(region.Row, size.RowsOfCopied, region.CopiedColumn, size.Copied)
            && IsFree(region.Row, size.RowsOfLocal, region.LocalColumn, size.Local)
            && IsFree(region.Row, size.RowsOfLimbs, region.LimbColumn, size.Limbs);
    }

    private bool IsFree(int row, int rows, int column, int columns)
    {
        for (int i = row; i < row + rows; i++)
        {
            for (int j = column; j < column + columns; j++)
            {
                if (_owner[i, j] is not null)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
