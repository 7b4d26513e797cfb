namespace ZkRollup.Sequencer.Settlement.Logs;

/// <summary>How far logs were read: what a caller stores together with what it made of them.</summary>
/// <param name="NextBlock">Number of the next block.</param>
/// <param name="Spans">What was read last, oldest first: enough to take back logs of a reorganisation.</param>
public sealed record FollowerCursor(ulong NextBlock, IReadOnlyList<FollowedSpan> Spans)
{
    /// <summary>Whether the spans are all that was ever read, so that any reorganisation can be undone.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Nothing read yet.</summary>
    /// <param name="block">Number of the first block, which is that of the deployment.</param>
    public static FollowerCursor From(ulong block) => new(block, []);
}
