using ZkRollup.Protocol.Ids;

namespace ZkRollup.Protocol.Transactions;

/// <summary>A forced trade with an opposite position; proven.</summary>
/// <param name="Account">The account under liquidation.</param>
/// <param name="Instrument">The position to reduce.</param>
/// <param name="Counterparty">The account that takes it.</param>
public readonly record struct Deleverage(
    AccountId Account,
    InstrumentId Instrument,
    AccountId Counterparty);
