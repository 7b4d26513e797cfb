using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Logs;

/// <summary>Consecutive blocks that were read, and what they logged.</summary>
/// <param name="First">Number of the first.</param>
/// <param name="Last">Number of the last; the same as the first, close to the head.</param>
/// <param name="LastHash">Hash of the last, which stands for all before it.</param>
/// <param name="Logs">In their order.</param>
public sealed record FollowedSpan(ulong First, ulong Last, Hash32 LastHash, IReadOnlyList<L1Log> Logs);
