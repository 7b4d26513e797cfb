namespace ZkRollup.Protocol.Ids;

/// <summary>What a client calls its order; signed with it, otherwise without meaning.</summary>
/// <param name="Value">Any 64 bits.</param>
public readonly record struct ClientOrderId(ulong Value);
