using System.Numerics;
using Xunit.Abstractions;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Prover.Worker;
using ZkRollup.Sequencer.Settlement.Batches;
using ZkRollup.Sequencer.Settlement.Contracts;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Verifier.Tests;

/// <summary>Batches of the engine on a real chain, from the first deposit to the payment of the last withdrawal.</summary>
public sealed class SettlementTests(ITestOutputHelper output)
{
    [SettledFact]
    public async Task Batches_OfTheEngine_SettleAndPayTheirWithdrawals()
    {
        await using LocalRollup local = await LocalRollup.DeployAsync();
        Market market = local.Market;
        Assert.Equal([128, 256], market.Proofs.Select(proof => proof.File.Slots));
        EventKind[] wanted = [EventKind.Trade, EventKind.LiquidationStep, EventKind.Withdrawn, EventKind.ForcedTrade];
        Assert.All(wanted, kind => Assert.Contains(kind, market.Events.Keys));
        TransactionKind[] kinds =
            [.. market.Proofs.SelectMany(proof => proof.PublicData.Operations.ToArray()).Select(QueueMirror.KindOf).Distinct()];
        Assert.Contains(TransactionKind.Deposit, kinds);
        Assert.Contains(TransactionKind.ForcedWithdraw, kinds);
        Assert.Contains(TransactionKind.ForcedClose, kinds);

        // A forced withdrawal is honoured: its outcome is what the owner is then paid.
        ConsumedOperation honoured = market.Proofs.SelectMany(proof => proof.PublicData.Operations.ToArray()).First(
            operation => QueueMirror.KindOf(operation) == TransactionKind.ForcedWithdraw && operation.Outcome.Code == OutcomeCode.Paid);
        Assert.Contains(
            market.Proofs.SelectMany(proof => proof.PublicData.Withdrawals.ToArray()),
            paid => paid.Owner == QueueMirror.OwnerOf(honoured) && paid.Amount.Value == honoured.Outcome.Value);

        Dictionary<EthereumAddress, BigInteger> owed = [];
        foreach (BatchProof proof in market.Proofs)
        {
            ProvenBatch batch = PublishedBatch.Of(proof.PublicData);
            await local.MirrorAsync(proof);
            TransactionReceipt committed = await local.CommitAsync(batch);
            TransactionReceipt proven = await local.ProveAsync(proof);
            foreach (Withdrawal withdrawal in proof.PublicData.Withdrawals)
            {
                owed[withdrawal.Owner] = owed.GetValueOrDefault(withdrawal.Owner) + withdrawal.Amount.Value;
            }

            output.WriteLine(
                $"T = {proof.File.Slots}: {batch.Data.Records.Count / 5} records, {proof.PublicData.Operations.Length} operations, "
                + $"{proof.PublicData.Withdrawals.Length} withdrawals; commit {committed.GasUsed} gas, prove {proven.GasUsed} gas");
            for (int subtree = 0; subtree < StateTree.SubtreeCount; subtree++)
            {
                Assert.Equal(batch.Header.NewRoots[subtree], (await local.Rollup.RootAsync(subtree, BlockTag.Latest, default)).Value);
            }
        }

        Assert.NotEmpty(owed);
        foreach ((EthereumAddress owner, BigInteger amount) in owed)
        {
            Assert.Equal(amount, (await local.Vault.BalanceAsync(owner, BlockTag.Latest, default)).Value);
            _ = await local.SendAsync(Market.Operator, local.Vault.Withdraw(owner));
            Assert.Equal(amount, (await local.Token.BalanceAsync(owner, BlockTag.Latest, default)).Value);
        }

        await RequireSolventAsync(local);
    }

    /// <summary>
    /// Gas of a check alone, as a transaction to the verifier would cost it. Without the published words the proof is one of another
    /// statement, which shows at the very end: all is computed but what the words cost.
    /// </summary>
    [SettledFact]
    public async Task Verify_OfBothBatches_StaysWithinItsGas()
    {
        const int TransactionGas = 21_000;
        const int GasMax = 700_000;
        await using LocalRollup local = await LocalRollup.DeployAsync();
        foreach (BatchProof proof in local.Market.Proofs)
        {
            Statement statement = Statement.Of(proof);
            Statement without = statement with { Instance = [] };
            Assert.Equal(ProofStatus.Valid, await statement.VerifyAsync(local));
            Assert.Equal(ProofStatus.PairingsDiffer, await without.VerifyAsync(local));
            ulong gas = await GasAsync(local, statement) - TransactionGas;
            ulong before = await GasAsync(local, without) - TransactionGas;
            output.WriteLine($"T = {proof.File.Slots}: {before} gas, and {gas - before} for {statement.Instance.Count / 9} published rows");
            Assert.InRange(before, 0UL, (ulong)GasMax);
        }
    }

    private static async Task<ulong> GasAsync(LocalRollup local, Statement statement) =>
        (await local.Client.EstimateGasAsync(Market.Operator, statement.Request(local), default)).Value;

    private static async Task RequireSolventAsync(LocalRollup local)
    {
        BigInteger held = (await local.Token.BalanceAsync(local.Vault.Address, BlockTag.Latest, default)).Value;
        BigInteger balances = (await local.Vault.TotalBalancesAsync(BlockTag.Latest, default)).Value;
        BigInteger waiting = (await local.Vault.PendingDepositsAsync(BlockTag.Latest, default)).Value;
        BigInteger funds = (await local.Vault.ExchangeFundsAsync(BlockTag.Latest, default)).Value;
        Assert.Equal(held, balances + waiting + funds);
    }
}
