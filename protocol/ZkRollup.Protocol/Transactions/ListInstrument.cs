using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Lists an instrument; from governance.</summary>
/// <param name="Instrument">Its number.</param>
/// <param name="Terms">Its terms, not checked yet.</param>
/// <param name="Limits">Its limits, not checked yet.</param>
public readonly record struct ListInstrument(
    InstrumentId Instrument,
    Record Terms,
    Record Limits);
