namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>What came of reading a batch file: Success, or the first cause of rejection.</summary>
public enum BatchFileStatus
{
    /// <summary>The bytes are a batch file, written in the only way.</summary>
    Success,

    /// <summary>The bytes do not begin as a batch file.</summary>
    Foreign,

    /// <summary>The file is of another version.</summary>
    UnknownVersion,

    /// <summary>The bytes end within the file.</summary>
    Truncated,

    /// <summary>The digest at the end is not that of the bytes before.</summary>
    Corrupt,

    /// <summary>Bytes follow the file.</summary>
    TrailingBytes,

    /// <summary>A value is outside its range; the error names it.</summary>
    OutOfRange,
}
