using ZkRollup.Protocol.Ids;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Refreshes the mark of a perpetual or future, samples a settlement average, or settles; proven.</summary>
/// <param name="Instrument">The instrument.</param>
public readonly record struct UpdateMark(
    InstrumentId Instrument);
