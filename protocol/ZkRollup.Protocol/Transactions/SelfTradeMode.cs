namespace ZkRollup.Protocol.Transactions;

/// <summary>What happens when an order meets one of its own account.</summary>
public enum SelfTradeMode
{
    /// <summary>The arriving order ends.</summary>
    CancelTaker = 0,

    /// <summary>The resting order is removed.</summary>
    CancelMaker = 1,

    /// <summary>Both.</summary>
    CancelBoth = 2,
}
