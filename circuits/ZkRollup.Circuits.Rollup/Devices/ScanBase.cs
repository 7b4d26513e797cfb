using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>
/// Statement: the base of a slot is R times its number, or, if it waits, the base of the slot before; a first slot that waits has base 0.
/// </summary>
/// <remarks>
/// Preconditions: wait is a bit, which a program states as a constant.
/// Constraints: scan.base, degree 2: base = R·slot + wait·(before − R·slot); scan.base.carry, degree 1, at slot boundaries: before′ = base;
/// scan.base.first, degree 1, on the first row: before = 0. "copy" brings wait, and the base to the last row.
/// Cost: three copied cells on the first row, one on the last; three gates.
/// Soundness: between the slot that a base names and the slot itself all slots wait, by induction over slots.
/// Negative tests: ScanAttackTests.
/// </remarks>
internal static class ScanBase
{
    private const string Kind = "scan.base";
    private const int Wait = 0;
    private const int Before = 1;
    private const int Own = 2;

    /// <summary>Adds the constraints.</summary>
    /// <returns>The base, and the cell of the base before, an input of the slot.</returns>
    internal static (Element Base, Cell Before) Constrain(CircuitBuilder builder, Element wait)
    {
        int last = builder.Shape.Rows - 1;
        Region first = builder.Allocate(Kind, new(1, Own + 1), atRow: 0);
        Region end = builder.Allocate(Kind, new(1, 1), atRow: last);
        builder.Import(wait, first[0, Wait]);
        builder.Input(first[0, Before]);
        builder.Input(first[0, Own]);
        Expression start = builder.SlotStart;
        builder.Constrain(
            "scan.base", first[0, Own] - start - ((Expression)first[0, Wait] * ((Expression)first[0, Before] - start)));
        Element own = Element.FromUnchecked(first[0, Own]);
        builder.Import(own, end[0, 0]);
        builder.ConstrainSlotBoundary("scan.base.carry", (Expression)new Cell(builder.Shape.Rows, first[0, Before].Column) - end[0, 0]);
        builder.ConstrainFirstRow("scan.base.first", first[0, Before]);
        return (own, first[0, Before]);
    }
}
