namespace ZkRollup.Sequencer.Risk.Margin;

/// <summary>Which bounds of the protocol changed the numbers that were wanted.</summary>
[Flags]
public enum MarginClamps
{
    /// <summary>None: what was wanted is allowed.</summary>
    None = 0,

    /// <summary>The mark was raised to intrinsic value less 5 % of index, or to zero.</summary>
    MarkAtFloor = 1,

    /// <summary>The mark was lowered to the index of a call, the strike of a put.</summary>
    MarkAtCeiling = 1 << 1,

    /// <summary>The mark may not fall as fast as wanted.</summary>
    MarkFallLimited = 1 << 2,

    /// <summary>The mark may not rise as fast as wanted.</summary>
    MarkRiseLimited = 1 << 3,

    /// <summary>The initial requirement was raised to 10 % of index.</summary>
    InitialAtFloor = 1 << 4,

    /// <summary>The initial requirement was lowered to 100 % of index.</summary>
    InitialAtCeiling = 1 << 5,

    /// <summary>The initial requirement may not rise as fast as wanted.</summary>
    InitialRiseLimited = 1 << 6,

    /// <summary>The maintenance requirement was raised to 7.5 % of index.</summary>
    MaintenanceAtFloor = 1 << 7,

    /// <summary>The maintenance requirement was lowered to the initial one.</summary>
    MaintenanceAtInitial = 1 << 8,

    /// <summary>The maintenance requirement may not rise as fast as wanted.</summary>
    MaintenanceRiseLimited = 1 << 9,
}
