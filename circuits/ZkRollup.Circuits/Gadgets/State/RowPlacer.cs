namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Gives cells of a few rows to items, each of which may lie on some of the rows.</summary>
internal sealed class RowPlacer(int rows, int width)
{
    private readonly int[] _used = new int[rows];

    /// <summary>True as long as everything found a place.</summary>
    internal bool Fits { get; private set; } = true;

    /// <summary>The smallest width with which a plan fits, up to a maximum; null if none does.</summary>
    internal static T? Narrowest<T>(int rows, int widthMax, Func<RowPlacer, T> plan)
        where T : class
    {
        for (int width = 0; width <= widthMax; width++)
        {
            RowPlacer placer = new(rows, width);
            T result = plan(placer);
            if (placer.Fits)
            {
                return result;
            }
        }

        return null;
    }

    /// <summary>Columns of the plan.</summary>
    internal int Width => width;

    /// <summary>The next cell on the first of the rows that has one left.</summary>
    internal (int Row, int Column) Place(params ReadOnlySpan<int> preferred)
    {
        foreach (int row in preferred)
        {
            if (_used[row] < width)
            {
                return (row, _used[row]++);
            }
        }

        Fits = false;
        return default;
    }

    /// <summary>Several cells; see <see cref="Place"/>.</summary>
    internal (int Row, int Column)[] PlaceAll(int count, params ReadOnlySpan<int> preferred)
    {
        (int Row, int Column)[] places = new (int, int)[count];
        for (int i = 0; i < count; i++)
        {
            places[i] = Place(preferred);
        }

        return places;
    }
}
