namespace ZkRollup.Sequencer.Engine.Snapshots;

/// <summary>What was found in place of a snapshot.</summary>
public enum SnapshotResult
{
    /// <summary>A snapshot, and it is restored.</summary>
    Valid,

    /// <summary>It does not begin as a snapshot does.</summary>
    NotASnapshot,

    /// <summary>A snapshot of a version that this engine does not read.</summary>
    VersionUnknown,

    /// <summary>It ends before its end.</summary>
    Truncated,

    /// <summary>A block is not what was written.</summary>
    ChecksumWrong,

    /// <summary>Something follows its end.</summary>
    TrailingBytes,

    /// <summary>It does not fit into the limits of the engine.</summary>
    LimitsTooSmall,

    /// <summary>A number is out of its range, or the blocks end too early.</summary>
    NumberInvalid,

    /// <summary>Records are not in the order of their addresses, or one does not belong where it is.</summary>
    RecordInvalid,

    /// <summary>The lists of the books and the free leaves are not those of its orders.</summary>
    BooksInvalid,

    /// <summary>Its records do not have the state root that it names.</summary>
    RootDiffers,
}
