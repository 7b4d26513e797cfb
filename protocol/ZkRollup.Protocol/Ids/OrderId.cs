namespace ZkRollup.Protocol.Ids;

/// <summary>The identity of an order within its account; never reused.</summary>
/// <param name="Serial">The session that placed it.</param>
/// <param name="Nonce">The nonce it was placed with.</param>
public readonly record struct OrderId(SessionSerial Serial, Nonce Nonce);
