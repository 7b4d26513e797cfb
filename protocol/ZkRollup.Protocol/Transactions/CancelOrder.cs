using ZkRollup.Protocol.Ids;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Cancels an order; signed by a session with the cancel scope.</summary>
/// <param name="Header">Account, session, nonce, deadline.</param>
/// <param name="Target">The order, of the same account.</param>
/// <param name="Leaf">Where it lies; 0 if the client does not know.</param>
public readonly record struct CancelOrder(
    SessionHeader Header,
    OrderId Target,
    OrderLeaf Leaf);
