namespace ZkRollup.Protocol.State;

/// <summary>Whether an instrument has a mark.</summary>
public enum MarkStatus
{
    /// <summary>No mark yet.</summary>
    None = 0,

    /// <summary>Marked.</summary>
    Marked = 1,

    /// <summary>Settled: the mark is the settlement value and does not change.</summary>
    Settled = 2,
}
