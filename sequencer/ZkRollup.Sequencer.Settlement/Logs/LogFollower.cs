using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Logs;

/// <summary>Reads the logs of contracts block by block, and takes them back when L1 reorganises.</summary>
/// <remarks>
/// A hash of a block stands for the whole chain before it. So logs count only if the last block of their range has the same hash before and
/// after they were asked for, follows what was read before by its parent, and, close to the head, if each log names the hash of the block
/// with its number. Nothing is kept between steps but a good size of ranges: all that matters is in the cursor.
/// </remarks>
/// <param name="client">The node.</param>
/// <param name="filter">Which logs.</param>
/// <param name="options">Which blocks.</param>
/// <param name="journal">Told about reorganisations.</param>
public sealed class LogFollower(IL1Client client, LogFilter filter, FollowerOptions? options = null, IL1Journal? journal = null)
{
    private readonly FollowerOptions _options = options ?? new FollowerOptions();
    private readonly IL1Journal _journal = journal ?? SilentJournal.Instance;
    private int _range = (options ?? new FollowerOptions()).RangeMax;

    /// <summary>Takes back what is no longer on the chain, or reads one range further.</summary>
    /// <param name="cursor">How far was read; not changed.</param>
    /// <param name="cancellation">Ends waiting.</param>
    public async Task<L1Result<FollowerStep>> StepAsync(FollowerCursor cursor, CancellationToken cancellation)
    {
        L1Result<int> kept = await CountOnChainAsync(cursor.Spans, cancellation).ConfigureAwait(false);
        if (!kept.TryGet(out int count, out L1Error? error))
        {
            return error;
        }

        if (count < cursor.Spans.Count)
        {
            return Retreat(cursor, count);
        }

        L1Result<L1Block?> target = await client.BlockAsync(_options.Target, cancellation).ConfigureAwait(false);
        if (!target.TryGet(out L1Block? head, out error))
        {
            return error;
        }

        ulong back = (ulong)_options.Confirmations - 1;
        if (head is null || head.Number < back || head.Number - back < cursor.NextBlock)
        {
            return Still(FollowerStatus.UpToDate, cursor);
        }

        return await AdvanceAsync(cursor, head.Number - back, cancellation).ConfigureAwait(false);
    }

    private static FollowerStep Still(FollowerStatus status, FollowerCursor cursor) => new(status, cursor, [], []);

    /// <summary>How many of the spans, from the oldest on, are on the present chain.</summary>
    private async Task<L1Result<int>> CountOnChainAsync(IReadOnlyList<FollowedSpan> spans, CancellationToken cancellation)
    {
        int count = spans.Count;
        for (; count > 0; count--)
        {
            FollowedSpan span = spans[count - 1];
            L1Result<L1Block?> block = await client.BlockAsync(BlockTag.Number(span.Last), cancellation).ConfigureAwait(false);
            if (!block.TryGet(out L1Block? present, out L1Error? error))
            {
                return error;
            }

            if (present?.Hash == span.LastHash)
            {
                break;
            }
        }

        return count;
    }

    private FollowerStep Retreat(FollowerCursor cursor, int count)
    {
        FollowedSpan[] gone = [.. cursor.Spans.Skip(count)];
        if (count == 0 && !cursor.IsWhole)
        {
            _journal.Warn($"L1 reorganised deeper than block {cursor.Spans[0].First}, the oldest that is kept");
            return Still(FollowerStatus.ReorganisedTooDeep, cursor);
        }

        L1Log[] removed = [.. gone.Reverse().SelectMany(span => span.Logs.Reverse())];
        _journal.Warn($"L1 reorganised from block {gone[0].First} on: {removed.Length} logs are taken back");
        FollowerCursor before = cursor with { NextBlock = gone[0].First, Spans = [.. cursor.Spans.Take(count)] };
        return new FollowerStep(FollowerStatus.Advanced, before, removed, []);
    }

