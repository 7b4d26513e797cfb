using ZkRollup.Protocol.Ids;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Distributes the fees of an instrument; proven.</summary>
/// <param name="Instrument">The instrument.</param>
public readonly record struct CollectFees(
    InstrumentId Instrument);
