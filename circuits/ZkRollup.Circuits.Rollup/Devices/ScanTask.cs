using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>What a unit works on.</summary>
/// <param name="Address">The position.</param>
/// <param name="OrderEpoch">Of its account.</param>
internal sealed record ScanTask(ulong Address, Fr OrderEpoch);
