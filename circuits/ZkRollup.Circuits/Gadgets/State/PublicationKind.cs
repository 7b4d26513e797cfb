namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>What a publication is about.</summary>
public enum PublicationKind
{
    /// <summary>A record that changed: address, four lanes. Zero, so that the words of a record need no tag.</summary>
    Record = 0,

    /// <summary>An operation of the L1 queue: index, five lanes, outcome.</summary>
    QueueOperation = 1,

    /// <summary>A withdrawal: position, owner and amount, account.</summary>
    Withdrawal = 2,
}
