using Xunit.Abstractions;
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
        int proposals = 0;
        for (int i = 0; i < Commands; i++)
        {
            Command command = generator.Next();
            Require(pair.Step(command));
            generator.Observe(command, pair.Result, pair.Events);
            proposals += Keep(pair, keeper, CallsBetween);
        }

        // Then the keeper is left alone until it is idle.
        while (!keeper.IsIdle)
        {
            proposals += Keep(pair, keeper, CallsBetween);
            Assert.True(proposals < 20 * Commands, "The keeper does not come to an end.");
        }

        output.WriteLine($"{proposals} proposals");
        Assert.True(proposals > Commands / 20);
        Assert.Null(pair.CompareAll(Commands));
        Assert.Empty(KeeperDriver.Undone(pair.Engine, pair.Engine.LastTime.Value));
    }

    private static int Keep(ExchangePair pair, Keeper keeper, int calls)
    {
        int proposals = 0;
        for (int i = 0; i < calls; i++)
        {
            Timestamp time = pair.Engine.LastTime;
            if (keeper.TryNext(time, out ProvenTransaction next))
            {
                Command command = KeeperDriver.CommandOf(next, time.Value);
                Require(pair.Step(command));
                Assert.True(pair.Result.IsAccepted, $"{command}: {pair.Result}");
                proposals++;
            }
        }

        return proposals;
    }

    private static void Require(Mismatch? mismatch) => Assert.True(mismatch is null, mismatch?.Text);
}
