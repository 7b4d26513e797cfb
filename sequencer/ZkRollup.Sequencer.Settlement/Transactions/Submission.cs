using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Transactions;

/// <summary>Something that is to get onto L1: one nonce, and the transactions that tried to take it.</summary>
/// <remarks>The sender changes it; others read it and wait for its outcome.</remarks>
public sealed class Submission
{
    private readonly TaskCompletionSource<SubmissionOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<SignedTransaction> _attempts = [];

    internal Submission(L1Request request, string label) => (Request, Label) = (request, label);

    /// <summary>What is asked of L1.</summary>
    public L1Request Request { get; }

    /// <summary>What it is called in the journal.</summary>
    public string Label { get; }

    /// <summary>The nonce; null while it waits for its turn.</summary>
    public ulong? Nonce { get; internal set; }

    /// <summary>All transactions that were signed for it, oldest first. At most one of them gets into a block.</summary>
    public IReadOnlyList<SignedTransaction> Attempts
    {
        get
        {
            lock (_attempts)
            {
                return [.. _attempts];
            }
        }
    }

    /// <summary>The last of them.</summary>
    internal SignedTransaction? LastAttempt
    {
        get
        {
            lock (_attempts)
            {
                return _attempts.Count == 0 ? null : _attempts[^1];
            }
        }
    }

    /// <summary>When the pool last took the last attempt; null if it must be sent at once.</summary>
    internal long? SentAt { get; set; }

    /// <summary>What becomes of it.</summary>
    public Task<SubmissionOutcome> Outcome => _outcome.Task;

    /// <summary>Where it was last seen in a block; null if it is in none, or no longer.</summary>
    internal TransactionReceipt? MinedIn { get; set; }

    /// <summary>When the last attempt was signed.</summary>
    internal long SignedAt { get; set; }

    /// <summary>Gas of the request, once estimated.</summary>
    internal ulong GasLimit { get; set; }

    /// <summary>Whether it was asked to be taken back.</summary>
    internal bool IsCancelled { get; set; }

    /// <summary>Hashes of attempts that only take the nonce.</summary>
    internal HashSet<Hash32> Cancellations { get; } = [];

    /// <summary>Whether it stands for a transaction from before the start, of which only the nonce is known.</summary>
    internal bool IsForeign { get; init; }

    /// <summary>Whether the pool asked for more, for what it has under this nonce.</summary>
    internal bool IsUnderpriced { get; set; }

    /// <summary>Whether the pool ever took one of its transactions.</summary>
    internal bool WasAccepted { get; set; }

    /// <summary>Forgets nonce and transactions; only once none of them can take effect any more.</summary>
    internal void Renew()
    {
        lock (_attempts)
        {
            _attempts.Clear();
        }

        Cancellations.Clear();
        (Nonce, SentAt, IsUnderpriced) = (null, null, false);
    }

    internal void Add(SignedTransaction attempt)
    {
        SentAt = null;
        lock (_attempts)
        {
            _attempts.Add(attempt);
        }
    }

    internal void Complete(SubmissionOutcome outcome) => _ = _outcome.TrySetResult(outcome);
}
