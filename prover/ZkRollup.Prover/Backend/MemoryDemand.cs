namespace ZkRollup.Prover.Backend;

/// <summary>Whether a proof fits the memory of a device.</summary>
/// <param name="NeededBytes">An upper bound of what one proof takes.</param>
/// <param name="AvailableBytes">What there is for it.</param>
public readonly record struct MemoryDemand(long NeededBytes, long AvailableBytes)
{
    /// <summary>True if the proof fits.</summary>
    public bool Fits => NeededBytes <= AvailableBytes;

    /// <inheritdoc/>
    public override string ToString() => $"{NeededBytes >> 20} MiB needed, {AvailableBytes >> 20} MiB available";
}
