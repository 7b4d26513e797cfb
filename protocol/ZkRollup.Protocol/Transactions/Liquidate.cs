using ZkRollup.Protocol.Ids;

namespace ZkRollup.Protocol.Transactions;

/// <summary>A step of a liquidation; proven.</summary>
/// <param name="Account">The account.</param>
/// <param name="Instrument">The position to reduce.</param>
public readonly record struct Liquidate(
    AccountId Account,
    InstrumentId Instrument);
