using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>Where the scans of a slot meet its program; all in copied columns.</summary>
/// <param name="Wait">1 if the units go on with the scans of the slot before.</param>
/// <param name="Time">The time at which marks must be usable.</param>
/// <param name="Jobs">The scans that the slot may demand.</param>
internal sealed record ScanWires(Element Wait, Element Time, IReadOnlyList<ScanWires.Job> Jobs)
{
    /// <summary>A scan.</summary>
    /// <param name="Enable">1 if it is demanded.</param>
    /// <param name="Account">The account.</param>
    /// <param name="OrderEpoch">Its order epoch.</param>
    /// <param name="Mask">Its position mask.</param>
    /// <param name="Cash">Its cash.</param>
    /// <param name="Equity">Takes E.</param>
    /// <param name="Initial">Takes I.</param>
    /// <param name="Maintenance">Takes M.</param>
    /// <param name="AllUsable">Takes the bit.</param>
    internal sealed record Job(
        Element Enable,
        Element Account,
        Element OrderEpoch,
        Element Mask,
        Element Cash,
        Cell Equity,
        Cell Initial,
        Cell Maintenance,
        Cell AllUsable);
}
