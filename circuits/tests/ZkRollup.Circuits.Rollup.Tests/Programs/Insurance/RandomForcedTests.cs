using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Insurance;
using ZkRollup.Circuits.Rollup.Programs.Liquidation;
using ZkRollup.Circuits.Rollup.Tests.Programs.Matching;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Insurance;

/// <summary>Forced trades in markets from a seed: the steps and the reference accept the same and leave the same.</summary>
public sealed class RandomForcedTests(ITestOutputHelper output)
{
    private const int Rounds = 600;

    [Fact]
    public void Liquidate_RandomMarkets_AgreesWithTheReference()
    {
        ForcedRun run = Run(4_200, (random, run) => run.Compare(
            ForcedWorld.Make(random, orders: random.Percent(50) ? 6 : 0), new Liquidate(AnyAccount(random), MatchingWorld.Instrument)));
        Require(run, [LiquidationPrograms.Liquidate, LiquidationPrograms.LiquidateTaken, LiquidationPrograms.LiquidateLeft]);
        Require(
            run,
            Cause.NoSuchPosition,
            Cause.InstrumentClosed,
            Cause.MarkUnusable,
            Cause.AccountHealthy,
            Cause.NothingToClose);
    }

    [Fact]
    public void Deleverage_RandomMarkets_AgreesWithTheReference()
    {
        ForcedRun run = Run(4_300, (random, run) => run.Compare(
            ForcedWorld.Make(random, orders: random.Percent(30) ? 2 : 0),
            new Deleverage(AnyAccount(random), MatchingWorld.Instrument, AnyAccount(random))));
        Require(run, [LiquidationPrograms.Deleverage, LiquidationPrograms.DeleverageTrade, InsurancePrograms.Restore]);
        Require(run, Cause.CounterpartyInvalid, Cause.BookNotExhausted, Cause.InsuranceAvailable);
    }

    [Fact]
    public void ForcedClose_RandomMarkets_AgreesWithTheReference()
    {
        ForcedRun run = Run(4_400, (random, run) =>
        {
            AccountId account = AnyAccount(random);
            ForcedClose operation = new(
                account,
                random.Percent(95) ? MatchingWorld.Instrument : new(99),
                random.Percent(50) ? Side.Buy : Side.Sell,
                new(random.Percent(60) ? 1_000 : random.Below(12)),
                ForcedWorld.OwnerOf(random.Percent(95) ? account.Value : 77));
            run.CompareOperation(ForcedWorld.Make(random, counterparties: random.Percent(10) ? 80 : 0), operation);
        });
        Require(
            run,
            [
                InsurancePrograms.ForcedClose, InsurancePrograms.ForcedCloseFirst, InsurancePrograms.ForcedCloseFirstNone,
                InsurancePrograms.ForcedCloseCounterparty, InsurancePrograms.ForcedCloseSearch, InsurancePrograms.DebtPaid,
                InsurancePrograms.Restore,
            ]);
        OutcomeCode[] outcomes =
        [
            OutcomeCode.Closed, OutcomeCode.AccountUnknown, OutcomeCode.OwnerDiffers, OutcomeCode.InstrumentUnknown,
            OutcomeCode.NoSuchPosition, OutcomeCode.InstrumentClosed,
        ];
        Assert.All(outcomes, outcome => Assert.Contains(outcome.ToString(), run.Results.Keys));
    }

    [Fact]
    public void SettleExpiry_RandomMarkets_AgreesWithTheReference()
    {
        ForcedRun run = Run(4_500, (random, run) => run.Compare(
            ForcedWorld.Make(random, isSettled: random.Percent(95)),
            new SettleExpiry(
                random.Percent(15) ? AccountId.None : AnyAccount(random), random.Percent(97) ? MatchingWorld.Instrument : new(99))));
        Require(
            run,
            [
                InsurancePrograms.SettleExpiry, InsurancePrograms.SettleExpiryOfDebtor, InsurancePrograms.SettleExpiryOfInsurance,
                InsurancePrograms.DebtPaid, InsurancePrograms.Restore,
            ]);
        Require(run, Cause.UnknownInstrument, Cause.NotSettled, Cause.UnknownAccount, Cause.NoSuchPosition);
    }

    [Fact]
    public void CollectFees_RandomMarkets_AgreesWithTheReference()
    {
        ForcedRun run = Run(4_600, (random, run) =>
        {
            MatchingWorld world = ForcedWorld.Make(random, isSettled: random.Percent(40));
            if (random.Percent(30))
            {
                RecordAddress address = RecordAddress.Book(MatchingWorld.Instrument);
                BookRecord book = BookRecord.FromRecord(world.Read(address));
                world.Write(address, (book with { LongLots = default, ShortLots = default }).ToRecord());
            }

            run.Compare(world, new CollectFees(MatchingWorld.Instrument));
        });
        Require(run, [InsurancePrograms.CollectFees]);
        Require(run, Cause.NothingToCollect);
    }

    private static AccountId AnyAccount(SeededGenerator random) => new(random.Between(1, random.Percent(5) ? 99 : ForcedWorld.Accounts));

    private static void Require(ForcedRun run, IEnumerable<StepProgram> programs) =>
        Assert.All(programs, program => Assert.Contains(program.Name, run.Programs.Keys));

    private static void Require(ForcedRun run, params Cause[] causes) =>
        Assert.All(causes, cause => Assert.Contains(cause.ToString(), run.Results.Keys));

    private ForcedRun Run(ulong seed, Action<SeededGenerator, ForcedRun> next)
    {
        output.WriteLine($"seed {seed}");
        SeededGenerator random = new(seed);
        ForcedRun run = new();
        for (int i = 0; i < Rounds; i++)
        {
            next(random, run);
        }

        foreach ((string name, int count) in run.Results.Concat(run.Programs))
        {
            output.WriteLine($"{name}: {count}");
        }

        return run;
    }
}
