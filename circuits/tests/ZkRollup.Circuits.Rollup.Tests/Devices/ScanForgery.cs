using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>A false witness, and the labels that must fire.</summary>
/// <param name="Name">What the forger tries.</param>
/// <param name="Labels">Each label once.</param>
/// <param name="Slots">What happens.</param>
/// <param name="Lie">Which steps lie; null if none does.</param>
/// <param name="Tweak">Changes inputs; null if the slots say them all.</param>
/// <param name="Counted">Which positions count in a scan; null, or null for a scan, for those of the mask.</param>
internal sealed record ScanForgery(
    string Name,
    IReadOnlyList<string> Labels,
    ScanSlot[] Slots,
    HintOverride? Lie = null,
    Action<Fr[][]>? Tweak = null,
    Func<int, int, (int Place, ulong Address)[]?>? Counted = null);
