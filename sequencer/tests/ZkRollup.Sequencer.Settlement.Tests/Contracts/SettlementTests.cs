using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Contracts;
using ZkRollup.Sequencer.Settlement.Logs;
using ZkRollup.Sequencer.Settlement.Rpc;
using ZkRollup.Sequencer.Settlement.Transactions;

namespace ZkRollup.Sequencer.Settlement.Tests.Contracts;

/// <summary>The real contracts on a real chain, through the bindings. Only the verifier is a stand-in, which accepts everything.</summary>
public class SettlementTests
{
    [AnvilFact]
    public async Task Batch_WithADeposit_IsCommittedProvenAndReadFromItsLog()
    {
        await using LocalChain chain = await LocalChain.StartAsync();
        Deployment all = await Deployment.MakeAsync(chain);
        EthereumAddress me = all.Sender.Account;
        TransactionReceipt deposit = await LocalChain.DoAsync(all.Sender, all.Queue.Deposit(me, 5_000, 0, 0));
        Assert.Equal(2UL, (await all.Queue.AccountAsync(me, BlockTag.Latest, default)).Value);
        Assert.Equal(5_000, (await all.Vault.PendingDepositsAsync(BlockTag.Latest, default)).Value);
        QueuedOperation? queued = null;
        Assert.Contains(deposit.Logs, log => QueuedOperation.TryRead(log, out queued));
        QueueEntry entry = (await all.Queue.EntryAsync(0, BlockTag.Latest, default)).Value;
        Assert.Equal(entry.Lanes, queued!.Lanes);
        Assert.Equal(entry.Lanes, (await all.Queue.LanesAsync(0, 1, BlockTag.Latest, default)).Value);

        // The deposit succeeds, and 700 of it are withdrawn at once.
        BigInteger withdrawal = Number(me) + (new BigInteger(700) << 160);
        BatchData data = new([1], [withdrawal, 2], [7, 1, 2, 3, 4]);
        BatchHeader header = await HeaderAsync(chain, all, data);
        Hash32 digest = CommitSignature.Digest(LocalChain.ChainId, all.Rollup.Address, header.Hash(), 0);
        Assert.Equal((await all.Rollup.DigestAsync(header, BlockTag.Latest, default)).Value, digest);
        byte[] signature = CommitSignature.Sign(chain.Keys[0], digest);
        _ = await LocalChain.DoAsync(all.Sender, all.Rollup.CommitBatch(header, signature));
        TransactionReceipt proven = await LocalChain.DoAsync(all.Sender, all.Rollup.ProveBatch(header, data, 128, [1, 2, 3]));
        BatchTip tip = (await all.Rollup.ProvenAsync(BlockTag.Latest, default)).Value;
        Assert.Equal((1UL, header.LastSequence, 1UL), (tip.Batches, tip.LastSequence, tip.NextOperation));
        Assert.Equal(header.NewRoots[2], (await all.Rollup.RootAsync(2, BlockTag.Latest, default)).Value);
        Assert.True(ProvenBatch.TryRead(proven.Logs[0], out ProvenBatch? read));
        ProvenBatch batch = read!;
        Assert.Equal(header.Hash(), batch.Header.Hash());
        Assert.Equal(data.Hash(), batch.Data.Hash());
        Assert.Equal(data.Records, batch.Data.Records);
        Assert.Equal(700, (await all.Vault.BalanceAsync(me, BlockTag.Latest, default)).Value);
        BigInteger before = (await all.Token.BalanceAsync(me, BlockTag.Latest, default)).Value;
        _ = await LocalChain.DoAsync(all.Sender, all.Vault.Withdraw(me));
        Assert.Equal(before + 700, (await all.Token.BalanceAsync(me, BlockTag.Latest, default)).Value);
        Assert.Equal(4_300, (await all.Vault.ExchangeFundsAsync(BlockTag.Latest, default)).Value);
        await FollowAllAsync(chain, all);
    }

