using ZkRollup.Circuits.Rollup.Tests.Differential;
using ZkRollup.Circuits.Rollup.Tests.WholeBatches;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Sequencer.Batcher.Tests;

/// <summary>A few batches that together have every kind of transaction, every invalid operation, and every program that can run.</summary>
internal static class KindBatches
{
    /// <summary>What liquidations meet in books, and accounts that cannot pay.</summary>
    private static readonly Stretch[] Meetings =
        [new(TrafficProfile.Ordinary, 1_400, 3_320, 3_376), new(TrafficProfile.Huge, 4, 1_829, 1_873)];

    /// <summary>Accounts with more positions than a slot scans are liquidated, deleveraged, withdraw, and are forced out.</summary>
    private static readonly Stretch[] Waits =
        [new(TrafficProfile.Ordinary, 3_200, 1_769, 1_860), new(TrafficProfile.Ordinary, 1_200, 2_036, 2_067)];

    /// <summary>Those that are proven: all programs but the waiting ones of some phases.</summary>
    internal static List<BatchInput> Make(BatchLimits limits)
    {
        BatchExchange exchange = new(limits);
        RareKinds rare = new(exchange.Engine, exchange.Follow);
        rare.Prepare();
        exchange.Batcher.Close();
        rare.Run();
        exchange.Batcher.Close();
        return [.. exchange.TakeAll(), .. Meetings.SelectMany(stretch => stretch.Make(limits))];
    }

    /// <summary>Those with the waiting programs.</summary>
    internal static List<BatchInput> MakeWaiting(BatchLimits limits) => [.. Waits.SelectMany(stretch => stretch.Make(limits))];

    /// <summary>A stretch of a stream, as batches that begin and end with it.</summary>
    /// <param name="Profile">The stream's magnitudes.</param>
    /// <param name="Seed">Its seed.</param>
    /// <param name="First">Commands before the stretch.</param>
    /// <param name="End">Commands before its end.</param>
    private sealed record Stretch(TrafficProfile Profile, ulong Seed, int First, int End)
    {
        internal List<BatchInput> Make(BatchLimits limits)
        {
            BatchTraffic traffic = new(Seed, Profile, limits);
            traffic.Run(First);
            traffic.Batcher.Close();
            _ = traffic.TakeAll();
            traffic.Run(End - First);
            traffic.Batcher.Close();
            return traffic.TakeAll();
        }
    }
}
