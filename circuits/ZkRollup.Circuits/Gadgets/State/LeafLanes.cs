using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>The lanes of a leaf as wires.</summary>
internal static class LeafLanes
{
    /// <summary>A packed lane gets a cell and the constraint lane = Σ field·2^shift; a whole field is its lane.</summary>
    internal static Element[] Constrain(
        CircuitBuilder builder, string label, RecordFormat format, IReadOnlyList<Cell> fields, Func<int, Cell> cellOf)
    {
        Element[] lanes = new Element[format.LaneCount];
        for (int i = 0; i < lanes.Length; i++)
        {
            int lane = i;
            if (!format.IsPacked(lane))
            {
                lanes[lane] = new(fields[format.WholeFieldOf(lane)]);
                continue;
            }

            Cell cell = cellOf(lane);
            builder.Hint(label, fields, [cell], (read, write) =>
            {
                Fr[] values = [.. read];
                write[0] = format.ComputeLanes(values)[lane];
            });
            builder.Constrain(label, (Expression)cell - format.LaneOf(lane, field => fields[field]));
            lanes[lane] = new(cell);
        }

        return lanes;
    }

    /// <summary>Four lanes as formulas; those that the class does not use are zero.</summary>
    internal static Expression[] Formulas(IReadOnlyList<Element> lanes)
    {
        Expression[] formulas = new Expression[RecordFormat.Lanes];
        for (int lane = 0; lane < formulas.Length; lane++)
        {
            formulas[lane] = lane < lanes.Count ? lanes[lane] : Expression.Zero;
        }

        return formulas;
    }
}
