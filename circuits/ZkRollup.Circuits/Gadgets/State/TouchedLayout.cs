using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Where the cells of a touched record lie, on three rows.</summary>
/// <remarks>
/// The first tuple is read on rows 0 and 1, everything else on rows 1 and 2, but for the first of the old packed lanes on rows 0 and 1. In
/// copied columns: what comes from or goes to other regions, which is the first fields, all lanes and both hashes.
/// </remarks>
internal sealed record TouchedLayout
{
    internal const int Rows = 3;

    internal required int Copied { get; init; }

    internal required int Local { get; init; }

    internal required (int Row, int Column)[] First { get; init; }

    /// <summary>Columns beyond the copied ones are local.</summary>
    internal required (int Row, int Column)[] Last { get; init; }

    internal required (int Row, int Column)[] OldLanes { get; init; }

    internal required (int Row, int Column)[] NewLanes { get; init; }

    internal required (int Row, int Column) OldHash { get; init; }

    internal required (int Row, int Column) NewHash { get; init; }

    internal required (int Row, int Column) Flag { get; init; }

    internal required (int Row, int Column) Published { get; init; }

    internal required (int Row, int Column) Address { get; init; }

    internal required (int Row, int Column) LastTime { get; init; }

    internal static TouchedLayout For(GridShape shape, RecordFormat format)
    {
        int packed = format.Count - RecordFormat.WholeFields;
        (int Row, int Column)[]? local = RowPlacer.Narrowest(
            Rows, shape.Local, placer => ((int, int)[])[.. placer.PlaceAll(2, 1), .. placer.PlaceAll(2 + packed, 2, 1)]);
        return (local is null ? null : RowPlacer.Narrowest(Rows, shape.Copied, placer => Plan(placer, format, local)))
            ?? throw new ArgumentException($"A touched record of {format.Count} fields does not fit the grid {shape}.", nameof(format));
    }

    private static TouchedLayout Plan(RowPlacer placer, RecordFormat format, (int Row, int Column)[] local)
    {
        (int Row, int Column)[] beside = [.. local.Select(place => (place.Row, placer.Width + place.Column))];
        int lastLaneFields = format.FieldsOf(RecordFormat.Lanes - 1).Count();
        (int Row, int Column)[] lastLane = placer.PlaceAll(lastLaneFields, 1);
        return new()
        {
            First = [.. placer.PlaceAll(format.Count - lastLaneFields, 0, 1), .. lastLane],
            OldLanes = [placer.Place(0, 1), placer.Place(2, 1)],
            OldHash = placer.Place(2, 1),
            Last = [.. placer.PlaceAll(RecordFormat.WholeFields, 2, 1), .. beside[4..]],
            NewLanes = placer.PlaceAll(LeafLanes.Packed, 2, 1),
            NewHash = placer.Place(2, 1),
            Flag = beside[0],
            Address = beside[1],
            Published = beside[2],
            LastTime = beside[3],
            Copied = placer.Width,
            Local = local.Max(place => place.Column) + 1,
        };
    }
}
