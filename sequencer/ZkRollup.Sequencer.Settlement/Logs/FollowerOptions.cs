using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Logs;

/// <summary>Which blocks are read, and how many at once.</summary>
public sealed record FollowerOptions
{
    /// <summary>Up to which block: the latest, or one that will not go away.</summary>
    public BlockTag Target { get; init; } = BlockTag.Latest;

    /// <summary>How many blocks behind the target to stay; 1 is to read the target itself.</summary>
    public int Confirmations { get; init; } = 1;

    /// <summary>Depth of the deepest reorganisation whose logs can be taken back.</summary>
    public int Depth { get; init; } = 128;

    /// <summary>Most blocks that are asked for at once.</summary>
    public int RangeMax { get; init; } = 2_000;
}
