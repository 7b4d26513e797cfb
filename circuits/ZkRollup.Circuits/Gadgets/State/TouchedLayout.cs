using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Where the cells of a touched record lie, on three rows.</summary>
/// <remarks>
/// The first tuple is read on rows 0 and 1, everything else on rows 1 and 2. In copied columns: what comes from or goes to other regions.
/// The last fields need none, unless they are lanes of their own.
/// </remarks>
internal sealed record TouchedLayout
{
    internal const int Rows = 3;

    internal required int Copied { get; init; }

    internal required int Local { get; init; }

    internal required (int Row, int Column) Flag { get; init; }

    internal required (int Row, int Column) Address { get; init; }

    internal required (int Row, int Column) EarlierFlag { get; init; }

    internal required (int Row, int Column) EarlierAddress { get; init; }

    internal required (int Row, int Column) OldHash { get; init; }

    internal required (int Row, int Column) NewHash { get; init; }

    internal required (int Row, int Column)[] First { get; init; }

    /// <summary>Columns beyond the copied ones are local.</summary>
    internal required (int Row, int Column)[] Last { get; init; }

    internal required (int Row, int Column) LastTime { get; init; }

    /// <summary>Cells of the packed lanes, before the batch; by lane.</summary>
    internal required (int Row, int Column)[] OldLanes { get; init; }

    /// <summary>Cells of the packed lanes, after the batch; by lane.</summary>
    internal required (int Row, int Column)[] NewLanes { get; init; }

    internal static TouchedLayout For(GridShape shape, RecordFormat format)
    {
        int localFields = format.Fields.Count(field => !field.IsWhole);
        (int Row, int Column)[]? local = RowPlacer.Narrowest(Rows, shape.Local, placer => placer.PlaceAll(localFields + 1, 1, 2));
        return (local is null ? null : RowPlacer.Narrowest(Rows, shape.Copied, placer => Plan(placer, format, local)))
            ?? throw new ArgumentException($"A touched record of {format.Count} fields does not fit the grid {shape}.", nameof(format));
    }

    private static TouchedLayout Plan(RowPlacer placer, RecordFormat format, (int Row, int Column)[] local)
    {
        (int Row, int Column) flag = placer.Place(1);
        (int Row, int Column) address = placer.Place(1);
        (int Row, int Column)[] first = placer.PlaceAll(format.Count, 0, 1);
        int nextLocal = 0;
        (int Row, int Column) NextLocal()
        {
            (int row, int column) = local[nextLocal++];
            return (row, placer.Width + column);
        }

        return new()
        {
            Copied = placer.Width,
            Local = local.Max(place => place.Column) + 1,
            Flag = flag,
            Address = address,
            First = first,
            Last = [.. format.Fields.Select(field => field.IsWhole ? placer.Place(2, 1) : NextLocal())],
            LastTime = NextLocal(),
            NewLanes = [.. Enumerable.Range(0, RecordFormat.Lanes).Select(lane => format.IsPacked(lane) ? placer.Place(2, 1) : default)],
            OldHash = placer.Place(2, 1),
            NewHash = placer.Place(2, 1),
            EarlierFlag = placer.Place(2, 1),
            EarlierAddress = placer.Place(2, 1),
            OldLanes = [.. Enumerable.Range(0, RecordFormat.Lanes).Select(lane => format.IsPacked(lane) ? placer.Place(0, 1) : default)],
        };
    }
}
