namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>Sizes of the step machine that programs depend on (docs/circuits/machine.md).</summary>
public static class MachineShape
{
    /// <summary>Rows of a slot, lines of a program.</summary>
    public const int Rows = 256;

    /// <summary>Bits of a limb.</summary>
    public const int LimbBits = 12;

    /// <summary>Limbs of a row.</summary>
    public const int Limbs = 5;

    /// <summary>Bits of a range or comparison line.</summary>
    public const int RangeBits = LimbBits * Limbs;

    /// <summary>Rows above have a result and no line: there devices take the columns of the machine.</summary>
    public const int FirstLineRow = 68;

    /// <summary>Limbs of the rows above belong to devices; lines that use limbs lie from here on.</summary>
    public const int FirstLimbRow = 104;

    /// <summary>Ports to memory.</summary>
    public const int Ports = 9;

    /// <summary>The first ports also see and write the whole elements x and y.</summary>
    public const int WholePorts = 2;

    /// <summary>Fields of a record: x, y and eleven packed ones.</summary>
    public const int Fields = 13;

    /// <summary>x and y.</summary>
    public const int WholeFields = 2;

    /// <summary>Lanes of the longest message.</summary>
    public const int MessageLanes = 5;

    /// <summary>Margin scans that a step can demand.</summary>
    public const int Scans = 2;

    /// <summary>Results that a context may take.</summary>
    public const int ContextRows = 40;

    /// <summary>The first of them: after the outputs of devices, where third operands may be inputs of devices.</summary>
    public const int FirstContextRow = DeviceRegisters.OutputCount;
}
