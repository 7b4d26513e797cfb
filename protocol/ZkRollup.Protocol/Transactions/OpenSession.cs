using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Opens a session; signed by the master key.</summary>
/// <param name="Account">The account.</param>
/// <param name="Slot">Where it will lie; a session there is replaced.</param>
/// <param name="Nonce">Above the last one of the master key.</param>
/// <param name="Deadline">Not accepted after this time.</param>
/// <param name="Expiry">The session is void from this time on.</param>
/// <param name="Scope">What it may do.</param>
/// <param name="Markets">Bit u: may trade underlying u; 48 bits.</param>
/// <param name="LargestNotional">Largest notional of one order.</param>
/// <param name="Budget">Notional that may be filled in all.</param>
/// <param name="KeyX">x of its key.</param>
/// <param name="KeyY">y of its key.</param>
public readonly record struct OpenSession(
    AccountId Account,
    SessionSlot Slot,
    Nonce Nonce,
    Timestamp Deadline,
    Timestamp Expiry,
    SessionScope Scope,
    ulong Markets,
    QuoteAmount LargestNotional,
    QuoteAmount Budget,
    Fr KeyX,
    Fr KeyY);
