namespace ZkRollup.Sequencer.Risk.Margin;

/// <summary>The numbers of the protocol's rules for options, as parts of a million of the index unless they say otherwise.</summary>
public static class MarginRules
{
    /// <summary>Least initial requirement of a short option beyond its mark: 10 % of index.</summary>
    public const long InitialFloorPpm = 100_000;

    /// <summary>Least maintenance requirement of a short option beyond its mark: 7.5 % of index.</summary>
    public const long MaintenanceFloorPpm = 75_000;

    /// <summary>Maintenance as a part of the initial requirement: 75 %.</summary>
    public const long MaintenanceShareMillionths = 750_000;

    /// <summary>How far below intrinsic value a mark may lie: 5 % of index.</summary>
    public const long IntrinsicSlackPpm = 50_000;

    /// <summary>How far a mark may move in one round: 5 % of index.</summary>
    public const long MarkMovePpm = 50_000;

    /// <summary>More rounds than these allow a mark no further movement.</summary>
    public const long MarkMoveRoundsMax = 20;

    /// <summary>Rounds of the oracle in an hour.</summary>
    public const long RoundsPerHour = 1200;

    /// <summary>How much a requirement may rise in an hour: 10 % of what it was.</summary>
    public const long RisePerHourPpm = 100_000;

    /// <summary>One, in parts of a million.</summary>
    internal const long Million = 1_000_000;

    /// <summary>⌊value·factor/divisor⌋ for values that are not negative.</summary>
    internal static long MultiplyDivideFloor(long value, long factor, long divisor) => checked((long)((Int128)value * factor / divisor));

    /// <summary>⌈value·factor/divisor⌉ for values that are not negative.</summary>
    internal static long MultiplyDivideCeil(long value, long factor, long divisor) =>
        checked((long)((((Int128)value * factor) + divisor - 1) / divisor));
}
