namespace ZkRollup.Sequencer.Risk;

/// <summary>Ranges of the integers that are signed: the widths of their fields in the state.</summary>
public static class UnitLimits
{
    /// <summary>Largest index in ticks: 32 bits.</summary>
    public const long IndexTicksMax = (1L << 32) - 1;

    /// <summary>Largest mark or strike in ticks: 40 bits.</summary>
    public const long TicksMax = (1L << 40) - 1;

    /// <summary>Largest multiplier, money quanta per tick and lot: 24 bits.</summary>
    public const long MultiplierMax = (1L << 24) - 1;

    /// <summary>Largest margin requirement per lot in money quanta: 48 bits.</summary>
    public const long RequirementMax = (1L << 48) - 1;

    /// <summary>Largest number of oracle rounds between two updates: 40 bits.</summary>
    public const long RoundsMax = (1L << 40) - 1;
}
