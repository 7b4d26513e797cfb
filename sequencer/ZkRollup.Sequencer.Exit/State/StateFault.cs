namespace ZkRollup.Sequencer.Exit.State;

/// <summary>Why a batch is not the next one.</summary>
public enum StateFault
{
    /// <summary>It is.</summary>
    None,

    /// <summary>Its number does not follow.</summary>
    NumberDiffers,

    /// <summary>Its old roots are not those that the batch before it ends with.</summary>
    OldRootsDiffer,

    /// <summary>Its first queue operation is not the next one.</summary>
    OperationDiffers,
}
