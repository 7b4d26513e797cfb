namespace ZkRollup.Protocol.Transactions;

/// <summary>Why the rest of an order was cancelled. Numbers are stable.</summary>
public enum EndOfMatching : byte
{
    /// <summary>Its signer cancelled it.</summary>
    Signed = 1,

    /// <summary>No order on the other side is good enough.</summary>
    NothingCrosses = 2,

    /// <summary>The next price is outside the band.</summary>
    Band = 3,

    /// <summary>64 makers were touched.</summary>
    WorkLimit = 4,

    /// <summary>It met an order of its own account.</summary>
    SelfTrade = 5,

    /// <summary>The fill would raise open interest above its cap.</summary>
    OpenInterest = 6,

    /// <summary>The session's budget does not cover the fill.</summary>
    Budget = 7,

    /// <summary>The account cannot carry the fill.</summary>
    Margin = 8,
}