    private async Task<L1Result<FollowerStep>> AdvanceAsync(FollowerCursor cursor, ulong target, CancellationToken cancellation)
    {
        ulong first = cursor.NextBlock;
        ulong depth = (ulong)_options.Depth;
        bool isNear = target - first < depth;
        ulong last = Math.Min(isNear ? target : target - depth, first + (ulong)_range - 1);
        L1Result<IReadOnlyList<L1Block>> headers = isNear
            ? await client.BlocksAsync(first, (int)(last - first + 1), cancellation).ConfigureAwait(false)
            : await client.BlocksAsync(last, 1, cancellation).ConfigureAwait(false);
        if (!headers.TryGet(out IReadOnlyList<L1Block>? blocks, out L1Error? error))
        {
            return error;
        }

        if (blocks.Count == 0 || blocks[^1].Number != last || !IsChain(cursor, blocks))
        {
            return Still(FollowerStatus.Unsettled, cursor);
        }

        L1Result<IReadOnlyList<L1Log>> answer = await client.LogsAsync(filter, first, last, cancellation).ConfigureAwait(false);
        if (answer.Error is { Kind: L1ErrorKind.TooManyResults or L1ErrorKind.TimedOut } && last > first)
        {
            _range = (int)((last - first + 1) / 2);
            return Still(FollowerStatus.Unsettled, cursor);
        }

        L1Result<L1Block?> after = await client.BlockAsync(BlockTag.Number(last), cancellation).ConfigureAwait(false);
        if ((answer.Error ?? after.Error) is L1Error failure)
        {
            return failure;
        }

        if (after.Value?.Hash != blocks[^1].Hash || !AreOf(answer.Value, first, last, blocks))
        {
            return Still(FollowerStatus.Unsettled, cursor);
        }

        _range = Math.Min(2 * _range, _options.RangeMax);
        return Advanced(cursor, first, blocks, answer.Value, target);
    }

    /// <summary>Whether the blocks follow each other, and what was read before.</summary>
    private static bool IsChain(FollowerCursor cursor, IReadOnlyList<L1Block> blocks)
    {
        FollowedSpan? before = cursor.Spans.Count == 0 ? null : cursor.Spans[^1];
        bool follows = before is null || blocks[0].Number != before.Last + 1 || blocks[0].ParentHash == before.LastHash;
        for (int i = 1; i < blocks.Count && follows; i++)
        {
            follows = blocks[i].ParentHash == blocks[i - 1].Hash;
        }

        return follows;
    }

    /// <summary>Whether logs lie in the range, ascend, come from the contracts asked for, and name the blocks that are known.</summary>
    private bool AreOf(IReadOnlyList<L1Log> logs, ulong first, ulong last, IReadOnlyList<L1Block> blocks)
    {
        Dictionary<ulong, Hash32> hashes = blocks.ToDictionary(block => block.Number, block => block.Hash);
        (ulong Block, ulong Index)? before = null;
        foreach (L1Log log in logs)
        {
            bool ascends = before is not (ulong Block, ulong Index) place || (log.BlockNumber, log.Index).CompareTo(place) > 0;
            bool isKnown = !hashes.TryGetValue(log.BlockNumber, out Hash32 hash) || hash == log.BlockHash;
            if (log.BlockNumber < first || log.BlockNumber > last || !ascends || !isKnown || !filter.Addresses.Contains(log.Address))
            {
                return false;
            }

            before = (log.BlockNumber, log.Index);
        }

        return true;
    }

    private FollowerStep Advanced(
        FollowerCursor cursor,
        ulong first,
        IReadOnlyList<L1Block> blocks,
        IReadOnlyList<L1Log> logs,
        ulong target)
    {
        List<FollowedSpan> spans = [.. cursor.Spans];
        ILookup<ulong, L1Log> byBlock = logs.ToLookup(log => log.BlockNumber);
        ulong last = blocks[^1].Number;
        if (blocks.Count == (int)(last - first + 1))
        {
            spans.AddRange(blocks.Select(block => new FollowedSpan(block.Number, block.Number, block.Hash, [.. byBlock[block.Number]])));
        }
        else
        {
            spans.Add(new FollowedSpan(first, last, blocks[^1].Hash, logs));
        }

        // Of what is deeper than the depth, the newest stays: it is what the rest is attached to.
        ulong oldest = target < (ulong)_options.Depth ? 0 : target - (ulong)_options.Depth;
        int surplus = spans.FindLastIndex(span => span.Last <= oldest);
        FollowerCursor next = surplus > 0
            ? new FollowerCursor(last + 1, [.. spans.Skip(surplus)]) { IsWhole = false }
            : cursor with { NextBlock = last + 1, Spans = spans };
        return new FollowerStep(FollowerStatus.Advanced, next, [], logs);
    }
}
