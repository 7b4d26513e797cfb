using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Changes the limits of an instrument; from governance.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Limits">Its limits, not checked yet.</param>
public readonly record struct SetParameters(
    InstrumentId Instrument,
    Record Limits);
