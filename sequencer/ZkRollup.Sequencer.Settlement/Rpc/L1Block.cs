using System.Numerics;

namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>What settlement needs of a block.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="ParentHash">The hash of the block before.</param>
/// <param name="Timestamp">Seconds.</param>
/// <param name="BaseFeePerGas">EIP-1559, in wei.</param>
public sealed record L1Block(ulong Number, Hash32 Hash, Hash32 ParentHash, ulong Timestamp, BigInteger BaseFeePerGas);
