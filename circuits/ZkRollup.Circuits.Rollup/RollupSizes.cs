using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Rollup;

/// <summary>How much a slot has room for, and how wide its grid is.</summary>
/// <param name="DeviceCopied">Copied columns beside those of the machine.</param>
/// <param name="DeviceLocal">Local columns beside those of the machine.</param>
/// <param name="SboxesPerRow">How wide permutations lie.</param>
/// <param name="WindowsPerRow">Windows of a signature on a row: 1 or 2.</param>
/// <param name="TouchedRecords">Touched records a slot.</param>
/// <param name="Nodes">Tree nodes a slot.</param>
/// <param name="ScanUnits">Positions that a slot scans.</param>
/// <param name="SlotsMax">The largest T.</param>
public sealed record RollupSizes(
    int DeviceCopied,
    int DeviceLocal,
    int SboxesPerRow,
    int WindowsPerRow,
    int TouchedRecords,
    int Nodes,
    int ScanUnits,
    int SlotsMax)
{
    /// <summary>Those of the rollup.</summary>
    public static RollupSizes Standard { get; } = new(
        DeviceCopied: 13,
        DeviceLocal: 6,
        SboxesPerRow: 15,
        WindowsPerRow: 1,
        TouchedRecords: 3,
        Nodes: 7,
        ScanUnits: 6,
        SlotsMax: 8192);

    /// <summary>Copied columns of the grid.</summary>
    public int Copied => MachineColumns.Copied + DeviceCopied;

    /// <summary>Local columns of the grid.</summary>
    public int Local => MachineColumns.Local + DeviceLocal;

    /// <summary>Accesses to memory of a slot.</summary>
    internal int Accesses => MachineShape.Ports + ScanDevice.AccessesOf(ScanUnits);

    /// <summary>How permutations lie: in copied columns only as far as the local ones do not reach.</summary>
    internal Poseidon2Layout Permutation
    {
        get
        {
            int columns = SboxesPerRow + Poseidon2.Width;
            int local = Math.Min(DeviceLocal, columns - Poseidon2.Width);
            return new(SboxesPerRow, columns - local, local);
        }
    }

    /// <summary>What a batch of some slots has room for.</summary>
    public BatchLimits LimitsFor(int slots) => new(slots, TouchedRecords, Nodes, ScanUnits);
}
