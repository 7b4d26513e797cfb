using System.Numerics;
using Xunit.Abstractions;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Prover.Worker;
using ZkRollup.Sequencer.Exit.History;
using ZkRollup.Sequencer.Exit.State;
using ZkRollup.Sequencer.Exit.Steps;
using ZkRollup.Sequencer.Settlement.Batches;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Verifier.Tests;

/// <summary>Ways out, each from what L1 has alone, after the sequencer has stopped.</summary>
public sealed class ExitTests(ITestOutputHelper output)
{
    private const ulong Registration = 60 * LocalRollup.Day;

    [SettledFact]
    public async Task ForcedWithdrawal_Ignored_FreezesTheExchangeAndEverybodyEscapes()
    {
        await using LocalRollup local = await LocalRollup.DeployAsync();
        await local.SettleAllAsync();
        ExchangeHistory history = await HistoryAsync(local);
        List<AccountHolding> accounts = Accounts(history.State);
        Assert.Contains(accounts, account => account.Positions.Any(position => IsOption(history.State, position)));
        Assert.Contains(accounts, account => account.Positions.Any(position => !IsOption(history.State, position)));

        // One asks to leave, and nobody answers.
        AccountHolding victim = accounts.First(account => account.Positions.Any(position => position.Size.Value != 0));
        ExitPlan asking = await PlanAsync(local, victim.Owner);
        Assert.Contains(asking.Steps, step => step.Action == ExitAction.ForceClose);
        ExitAction[] paying = [ExitAction.WithdrawBalance, ExitAction.WithdrawFees];
        Assert.Equal(ExitAction.ForceWithdraw, asking.Steps.Last(step => !paying.Contains(step.Action)).Action);
        await SendAllAsync(local, victim.Owner, asking);
        ExitPlan waiting = await PlanAsync(local, victim.Owner);
        Assert.Empty(waiting.Steps);
        Assert.NotEmpty(waiting.Waits);
        Assert.StartsWith("NoCauseToFreeze(", await local.RefusalAsync(victim.Owner, local.Rollup.Freeze()), StringComparison.Ordinal);

        await AdvanceAsync(local, LocalRollup.Deadline + 60);
        ExitPlan freezing = await PlanAsync(local, victim.Owner);
        Assert.Equal([ExitAction.Freeze], freezing.Steps.Select(step => step.Action));
        await SendAllAsync(local, victim.Owner, freezing);

        // Everybody who has something registers a claim; the victim's fees come back.
        Int128 claims = 0;
        foreach (AccountHolding account in accounts)
        {
            await SendAllAsync(local, account.Owner, await PlanAsync(local, account.Owner));
            claims += Int128.Max(account.Equity, 0);
        }

        Assert.Equal((BigInteger)claims, (await local.Escape.TotalClaimsAsync(BlockTag.Latest, default)).Value);
        Assert.Equal(ClaimState.Registered, (await HistoryAsync(local)).ClaimOf((ulong)victim.Account.Value));
        await AdvanceAsync(local, Registration + 60);
        foreach (AccountHolding account in accounts.Where(account => account.Equity > 0))
        {
            BigInteger before = (await local.Token.BalanceAsync(account.Owner, BlockTag.Latest, default)).Value;
            BigInteger owed = (await local.Vault.BalanceAsync(account.Owner, BlockTag.Latest, default)).Value;
            await SendAllAsync(local, account.Owner, await PlanAsync(local, account.Owner));
            await SendAllAsync(local, account.Owner, await PlanAsync(local, account.Owner));
            BigInteger after = (await local.Token.BalanceAsync(account.Owner, BlockTag.Latest, default)).Value;
            output.WriteLine($"{account.Account}: {account.Equity} quanta, {account.Positions.Count} positions");
            Assert.Equal((BigInteger)account.Equity + owed, after - before);
            Assert.True((await PlanAsync(local, account.Owner)).IsDone);
        }
    }

