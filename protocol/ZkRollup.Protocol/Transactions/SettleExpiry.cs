using ZkRollup.Protocol.Ids;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Settles a position of a settled instrument; proven.</summary>
/// <param name="Account">The account; 0 for the insurance.</param>
/// <param name="Instrument">The instrument.</param>
public readonly record struct SettleExpiry(
    AccountId Account,
    InstrumentId Instrument);
