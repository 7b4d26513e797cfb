using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Programs.Matching;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Matching;

/// <summary>Markets from a seed, with what stands against a fill in all mixtures.</summary>
public sealed class RandomMatchingTests(ITestOutputHelper output)
{
    private const int Accounts = 6;

    [Fact]
    public void Match_RandomMarkets_LeavesWhatTheReferenceDoes()
    {
        const ulong seed = 8_300;
        output.WriteLine($"seed {seed}");
        SeededGenerator random = new(seed);
        Dictionary<string, int> counts = [];
        int accepted = 0;
        for (int i = 0; i < 1_500; i++)
        {
            MatchingWorld world = Make(random);
            Side side = random.Percent(50) ? Side.Buy : Side.Sell;
            PlaceOrder order = OrderRun.Order(
                random.Between(1, Accounts),
                side,
                side == Side.Buy ? random.Between(990, 1_100) : random.Between(900, 1_010),
                random.Between(1, 40),
                (SelfTradeMode)random.Below(3));
            if (OrderRun.Compare(world, order) is { } run)
            {
                accepted++;
                run.Taken.ForEach(program => counts[program.Name] = counts.GetValueOrDefault(program.Name) + 1);
            }
        }

        output.WriteLine($"{accepted} orders accepted");
        foreach ((string name, int count) in counts)
        {
            output.WriteLine($"{name}: {count}");
        }

        Assert.All(MatchingPrograms.OfOrder.Concat(MatchingPrograms.OfOwnMaker), program => Assert.True(counts.ContainsKey(program.Name), program.Name));
    }

    internal static MatchingWorld Make(SeededGenerator random)
    {
        MatchingWorld world = new();
        world.Limits = world.Limits with
        {
            MakerFee = new(random.Between(-500, 300)),
            OpenInterestCap = new(random.Percent(20) ? random.Between(1, 60) : 1_000),
        };
        world.RiskOfOther = MatchingWorld.RiskAt(random.Percent(15) ? 0 : MatchingWorld.Now);
        for (int account = 1; account <= Accounts; account++)
        {
            world.AddAccount(account, random.Percent(30) ? random.Between(-3_000, 30_000) : 1_000_000, random.Percent(12) ? 150_000 : 1L << 50);
            if (random.Percent(60))
            {
                _ = world.AddPosition(
                    account, MatchingWorld.Instrument, random.Between(-20, 20), random.Between(-100, 100), (int)random.Below(8));
            }

            if (random.Percent(30))
            {
                _ = world.AddPosition(
                    account, MatchingWorld.Other, random.Between(-15, 15), random.Between(-100, 100), world.FreePlace(account));
            }
        }

        for (int i = random.Percent(10) ? -65 : 0; i < 8; i++)
        {
            Side side = random.Percent(50) ? Side.Buy : Side.Sell;
            world.AddOrder(
                random.Between(1, Accounts),
                side,
                random.Percent(4) ? (side == Side.Buy ? 1_200 : 800) : side == Side.Buy ? random.Between(960, 1_020) : random.Between(980, 1_040),
                random.Between(1, 15),
                MatchingWorld.Usual with
                {
                    Market = random.Percent(15) ? 1 : 0,
                    Expiry = new(random.Percent(5) || i < 0 ? MatchingWorld.Now : MatchingWorld.Now + 1),
                    Serial = new(random.Percent(4) ? 4 : MatchingWorld.Serial),
                    MaximumFee = new(random.Percent(8) ? 0 : 10_000),
                },
                isOfPassedEpoch: random.Percent(5));
        }

        return world.Seal();
    }
}
