namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>Which block a question is about: a number, or one that moves.</summary>
public readonly record struct BlockTag
{
    private readonly string? _name;
    private readonly ulong _number;

    private BlockTag(string? name, ulong number) => (_name, _number) = (name, number);

    /// <summary>The block that the node would make now.</summary>
    public static BlockTag Pending { get; } = new("pending", 0);

    /// <summary>The last block.</summary>
    public static BlockTag Latest { get; } = new("latest", 0);

    /// <summary>The last block that an honest majority of validators will not take back.</summary>
    public static BlockTag Safe { get; } = new("safe", 0);

    /// <summary>The last block that cannot be taken back without a third of the stake being destroyed.</summary>
    public static BlockTag Finalized { get; } = new("finalized", 0);

    /// <summary>A block by its number.</summary>
    public static BlockTag Number(ulong number) => new(null, number);

    /// <summary>As the RPC writes it.</summary>
    public override string ToString() => _name ?? Hex.Quantity(_number);
}
