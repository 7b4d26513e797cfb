using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Hashing;

/// <summary>Brings values and constants to the cells of a permutation.</summary>
internal static class Poseidon2Inputs
{
    /// <summary>The gate of a cell that holds a constant.</summary>
    internal const string ConstantLabel = "poseidon2.constant";

    /// <summary>Writes a constant to a cell and demands it.</summary>
    internal static void SetConstant(CircuitBuilder builder, Cell cell, Fr value)
    {
        builder.Hint(ConstantLabel, [], [cell], (_, write) => write[0] = value);
        builder.Constrain(ConstantLabel, cell - ConstraintSystem.Expression.Parameter(0, value));
    }

    /// <summary>Copies values to the first cells and zeros to the others.</summary>
    internal static void Import(CircuitBuilder builder, IReadOnlyList<Element> values, IReadOnlyList<Cell> cells)
    {
        for (int i = 0; i < cells.Count; i++)
        {
            if (i < values.Count)
            {
                builder.Import(values[i], cells[i]);
            }
            else
            {
                SetConstant(builder, cells[i], Fr.Zero);
            }
        }
    }

    /// <summary>Throws unless the layout has copied columns.</summary>
    internal static void RequireCopied(CircuitBuilder builder, Poseidon2Layout layout)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(layout);
        if (layout.Copied == 0)
        {
            throw new ArgumentException("Inputs and outputs need copied columns; the layout has none.", nameof(layout));
        }
    }
}
