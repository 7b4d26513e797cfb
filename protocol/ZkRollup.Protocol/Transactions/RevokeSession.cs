using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Revokes a session; signed by the master key.</summary>
/// <param name="Account">The account.</param>
/// <param name="Slot">Its slot.</param>
/// <param name="Nonce">Above the last one of the master key.</param>
/// <param name="Deadline">Not accepted after this time.</param>
/// <param name="Serial">Its serial.</param>
public readonly record struct RevokeSession(
    AccountId Account,
    SessionSlot Slot,
    Nonce Nonce,
    Timestamp Deadline,
    SessionSerial Serial);
