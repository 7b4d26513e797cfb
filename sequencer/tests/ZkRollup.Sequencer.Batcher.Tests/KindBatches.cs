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
        [new(TrafficProfile.Huge, 202, 4_595, 4_718), new(TrafficProfile.Huge, 502, 3_388, 3_580)];

    /// <summary>Accounts with more positions than a slot scans are liquidated, deleveraged, withdraw, and are forced out.</summary>
    private static readonly Stretch[] Waits =
        [new(TrafficProfile.Ordinary, 400, 5_777, 5_853), new(TrafficProfile.Ordinary, 100, 1_974, 1_978)];

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
