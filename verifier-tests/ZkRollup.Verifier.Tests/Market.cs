using System.Collections.Concurrent;
using ZkRollup.Circuits.Rollup;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Worker;
using ZkRollup.Sequencer.Batcher;
using ZkRollup.Sequencer.Traffic;

namespace ZkRollup.Verifier.Tests;

/// <summary>
/// Two batches of the engine, really proven, one of 128 slots and one of 256: deposits, trades, a liquidation, withdrawals and forced
/// requests.
/// </summary>
internal sealed class Market
{
    internal const ulong Seed = 939;
    internal const ulong Chain = 31_337;

    private static readonly ConcurrentDictionary<EthereumAddress, Lazy<Market>> All = new();

    private const int TransactionsOfFirst = 100;
    private const int Transactions = 250;
    private const int SlotsMax = 256;

    private Market(VerifyingKey key, IReadOnlyList<BatchProof> proofs, IReadOnlyDictionary<EventKind, int> events) =>
        (Key, Proofs, Events) = (key, proofs, events);

    internal VerifyingKey Key { get; }

    internal IReadOnlyList<BatchProof> Proofs { get; }

    /// <summary>How often each thing happened.</summary>
    internal IReadOnlyDictionary<EventKind, int> Events { get; }

    /// <summary>The owner of account 1.</summary>
    internal static EthereumAddress Operator
    {
        get
        {
            using MarketTraffic traffic = Begin(default);
            return traffic.Operator;
        }
    }

    /// <summary>The operations of governance that the market begins with; they do not depend on the contract.</summary>
    internal static IReadOnlyList<ConsumedOperation> Genesis()
    {
        List<ConsumedOperation> operations = [];
        foreach (BatchInput batch in Cut(default, []))
        {
            operations.AddRange(BatchPlan.Create(batch, RollupSizes.Standard.LimitsFor(SlotsMax)).PublicData.Operations);
        }

        return [.. operations.TakeWhile(operation => QueueMirror.KindOf(operation) > TransactionKind.ForcedClose)];
    }

    /// <summary>The market of a contract, whose address follows from deployer and nonce alone: one serves all deployments.</summary>
    internal static Market For(EthereumAddress contract) => All.GetOrAdd(contract, address => new(() => Prove(address))).Value;

    private static Market Prove(EthereumAddress contract)
    {
        RollupCircuit circuit = new(RollupSizes.Standard);
        using CpuBackend backend = new();
        ProvingKey key = RollupKey.CreateDevelopment(circuit);
        using BatchProver prover = new(circuit, key, backend);
        Dictionary<EventKind, int> events = [];
        return new(key.VerifyingKey, [.. Cut(contract, events).Select(batch => prover.Prove(batch))], events);
    }

    private static TransactionDomain Domain(EthereumAddress contract) => new(new(Chain), contract);

    private static MarketTraffic Begin(EthereumAddress contract) =>
        new(Seed, Domain(contract), new() { Traders = 6, TradersToABoldOne = 2, AsContractsAllow = true });

    private static List<BatchInput> Cut(EthereumAddress contract, Dictionary<EventKind, int> events)
    {
        using MarketTraffic traffic = Begin(contract);
        Batcher batcher = new(new(Domain(contract), RollupSizes.Standard.LimitsFor(SlotsMax), long.MaxValue), traffic.Signatures);
        for (int i = 0; i < Transactions; i++)
        {
            if (i == TransactionsOfFirst)
            {
                batcher.Close();
            }

            _ = traffic.Next();
            foreach (ref readonly ExchangeEvent item in traffic.Events)
            {
                events[item.Kind] = events.GetValueOrDefault(item.Kind) + 1;
            }

            batcher.Append(traffic.Engine.Log!);
            traffic.Engine.Log!.Clear();
        }

        batcher.Close();
        List<BatchInput> batches = [];
        while (batcher.Take() is { } batch)
        {
            batches.Add(batch);
        }

        return batches;
    }
}
