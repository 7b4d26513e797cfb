using ZkRollup.Circuits.Rollup;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Batcher;
using ZkRollup.Sequencer.Traffic;

namespace ZkRollup.Bench.Rollup;

/// <summary>Batches of a market that trades by a seed.</summary>
internal static class RollupWorkload
{
    /// <summary>Of all choices.</summary>
    internal const ulong Seed = 20240229;

    /// <summary>Accounts that trade.</summary>
    internal const int Traders = 100;

    /// <summary>Transactions that only make accounts, sessions, instruments and orders: their batches are not measured.</summary>
    private const long Genesis = 3 * Traders;

    private const ulong LocalChain = 31337;

    /// <summary>The first batch after genesis that is closed because it is full.</summary>
    internal static BatchInput MakeBatch(int slots)
    {
        TransactionDomain domain = new(new(LocalChain), default);
        using MarketTraffic traffic = new(Seed, domain, new() { Traders = Traders });
        Batcher batcher = new(new(domain, RollupSizes.Standard.LimitsFor(slots), long.MaxValue), traffic.Signatures);
        while (true)
        {
            _ = traffic.Next();
            batcher.Append(traffic.Engine.Log!);
            traffic.Engine.Log!.Clear();
            if (batcher.Take() is { } batch && batch.SequenceBefore.Value >= Genesis)
            {
                return batch;
            }
        }
    }

    /// <summary>Slots that the transactions of a batch take, by kind.</summary>
    internal static IReadOnlyList<KindUse> CountSlots(BatchInput batch, BatchLimits limits)
    {
        BatchCollector collector = new(
            batch.Domain, batch.TimeBefore, batch.SequenceBefore, batch.NextOperation, batch.State, limits);
        SortedDictionary<TransactionKind, KindUse> kinds = [];
        foreach (BatchTransaction transaction in batch.Transactions)
        {
            int before = collector.StepCount;
            if (collector.TryAdd(transaction) is var room && room != BatchRoom.Enough)
            {
                throw new InvalidOperationException($"A batch of the batcher has no place in {limits.Slots} slots: {room} are full.");
            }

            // The encoding begins with the number of the kind (docs/protocol.md, 15.1).
            TransactionKind kind = (TransactionKind)transaction.Encoded.Span[0];
            int slots = collector.StepCount - before;
            KindUse use = kinds.GetValueOrDefault(kind) ?? new(kind, 0, 0, 0);
            kinds[kind] = new(kind, use.Transactions + 1, use.Slots + slots, Math.Max(use.Most, slots));
        }

        return [.. kinds.Values];
    }
}
