namespace ZkRollup.Protocol.Reference;

/// <summary>The scan of an account (docs/protocol.md, 4.3).</summary>
/// <param name="Equity">E.</param>
/// <param name="Initial">I.</param>
/// <param name="Maintenance">M.</param>
/// <param name="AllUsable">Each position's mark is usable.</param>
internal readonly record struct MarginScan(Int128 Equity, Int128 Initial, Int128 Maintenance, bool AllUsable);
