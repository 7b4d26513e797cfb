using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Contracts;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Transactions;

/// <summary>Gets transactions of one key onto L1, in order, whatever the fees, the pool, reorganisations and outages do.</summary>
/// <remarks>
/// The key must not be used elsewhere at the same time. Each submission keeps its nonce until it is in a block, so it takes effect at most
/// once; all transactions signed for it stay candidates. Nothing is stored: after a restart, transactions of the pool that this sender
/// does not know are waited for and, if they do not move, replaced by ones that do nothing. The caller looks at the contracts to see what
/// is left to do.
/// </remarks>
public sealed class TransactionSender : IDisposable
{
    private const ulong TransferGas = 21_000;

    private readonly IL1Client _client;
    private readonly Secp256k1PrivateKey _key;
    private readonly ulong _chainId;
    private readonly SenderOptions _options;
    private readonly IL1Journal _journal;
    private readonly TimeProvider _time;
    private readonly ReceiptFollower _receipts;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _gate = new();
    private readonly List<Submission> _active = [];
    private readonly List<(Submission Submission, TransactionReceipt Receipt)> _finished = [];
    private ulong? _nextNonce;

    /// <summary>A sender for one key.</summary>
    /// <param name="client">The node.</param>
    /// <param name="key">Signs and pays; the caller disposes it.</param>
    /// <param name="chainId">The chain that is meant; nothing is sent to another.</param>
    /// <param name="options">Fees, patience, confirmations.</param>
    /// <param name="journal">Told what happens.</param>
    /// <param name="time">Measures waits.</param>
    public TransactionSender(
        IL1Client client,
        Secp256k1PrivateKey key,
        ulong chainId,
        SenderOptions? options = null,
        IL1Journal? journal = null,
        TimeProvider? time = null)
    {
        (_client, _key, _chainId) = (client, key, chainId);
        _options = options ?? new SenderOptions();
        _journal = journal ?? SilentJournal.Instance;
        _time = time ?? TimeProvider.System;
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Confirmations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.InFlightMax, 1);
        _receipts = new ReceiptFollower(client, key.Address, _options, _journal);
    }

    /// <summary>Who signs and pays.</summary>
    public EthereumAddress Account => _key.Address;

    /// <summary>Submissions without an outcome, in order; those from before the start are not among them.</summary>
    public IReadOnlyList<Submission> Active
    {
        get
        {
            lock (_gate)
            {
                return [.. _active.Where(submission => !submission.IsForeign)];
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>Queues a request behind those before it. It is sent by <see cref="PollAsync"/>.</summary>
    /// <param name="request">What is asked of L1.</param>
    /// <param name="label">What it is called in the journal.</param>
    public Submission Submit(L1Request request, string label)
    {
        Submission submission = new(request, label);
        lock (_gate)
        {
            _active.Add(submission);
        }

        return submission;
    }

    /// <summary>Asks for a submission to be taken back. It may still succeed, if it is in a block already or gets there first.</summary>
    public void Cancel(Submission submission)
    {
        lock (_gate)
        {
            submission.IsCancelled = true;
        }
    }

    /// <summary>Looks at the chain again and again. An outage of L1 ends nothing: it is said in the journal, and waited for.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        TimeSpan delay = _options.PollEvery;
        int failures = 0;
        try
        {
            while (true)
            {
                L1Error? error = await PollAsync(cancellation).ConfigureAwait(false);
                if (error is null)
                {
                    if (failures > 0)
                    {
                        _journal.Note($"settlement goes on after {failures} attempts without L1");
                    }

                    (failures, delay) = (0, _options.PollEvery);
                }
                else
                {
                    failures++;
                    _journal.Warn($"settlement waits for L1: {error}; next attempt in {delay.TotalSeconds} s");
                }

                await Task.Delay(delay, _time, cancellation).ConfigureAwait(false);
                delay = error is null || delay + delay > _options.OutageDelayMax ? delay : delay + delay;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The end that was asked for.
        }
    }

    /// <summary>Looks at the chain once: follows what is in blocks, replaces what waits too long, sends what can be sent.</summary>
    /// <returns>Why L1 did not answer, or null.</returns>
    public async Task<L1Error?> PollAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await StepAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    private async Task<L1Error?> StepAsync(CancellationToken cancellation)
    {
        if (_nextNonce is null && await StartAsync(cancellation).ConfigureAwait(false) is L1Error startError)
        {
            return startError;
        }

        Submission[] active;
        lock (_gate)
        {
            active = [.. _active];
        }

        if (active.Length == 0 && _finished.Count == 0)
        {
            return null;
        }

        // The nonce before the head: were the head older than the nonce, a fresh receipt could have more confirmations than blocks.
        L1Result<ulong> nonce = await _client.NonceAsync(Account, BlockTag.Latest, cancellation).ConfigureAwait(false);
        L1Result<L1Block?> head = await _client.BlockAsync(BlockTag.Latest, cancellation).ConfigureAwait(false);
        if (nonce.Error is not null || head.Error is not null)
        {
            return nonce.Error ?? head.Error;
        }

        if (head.Value is null)
        {
            return new L1Error(L1ErrorKind.AnswerMalformed, 0, "a chain without a last block");
        }

        if (await RestoreAsync(nonce.Value, head.Value, cancellation).ConfigureAwait(false) is L1Error restoreError)
        {
            return restoreError;
        }

        foreach (Submission submission in active.Where(submission => submission.Nonce < nonce.Value))
        {
            if (await FollowAsync(submission, head.Value, cancellation).ConfigureAwait(false) is L1Error error)
            {
                return error;
            }
        }

        return await SendAsync(active, nonce.Value, cancellation).ConfigureAwait(false);
    }

    /// <summary>Checks the chain, and takes account of what the pool has from before.</summary>
    private async Task<L1Error?> StartAsync(CancellationToken cancellation)
    {
        L1Result<ulong> chain = await _client.ChainIdAsync(cancellation).ConfigureAwait(false);
        L1Result<ulong> latest = await _client.NonceAsync(Account, BlockTag.Latest, cancellation).ConfigureAwait(false);
        L1Result<ulong> pending = await _client.NonceAsync(Account, BlockTag.Pending, cancellation).ConfigureAwait(false);
        if ((chain.Error ?? latest.Error ?? pending.Error) is L1Error error)
        {
            return error;
        }

        if (chain.Value != _chainId)
        {
            return new L1Error(L1ErrorKind.Other, 0, $"the node is of chain {chain.Value}, expected {_chainId}");
        }

        ulong next = Math.Max(latest.Value, pending.Value);
        if (next > latest.Value)
        {
            _journal.Note($"{next - latest.Value} transactions of {Account} from before the start are in the pool");
        }

        lock (_gate)
        {
            for (ulong nonce = latest.Value; nonce < next; nonce++)
            {
                _active.Insert((int)(nonce - latest.Value), Foreign(nonce));
            }
        }

        _nextNonce = next;
        return null;
    }

    /// <summary>After a reorganisation deeper than the confirmations: sends again what had an outcome, leaves no nonce unused.</summary>
    private async Task<L1Error?> RestoreAsync(ulong usedNonces, L1Block head, CancellationToken cancellation)
    {
        _ = _finished.RemoveAll(item => item.Receipt.BlockNumber + (ulong)_options.WatchedBlocks < head.Number);
        foreach ((Submission submission, TransactionReceipt receipt) in _finished.Where(item => item.Submission.Nonce >= usedNonces))
        {
            string depth = $"after {_options.Confirmations} confirmations";
            _journal.Warn($"{submission.Label}: L1 reorganised block {receipt.BlockNumber} {depth}; sent again");
            SignedTransaction? attempt = submission.Attempts.FirstOrDefault(item => item.Hash == receipt.TransactionHash);
            if (attempt is not null && await BroadcastAsync(submission, attempt, cancellation).ConfigureAwait(false) is L1Error error)
            {
                return Serious(submission, error);
            }
        }

        lock (_gate)
        {
            IEnumerable<Submission> all = _active.Concat(_finished.Select(item => item.Submission));
            HashSet<ulong> known = [.. all.Select(item => item.Nonce ?? ulong.MaxValue)];
            while (_nextNonce > usedNonces && !known.Contains(_nextNonce.Value - 1))
            {
                _nextNonce--;
            }

            for (ulong nonce = usedNonces; nonce < _nextNonce; nonce++)
            {
                if (!known.Contains(nonce))
                {
                    _active.Add(Foreign(nonce));
                }
            }
        }

        return null;
    }

    /// <summary>Stands for whatever transaction has a nonce; replaced by one that does nothing, if it does not move.</summary>
    private Submission Foreign(ulong nonce) =>
        new(new L1Request(Account, ReadOnlyMemory<byte>.Empty), $"nonce {nonce} from before the start")
        {
            Nonce = nonce,
            IsForeign = true,
            SignedAt = _time.GetTimestamp(),
        };

    private async Task<L1Error?> FollowAsync(Submission submission, L1Block head, CancellationToken cancellation)
    {
        L1Result<SubmissionOutcome?> result = await _receipts.LookAsync(submission, head, cancellation).ConfigureAwait(false);
        if (!result.TryGet(out SubmissionOutcome? outcome, out L1Error? error))
        {
            return error;
        }

        if (outcome is null)
        {
            return null;
        }

        if (outcome.Status == SubmissionStatus.NonceTaken && !submission.IsForeign && !submission.WasAccepted)
        {
            // No pool ever took one of its transactions, and none can any more: it goes to the end of the nonces.
            _journal.Warn($"{submission.Label}: nonce {submission.Nonce} was used by a transaction from elsewhere; takes another");
            submission.Renew();
            return null;
        }

        Finish(submission, outcome);
        return null;
    }

    /// <summary>Sends, sends again and replaces, in the order of nonces; stops at the first that the pool does not take.</summary>
    private async Task<L1Error?> SendAsync(Submission[] active, ulong usedNonces, CancellationToken cancellation)
    {
        Submission[] inPool = [.. active.Where(submission => submission.Nonce >= usedNonces).OrderBy(submission => submission.Nonce)];
        Submission[] waiting = [.. active.Where(submission => submission.Nonce is null && !submission.Outcome.IsCompleted)];
        foreach (Submission cancelled in waiting.Where(submission => submission.IsCancelled))
        {
            Finish(cancelled, new SubmissionOutcome(SubmissionStatus.Cancelled, null, null));
        }

        waiting = [.. waiting.Where(submission => !submission.IsCancelled)];
        if (inPool.Length == 0 && waiting.Length == 0)
        {
            return null;
        }

        L1Result<FeeHistory> history =
            await _client.FeeHistoryAsync(_options.FeeBlocks, _options.FeePercentile, cancellation).ConfigureAwait(false);
        if (!history.TryGet(out FeeHistory? fees, out L1Error? error))
        {
            return error;
        }

        FeeOffer? fresh = FeeEstimator.Estimate(fees, _options);
        if (fresh is null)
        {
            _journal.Warn($"settlement waits: the base fee of {fees.BaseFees[^1]} wei is above the limit of {_options.FeeMax}");
        }

        foreach (Submission submission in inPool)
        {
            if (submission.MinedIn is not null)
            {
                _receipts.ForgetBlock(submission);
                submission.SentAt = null;
            }

            if (await KeepAsync(submission, fresh, cancellation).ConfigureAwait(false) is L1Error poolError)
            {
                return Serious(submission, poolError);
            }
        }

        int room = _options.InFlightMax - inPool.Length;
        bool isFirst = inPool.Length == 0;
        foreach (Submission submission in fresh is null ? [] : waiting.Take(Math.Max(room, 0)))
        {
            L1Result<bool> sent = await BeginAsync(submission, fresh!.Value, isFirst, cancellation).ConfigureAwait(false);
            if (!sent.TryGet(out bool goOn, out error))
            {
                return Serious(submission, error);
            }

            if (!goOn)
            {
                break;
            }

            isFirst = isFirst && submission.Outcome.IsCompleted;
        }

        return null;
    }

    /// <summary>Sends what is in the pool again, in case it was dropped there, or replaces it if it is time.</summary>
    private async Task<L1Error?> KeepAsync(Submission submission, FeeOffer? fresh, CancellationToken cancellation)
    {
        SignedTransaction? last = submission.LastAttempt;
        bool isLate = _time.GetElapsedTime(submission.SignedAt) >= _options.ReplaceAfter;
        bool mustCancel = submission.IsCancelled && submission.Cancellations.Count == 0;
        if (fresh is FeeOffer now && (isLate || submission.IsUnderpriced || mustCancel))
        {
            FeeOffer? offer = last is null ? now : FeeEstimator.Replace(last.Content.Fees, now, _options);
            if (offer is FeeOffer raised)
            {
                string what = last is null || submission.IsCancelled ? "taken back" : "replaced";
                _journal.Note($"{submission.Label}: nonce {submission.Nonce} is {what} with an offer of at most {raised.Most} wei");
                return await AttemptAsync(submission, raised, cancellation).ConfigureAwait(false);
            }

            _journal.Warn($"{submission.Label}: waits in the pool at the limit of {_options.FeeMax} wei");
            submission.SignedAt = _time.GetTimestamp();
            submission.IsUnderpriced = false;
        }

        bool isDue = submission.SentAt is not long sentAt || _time.GetElapsedTime(sentAt) >= _options.SendAgainAfter;
        return last is null || !isDue ? null : await BroadcastAsync(submission, last, cancellation).ConfigureAwait(false);
    }

    /// <summary>Gives a submission its nonce and sends it.</summary>
    /// <returns>False if those behind it must wait.</returns>
    private async Task<L1Result<bool>> BeginAsync(Submission submission, FeeOffer fees, bool isFirst, CancellationToken cancellation)
    {
        if (submission.Request.Data.Length > _options.DataBytesMax)
        {
            Refuse(submission, $"{submission.Request.Data.Length} bytes of data, pools take {_options.DataBytesMax}");
            return true;
        }

        if (submission.Request.GasLimit is ulong limit)
        {
            submission.GasLimit = limit;
        }
        else
        {
            L1Result<ulong> estimate = await _client.EstimateGasAsync(Account, submission.Request, cancellation).ConfigureAwait(false);
            if (estimate.Error is { Kind: L1ErrorKind.Reverted } revert)
            {
                // Nodes differ in whether they see what is in the pool: only once nothing is there, the answer is certain.
                if (isFirst)
                {
                    Finish(submission, new SubmissionOutcome(SubmissionStatus.Refused, null, revert.Revert));
                }

                return isFirst;
            }

            if (!estimate.TryGet(out ulong gas, out L1Error? error))
            {
                return error;
            }

            if (gas > _options.GasMax)
            {
                Refuse(submission, $"{gas} gas needed, a transaction has at most {_options.GasMax}");
                return true;
            }

            submission.GasLimit = Math.Min(gas + (gas * (ulong)_options.GasMarginPercent / 100), _options.GasMax);
        }

        // The nonce is spoken for before the pool is asked: an answer that is lost must not let another transaction have it.
        submission.Nonce = _nextNonce;
        _nextNonce++;
        L1Error? sendError = await AttemptAsync(submission, fees, cancellation).ConfigureAwait(false);
        return sendError is null ? !submission.IsUnderpriced && submission.WasAccepted : sendError;
    }

    private async Task<L1Error?> AttemptAsync(Submission submission, FeeOffer fees, CancellationToken cancellation)
    {
        bool isEmpty = submission.IsForeign || submission.IsCancelled;
        Eip1559Transaction content = isEmpty
            ? new Eip1559Transaction(_chainId, submission.Nonce!.Value, fees, TransferGas, Account, 0, ReadOnlyMemory<byte>.Empty)
            : new Eip1559Transaction(
                _chainId,
                submission.Nonce!.Value,
                fees,
                submission.GasLimit,
                submission.Request.To,
                submission.Request.Value,
                submission.Request.Data);
        SignedTransaction attempt = content.Sign(_key);
        submission.Add(attempt);
        submission.SignedAt = _time.GetTimestamp();
        submission.IsUnderpriced = false;
        if (submission.IsCancelled)
        {
            _ = submission.Cancellations.Add(attempt.Hash);
        }

        return await BroadcastAsync(submission, attempt, cancellation).ConfigureAwait(false);
    }

    /// <summary>Gives a transaction to the pool. What the pool has against it is dealt with at the next look.</summary>
    private async Task<L1Error?> BroadcastAsync(Submission submission, SignedTransaction attempt, CancellationToken cancellation)
    {
        L1Result<Hash32> result = await _client.SendRawTransactionAsync(attempt.Raw, cancellation).ConfigureAwait(false);
        switch (result.Error?.Kind)
        {
            case null:
                submission.WasAccepted = true;
                submission.SentAt = _time.GetTimestamp();
                return null;
            case L1ErrorKind.Underpriced:
                submission.IsUnderpriced = true;
                return null;
            case L1ErrorKind.NonceTooLow:
                L1Result<ulong> pending = await _client.NonceAsync(Account, BlockTag.Pending, cancellation).ConfigureAwait(false);
                _nextNonce = Math.Max(_nextNonce ?? 0, pending.IsOk ? pending.Value : 0);
                return pending.Error;
            default:
                return result.Error;
        }
    }

    /// <summary>Adds to an error which submission it holds up.</summary>
    private static L1Error Serious(Submission submission, L1Error error) => error with { Message = $"{submission.Label}: {error.Message}" };

    private void Refuse(Submission submission, string why) =>
        Finish(submission, new SubmissionOutcome(SubmissionStatus.Refused, null, new RevertReason(string.Empty, [], why)));

    private void Finish(Submission submission, SubmissionOutcome outcome)
    {
        lock (_gate)
        {
            _ = _active.Remove(submission);
            if (outcome.Receipt is TransactionReceipt receipt)
            {
                _finished.Add((submission, receipt));
            }
        }

        string where = outcome.Receipt is null ? string.Empty : $" in block {outcome.Receipt.BlockNumber}, {outcome.Receipt.GasUsed} gas";
        _journal.Note($"{submission.Label}: {outcome}{where}");
        submission.Complete(outcome);
    }
}
