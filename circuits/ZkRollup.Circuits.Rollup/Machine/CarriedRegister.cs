namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>A value that goes from each slot to the next (docs/circuits/machine.md).</summary>
public enum CarriedRegister
{
    /// <summary>What may follow; 0 between transactions.</summary>
    Phase,

    /// <summary>Time of the last transaction.</summary>
    Time,

    /// <summary>Sequence number of the last transaction.</summary>
    Sequence,

    /// <summary>Index of the next queue operation.</summary>
    Queue,

    /// <summary>Withdrawals of the batch so far.</summary>
    Withdrawals,

    /// <summary>Chain id and contract, lane 0 of signed messages.</summary>
    Domain,
}
