using ZkRollup.Circuits.Rollup.Tests.Differential;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Sequencer.Batcher.Tests;

/// <summary>A few batches that together have every kind of transaction, every invalid operation, and every program that can run.</summary>
internal static class KindBatches
{
    /// <summary>Stretches of streams: what liquidations meet in books, and accounts that cannot pay.</summary>
    private static readonly (ulong Seed, int First, int End)[] Stretches = [(202, 4_595, 4_718), (502, 3_388, 3_580)];

    /// <summary>Makes them; a stretch is more than one batch if a batch has less room than it had when it was chosen.</summary>
    internal static List<BatchInput> Make(BatchLimits limits)
    {
        BatchExchange exchange = new(limits);
        RareKinds rare = new(exchange.Engine, exchange.Follow);
        rare.Prepare();
        exchange.Batcher.Close();
        rare.Run();
        exchange.Batcher.Close();
        List<BatchInput> batches = exchange.TakeAll();
        foreach ((ulong seed, int first, int end) in Stretches)
        {
            BatchTraffic traffic = new(seed, TrafficProfile.Huge, limits);
            traffic.Run(first);
            traffic.Batcher.Close();
            _ = traffic.TakeAll();
            traffic.Run(end - first);
            traffic.Batcher.Close();
            batches.AddRange(traffic.TakeAll());
        }

        return batches;
    }
}
