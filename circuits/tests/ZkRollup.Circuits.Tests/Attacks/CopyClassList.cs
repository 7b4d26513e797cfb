using System.Globalization;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>The copy classes of a circuit, read back from the offsets of its permutation: what is tested is what is proven.</summary>
internal sealed class CopyClassList
{
    private readonly Dictionary<Cell, int> _classOf = [];

    internal CopyClassList(Circuit circuit)
    {
        CopyLayout copies = circuit.Copies;
        int width = copies.Columns.Count;
        bool[] seen = new bool[circuit.RowsPerSlot * width];
        for (int start = 0; start < seen.Length; start++)
        {
            List<Cell> cells = [];
            for (int label = start; !seen[label];)
            {
                seen[label] = true;
                (int row, int column) = Math.DivRem(label, width);
                cells.Add(new(row, copies.Columns[column]));
                System.Numerics.BigInteger offset = CentredLift.Of(circuit.Fixed[copies.OffsetColumns[column]].Values[row]);
                label += (int)offset;
            }

            if (cells.Count > 1)
            {
                cells.ForEach(cell => _classOf.Add(cell, Classes.Count));
                Classes.Add(cells);
            }
        }
    }

    internal List<IReadOnlyList<Cell>> Classes { get; } = [];

    /// <summary>The class of a cell of the slot, or −1.</summary>
    internal int ClassOf(Cell cell) => _classOf.GetValueOrDefault(cell, -1);

    internal string Describe(int index) => string.Create(
        CultureInfo.InvariantCulture, $"copy {{{string.Join(", ", Classes[index].Select(cell => $"({cell.Row},{cell.Column})"))}}}");
}
