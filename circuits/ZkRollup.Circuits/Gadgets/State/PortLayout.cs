using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Where the cells of a port lie: each of its two tuples on two neighbouring rows, around the row with flag and address.</summary>
/// <remarks>
/// The alternatives of the address lie one a row, up to the head. Both tuples are on the row before the head and on the head; if that is
/// too wide, the new one is on the head and on the row after, and what both have in common on the head.
/// </remarks>
internal sealed record PortLayout
{
    internal required int Rows { get; init; }

    internal required int Copied { get; init; }

    internal required int Local { get; init; }

    /// <summary>The first row with an alternative.</summary>
    internal required int FirstAlternative { get; init; }

    /// <summary>The old fields; null for those that are zero. Columns beyond the copied ones are local.</summary>
    internal required (int Row, int Column)?[] Old { get; init; }

    /// <summary>The new fields; where a field is not written, its old one.</summary>
    internal required (int Row, int Column)?[] New { get; init; }

    /// <summary>The flag that clears the record; null if the plan has none.</summary>
    internal required (int Row, int Column)? Clear { get; init; }

    internal static PortLayout For(GridShape shape, PortPlan plan, int alternatives)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alternatives);
        int head = Math.Max(1, alternatives - 1);
        return For(shape, plan, alternatives, head, rowsAfter: 0) ?? For(shape, plan, alternatives, head, rowsAfter: 1)
            ?? throw new ArgumentException($"A port with {alternatives} alternatives and {plan} does not fit {shape}.", nameof(plan));
    }

    private static PortLayout? For(GridShape shape, PortPlan plan, int alternatives, int head, int rowsAfter)
    {
        int rows = head + 1 + rowsAfter;
        int first = head + 1 - alternatives;
        Group? copied = Place(shape.Copied, AddressChoice.Copied, FieldUse.Read, FieldUse.Written, plan.Clears);
        Group? local = Place(shape.Local, AddressChoice.Local, FieldUse.Kept, null, false);
        if (copied is null || local is null)
        {
            return null;
        }

        (int Row, int Column)?[] old = [.. copied.Old.Zip(local.Old, (seen, unseen) => seen ?? Beside(copied, unseen))];
        return new()
        {
            Rows = rows,
            Copied = copied.Width,
            Local = local.Width,
            FirstAlternative = first,
            Old = old,
            New = [.. copied.New.Zip(old, (written, unchanged) => written ?? unchanged)],
            Clear = copied.Clear,
        };

        Group? Place(int widthMax, int alternativeCells, FieldUse takesOld, FieldUse? takesNew, bool takesClear) =>
            RowPlacer.Narrowest(rows, widthMax, placer =>
            {
                for (int row = first; row <= head; row++)
                {
                    placer.PlaceAll(alternativeCells, row);
                }

                (int Row, int Column)?[] old = new (int, int)?[plan.Format.Count];
                (int Row, int Column)?[] now = new (int, int)?[old.Length];
                for (int field = 0; field < old.Length; field++)
                {
                    old[field] = (plan[field] & ~FieldUse.Written) == takesOld ? PlaceOld(placer, plan[field]) : null;
                    now[field] = takesNew is { } use && plan[field].HasFlag(use) ? PlaceNew(placer) : null;
                }

                return new Group(placer.Width, old, now, takesClear ? PlaceNew(placer) : null);
            });

        (int, int) PlaceOld(RowPlacer placer, FieldUse use) =>
            rowsAfter == 0 || use.HasFlag(FieldUse.Written) ? placer.Place(head - 1, head) : placer.Place(head);

        (int, int) PlaceNew(RowPlacer placer) => rowsAfter == 0 ? placer.Place(head - 1, head) : placer.Place(head + 1, head);
    }

    private static (int Row, int Column)? Beside(Group copied, (int Row, int Column)? place) =>
        place is { } at ? (at.Row, copied.Width + at.Column) : null;

    private sealed record Group(int Width, (int Row, int Column)?[] Old, (int Row, int Column)?[] New, (int Row, int Column)? Clear);
}
