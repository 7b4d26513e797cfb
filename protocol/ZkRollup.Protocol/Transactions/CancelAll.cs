namespace ZkRollup.Protocol.Transactions;

/// <summary>Makes all orders of the account void; signed by a session with the cancel scope.</summary>
/// <param name="Header">Account, session, nonce, deadline.</param>
public readonly record struct CancelAll(
    SessionHeader Header);
