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

    /// <summary>
    /// Whether L1 gets only operations that the contracts would make in the same order (docs/settlement.md, 3): nothing is listed after
    /// genesis, accounts and owners fit, and an owner forces one request and no more.
    /// </summary>
    public bool AsContractsAllow { get; init; }

    /// <summary>Throws unless the options make sense.</summary>
    internal void Require()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Traders, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Traders, TradersMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(TradersToABoldOne, 1);
    }
}