    [SettledFact]
    public async Task InsolventTotal_SharesWhatThereIs()
    {
        await using LocalRollup local = await LocalRollup.DeployAsync();
        await local.SettleAllAsync();
        List<AccountHolding> accounts = Accounts((await HistoryAsync(local)).State);
        BigInteger claims = accounts.Aggregate(BigInteger.Zero, (sum, account) => sum + (BigInteger)Int128.Max(account.Equity, 0));

        // The token loses half of what all claims come to, beyond what nobody claims.
        BigInteger held = (await local.Token.BalanceAsync(local.Vault.Address, BlockTag.Latest, default)).Value;
        BigInteger balances = (await local.Vault.TotalBalancesAsync(BlockTag.Latest, default)).Value;
        BigInteger lost = held - balances - (claims / 2);
        _ = await local.SendAsync(Market.Operator, TestTokenCalls.Shrink(local.Token.Address, local.Vault.Address, lost));
        await AdvanceAsync(local, LocalRollup.Deadline + 60);
        await SendAllAsync(local, accounts[0].Owner, await PlanAsync(local, accounts[0].Owner));
        foreach (AccountHolding account in accounts)
        {
            await SendAllAsync(local, account.Owner, await PlanAsync(local, account.Owner));
        }

        await AdvanceAsync(local, Registration + 60);
        BigInteger total = 0;
        foreach (AccountHolding account in accounts.Where(account => account.Equity > 0))
        {
            BigInteger before = (await local.Vault.BalanceAsync(account.Owner, BlockTag.Latest, default)).Value;
            _ = await local.SendAsync(account.Owner, local.Escape.PayClaim((ulong)account.Account.Value));
            BigInteger paid = (await local.Vault.BalanceAsync(account.Owner, BlockTag.Latest, default)).Value - before;
            Assert.Equal((BigInteger)account.Equity * (claims / 2) / claims, paid);
            total += paid;
        }

        Assert.InRange(total, (claims / 2) - accounts.Count, claims / 2);
    }

    [SettledFact]
    public async Task DepositThatNoBatchConsumed_ComesBackAfterTheFreeze()
    {
        await using LocalRollup local = await LocalRollup.DeployAsync();
        await local.SettleAllAsync();
        BigInteger amount = 12_345;
        Assert.True(EthereumAddress.TryParse("0x00000000000000000000000000000000000c0ffe", out EthereumAddress newcomer));
        await local.MintAsync(newcomer, amount);
        _ = await local.SendAsync(newcomer, local.Queue.Deposit(newcomer, amount, 0, 0));
        await local.MintAsync(Market.Operator, 5);
        _ = await local.SendAsync(Market.Operator, local.Queue.DepositToFund(5));
        Assert.True(EthereumAddress.TryParseUnchecked("0x0000000000000000000000000000000000b75a4d", out EthereumAddress bystander));
        await AdvanceAsync(local, LocalRollup.Deadline + 60);
        ExitAction[] actions = [ExitAction.Freeze, ExitAction.Reclaim, ExitAction.WithdrawBalance];
        foreach (ExitAction action in actions)
        {
            ExitPlan plan = await PlanAsync(local, newcomer);
            Assert.Equal([action], plan.Steps.Select(step => step.Action));
            await SendAllAsync(local, newcomer, plan);
        }

        Assert.Equal(amount, (await local.Token.BalanceAsync(newcomer, BlockTag.Latest, default)).Value);
        Assert.True((await PlanAsync(local, newcomer)).IsDone);

        // What waits of others is none of a bystander's; the payer of a deposit to the fund has it back.
        Assert.True((await PlanAsync(local, bystander)).IsDone);
        Assert.Contains((await PlanAsync(local, Market.Operator)).Steps, step => step.Action == ExitAction.Reclaim);
    }

    /// <summary>Whoever fills the queue pays more and more, and the victim's deadline does not move.</summary>
    [SettledFact]
    public async Task SpamInTheQueue_DoesNotDelayAVictim()
    {
        const int Spam = 100;
        await using LocalRollup local = await LocalRollup.DeployAsync();
        await local.SettleAllAsync();
        List<AccountHolding> accounts = Accounts((await HistoryAsync(local)).State);
        BigInteger feeBefore = (await local.Queue.RequestFeeAsync(BlockTag.Latest, default)).Value;
        await local.MintAsync(Market.Operator, Spam);
        for (int i = 0; i < Spam; i++)
        {
            _ = await local.SendAsync(Market.Operator, local.Queue.Deposit(Market.Operator, 1, 0, 0));
        }

        BigInteger fee = (await local.Queue.RequestFeeAsync(BlockTag.Latest, default)).Value;
        Assert.True(fee > feeBefore);
        AccountHolding victim = accounts[^1];
        _ = await local.SendAsync(victim.Owner, local.Queue.ForceWithdraw(1, fee));
        ulong index = (await local.Queue.LengthAsync(BlockTag.Latest, default)).Value - 1;
        ulong asked = (await local.Queue.EntryAsync(index, BlockTag.Latest, default)).Value.EnqueuedAt;
        await local.SetTimeAsync(asked + LocalRollup.Deadline + 1);
        _ = await local.SendAsync(victim.Owner, local.Rollup.Freeze());
        Assert.NotEqual(0UL, (await local.Rollup.FrozenAtAsync(BlockTag.Latest, default)).Value);
    }

