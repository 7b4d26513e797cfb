using ZkRollup.Protocol.Ids;

namespace ZkRollup.Protocol.Reference;

/// <summary>A position as the scan of its account counts it: open lots of another epoch are 0 (docs/protocol.md, 4.3).</summary>
/// <param name="Instrument">The instrument; none if the place is empty.</param>
/// <param name="Size">Lots held; positive is long.</param>
/// <param name="Snapshot">The cumulative index it was settled at.</param>
/// <param name="OpenBuys">Lots of buy orders.</param>
/// <param name="OpenSells">Lots of sell orders.</param>
internal readonly record struct Exposure(InstrumentId Instrument, long Size, long Snapshot, long OpenBuys, long OpenSells)
{
    /// <summary>§4.7.</summary>
    internal bool IsVacant => Size == 0 && OpenBuys == 0 && OpenSells == 0;
}
