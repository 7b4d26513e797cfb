using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Where the cells of a port lie: each of its two tuples within two neighbouring rows, all of them in copied columns.</summary>
/// <remarks>
/// A read has one set of fields on two rows. A write has the old set on rows 0 and 1 and the new one on rows 1 and 2, around the flag and
/// the address on row 1; if that is too wide, four rows, with flag and address copied.
/// </remarks>
internal sealed record PortLayout(
    int Rows,
    int Width,
    (int Row, int Column)[] Head,
    (int Row, int Column)[] NewHead,
    (int Row, int Column)[] Old,
    (int Row, int Column)[] New)
{
    /// <summary>True if the new tuple has a flag and an address of its own.</summary>
    internal bool RepeatsHead => Head != NewHead;

    internal static PortLayout ForRead(GridShape shape, int head, int fields)
    {
        return Require(shape, fields, RowPlacer.Narrowest(2, shape.Copied, placer =>
        {
            (int, int)[] first = placer.PlaceAll(head, 0, 1);
            (int, int)[] all = placer.PlaceAll(fields, 0, 1);
            return new PortLayout(2, placer.Width, first, first, all, all);
        }));
    }

    internal static PortLayout ForWrite(GridShape shape, int head, int fields)
    {
        return Require(shape, fields, RowPlacer.Narrowest(3, shape.Copied, placer =>
        {
            (int, int)[] middle = placer.PlaceAll(head, 1);
            return new PortLayout(3, placer.Width, middle, middle, placer.PlaceAll(fields, 0, 1), placer.PlaceAll(fields, 2, 1));
        }) ?? RowPlacer.Narrowest(4, shape.Copied, placer => new PortLayout(
            4,
            placer.Width,
            placer.PlaceAll(head, 1),
            placer.PlaceAll(head, 2),
            placer.PlaceAll(fields, 0, 1),
            placer.PlaceAll(fields, 3, 2))));
    }

    private static PortLayout Require(GridShape shape, int fields, PortLayout? layout) =>
        layout ?? throw new ArgumentException($"A port for {fields} fields does not fit {shape.Copied} copied columns.", nameof(fields));
}
