namespace ZkRollup.Sequencer.Traffic;

/// <summary>How large a market is.</summary>
public sealed record TrafficOptions
{
    /// <summary>Most traders.</summary>
    public const int TradersMax = 1 << 16;

    /// <summary>Accounts that trade, besides the operator's.</summary>
    public int Traders { get; init; } = 24;

    /// <summary>One trader in so many has positions as large as the cash carries, and is liquidated when prices move.</summary>
    public int TradersToABoldOne { get; init; } = 4;

    /// <summary>Throws unless the options make sense.</summary>
    internal void Require()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Traders, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Traders, TradersMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(TradersToABoldOne, 1);
    }
}
