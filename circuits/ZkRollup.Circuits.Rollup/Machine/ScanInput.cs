namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>What a margin scan is told.</summary>
public enum ScanInput
{
    /// <summary>1 if the scan is demanded.</summary>
    Enable,

    /// <summary>The account.</summary>
    Account,

    /// <summary>Its order epoch.</summary>
    OrderEpoch,

    /// <summary>Its position mask.</summary>
    Mask,

    /// <summary>Its cash, signed.</summary>
    Cash,
}
