namespace ZkRollup.Sequencer.Engine.Keeping;

/// <summary>How much a keeper does at once, and how often.</summary>
public sealed record KeeperOptions
{
    /// <summary>Units of work for each of its duties in one call: an instrument, an account or an order looked at is one.</summary>
    public int WorkPerDuty { get; init; } = 512;

    /// <summary>Milliseconds between two collections of the fees of an instrument.</summary>
    public long FeesInterval { get; init; } = 3_600_000;

    /// <summary>Throws unless the options make sense.</summary>
    internal void Require()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(WorkPerDuty, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(FeesInterval);
    }
}
