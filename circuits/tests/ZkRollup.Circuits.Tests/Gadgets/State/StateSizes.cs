using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>How large the circuit of these tests is.</summary>
internal sealed record StateSizes(int Slots, int Touched, int Nodes, int Depth)
{
    /// <summary>Four slots; a tree of 64 leaves.</summary>
    internal static StateSizes Small { get; } = new(Slots: 4, Touched: 2, Nodes: 4, Depth: 2);

    internal static GridShape Grid { get; } = new(Rows: 64, Copied: 9, Local: 8, Limbs: 3, LimbBits: 4);

    /// <summary>Leaves of a subtree.</summary>
    internal ulong Leaves => 1UL << (2 * Depth);

    /// <summary>The address of a leaf.</summary>
    internal ulong AddressOf(int subtree, ulong index) => ((ulong)subtree * Leaves) + index;
}