    [AnvilFact]
    public async Task Refusals_OfTheContracts_AreNamedWithTheirArguments()
    {
        await using LocalChain chain = await LocalChain.StartAsync();
        Deployment all = await Deployment.MakeAsync(chain);
        EthereumAddress me = all.Sender.Account;
        byte[] hasty = await Deployment.RollupCodeAsync(chain, all.Sender, all.Token.Address, notice: 5);
        await RefusesAsync(all, new L1Request(null, hasty), "NoticeTooShort(least 1814400, got 5)");
        await RefusesAsync(all, all.Queue.Deposit(me, 999, 0, 0), "DepositTooSmall(minimum 1000, got 999)");
        await RefusesAsync(all, all.Queue.Deposit(default, 1_000, 0, 0), "OwnerZero()");
        await RefusesAsync(all, all.Queue.CancelAll(0), $"NoAccount(caller {me})");
        await RefusesAsync(all, all.Vault.Withdraw(me), $"NothingToWithdraw(owner {me})");
        await RefusesAsync(all, all.Escape.PayClaim(2), "NotFrozen()");
        Assert.False((await all.Escape.IsMarkStoredAsync(1, BlockTag.Latest, default)).Value);
        Assert.Equal(new EscapeClaim(default, 0, ClaimStatus.None), (await all.Escape.ClaimAsync(2, BlockTag.Latest, default)).Value);
        await RefusesAsync(all, all.Guardian.Halt(5), "DurationOutOfRange(least 3600, most 259200, got 5)");
        await RefusesAsync(all, all.Governance.Schedule(ChangeKind.Verifier, new byte[31]), "DataLengthWrong(expected 32, got 31)");
        await RefusesAsync(all, all.Rollup.Freeze(), "NoCauseToFreeze(isOverdue false", isWhole: false);
        await RefusesAsync(all, all.Rollup.DiscardExpired(), "NothingExpired(", isWhole: false);
        BatchData data = new([], [], []);
        BatchHeader header = await HeaderAsync(chain, all, data);
        await RefusesAsync(all, all.Rollup.CommitBatch(header, new byte[64]), "SignatureMalformed()");
        byte[] strange = CommitSignature.Sign(chain.Keys[1], (await all.Rollup.DigestAsync(header, BlockTag.Latest, default)).Value);
        await RefusesAsync(all, all.Rollup.CommitBatch(header, strange), $"SequencerDiffers(expected {me}, got {chain.Keys[1].Address})");
        await RefusesAsync(all, all.Rollup.CommitBatch(header with { Number = 3 }, strange), "BatchNumberWrong(expected 0, got 3)");
        await RefusesAsync(
            all,
            all.Rollup.CommitBatch(header with { LastSequence = header.FirstSequence - 1 }, strange),
            "TransactionCountWrong(least 1, most 16384, got 0)");
    }

    [AnvilFact]
    public async Task Revert_InABlock_HasItsReason()
    {
        await using LocalChain chain = await LocalChain.StartAsync();
        Deployment all = await Deployment.MakeAsync(chain);
        L1Request request = all.Vault.Withdraw(all.Sender.Account) with { GasLimit = 200_000 };
        SubmissionOutcome outcome = await LocalChain.SendAsync(all.Sender, request);
        Assert.Equal(SubmissionStatus.Reverted, outcome.Status);
        Assert.False(outcome.Receipt!.IsSuccess);
        Assert.Equal($"NothingToWithdraw(owner {all.Sender.Account})", outcome.Reason!.Text);
    }

    [AnvilFact]
    public async Task Submit_RequestThatNeedsTheOneBefore_BothSucceed()
    {
        // The estimate for the request stands on the deposit that is still in the pool.
        await using LocalChain chain = await LocalChain.StartAsync();
        Deployment all = await Deployment.MakeAsync(chain);
        BigInteger fee = (await all.Queue.RequestFeeAsync(BlockTag.Latest, default)).Value;
        Submission deposit = all.Sender.Submit(all.Queue.Deposit(all.Sender.Account, 1_000, 0, 0), "deposit");
        Submission request = all.Sender.Submit(all.Queue.ForceWithdraw(500, 2 * fee), "request");
        await LocalChain.PollUntilAsync(all.Sender, () => request.Outcome.IsCompleted);
        Assert.Equal(SubmissionStatus.Succeeded, (await deposit.Outcome).Status);
        Assert.Equal(SubmissionStatus.Succeeded, (await request.Outcome).Status);
        Assert.Equal(2UL, (await all.Queue.LengthAsync(BlockTag.Latest, default)).Value);
        Assert.Equal(fee + (fee / 256), (await all.Queue.EntryAsync(1, BlockTag.Latest, default)).Value.Fee);
    }

