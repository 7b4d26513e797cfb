using ZkRollup.Protocol.Ids;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Takes an order out for a cause; proven.</summary>
/// <param name="Leaf">Where it lies.</param>
/// <param name="Cause">The cause.</param>
public readonly record struct RemoveOrder(
    OrderLeaf Leaf,
    RemovalCause Cause);
