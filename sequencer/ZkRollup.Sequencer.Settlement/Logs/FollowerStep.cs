using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Logs;

/// <summary>What changed: first take back, then add, then store the cursor, all or nothing.</summary>
/// <param name="Status">What it came to.</param>
/// <param name="Cursor">Where to go on.</param>
/// <param name="Removed">Logs of blocks that are no longer on the chain, newest first.</param>
/// <param name="Added">Logs of new blocks, in their order.</param>
public sealed record FollowerStep(
    FollowerStatus Status,
    FollowerCursor Cursor,
    IReadOnlyList<L1Log> Removed,
    IReadOnlyList<L1Log> Added);
