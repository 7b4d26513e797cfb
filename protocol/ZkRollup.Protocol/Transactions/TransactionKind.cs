namespace ZkRollup.Protocol.Transactions;

/// <summary>The transactions of the first set, by number (docs/protocol.md, 5.1).</summary>
public enum TransactionKind : byte
{
    /// <summary>Of the L1 queue.</summary>
    Deposit = 1,

    /// <summary>Of the L1 queue.</summary>
    ChangeMasterKey = 2,

    /// <summary>Of the L1 queue.</summary>
    ForcedCancelAll = 3,

    /// <summary>Of the L1 queue.</summary>
    ForcedWithdraw = 4,

    /// <summary>Of the L1 queue.</summary>
    ForcedClose = 5,

    /// <summary>Of the L1 queue, by governance.</summary>
    ListInstrument = 6,

    /// <summary>Of the L1 queue, by governance.</summary>
    SetParameters = 7,

    /// <summary>Of the L1 queue, by governance.</summary>
    SetOracleKey = 8,

    /// <summary>Signed by the master key.</summary>
    OpenSession = 16,

    /// <summary>Signed by the master key.</summary>
    RevokeSession = 17,

    /// <summary>Signed by a session.</summary>
    PlaceOrder = 18,

    /// <summary>Signed by a session.</summary>
    CancelOrder = 19,

    /// <summary>Signed by a session.</summary>
    CancelAll = 20,

    /// <summary>Signed by a session or the master key.</summary>
    Withdraw = 21,

    /// <summary>Signed by an oracle signer.</summary>
    OracleUpdate = 32,

    /// <summary>Signed by the risk signer.</summary>
    RiskUpdate = 33,

    /// <summary>Proven.</summary>
    UpdateMark = 40,

    /// <summary>Proven.</summary>
    RemoveOrder = 41,

    /// <summary>Proven.</summary>
    Liquidate = 42,

    /// <summary>Proven.</summary>
    Deleverage = 43,

    /// <summary>Proven.</summary>
    SettleExpiry = 44,

    /// <summary>Proven.</summary>
    CollectFees = 45,
}
