using ZkRollup.Circuits.Rollup.Tests.Differential;
using ZkRollup.Circuits.Rollup.Tests.Programs.Insurance;
using ZkRollup.Circuits.Rollup.Tests.Programs.Matching;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Steps of small markets from a seed, where what is rare in a stream is frequent.</summary>
internal static class RecordedWorlds
{
    private const ulong Seed = 8_900;
    private const int Rounds = 150;
    private const int CrowdedEvery = 10;

    /// <summary>Gives the steps of all of them.</summary>
    internal static void Record(Action<StepChain> add)
    {
        SeededGenerator random = new(Seed);
        for (int i = 0; i < Rounds; i++)
        {
            RecordMatching(random, i, add);
            RecordForced(random, i, add);
        }
    }

    /// <summary>Forced closes and settlements in crowded markets, for programs that are still without a step.</summary>
    internal static void RecordRare(Action<StepChain> add)
    {
        SeededGenerator random = new(Seed + 1);
        for (int i = 0; i < Rounds; i++)
        {
            RecordForced(random, i * CrowdedEvery, add);
        }
    }

    /// <summary>Matching of an order and of a liquidation; the step that hands on to it is a stand-in.</summary>
    private static void RecordMatching(SeededGenerator random, int round, Action<StepChain> add)
    {
        bool isTight = round % 2 == 1;
        MatchingWorld world = RandomMarket.Make(random, isLong: false, isTight);
        AddRun(TransactionKind.PlaceOrder, OrderRun.Compare(world, RandomMarket.Order(random, world, isTight)), world);
        world = RandomMarket.Make(random);
        if (RandomMarket.TryEndanger(random, world, account: 1))
        {
            AddRun(TransactionKind.Liquidate, LiquidationRun.Compare(world, 1), world);
        }

        void AddRun(TransactionKind kind, MatchingRun? run, MatchingWorld before)
        {
            if (run is not null)
            {
                add(new(kind, $"{kind} of market {round}", before, run.Steps.Steps[0].Carried, run.Steps.Steps));
            }
        }
    }

    private static void RecordForced(SeededGenerator random, int round, Action<StepChain> add)
    {
        TransactionKind kind = default;
        ForcedRun run = new()
        {
            OnSteps = (world, steps) => add(new(kind, $"{kind} of market {round}", world, ForcedRun.Carried(), steps.Steps)),
        };
        kind = TransactionKind.Liquidate;
        run.Compare(
            ForcedWorld.Make(random, orders: random.Percent(50) ? 6 : 0), new Liquidate(Account(random), MatchingWorld.Instrument));
        kind = TransactionKind.Deleverage;
        run.Compare(ForcedWorld.Make(random), new Deleverage(Account(random), MatchingWorld.Instrument, Account(random)));
        kind = TransactionKind.SettleExpiry;
        AccountId settled = random.Percent(15) ? AccountId.None : Account(random);
        run.Compare(ForcedWorld.Make(random, isSettled: true), new SettleExpiry(settled, MatchingWorld.Instrument));
        kind = TransactionKind.CollectFees;
        run.Compare(ForcedWorld.Make(random, isSettled: random.Percent(40)), new CollectFees(MatchingWorld.Instrument));
        kind = TransactionKind.ForcedClose;
        AccountId closed = Account(random);
        Side side = random.Percent(50) ? Side.Buy : Side.Sell;
        Lots largest = new(random.Percent(60) ? 1_000 : random.Below(12));
        run.CompareOperation(
            ForcedWorld.Make(random, counterparties: round % CrowdedEvery == 0 ? 80 : 0),
            new ForcedClose(closed, MatchingWorld.Instrument, side, largest, ForcedWorld.OwnerOf(closed.Value)));
    }

    private static AccountId Account(SeededGenerator random) => new(random.Between(1, ForcedWorld.Accounts));
}
