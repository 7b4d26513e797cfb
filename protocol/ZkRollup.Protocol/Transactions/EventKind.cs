namespace ZkRollup.Protocol.Transactions;

/// <summary>What can happen (docs/protocol.md, 17). Numbers are stable.</summary>
public enum EventKind : byte
{
    /// <summary>A deposit made the account.</summary>
    AccountCreated = 1,

    /// <summary>Cash came in.</summary>
    Deposited = 2,

    /// <summary>The master key changed.</summary>
    MasterKeyChanged = 3,

    /// <summary>All orders of the account became void.</summary>
    OrderEpochRaised = 4,

    /// <summary>A session was opened.</summary>
    SessionOpened = 5,

    /// <summary>A session was revoked.</summary>
    SessionRevoked = 6,

    /// <summary>An order was accepted.</summary>
    OrderAccepted = 7,

    /// <summary>What remains of it rests in the book.</summary>
    OrderRested = 8,

    /// <summary>A fill.</summary>
    Trade = 9,

    /// <summary>An order, or its remainder, was cancelled.</summary>
    OrderCancelled = 10,

    /// <summary>An order was removed without its signer.</summary>
    OrderRemoved = 11,

    /// <summary>Cash went out.</summary>
    Withdrawn = 12,

    /// <summary>A signer reported a price.</summary>
    OracleReported = 13,

    /// <summary>The index, or its round, changed.</summary>
    IndexUpdated = 14,

    /// <summary>A mark and its margins changed.</summary>
    MarkUpdated = 15,

    /// <summary>The settlement price was fixed.</summary>
    InstrumentSettled = 16,

    /// <summary>A step of a liquidation began.</summary>
    LiquidationStep = 17,

    /// <summary>A forced trade.</summary>
    ForcedTrade = 18,

    /// <summary>The insurance paid a debt.</summary>
    DebtCovered = 19,

    /// <summary>The fund refilled the insurance.</summary>
    FundDrawn = 20,

    /// <summary>A loss was charged to one side.</summary>
    LossSocialised = 21,

    /// <summary>A position was settled.</summary>
    PositionSettled = 22,

    /// <summary>Fees were collected.</summary>
    FeesCollected = 23,

    /// <summary>An instrument was listed.</summary>
    InstrumentListed = 24,

    /// <summary>Its parameters changed.</summary>
    ParametersSet = 25,

    /// <summary>An oracle key changed.</summary>
    OracleKeySet = 26,

    /// <summary>An operation of the queue was consumed.</summary>
    QueueConsumed = 27,
}
