namespace ZkRollup.Sequencer.Engine.Log;

/// <summary>What a transition did with a record.</summary>
public enum AccessKind
{
    /// <summary>Nothing: a slot ends here.</summary>
    SlotEnd,

    /// <summary>It read it. It may have been read more than once in a slot, and be written later in the same slot.</summary>
    Read,

    /// <summary>It wrote packed fields; the whole elements stay as they were. At most once in a slot: as the slot left it.</summary>
    Write,

    /// <summary>It wrote the whole record.</summary>
    WriteWithKey,
}
