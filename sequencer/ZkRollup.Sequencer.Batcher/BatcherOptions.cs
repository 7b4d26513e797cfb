using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Encoding;

namespace ZkRollup.Sequencer.Batcher;

/// <summary>When a batch is closed.</summary>
/// <param name="Domain">Chain and contract.</param>
/// <param name="Limits">What a batch has room for.</param>
/// <param name="DurationMax">
/// Milliseconds: a transaction whose time is more than so much after that of the first one of a batch begins the next one.
/// </param>
public sealed record BatcherOptions(TransactionDomain Domain, BatchLimits Limits, long DurationMax);
