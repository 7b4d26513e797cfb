namespace ZkRollup.Protocol.Reference;

/// <summary>The scan of an account (docs/protocol.md, 4.3).</summary>
/// <param name="Equity">E.</param>
/// <param name="Initial">I.</param>
/// <param name="Maintenance">M.</param>
/// <param name="AllUsable">The mark of each position that is not vacant is usable.</param>
internal readonly record struct MarginScan(Int128 Equity, Int128 Initial, Int128 Maintenance, bool AllUsable);
