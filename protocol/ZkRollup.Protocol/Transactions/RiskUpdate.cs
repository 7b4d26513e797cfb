using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Mark and margins of an option; signed by the risk signer.</summary>
/// <param name="Instrument">The option.</param>
/// <param name="Round">The round.</param>
/// <param name="Mark">The mark.</param>
/// <param name="InitialShort">Initial margin per short lot, beyond the mark.</param>
/// <param name="MaintenanceShort">Maintenance margin per short lot, beyond the mark.</param>
public readonly record struct RiskUpdate(
    InstrumentId Instrument,
    Round Round,
    PriceTicks Mark,
    QuoteAmount InitialShort,
    QuoteAmount MaintenanceShort);
