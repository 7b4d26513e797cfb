using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Sequencer.Exit.State;
using ZkRollup.Sequencer.Traffic;

namespace ZkRollup.Sequencer.Exit.Tests;

/// <summary>Public data of batches of a market that trades by a seed.</summary>
internal sealed class PublishedBatches : IDisposable
{
    internal const ulong Seed = 20261122;

    private static readonly TransactionDomain Domain = new(new(31337), default);
    private static readonly BatchLimits Limits = new(Slots: 256, TouchedPerSlot: 5, NodesPerSlot: 8, ScanUnits: 6);

    internal PublishedBatches(int transactions)
    {
        Traffic = new(Seed, Domain, new() { Traders = 12 });
        Batcher.Batcher batcher = new(new(Domain, Limits, long.MaxValue), Traffic.Signatures);
        for (int i = 0; i < transactions; i++)
        {
            _ = Traffic.Next();
            batcher.Append(Traffic.Engine.Log!);
            Traffic.Engine.Log!.Clear();
        }

        batcher.Close();
        List<BatchPublicData> all = [];
        while (batcher.Take() is { } batch)
        {
            all.Add(BatchPlan.Create(batch, Limits).PublicData);
        }

        All = all;
    }

    internal MarketTraffic Traffic { get; }

    internal IReadOnlyList<BatchPublicData> All { get; }

    /// <summary>The state that they add up to.</summary>
    internal PublishedState Restore()
    {
        PublishedState state = new();
        Assert.All(All, batch => Assert.Equal(StateFault.None, state.Apply(batch)));
        Assert.Null(state.Check());
        return state;
    }

    public void Dispose() => Traffic.Dispose();
}
