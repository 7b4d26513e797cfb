namespace ZkRollup.Protocol.State;

/// <summary>What kind of contract an instrument is. 0 is none.</summary>
public enum InstrumentKind
{
    /// <summary>Not listed.</summary>
    None = 0,

    /// <summary>A perpetual.</summary>
    Perpetual = 1,

    /// <summary>A dated future.</summary>
    Future = 2,

    /// <summary>A European call.</summary>
    Call = 3,

    /// <summary>A European put.</summary>
    Put = 4,
}
