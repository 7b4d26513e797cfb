using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup;

/// <summary>How much a slot has room for, and how wide its grid is.</summary>
/// <param name="DeviceCopied">Copied columns beside those of the machine.</param>
/// <param name="DeviceLocal">Local columns beside those of the machine.</param>
/// <param name="SboxesPerRow">How wide permutations lie.</param>
/// <param name="TouchedRecords">Touched records a slot.</param>
/// <param name="Nodes">Tree nodes a slot.</param>
/// <param name="ScanUnits">Positions that a slot scans.</param>
/// <param name="SlotsMax">The largest T.</param>
public sealed record RollupSizes(
    int DeviceCopied, int DeviceLocal, int SboxesPerRow, int TouchedRecords, int Nodes, int ScanUnits, int SlotsMax)
{
    /// <summary>Copied columns of a permutation: as many as records take.</summary>
    private const int PermutationCopied = 8;

    /// <summary>Those of the rollup.</summary>
    public static RollupSizes Standard { get; } = new(
        DeviceCopied: 10, DeviceLocal: 14, SboxesPerRow: 18, TouchedRecords: 5, Nodes: 8, ScanUnits: 6, SlotsMax: 8192);

    /// <summary>Copied columns of the grid.</summary>
    public int Copied => MachineColumns.Copied + DeviceCopied;

    /// <summary>Local columns of the grid.</summary>
    public int Local => MachineColumns.Local + DeviceLocal;

    /// <summary>Accesses to memory of a slot.</summary>
    internal int Accesses => MachineShape.Ports + ScanDevice.AccessesOf(ScanUnits);

    /// <summary>How permutations lie.</summary>
    internal Poseidon2Layout Permutation => new(SboxesPerRow, PermutationCopied, SboxesPerRow + 4 - PermutationCopied);
}
