using System.Numerics;
using System.Text.Json;
using ZkRollup.Contracts.Anvil;
using ZkRollup.Sequencer.Settlement.Rpc;
using ZkRollup.Sequencer.Settlement.Transactions;

namespace ZkRollup.Sequencer.Settlement.Tests.Transactions;

/// <summary>On a real chain: fees, the pool, reorganisations, outages.</summary>
public class TransactionSenderTests
{
    private static readonly FeeOffer Usual = new(1_000_000_000, 5_000_000_000);

    [AnvilFact]
    public async Task Submit_SeveralAtOnce_AreInOneBlockInOrder()
    {
        await using LocalChain chain = await LocalChain.StartAsync(new AnvilOptions { IsManual = true });
        TransactionSender sender = chain.Sender();
        Submission[] submissions = [.. Enumerable.Range(0, 5).Select(i => sender.Submit(Transfer(chain, i + 1), $"transfer {i}"))];
        Assert.Null(await sender.PollAsync(default));
        Assert.Equal([0UL, 1UL, 2UL, 3UL, 4UL], submissions.Select(submission => submission.Nonce!.Value));
        await chain.Node.MineAsync();
        Assert.Null(await sender.PollAsync(default));
        foreach (Submission submission in submissions)
        {
            SubmissionOutcome outcome = await submission.Outcome;
            Assert.Equal(SubmissionStatus.Succeeded, outcome.Status);
            Assert.Equal(1UL, outcome.Receipt!.BlockNumber);
            Assert.Single(submission.Attempts);
        }

        Assert.Empty(sender.Active);
    }

    [AnvilFact]
    public async Task Submit_MoreThanMayBeInFlight_TheRestWaits()
    {
        await using LocalChain chain = await LocalChain.StartAsync(new AnvilOptions { IsManual = true });
        TransactionSender sender = chain.Sender(options: LocalChain.Quick with { InFlightMax = 2 });
        Submission[] submissions = [.. Enumerable.Range(0, 3).Select(i => sender.Submit(Transfer(chain, i + 1), $"transfer {i}"))];
        Assert.Null(await sender.PollAsync(default));
        Assert.Equal([0UL, 1UL, null], submissions.Select(submission => submission.Nonce));
        await chain.Node.MineAsync();
        Assert.Null(await sender.PollAsync(default));
        Assert.Equal(2UL, submissions[2].Nonce);
    }

    [AnvilFact]
    public async Task Poll_OfferThatTheBaseFeeOvertook_IsReplacedByAnEighthMore()
    {
        await using LocalChain chain = await LocalChain.StartAsync(new AnvilOptions { IsManual = true });
        TransactionSender sender = chain.Sender(options: LocalChain.Quick with { ReplaceAfter = TimeSpan.Zero });
        Submission submission = sender.Submit(Transfer(chain, 1), "transfer");
        Assert.Null(await sender.PollAsync(default));
        FeeOffer first = submission.Attempts[0].Content.Fees;
        Assert.Null(await sender.PollAsync(default));
        FeeOffer second = submission.Attempts[1].Content.Fees;
        Assert.Equal(first.Raised(), second);

        // The base fee of the next block is ten times what was offered: nothing is taken, and the next offer follows the fees.
        _ = await chain.Node.AskAsync("anvil_setNextBlockBaseFeePerGas", "0x" + (10 * second.Most).ToString("x").TrimStart('0'));
        await chain.Node.MineAsync();
        Assert.Null(await sender.PollAsync(default));
        Assert.False(submission.Outcome.IsCompleted);
        FeeOffer third = submission.Attempts[2].Content.Fees;
        Assert.True(third.Most > 10 * second.Most, $"{third} after {second}");
        await chain.Node.MineAsync();
        Assert.Null(await sender.PollAsync(default));
        SubmissionOutcome outcome = await submission.Outcome;
        Assert.Equal(SubmissionStatus.Succeeded, outcome.Status);
        Assert.Equal(submission.Attempts[2].Hash, outcome.Receipt!.TransactionHash);
    }

    [AnvilFact]
    public async Task Poll_FeesAboveTheLimit_NothingIsSentAndItIsSaid()
    {
        await using LocalChain chain = await LocalChain.StartAsync(new AnvilOptions { IsManual = true });
        TransactionSender sender = chain.Sender(options: LocalChain.Quick with { FeeMax = 1_000 });
        Submission submission = sender.Submit(Transfer(chain, 1), "transfer");
        Assert.Null(await sender.PollAsync(default));
        Assert.Null(submission.Nonce);
        Assert.Contains("above the limit of 1000", chain.Journal.Warnings.Single(), StringComparison.Ordinal);
    }

