namespace ZkRollup.Sequencer.Engine;

/// <summary>What the scan of an account finds (§4.3).</summary>
internal struct MarginScan
{
    /// <summary>Cash, positions at their marks, and what is owed.</summary>
    internal long Equity;

    /// <summary>Initial margin, open lots included.</summary>
    internal long Initial;

    /// <summary>Maintenance margin of the positions.</summary>
    internal long Maintenance;

    /// <summary>True if each position's mark is usable.</summary>
    internal bool AllUsable;
}
