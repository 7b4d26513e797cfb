using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>How large the circuit of these tests is.</summary>
internal sealed record StateSizes(int Slots, int Touched, int Nodes, int Depth)
{
    /// <summary>Four slots; a tree of 64 leaves.</summary>
    internal static StateSizes Small { get; } = new(Slots: 4, Touched: 2, Nodes: 4, Depth: 2);

    internal static GridShape Grid { get; } = new(Rows: 64, Copied: 8, Local: 8, Limbs: 6, LimbBits: 4);

    /// <summary>Four records a block: two of other classes, then two of this one.</summary>
    internal AddressLayout Accounts => new(0, 1UL << ((2 * Depth) - 2), Stride: 4, OffsetBase: 2, Offsets: 2);

    internal AddressLayout Orders => new(1UL << (2 * Depth), 1UL << (2 * Depth));

    internal AddressLayout Statics => new(2UL << (2 * Depth), 1UL << ((2 * Depth) - 1));

    /// <summary>A class of one record, beside the last class. Nothing is in the last subtree.</summary>
    internal AddressLayout Treasury => new(5UL << ((2 * Depth) - 1));
}
