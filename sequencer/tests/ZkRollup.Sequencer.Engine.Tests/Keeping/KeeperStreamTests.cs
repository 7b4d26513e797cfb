using Xunit.Abstractions;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.Keeping;
using ZkRollup.Sequencer.Engine.Tests.Differential;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Sequencer.Engine.Tests.Keeping;

public class KeeperStreamTests(ITestOutputHelper output)
{
    private const int Commands = 3_000;
    private const int CallsBetween = 40;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Proposals_InAnyTraffic_AreAcceptedByBothAndLeaveNothingUndone(int profile)
    {
        ulong seed = 0x6b656570 + (ulong)profile;
        output.WriteLine($"seed {seed}");
        ExchangePair pair = new(new StreamPlan(seed, TrafficProfile.All[profile], Commands, new CheckIntervals(200, 200)));
        TrafficGenerator generator = new(pair.View, seed, TrafficProfile.All[profile]);
        Keeper keeper = new(pair.Engine, new KeeperOptions { WorkPerDuty = 64, FeesInterval = 20_000 });
        Dictionary<TransactionKind, int> proposals = [];
        for (int i = 0; i < Commands; i++)
        {
            Command command = generator.Next();
            Require(pair.Step(command));
            generator.Observe(command, pair.Result, pair.Events);
            Keep(pair, keeper, proposals);
        }

        // Then the keeper is left alone until it is idle.
        for (int i = 0; !keeper.IsIdle; i++)
        {
            Keep(pair, keeper, proposals);
            Assert.True(i < Commands, "The keeper does not come to an end.");
        }

        output.WriteLine(string.Join(", ", proposals.Select(item => $"{item.Value} {item.Key}")));
        Assert.Equal(6, proposals.Count);
        Assert.Null(pair.CompareAll(Commands));
        Assert.Empty(KeeperDriver.Undone(pair.Engine, pair.Engine.LastTime.Value));
    }

    private static void Keep(ExchangePair pair, Keeper keeper, Dictionary<TransactionKind, int> proposals)
    {
        for (int i = 0; i < CallsBetween; i++)
        {
            Timestamp time = pair.Engine.LastTime;
            if (keeper.TryNext(time, out ProvenTransaction next))
            {
                Command command = KeeperDriver.CommandOf(next, time.Value);
                Require(pair.Step(command));
                Assert.True(pair.Result.IsAccepted, $"{command}: {pair.Result}");
                proposals[next.Kind] = proposals.GetValueOrDefault(next.Kind) + 1;
            }
        }
    }

    private static void Require(Mismatch? mismatch) => Assert.True(mismatch is null, mismatch?.Text);
}