    [AnvilFact]
    public async Task Poll_ReplacementAboveTheLimit_WaitsInThePool()
    {
        await using LocalChain chain = await LocalChain.StartAsync(new AnvilOptions { IsManual = true });
        BigInteger baseFee = (await chain.Client.FeeHistoryAsync(1, 50, default)).Value.BaseFees[^1];
        SenderOptions options = LocalChain.Quick with { ReplaceAfter = TimeSpan.Zero, FeeMax = baseFee * 2 };
        TransactionSender sender = chain.Sender(options: options);
        Submission submission = sender.Submit(Transfer(chain, 1), "transfer");
        Assert.Null(await sender.PollAsync(default));
        Assert.Equal(options.FeeMax, submission.Attempts[0].Content.Fees.Most);
        Assert.Null(await sender.PollAsync(default));
        Assert.Single(submission.Attempts);
        Assert.Contains("waits in the pool at the limit", chain.Journal.Warnings.Single(), StringComparison.Ordinal);
        await chain.Node.MineAsync();
        Assert.Null(await sender.PollAsync(default));
        Assert.Equal(SubmissionStatus.Succeeded, (await submission.Outcome).Status);
    }

    [AnvilFact]
    public async Task Start_StuckTransactionsFromBefore_AreReplacedAndThenFollowed()
    {
        await using LocalChain chain = await LocalChain.StartAsync(new AnvilOptions { IsManual = true });
        SignedTransaction[] stuck =
            [await chain.SendBesideAsync(0, 0, Usual, 100_000), await chain.SendBesideAsync(0, 1, Usual, 100_000)];
        TransactionSender patient = chain.Sender();
        Submission waits = patient.Submit(Transfer(chain, 1), "waits");
        Assert.Null(await patient.PollAsync(default));
        Assert.Equal(2UL, waits.Nonce);
        Assert.Contains("2 transactions", chain.Journal.All, StringComparison.Ordinal);

        // Another one, without patience, after a second restart: now three are unknown, and all are replaced.
        TransactionSender sender = chain.Sender(options: LocalChain.Quick with { ReplaceAfter = TimeSpan.Zero });
        Submission submission = sender.Submit(Transfer(chain, 2), "transfer");
        foreach (SignedTransaction transaction in stuck.Append(waits.Attempts[0]))
        {
            // What it does not know may offer any fee: it raises its own until the pool takes it.
            for (int polls = 0; await IsInPoolAsync(transaction); polls++)
            {
                Assert.InRange(polls, 0, 40);
                Assert.Null(await sender.PollAsync(default));
            }
        }

        Assert.Equal(3UL, submission.Nonce);
        await chain.Node.MineAsync();
        Assert.Null(await sender.PollAsync(default));
        Assert.Equal(SubmissionStatus.Succeeded, (await submission.Outcome).Status);
        foreach (SignedTransaction transaction in stuck.Append(waits.Attempts[0]))
        {
            Assert.Null((await chain.Client.ReceiptAsync(transaction.Hash, default)).Value);
        }

        async Task<bool> IsInPoolAsync(SignedTransaction transaction) =>
            (await chain.Node.AskAsync("eth_getTransactionByHash", transaction.Hash.ToString())).ValueKind != JsonValueKind.Null;
    }

    [AnvilFact]
    public async Task Submit_NonceThatAnotherProgramUses_TakesTheNextOne()
    {
        await using LocalChain chain = await LocalChain.StartAsync();
        TransactionSender sender = chain.Sender();
        _ = await LocalChain.DoAsync(sender, Transfer(chain, 1));

        // Nonce 2 leaves a gap: the pool keeps it, and takes it as soon as nonce 1 is there.
        SignedTransaction beside = await chain.SendBesideAsync(0, 2, Usual);
        Assert.Null((await chain.Client.ReceiptAsync(beside.Hash, default)).Value);
        Submission first = sender.Submit(Transfer(chain, 2), "first");
        Submission second = sender.Submit(Transfer(chain, 3), "second");
        await LocalChain.PollUntilAsync(sender, () => first.Outcome.IsCompleted && second.Outcome.IsCompleted);
        Assert.NotNull((await chain.Client.ReceiptAsync(beside.Hash, default)).Value);
        Assert.Equal(SubmissionStatus.Succeeded, (await first.Outcome).Status);
        Assert.Equal(SubmissionStatus.Succeeded, (await second.Outcome).Status);
        Assert.Equal((1UL, 3UL), (first.Nonce!.Value, second.Nonce!.Value));
    }

