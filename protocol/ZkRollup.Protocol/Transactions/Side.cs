namespace ZkRollup.Protocol.Transactions;

/// <summary>The side of an order or a position.</summary>
public enum Side
{
    /// <summary>Buys; of a position: long.</summary>
    Buy = 0,

    /// <summary>Sells; of a position: short.</summary>
    Sell = 1,
}
