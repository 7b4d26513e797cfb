namespace ZkRollup.Protocol.Transactions;

/// <summary>How long an order lives.</summary>
public enum TimeInForce
{
    /// <summary>What does not trade rests.</summary>
    GoodTillCancelled = 0,

    /// <summary>What does not trade is cancelled. A market order is one with the worst acceptable price.</summary>
    ImmediateOrCancel = 1,

    /// <summary>Rests, or is rejected if it would trade.</summary>
    PostOnly = 2,
}
