using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Contracts;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Transactions;

/// <summary>Finds out which submissions are in blocks, for how long, and whether they stay there.</summary>
internal sealed class ReceiptFollower(IL1Client client, EthereumAddress account, SenderOptions options, IL1Journal journal)
{
    /// <summary>Looks at one submission whose nonce is used up on the present chain.</summary>
    /// <returns>What became of it for good; null if that is not certain yet.</returns>
    internal async Task<L1Result<SubmissionOutcome?>> LookAsync(Submission submission, L1Block head, CancellationToken cancellation)
    {
        foreach (SignedTransaction attempt in submission.Attempts.Reverse())
        {
            L1Result<TransactionReceipt?> result = await client.ReceiptAsync(attempt.Hash, cancellation).ConfigureAwait(false);
            if (!result.TryGet(out TransactionReceipt? receipt, out L1Error? error))
            {
                return error;
            }

            if (receipt is not null)
            {
                return await FoundAsync(submission, receipt, head, cancellation).ConfigureAwait(false);
            }
        }

        ForgetBlock(submission);
        L1Result<bool> isTaken = await IsTakenAsync(submission.Nonce!.Value, head, cancellation).ConfigureAwait(false);
        return isTaken.Then<SubmissionOutcome?>(taken => taken ? new SubmissionOutcome(SubmissionStatus.NonceTaken, null, null) : null);
    }

    /// <summary>Says that a reorganisation took a submission out of its block, if it was in one.</summary>
    internal void ForgetBlock(Submission submission)
    {
        if (submission.MinedIn is TransactionReceipt receipt)
        {
            journal.Warn($"{submission.Label}: L1 reorganised, {receipt.TransactionHash} is no longer in block {receipt.BlockNumber}");
            submission.MinedIn = null;
        }
    }

    private async Task<L1Result<SubmissionOutcome?>> FoundAsync(
        Submission submission,
        TransactionReceipt receipt,
        L1Block head,
        CancellationToken cancellation)
    {
        if (submission.MinedIn is TransactionReceipt before && before.BlockHash != receipt.BlockHash)
        {
            journal.Note($"{submission.Label}: L1 reorganised, now in block {receipt.BlockNumber}");
        }

        submission.MinedIn = receipt;
        if (head.Number + 1 < receipt.BlockNumber + (ulong)options.Confirmations)
        {
            return (SubmissionOutcome?)null;
        }

        if (submission.Cancellations.Contains(receipt.TransactionHash))
        {
            return new SubmissionOutcome(SubmissionStatus.Cancelled, receipt, null);
        }

        if (receipt.IsSuccess)
        {
            return new SubmissionOutcome(SubmissionStatus.Succeeded, receipt, null);
        }

        RevertReason? reason = await ReasonAsync(submission, receipt, cancellation).ConfigureAwait(false);
        return new SubmissionOutcome(SubmissionStatus.Reverted, receipt, reason);
    }

    /// <summary>Whether the nonce was used up so long ago that no reorganisation is expected to free it.</summary>
    private async Task<L1Result<bool>> IsTakenAsync(ulong nonce, L1Block head, CancellationToken cancellation)
    {
        ulong back = (ulong)options.Confirmations - 1;
        if (head.Number < back)
        {
            return false;
        }

        L1Result<ulong> used = await client.NonceAsync(account, BlockTag.Number(head.Number - back), cancellation).ConfigureAwait(false);
        return used.Then<bool>(count => count > nonce);
    }

    /// <summary>Why it reverted, by a call on the state before its block; what came before it in the block is not seen.</summary>
    private async Task<RevertReason?> ReasonAsync(Submission submission, TransactionReceipt receipt, CancellationToken cancellation)
    {
        L1Request request = submission.Request with { GasLimit = submission.GasLimit };
        BlockTag before = BlockTag.Number(Math.Max(receipt.BlockNumber, 1) - 1);
        L1Result<byte[]> call = await client.CallAsync(account, request, before, cancellation).ConfigureAwait(false);
        return call.Error?.Revert;
    }
}
