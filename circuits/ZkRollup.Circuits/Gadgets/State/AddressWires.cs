using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Flag and address of an access, brought to its rows.</summary>
internal static class AddressWires
{
    /// <summary>Cells for the flag, the block and, if there are several in a block, the offset.</summary>
    internal static int CountFor(AddressLayout layout) => layout.Offsets > 1 ? 3 : 2;

    /// <summary>Copies the wires into cells; returns the address as a formula.</summary>
    /// <exception cref="ArgumentException">A bound is larger than the class allows.</exception>
    internal static Expression Import(
        CircuitBuilder builder, AddressLayout layout, Bit enable, RecordAddress address, IReadOnlyList<Cell> cells)
    {
        Require("block", address.Block, layout.Blocks);
        if (layout.Offsets > 1 != address.Offset.HasValue)
        {
            throw new ArgumentException($"{layout} needs an offset if and only if a block has several records.", nameof(address));
        }

        builder.Import(enable, cells[0]);
        builder.Import(address.Block, cells[1]);
        if (address.Offset is { } offset)
        {
            Require("offset", offset, layout.Offsets);
            builder.Import(offset, cells[2]);
        }

        return Of(layout, cells);
    }

    /// <summary>Base + Stride·block + OffsetBase + offset over imported cells.</summary>
    internal static Expression Of(AddressLayout layout, IReadOnlyList<Cell> cells)
    {
        Expression block = (Expression)cells[1] * Expression.Constant(Fr.FromUInt64(layout.Stride));
        Expression inBlock = layout.Offsets > 1 ? block + cells[2] : block;
        return inBlock + Expression.Constant(Fr.FromUInt64(layout.Base + layout.OffsetBase));
    }

    private static void Require(string part, Bounded value, ulong limit)
    {
        if (value.Maximum >= limit)
        {
            throw new ArgumentException($"The {part} of an address may reach {value.Maximum}, but the class has only {limit}.");
        }
    }
}
