using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>Where the cells of a scan unit lie: three records, each on two rows, and what a formula needs beside it.</summary>
/// <remarks>
/// The formulas read rows 1 and 2, the second row of the position and the first one of Risk, where most of their fields are; what they need
/// of other rows is copied there, some of it into the spare cells of records. The tuple of the unit is read on rows 0 and 1. Limbs 0 and 1
/// of rows 0, 2 and 4 are gaps of the memory.
/// </remarks>
internal sealed class ScanCells
{
    private const int Beside = 1;
    private const int Local = 6;
    private const int LocalRows = 4;
    private const int Limbs = 5;
    private const int LimbRows = 5;
    private const int GapLimbsMax = 2;

    private readonly int _beside;

    /// <summary>Sets the cells aside.</summary>
    /// <exception cref="ArgumentException">The gaps of the memory take the place of other limbs.</exception>
    internal ScanCells(Memory memory)
    {
        if (memory.GapLimbs > GapLimbsMax)
        {
            throw new ArgumentException($"Gaps of {memory.GapLimbs} limbs: a scan unit has room for {GapLimbsMax}.", nameof(memory));
        }

        Region = memory.Allocate(ScanUnit.Accesses, new(0, Beside, Local, Limbs, LocalRows, LimbRows));
        _beside = Region.Size.Copied - Beside;
        Position = memory.CellsOf(Region, 0);
        Risk = memory.CellsOf(Region, 1);
        Terms = memory.CellsOf(Region, 2);
    }

    internal Region Region { get; }

    internal RecordCells Position { get; }

    internal RecordCells Risk { get; }

    internal RecordCells Terms { get; }

    internal Cell Base => Region[0, _beside];

    internal Cell Multiplier => Region[1, _beside];

    internal Cell Mark => Region[2, _beside];

    internal Cell Time => Region[3, _beside];

    /// <summary>The snapshot of the position.</summary>
    internal Cell Snapshot => Position.Spare;

    internal Cell Epoch => LocalCell(0, 0);

    /// <summary>1 / (lots epoch − epoch), or 0.</summary>
    internal Cell Inverse => LocalCell(0, 1);

    /// <summary>h. Bits lie in one column, so that they share a gate.</summary>
    internal Cell IsLonger => LocalCell(1, 0);

    /// <summary>f.</summary>
    internal Cell IsCurrent => LocalCell(1, 1);

    internal Cell Lots => LocalCell(1, 2);

    internal Cell Equity => LocalCell(1, 3);

    internal Cell Initial => LocalCell(1, 4);

    internal Cell Maintenance => LocalCell(1, 5);

    /// <summary>g.</summary>
    internal Cell IsLong => LocalCell(2, 0);

    /// <summary>0 if the mark is usable, else 2.</summary>
    internal Cell Unusable => LocalCell(2, 1);

    /// <summary>v.</summary>
    internal Cell IsYoung => LocalCell(3, 0);

    internal Cell[] InitialLimbs => LimbsOf(1, 0);

    internal Cell[] SizeLimbs => LimbsOf(2, GapLimbsMax);

    internal Cell[] AgeLimbs => LimbsOf(3, 0);

    private Cell LocalCell(int row, int column) => Region[row, Region.Size.Copied + column];

    private Cell[] LimbsOf(int row, int first) => [.. Enumerable.Range(first, Limbs - first).Select(column => Region.Limb(row, column))];
}
