using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>What every transaction of a session begins with.</summary>
/// <param name="Account">The account.</param>
/// <param name="Slot">The slot of the session; 0 if the master key signs a withdrawal.</param>
/// <param name="Serial">The serial of the session; 0 if the master key signs a withdrawal.</param>
/// <param name="Nonce">Above the last one.</param>
/// <param name="Deadline">Not accepted after this time.</param>
public readonly record struct SessionHeader(
    AccountId Account,
    SessionSlot Slot,
    SessionSerial Serial,
    Nonce Nonce,
    Timestamp Deadline);
