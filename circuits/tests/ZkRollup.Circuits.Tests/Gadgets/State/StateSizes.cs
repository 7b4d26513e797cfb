using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>How large the circuit of these tests is.</summary>
internal sealed record StateSizes(int Slots, int Touched, int Nodes, int Depth)
{
    /// <summary>Four slots; a tree of 64 leaves.</summary>
    internal static StateSizes Small { get; } = new(Slots: 4, Touched: 2, Nodes: 4, Depth: 2);

    internal GridShape Grid { get; init; } = new(Rows: 64, Copied: 12, Local: 8, Limbs: 6, LimbBits: 4);

    /// <summary>Four records a block: two of other classes, then two of this one.</summary>
    internal AddressLayout Accounts => Depth == 15
        ? new(0, 1 << 24, Stride: 64, OffsetBase: 2, Offsets: 2)
        : new(0, 1UL << AccountBits, Stride: 4, OffsetBase: 2, Offsets: 2);

    internal AddressLayout Orders => new(1UL << (2 * Depth), 1UL << OrderBits);

    internal AddressLayout Statics => new(2UL << (2 * Depth), 1UL << OrderBits);

    internal int AccountBits => Depth == 15 ? 24 : (2 * Depth) - 2;

    internal int OrderBits => 2 * Depth;
}
