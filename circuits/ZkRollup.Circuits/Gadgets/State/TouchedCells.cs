using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Where the cells of a touched record lie: what it becomes on rows 0 and 1, what it was on rows 2 and 3.</summary>
/// <param name="Region">The rows.</param>
/// <param name="First">The record before the batch.</param>
/// <param name="Last">The record after it.</param>
/// <remarks>
/// Beside each record its packed lanes in one copied column; beside the last one both hashes in a second. What no other region needs is
/// local.
/// </remarks>
internal sealed record TouchedCells(Region Region, RecordCells First, RecordCells Last)
{
    /// <summary>Copied columns beside the records.</summary>
    internal const int Beside = 2;

    /// <summary>Local columns beside the last record.</summary>
    internal const int Local = 2;

    internal Cell Flag => Last.Enable;

    internal Cell Address => Last.Address;

    /// <summary>The time of the last access.</summary>
    internal Cell Time => Last.Spare;

    internal Cell[] NewLanes => [Region[0, Lanes], Region[1, Lanes]];

    internal Cell[] OldLanes => [Region[2, Lanes], Region[3, Lanes]];

    internal Cell OldHash => Region[0, Lanes + 1];

    internal Cell NewHash => Region[1, Lanes + 1];

    /// <summary>1 if the record lies in a published subtree.</summary>
    internal Cell Published => Region[0, Lanes + Beside];

    /// <summary>1 / (old hash − new hash), or 0.</summary>
    internal Cell Inverse => Region[1, Lanes + Beside];

    /// <summary>1 if the record is published.</summary>
    internal Cell Changed => Region[0, Lanes + Beside + 1];

    private int Lanes => Region.Size.Copied - Beside;
}
