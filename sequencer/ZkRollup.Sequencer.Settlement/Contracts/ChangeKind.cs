namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>What governance can change: contracts/src/interfaces/IGovernance.sol.</summary>
public enum ChangeKind
{
    /// <summary>No change.</summary>
    None,

    /// <summary>An operation for the queue; five lanes.</summary>
    QueueOperation,

    /// <summary>Another verifier; an address, as the others.</summary>
    Verifier,

    /// <summary>Another sequencer.</summary>
    Sequencer,

    /// <summary>Another guardian.</summary>
    Guardian,

    /// <summary>Another governor.</summary>
    Governor,
}
