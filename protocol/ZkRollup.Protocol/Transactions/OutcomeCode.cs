namespace ZkRollup.Protocol.Transactions;

/// <summary>What became of an operation of the L1 queue (docs/protocol.md, 6.1). Numbers are stable.</summary>
public enum OutcomeCode : byte
{
    /// <summary>It took effect.</summary>
    Done = 1,

    /// <summary>A deposit made an account, without a key.</summary>
    DoneWithoutKey = 2,

    /// <summary>The value was paid.</summary>
    Paid = 3,

    /// <summary>The value, in lots, was closed.</summary>
    Closed = 4,

    /// <summary>Nothing could be withdrawn.</summary>
    NothingFree = 16,

    /// <summary>The account does not exist.</summary>
    AccountUnknown = 17,

    /// <summary>The account belongs to another.</summary>
    OwnerDiffers = 18,

    /// <summary>The key is not a usable point.</summary>
    KeyUnusable = 19,

    /// <summary>A deposit of 0, or beyond a bound: L1 returns it.</summary>
    AmountUnusable = 20,

    /// <summary>The instrument is not listed.</summary>
    InstrumentUnknown = 21,

    /// <summary>No position on this side.</summary>
    NoSuchPosition = 22,

    /// <summary>Expired or settled. 24 is not used.</summary>
    InstrumentClosed = 23,

    /// <summary>The number of the instrument is taken.</summary>
    InstrumentExists = 25,

    /// <summary>Outside the bounds of listing.</summary>
    ParametersUnusable = 26,
}
