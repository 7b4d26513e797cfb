namespace ZkRollup.Sequencer.Settlement.Logs;

/// <summary>What a step of following came to.</summary>
public enum FollowerStatus
{
    /// <summary>Blocks were read; there may be more.</summary>
    Advanced,

    /// <summary>There is nothing new.</summary>
    UpToDate,

    /// <summary>
    /// The chain changed while it was read, the node contradicts itself, or the range was too long for it: nothing was taken; try again.
    /// </summary>
    Unsettled,

    /// <summary>A reorganisation goes deeper than what is kept: what was made of the logs must be made anew.</summary>
    ReorganisedTooDeep,
}
