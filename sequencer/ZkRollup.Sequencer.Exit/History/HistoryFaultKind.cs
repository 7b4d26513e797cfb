namespace ZkRollup.Sequencer.Exit.History;

/// <summary>What is wrong with a history.</summary>
public enum HistoryFaultKind
{
    /// <summary>The node did not answer; later it may.</summary>
    NoAnswer,

    /// <summary>L1 reorganised while it was read; another try may do.</summary>
    Reorganised,

    /// <summary>There is no such contract, or it is another one.</summary>
    NotARollup,

    /// <summary>Logs are missing: the first block is after the deployment, or the node leaves some out.</summary>
    LogsMissing,

    /// <summary>A log is not what the contracts write.</summary>
    LogMalformed,

    /// <summary>The records do not add up to the roots.</summary>
    RootDiffers,
}
