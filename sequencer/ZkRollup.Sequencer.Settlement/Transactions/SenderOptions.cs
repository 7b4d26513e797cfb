using System.Numerics;

namespace ZkRollup.Sequencer.Settlement.Transactions;

/// <summary>How transactions are paid for and followed.</summary>
public sealed record SenderOptions
{
    private const long Gwei = 1_000_000_000;

    /// <summary>The most that is ever offered for a unit of gas, in wei. Above it transactions wait.</summary>
    public BigInteger FeeMax { get; init; } = new(200 * Gwei);

    /// <summary>The least priority fee, in wei.</summary>
    public BigInteger PriorityLeast { get; init; } = new(Gwei / 10);

    /// <summary>Blocks whose fees are looked at.</summary>
    public int FeeBlocks { get; init; } = 10;

    /// <summary>The priority fee is the median over those blocks of this percentile within each.</summary>
    public int FeePercentile { get; init; } = 50;

    /// <summary>How long a transaction may stay in the pool before it is replaced by one that offers more.</summary>
    public TimeSpan ReplaceAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long until a transaction is given to the pool once more, in case it was dropped there.</summary>
    public TimeSpan SendAgainAfter { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Most bytes of data; the pools of common nodes take transactions of 128 KiB, envelope included.</summary>
    public int DataBytesMax { get; init; } = (128 << 10) - 512;

    /// <summary>Blocks that make a transaction final for its sender, its own included.</summary>
    public int Confirmations { get; init; } = 3;

    /// <summary>Blocks for which a transaction with an outcome is still sent again, should a reorganisation take it out.</summary>
    public int WatchedBlocks { get; init; } = 128;

    /// <summary>Most transactions in the pool at once; the others wait in order.</summary>
    public int InFlightMax { get; init; } = 8;

    /// <summary>Percent of the estimated gas that is given on top of it.</summary>
    public int GasMarginPercent { get; init; } = 25;

    /// <summary>The most gas of a transaction, EIP-7825.</summary>
    public ulong GasMax { get; init; } = 1 << 24;

    /// <summary>Wait between two looks at the chain.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>The longest wait between two looks while L1 cannot be reached.</summary>
    public TimeSpan OutageDelayMax { get; init; } = TimeSpan.FromMinutes(1);
}
