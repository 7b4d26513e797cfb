namespace ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

/// <summary>The magnitudes of a world: prices, multipliers and how much the accounts have.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Accounts">Traders, besides the operator.</param>
/// <param name="BasePrices">One for each underlying.</param>
/// <param name="Underlyings">Their numbers.</param>
/// <param name="Multipliers">One for each underlying.</param>
/// <param name="LotsOfCapital">An account's first deposit is worth about so many lots.</param>
internal sealed record TrafficProfile(
    string Name,
    int Accounts,
    long[] BasePrices,
    int[] Underlyings,
    long[] Multipliers,
    long LotsOfCapital)
{
    /// <summary>Prices and sizes as on a real market.</summary>
    internal static TrafficProfile Ordinary { get; } = new("ordinary", 16, [20_000, 1_500, 300_000], [0, 5, 31], [10, 100, 3], 400);

    /// <summary>Prices of a few ticks and quanta, where every rounding shows.</summary>
    internal static TrafficProfile Tiny { get; } = new("tiny", 12, [3, 19, 61], [1, 2, 3], [1, 1, 2], 60);

    /// <summary>Few accounts with everything near the bounds of listing.</summary>
    internal static TrafficProfile Huge { get; } = new("huge", 8, [1L << 33, 1 << 20], [46, 47], [1, (1 << 24) - 1], 4_000);

    /// <summary>Few accounts with little capital: everyone is always near liquidation.</summary>
    internal static TrafficProfile Fragile { get; } = new("fragile", 10, [997, 20_011], [7, 8], [13, 1], 30);

    internal static IReadOnlyList<TrafficProfile> All { get; } = [Ordinary, Tiny, Huge, Fragile];
}
