using System.Numerics;

namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>Fees of recent blocks.</summary>
/// <param name="BaseFees">In wei, oldest first; the last is that of the block to come.</param>
/// <param name="Rewards">Priority fee of each block at the percentile asked for; as many as there are blocks.</param>
public sealed record FeeHistory(IReadOnlyList<BigInteger> BaseFees, IReadOnlyList<BigInteger> Rewards);
