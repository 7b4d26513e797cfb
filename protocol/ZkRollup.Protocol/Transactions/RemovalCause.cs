namespace ZkRollup.Protocol.Transactions;

/// <summary>Why an order is taken out of the book without its signer (docs/protocol.md, 8.7). Numbers are stable.</summary>
public enum RemovalCause : byte
{
    /// <summary>Its order epoch has passed.</summary>
    EpochPassed = 1,

    /// <summary>Its session was replaced, revoked or voided.</summary>
    SessionGone = 2,

    /// <summary>It has expired.</summary>
    OrderExpired = 3,

    /// <summary>Its session has expired.</summary>
    SessionExpired = 4,

    /// <summary>It met an order of its own account.</summary>
    SelfTrade = 5,

    /// <summary>Its price is too good to be filled within the band.</summary>
    OutsideBand = 6,

    /// <summary>The maker fee exceeds what it accepts.</summary>
    FeeAboveMaximum = 7,

    /// <summary>Its session's budget does not cover the fill.</summary>
    BudgetExhausted = 8,

    /// <summary>It would not reduce.</summary>
    ReduceOnlyViolated = 9,

    /// <summary>Its account cannot carry the fill.</summary>
    MarginInsufficient = 10,

    /// <summary>The instrument has expired or is settled.</summary>
    InstrumentClosed = 11,

    /// <summary>Its session was disconnected and consents.</summary>
    Disconnected = 12,
}
