using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Finds the input of a slot that lands in a cell, so that each gadget fills its own inputs.</summary>
public sealed class SlotInputMap
{
    private readonly Dictionary<Cell, int> _indices = [];

    /// <summary>The map of a circuit.</summary>
    public SlotInputMap(BuiltCircuit built)
    {
        ArgumentNullException.ThrowIfNull(built);
        foreach (Cell cell in built.InputCells)
        {
            _indices.Add(cell, _indices.Count);
        }
    }

    /// <summary>The number of the input.</summary>
    /// <exception cref="ArgumentException">No input lands in the cell.</exception>
    public int IndexOf(Cell cell) =>
        _indices.TryGetValue(cell, out int index) ? index : throw new ArgumentException($"No input lands in {cell}.", nameof(cell));

    /// <summary>Sets the input that lands in a cell.</summary>
    public void Set(Span<Fr> inputs, Cell cell, in Fr value) => inputs[IndexOf(cell)] = value;
}