    [SettledTheory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Reorganisation_OfDepositsAndBatches_IsMadeUpFor(int depth)
    {
        await using LocalRollup local = await LocalRollup.DeployAsync();
        (BatchProof first, BatchProof second) = (local.Market.Proofs[0], local.Market.Proofs[1]);
        await local.MirrorAsync(first);
        await local.Node.MineAsync(depth);
        _ = await local.CommitAsync(PublishedBatch.Of(first.PublicData));
        _ = await local.ProveAsync(first);
        await local.Node.MineAsync(depth - 1);
        Assert.Equal(1, (await HistoryAsync(local)).State.Next.Value);

        // The block with the proof goes, and comes back.
        await local.Node.ReorganiseAsync(depth);
        Assert.Equal(0, (await HistoryAsync(local)).State.Next.Value);
        _ = await local.ProveAsync(first);

        // Operations go; as nobody has consumed them, they may come back in any order.
        ulong length = (await local.Queue.LengthAsync(BlockTag.Latest, default)).Value;
        await local.MirrorAsync(second);
        ulong after = (await local.Queue.LengthAsync(BlockTag.Latest, default)).Value;
        Assert.NotEqual(length, after);
        ulong gone = Math.Min((ulong)depth, after - length);
        await local.Node.ReorganiseAsync((int)gone);
        ulong left = (await local.Queue.LengthAsync(BlockTag.Latest, default)).Value;
        Assert.True(left < after, $"{after - left} operations went");
        await local.MirrorAgainAsync(second, (int)left);
        _ = await local.CommitAsync(PublishedBatch.Of(second.PublicData));
        _ = await local.ProveAsync(second);
        ExchangeHistory history = await HistoryAsync(local);
        Assert.Equal(second.PublicData.Header.After, history.State.Roots);
    }

    private static bool IsOption(PublishedState state, PositionHolding position) =>
        position.Size.Value != 0 && TermsRecord.FromRecord(state.Read(RecordAddress.Terms(position.Instrument))).IsOption;

    private static List<AccountHolding> Accounts(PublishedState state) =>
    [
        .. state.Records.Keys.Where(address => address.Class == RecordClass.Account).OrderBy(address => address.Value)
            .Select(address => AccountHolding.Of(state, new AccountId(address.Index / RecordAddress.AccountStride))!),
    ];

    private static async Task<ExchangeHistory> HistoryAsync(LocalRollup local)
    {
        HistoryResult result = await new HistoryReader(local.Client, local.Rollup.Address, null).ReadAsync(BlockTag.Latest, null, default);
        Assert.True(result.History is not null, $"{result.Fault}");
        return result.History;
    }

    private static async Task<ExitPlan> PlanAsync(LocalRollup local, EthereumAddress owner)
    {
        ExchangeHistory history = await HistoryAsync(local);
        ExitFacts facts = (await ExitFacts.ReadAsync(local.Client, history, owner, default)).Value;
        return new ExitPlanner(local.Client, history, facts, owner).Plan();
    }

    private static async Task SendAllAsync(LocalRollup local, EthereumAddress owner, ExitPlan plan)
    {
        foreach (ExitStep step in plan.Steps)
        {
            _ = await local.SendAsync(owner, step.Request);
        }
    }

    private static async Task AdvanceAsync(LocalRollup local, ulong seconds)
    {
        L1Block now = (await local.Client.BlockAsync(BlockTag.Latest, default)).Value!;
        await local.SetTimeAsync(now.Timestamp + seconds);
    }
}
