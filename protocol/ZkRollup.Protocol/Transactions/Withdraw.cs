using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Withdraws to the owner; signed by a session with the withdraw scope, or by the master key.</summary>
/// <param name="Header">Account, session or none, nonce, deadline.</param>
/// <param name="Amount">Quanta.</param>
public readonly record struct Withdraw(
    SessionHeader Header,
    QuoteAmount Amount);
