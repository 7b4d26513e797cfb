namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>On which rows a gate holds.</summary>
public enum GateScope
{
    /// <summary>On every row of the batch, the last one wrapping around to the first.</summary>
    EveryRow,

    /// <summary>On some rows of each slot, by a fixed selector.</summary>
    SelectedRows,

    /// <summary>Between the last row of each slot and the first row of the next one; not after the last slot.</summary>
    SlotBoundary,

    /// <summary>On the first row of the batch only.</summary>
    FirstRow,

    /// <summary>On the last row of the batch only.</summary>
    LastRow,
}
