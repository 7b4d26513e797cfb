namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>What a margin scan tells (docs/protocol.md, 4.3).</summary>
public enum ScanOutput
{
    /// <summary>E, signed.</summary>
    Equity,

    /// <summary>I.</summary>
    Initial,

    /// <summary>M.</summary>
    Maintenance,

    /// <summary>1 if each position that is not vacant has a usable mark.</summary>
    AllUsable,
}
