using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>The four lanes of a leaf as wires.</summary>
internal static class LeafLanes
{
    /// <summary>A packed lane gets a cell and the constraint lane = Σ field·2^shift; a whole field is its lane; a lane without fields is zero.</summary>
    internal static Element[] Constrain(
        CircuitBuilder builder, string label, RecordFormat format, IReadOnlyList<Cell> fields, Func<int, Cell> cellOf, Element zero)
    {
        Element[] lanes = new Element[RecordFormat.Lanes];
        for (int i = 0; i < lanes.Length; i++)
        {
            int lane = i;
            if (!format.IsPacked(lane))
            {
                int whole = format.WholeFieldOf(lane);
                lanes[lane] = whole < 0 ? zero : new(fields[whole]);
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

    /// <summary>The lanes as formulas, constants where a lane has no fields.</summary>
    internal static Expression[] Formulas(RecordFormat format, IReadOnlyList<Element> lanes)
    {
        Expression[] formulas = new Expression[lanes.Count];
        for (int lane = 0; lane < formulas.Length; lane++)
        {
            formulas[lane] = format.IsPacked(lane) || format.WholeFieldOf(lane) >= 0 ? lanes[lane] : Expression.Zero;
        }

        return formulas;
    }
}
