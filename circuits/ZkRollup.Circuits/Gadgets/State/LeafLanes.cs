using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>The lanes of a leaf as wires.</summary>
internal static class LeafLanes
{
    /// <summary>The packed lanes of a record.</summary>
    internal const int Packed = RecordFormat.Lanes - RecordFormat.WholeFields;

    /// <summary>A packed lane gets a cell and the constraint lane = Σ field·2^shift; a whole field is its lane.</summary>
    internal static Element[] Constrain(
        CircuitBuilder builder, string label, RecordFormat format, IReadOnlyList<Cell> fields, IReadOnlyList<Cell> packedLanes)
    {
        Element[] lanes = new Element[RecordFormat.Lanes];
        for (int i = 0; i < lanes.Length; i++)
        {
            if (RecordFormat.IsWhole(i))
            {
                lanes[i] = new(fields[i]);
                continue;
            }

            int lane = i;
            Cell cell = packedLanes[lane - RecordFormat.WholeFields];
            builder.Hint(label, fields, [cell], (read, write) =>
            {
                Fr[] values = [.. read];
                write[0] = format.ComputeLanes(values)[lane];
            });
            builder.Constrain(label, (Expression)cell - format.LaneFormula(lane, fields));
            lanes[lane] = new(cell);
        }

        return lanes;
    }
}