    [AnvilFact]
    public async Task Change_ScheduledAndExecuted_TakesEffectAfterItsNotice()
    {
        await using LocalChain chain = await LocalChain.StartAsync();
        Deployment all = await Deployment.MakeAsync(chain);
        byte[] data = GovernanceContract.Data(chain.Keys[2].Address);
        _ = await LocalChain.DoAsync(all.Sender, all.Governance.Schedule(ChangeKind.Sequencer, data));
        await RefusesAsync(all, all.Governance.Execute(1, ChangeKind.Sequencer, data), "NoticeNotPassed(readyAt ", isWhole: false);
        ulong readyAt = (await all.Governance.ReadyAtAsync(1, BlockTag.Latest, default)).Value;
        L1Block head = (await chain.Client.BlockAsync(BlockTag.Latest, default)).Value!;
        Assert.InRange(readyAt, head.Timestamp + Deployment.Notice - 60, head.Timestamp + Deployment.Notice);
        await chain.Node.AdvanceTimeAsync(TimeSpan.FromSeconds(Deployment.Notice));
        _ = await LocalChain.DoAsync(all.Sender, all.Governance.Execute(1, ChangeKind.Sequencer, data));
        Assert.Equal(chain.Keys[2].Address, (await all.Rollup.SequencerAsync(BlockTag.Latest, default)).Value);

        // By then nothing was proven for more than seven days, so anyone may freeze.
        _ = await LocalChain.DoAsync(all.Sender, all.Rollup.Freeze());
        Assert.NotEqual(0UL, (await all.Rollup.FrozenAtAsync(BlockTag.Latest, default)).Value);
        await RefusesAsync(all, all.Queue.Deposit(all.Sender.Account, 1_000, 0, 0), "Frozen()");
    }

    [AnvilFact]
    public async Task View_AddressWithoutAContract_IsAnErrorThatSaysSo()
    {
        await using LocalChain chain = await LocalChain.StartAsync();
        RollupContract nothing = new(chain.Client, chain.Keys[1].Address);
        L1Error error = (await nothing.ProvenAsync(BlockTag.Latest, default)).Error!;
        Assert.Equal(L1ErrorKind.AnswerMalformed, error.Kind);
        Assert.Contains("is it there?", error.Message, StringComparison.Ordinal);
    }

    private static BigInteger Number(EthereumAddress address)
    {
        byte[] bytes = new byte[EthereumAddress.Bytes];
        address.Write(bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    private static async Task RefusesAsync(Deployment all, L1Request request, string reason, bool isWhole = true)
    {
        SubmissionOutcome outcome = await LocalChain.SendAsync(all.Sender, request);
        Assert.Equal(SubmissionStatus.Refused, outcome.Status);
        Assert.StartsWith(reason, outcome.Reason!.Text, StringComparison.Ordinal);
        Assert.True(!isWhole || outcome.Reason.Text == reason, outcome.Reason.Text);
    }

    private static async Task<BatchHeader> HeaderAsync(LocalChain chain, Deployment all, BatchData data)
    {
        BatchTip tip = (await all.Rollup.CommittedAsync(BlockTag.Latest, default)).Value;
        L1Block head = (await chain.Client.BlockAsync(BlockTag.Latest, default)).Value!;
        BigInteger[] roots = new BigInteger[4];
        for (int i = 0; i < roots.Length; i++)
        {
            roots[i] = (await all.Rollup.RootAsync(i, BlockTag.Latest, default)).Value;
        }

        return new BatchHeader(
            roots,
            [roots[0], roots[1], 12345, roots[3]],
            tip.Batches,
            tip.LastTime,
            head.Timestamp * 1000,
            tip.LastSequence + 1,
            tip.LastSequence + 4,
            99,
            tip.NextOperation,
            (ulong)data.Outcomes.Count,
            data.Hash());
    }

    /// <summary>All that the contracts logged has a name, and the events of the batch come in their order.</summary>
    private static async Task FollowAllAsync(LocalChain chain, Deployment all)
    {
        LogFilter filter = new([all.Addresses.Rollup, all.Addresses.Queue, all.Addresses.Vault], SettlementEvent.Topics);
        LogFollower follower = new(chain.Client, filter);
        FollowerStep step = (await follower.StepAsync(FollowerCursor.From(all.FirstBlock), default)).Value;
        List<string> names = [];
        foreach (L1Log log in step.Added)
        {
            Assert.True(SettlementEvent.TryDecode(log, out SettlementEvent? settlementEvent));
            names.Add(settlementEvent!.Name);
        }

        string[] expected =
        [
            "AccountAssigned", "VerifierChanged", "SequencerChanged", "AccountAssigned", "Enqueued", "BatchCommitted", "BatchProven",
            "Consumed", "Credited", "Withdrawn",
        ];
        Assert.Equal(expected, names);
    }
}
