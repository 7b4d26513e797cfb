using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Encoding;

namespace ZkRollup.Sequencer.Batcher;

/// <summary>When a batch is closed.</summary>
/// <param name="Domain">Chain and contract.</param>
/// <param name="Limits">What a batch has room for.</param>
/// <param name="DurationMax">
/// Milliseconds: a transaction whose time is more than so much after that of the first one of a batch begins the next one.
/// </param>
public sealed record BatcherOptions(TransactionDomain Domain, BatchLimits Limits, long DurationMax)
{
    /// <summary>Most gas of the transaction on L1 that proves a batch, from what the batch publishes.</summary>
    public long GasMax { get; init; } = L1Cost.TransactionMax;
}
