namespace ZkRollup.Protocol.Ids;

/// <summary>The number of an L1 chain, as EIP-155 has it.</summary>
/// <param name="Value">Any 64 bits.</param>
public readonly record struct ChainId(ulong Value);
