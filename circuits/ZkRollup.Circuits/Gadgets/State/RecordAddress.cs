using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>The address of a record of a class, as a linear form in wires whose bounds prove that it is one.</summary>
/// <remarks>
/// Made by <see cref="AddressLayout.At"/> alone. The form is an integer below 2^32 without reduction modulo r, and no other block and
/// offset within the bounds have the same one.
/// </remarks>
public sealed class RecordAddress
{
    internal RecordAddress(AddressLayout layout, Bounded? block, Bounded? offset)
    {
        layout.Require(AddressLayout.Limit);
        Require("block", block, layout.Blocks, layout);
        Require("offset", offset, layout.Offsets, layout);
        Layout = layout;
        Block = block;
        Offset = offset;
    }

    /// <summary>The leaves of the class.</summary>
    public AddressLayout Layout { get; }

    internal Bounded? Block { get; }

    internal Bounded? Offset { get; }

    private static void Require(string part, Bounded? wire, ulong limit, AddressLayout layout)
    {
        if (wire is null ? limit > 1 : wire.Value.Maximum >= limit)
        {
            string found = wire is null ? "is missing" : $"may reach {wire.Value.Maximum}";
            throw new ArgumentException($"The {part} of an address {found}, but {layout} has {limit}.");
        }
    }
}
