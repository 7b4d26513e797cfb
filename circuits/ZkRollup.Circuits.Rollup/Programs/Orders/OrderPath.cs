namespace ZkRollup.Circuits.Rollup.Programs.Orders;

/// <summary>What happens to an order in the slot that accepts it.</summary>
internal enum OrderPath
{
    /// <summary>It rests as the head of its list.</summary>
    RestsFirst,

    /// <summary>It rests behind another order.</summary>
    RestsBehind,

    /// <summary>Matching follows.</summary>
    Matches,
}
