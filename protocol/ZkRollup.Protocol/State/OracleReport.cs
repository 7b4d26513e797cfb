using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.State;

/// <summary>What a signer said last; the default if nothing.</summary>
/// <param name="Round">The round.</param>
/// <param name="Price">The price.</param>
public readonly record struct OracleReport(Round Round, PriceTicks Price);
