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

    [Fact]
    public void Proposals_InAnyTraffic_AreAcceptedByBothAndLeaveNothingUndone()
    {
        Dictionary<TransactionKind, int> proposals = [];
        for (int i = 0; i < TrafficProfile.All.Count; i++)
        {
            StreamPlan plan = new(0x6b656570 + (ulong)i, TrafficProfile.All[i], Commands, new CheckIntervals(200, 200), HasLog: i % 2 == 1);
            output.WriteLine(plan.ToString());
            Run(plan, proposals);
        }

        output.WriteLine(string.Join(", ", proposals.Select(item => $"{item.Value} {item.Key}")));
        Assert.Equal(6, proposals.Count);
        Assert.All(proposals, item => Assert.InRange(item.Value, 5, Commands));
    }

    private static void Run(StreamPlan plan, Dictionary<TransactionKind, int> proposals)
    {
        ExchangePair pair = new(plan);
        TrafficGenerator generator = new(pair.View, plan.Seed, plan.Profile);
        Keeper keeper = new(pair.Engine, new KeeperOptions { WorkPerDuty = 64, FeesInterval = 20_000 });
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