    [AnvilTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Poll_BlockReorganisedAway_IsSentAgain(int depth)
    {
        await using LocalChain chain = await LocalChain.StartAsync();
        TransactionSender sender = chain.Sender(options: LocalChain.Quick with { Confirmations = 3 });
        Submission submission = sender.Submit(Transfer(chain, 1), "transfer");
        await LocalChain.PollUntilAsync(sender, () => submission.MinedIn is not null);
        Hash32 block = submission.MinedIn!.BlockHash;
        await chain.Node.MineAsync(depth - 1);
        await chain.Node.ReorganiseAsync(depth);
        await LocalChain.PollUntilAsync(sender, () => submission.MinedIn is TransactionReceipt receipt && receipt.BlockHash != block);
        Assert.False(submission.Outcome.IsCompleted);
        Assert.Contains("L1 reorganised", chain.Journal.All, StringComparison.Ordinal);
        await chain.Node.MineAsync(2);
        await LocalChain.PollUntilAsync(sender, () => submission.Outcome.IsCompleted);
        Assert.Equal(SubmissionStatus.Succeeded, (await submission.Outcome).Status);
        Assert.Equal(1UL, (await chain.Client.NonceAsync(sender.Account, BlockTag.Latest, default)).Value);
    }

    [AnvilFact]
    public async Task Poll_ReorganisationDeeperThanTheConfirmations_SendsAgainInOrder()
    {
        await using LocalChain chain = await LocalChain.StartAsync();
        TransactionSender sender = chain.Sender();
        TransactionReceipt[] receipts = new TransactionReceipt[4];
        for (int i = 0; i < receipts.Length; i++)
        {
            receipts[i] = await LocalChain.DoAsync(sender, Transfer(chain, i + 1));
        }

        await chain.Node.ReorganiseAsync(3);
        Submission next = sender.Submit(Transfer(chain, 9), "next");
        await LocalChain.PollUntilAsync(sender, () => next.Outcome.IsCompleted);
        Assert.Equal(SubmissionStatus.Succeeded, (await next.Outcome).Status);
        Assert.Equal(4UL, next.Nonce);
        foreach (TransactionReceipt receipt in receipts)
        {
            Assert.NotNull((await chain.Client.ReceiptAsync(receipt.TransactionHash, default)).Value);
        }

        Assert.Contains("after 1 confirmations; sent again", chain.Journal.All, StringComparison.Ordinal);
    }

    [AnvilFact]
    public async Task Poll_ReorganisationDeeperThanWatched_LeavesNoNonceUnused()
    {
        await using LocalChain chain = await LocalChain.StartAsync();
        TransactionSender sender = chain.Sender(options: LocalChain.Quick with { WatchedBlocks = 0 });
        _ = await LocalChain.DoAsync(sender, Transfer(chain, 1));
        _ = await LocalChain.DoAsync(sender, Transfer(chain, 2));
        await chain.Node.MineAsync(3);
        Assert.Null(await sender.PollAsync(default));
        await chain.Node.ReorganiseAsync(4);
        Submission next = sender.Submit(Transfer(chain, 3), "next");
        await LocalChain.PollUntilAsync(sender, () => next.Outcome.IsCompleted);
        Assert.Equal(1UL, next.Nonce);
    }

    [AnvilFact]
    public async Task Poll_FewerConfirmationsThanAskedFor_IsNotOver()
    {
        await using LocalChain chain = await LocalChain.StartAsync();
        TransactionSender sender = chain.Sender(options: LocalChain.Quick with { Confirmations = 3 });
        Submission submission = sender.Submit(Transfer(chain, 1), "transfer");
        await LocalChain.PollUntilAsync(sender, () => submission.MinedIn is not null);
        await chain.Node.MineAsync();
        Assert.Null(await sender.PollAsync(default));
        Assert.False(submission.Outcome.IsCompleted);
        await chain.Node.MineAsync();
        Assert.Null(await sender.PollAsync(default));
        Assert.True(submission.Outcome.IsCompleted);
    }

    [AnvilFact]
    public async Task Cancel_BeforeAndAfterSending_TakesBack()
    {
        await using LocalChain chain = await LocalChain.StartAsync(new AnvilOptions { IsManual = true });
        TransactionSender sender = chain.Sender();
        Submission unsent = sender.Submit(Transfer(chain, 1), "unsent");
        sender.Cancel(unsent);
        Submission sent = sender.Submit(Transfer(chain, 1), "sent");
        Assert.Null(await sender.PollAsync(default));
        Assert.Equal(SubmissionStatus.Cancelled, (await unsent.Outcome).Status);
        sender.Cancel(sent);
        Assert.Null(await sender.PollAsync(default));
        await chain.Node.MineAsync();
        Assert.Null(await sender.PollAsync(default));
        SubmissionOutcome outcome = await sent.Outcome;
        Assert.Equal(SubmissionStatus.Cancelled, outcome.Status);
        Assert.Equal(sent.Attempts[1].Hash, outcome.Receipt!.TransactionHash);
        Assert.Equal(BigInteger.Zero, sent.Attempts[1].Content.Value);

        // Too late: it is in a block.
        Submission late = sender.Submit(Transfer(chain, 1), "late");
        Assert.Null(await sender.PollAsync(default));
        await chain.Node.MineAsync();
        sender.Cancel(late);
        Assert.Null(await sender.PollAsync(default));
        Assert.Equal(SubmissionStatus.Succeeded, (await late.Outcome).Status);
    }

    [AnvilFact]
    public async Task Run_OutageOfL1_GoesOnAfterIt()
    {
        string state = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using LocalChain chain = await LocalChain.StartAsync(new AnvilOptions { StatePath = state });
        using CancellationTokenSource end = new();
        TransactionSender sender = chain.Sender();
        Task run = sender.RunAsync(end.Token);
        Submission before = sender.Submit(Transfer(chain, 1), "before");
        Assert.Equal(SubmissionStatus.Succeeded, (await before.Outcome.WaitAsync(TimeSpan.FromSeconds(30))).Status);
        await chain.Node.StopAsync();
        Submission during = sender.Submit(Transfer(chain, 2), "during");
        for (int i = 0; i < 200 && chain.Journal.Warnings.IsEmpty; i++)
        {
            await Task.Delay(50);
        }

        Assert.Contains("settlement waits for L1: Unreachable", chain.Journal.Warnings.First(), StringComparison.Ordinal);
        Assert.False(during.Outcome.IsCompleted);
        await using AnvilNode successor = await AnvilNode.StartAsync(new AnvilOptions { StatePath = state, Port = chain.Node.Port });
        Assert.Equal(SubmissionStatus.Succeeded, (await during.Outcome.WaitAsync(TimeSpan.FromSeconds(30))).Status);
        Assert.Equal(1UL, during.Nonce);
        await end.CancelAsync();
        await run;
        Assert.Contains("settlement goes on after", chain.Journal.All, StringComparison.Ordinal);
        File.Delete(state);
    }

    [AnvilFact]
    public async Task Poll_NodeOfAnotherChain_NothingIsSent()
    {
        await using LocalChain chain = await LocalChain.StartAsync(new AnvilOptions { ChainId = 1337 });
        TransactionSender sender = chain.Sender();
        Submission submission = sender.Submit(Transfer(chain, 1), "transfer");
        Assert.Contains("chain 1337, expected 31337", (await sender.PollAsync(default))!.Message, StringComparison.Ordinal);
        Assert.Null(submission.Nonce);
    }

    [AnvilFact]
    public async Task Submit_MoreDataThanPoolsTake_IsRefusedWithoutANonce()
    {
        await using LocalChain chain = await LocalChain.StartAsync();
        TransactionSender sender = chain.Sender(options: LocalChain.Quick with { DataBytesMax = 100 });
        SubmissionOutcome outcome = await LocalChain.SendAsync(sender, new L1Request(sender.Account, new byte[101]));
        Assert.Equal(SubmissionStatus.Refused, outcome.Status);
        Assert.Equal("101 bytes of data, pools take 100", outcome.Reason!.Text);
        Assert.Equal(0UL, (await LocalChain.DoAsync(sender, new L1Request(sender.Account, new byte[100]))).BlockNumber - 1);
    }

    [AnvilFact]
    public async Task Submit_MoreGasThanATransactionMayUse_IsRefusedWithoutANonce()
    {
        await using LocalChain chain = await LocalChain.StartAsync();
        TransactionSender sender = chain.Sender(options: LocalChain.Quick with { GasMax = 20_999 });
        SubmissionOutcome outcome = await LocalChain.SendAsync(sender, Transfer(chain, 1));
        Assert.Equal(SubmissionStatus.Refused, outcome.Status);
        Assert.EndsWith("gas needed, a transaction has at most 20999", outcome.Reason!.Text, StringComparison.Ordinal);
        Assert.Equal(0UL, (await chain.Client.NonceAsync(sender.Account, BlockTag.Pending, default)).Value);
    }

    private static L1Request Transfer(LocalChain chain, int wei) =>
        new(chain.Keys[3].Address, ReadOnlyMemory<byte>.Empty) { Value = wei };
}
