using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>A scan that a slot demands.</summary>
/// <param name="Account">The account.</param>
/// <param name="OrderEpoch">Its order epoch.</param>
/// <param name="Mask">Its position mask; 0 if the scan is not enabled.</param>
/// <param name="Cash">Its cash.</param>
public sealed record ScanDemand(ulong Account, Fr OrderEpoch, int Mask, Fr Cash);
