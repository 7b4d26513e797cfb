namespace ZkRollup.Sequencer.Engine.Snapshots;

/// <summary>What writer and reader of snapshots agree on.</summary>
/// <remarks>
/// Little-endian. Magic (8 bytes), version (4), then blocks: length (4, at most <see cref="BlockBytes"/>), payload, digest (32). A
/// digest is the SHA-256 of the digest before it and the length and payload of its block; before the first block stands the digest of
/// magic and version. So blocks cannot be exchanged, repeated or left out. A block of length 0 is the end. No number crosses a block.
/// The payload:
/// <list type="number">
/// <item>time, sequence number, next queue index (8 each);</item>
/// <item>how many leaves were ever used, how many of them are free (4 each), the free ones as freed (4 each);</item>
/// <item>how many slots of accounts have a place in the pool of sessions (4), their addresses in the order of the places (4 each);</item>
/// <item>how many records exist (4); each by ascending address: address (4), which of its 13 elements are not 0 (2, lowest bit x), and
/// those (32 bytes for x and y, 8 for the others);</item>
/// <item>the state root (32).</item>
/// </list>
/// </remarks>
internal static class SnapshotFormat
{
    internal const uint Version = 1;
    internal const int BlockBytes = 1 << 16;
    internal const int DigestBytes = 32;
    internal const int HeaderBytes = 12;
    internal const int FieldsOfRecord = 13;
    internal const int ElementBytes = 32;

    internal static ReadOnlySpan<byte> Magic => "ZKRENGIN"u8;
}
