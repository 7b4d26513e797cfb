namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>Whether a transaction has a place in a batch, or what there is no room for.</summary>
public enum BatchRoom
{
    /// <summary>It has one.</summary>
    Enough,

    /// <summary>Steps.</summary>
    Slots,

    /// <summary>Touched records.</summary>
    TouchedRecords,

    /// <summary>Nodes of the trees.</summary>
    Nodes,

    /// <summary>Operations of the L1 queue.</summary>
    QueueOperations,

    /// <summary>Withdrawals.</summary>
    Withdrawals,

    /// <summary>What is published, for whoever carries it to L1.</summary>
    Publication,
}
