using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Matching;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Matching;

/// <summary>Markets from a seed, with what stands against a fill in all mixtures.</summary>
public sealed class RandomMatchingTests(ITestOutputHelper output)
{
    private const int LiesPerProgram = 6;

    /// <summary>Rules that alone keep a program from being proven in some market.</summary>
    private static readonly string[] RulesThatDecide =
    [
        "Fill: 8.3, 1 nothing crosses", "Fill: 8.3, 3 work limit", "Fill: 8.3 a EpochPassed", "Fill: 8.3 a SessionGone",
        "Fill: 8.3 a OrderExpired", "Fill: 8.3 a SessionExpired", "Fill: 8.3 c OutsideBand", "Fill: 8.3 d FeeAboveMaximum",
        "Fill: 8.3 e lots", "Fill: 8.3 e BudgetExhausted", "Fill: 8.3 f ReduceOnlyViolated", "Fill: 8.3 g open interest",
        "Fill: 8.3 h budget", "Fill: 8.3 i MarginInsufficient: equity", "Fill: 8.3 i MarginInsufficient: reducing",
        "LastFill: 8.3, 1 nothing crosses", "LastFill: 8.3 e lots", "LastFill: 8.3 g open interest", "LastFill: 8.3 h budget",
        "LastFill: 8.3 i MarginInsufficient: equity", "LastFill: 8.3 i MarginInsufficient: maintenance", "LastFill: 8.3 j margin: equity",
        "MakerUnmatchable: 8.3 a", "MakerUnmatchable: 8.3, 1 nothing crosses", "MakerUnmatchable: 8.3, 3 work limit",
        "MakerFaulty: 8.3 c to f", "MakerFaulty: 8.3, 1 nothing crosses", "MakerFaulty: 8.3 a OrderExpired",
        "MakerLacksMargin: 8.3 i MarginInsufficient", "MakerLacksMargin: 8.3 c OutsideBand", "MakerLacksMargin: 8.3 g open interest",
        "MakerLacksMargin: 8.3 h budget", "MakerLacksMargin: 8.3 f ReduceOnlyViolated",
        "OpenInterestOrBudgetEnds: 8.3 g and h", "OpenInterestOrBudgetEnds: 8.3 c OutsideBand",
        "MarginEnds: 8.3 j margin", "MarginEnds: 8.3 i MarginInsufficient", "MarginEnds: 8.3 g open interest",
        "MakerIsOwn: 8.3 b mode", "SelfTradeEnds: 8.3 b mode", "MakerIsOwn: 8.3 a OrderExpired", "SelfTradeEnds: 8.3 a OrderExpired",
    ];

    private static readonly string[] RulesThatDecideLiquidations =
    [
        "FillOfLiquidation: 8.3, 1 nothing crosses", "FillOfLiquidation: 8.3 a EpochPassed", "FillOfLiquidation: 8.3 c OutsideBand",
        "FillOfLiquidation: 8.3 e lots", "FillOfLiquidation: 8.3 f ReduceOnlyViolated",
        "FillOfLiquidation: 8.3 i MarginInsufficient: reducing", "LastFillOfLiquidation: 8.3 e lots",
        "MakerUnmatchable in liquidation: 8.3 a", "MakerUnmatchable in liquidation: 8.3, 1 nothing crosses",
        "MakerFaulty in liquidation: 8.3 c to f", "MakerFaulty in liquidation: 8.3 a EpochPassed",
        "MakerLacksMargin in liquidation: 8.3 i MarginInsufficient", "MakerLacksMargin in liquidation: 8.3 c OutsideBand",
        "LiquidationMatchingEnds: 8.3, 3 work limit",
    ];

    [Fact]
    public void Match_RandomMarkets_LeavesWhatTheReferenceDoes()
    {
        const ulong seed = 8_302;
        output.WriteLine($"seed {seed}");
        SeededGenerator random = new(seed);
        SortedDictionary<string, int> taken = [];
        SortedDictionary<string, int> decided = [];
        int accepted = 0;
        for (int i = 0; i < 800; i++)
        {
            bool isTight = i % 2 == 1;
            MatchingWorld world = RandomMarket.Make(random, isLong: i % 50 == 0, isTight);
            MatchingRun? run = OrderRun.Compare(
                world,
                RandomMarket.Order(random, world, isTight),
                run => run.OnTried = (program, failures) => Count(decided, program, failures));
            accepted += run is null ? 0 : 1;
            run?.Taken.ForEach(program => taken[program.Name] = taken.GetValueOrDefault(program.Name) + 1);
        }

        output.WriteLine($"{accepted} orders accepted");
        output.WriteLine(string.Join('\n', taken));
        output.WriteLine(string.Join('\n', decided));
        Assert.All(MatchingPrograms.OfOrder.Concat(MatchingPrograms.OfOwnMaker), program => Assert.Contains(program.Name, taken.Keys));
        Assert.All(RulesThatDecide, rule => Assert.Contains(rule, decided.Keys));
    }

    [Fact]
    public void MatchLiquidation_RandomMarkets_LeavesWhatTheReferenceDoes()
    {
        const ulong seed = 8_303;
        output.WriteLine($"seed {seed}");
        SeededGenerator random = new(seed);
        SortedDictionary<string, int> taken = [];
        SortedDictionary<string, int> decided = [];
        SortedDictionary<string, int> lied = [];
        int lies = 0;
        int exhausted = 0;
        for (int i = 0; i < 800; i++)
        {
            MatchingWorld world = RandomMarket.Make(random, isLong: i % 50 == 0);
            if (!RandomMarket.TryEndanger(random, world, account: 1))
            {
                continue;
            }

            MatchingRun? run = LiquidationRun.Compare(world, 1, run =>
            {
                run.OnTried = (program, failures) => Count(decided, program, failures);
                run.OnNext = (program, inputs) => lies += Lie(lied, run, program, inputs);
            });
            run?.Taken.ForEach(program => taken[program.Name] = taken.GetValueOrDefault(program.Name) + 1);
            exhausted += run is null || run.Steps.Steps[^1].Results[LiquidationMatchedContext.Instance.IsExhausted.Row].IsZero ? 0 : 1;
        }

        output.WriteLine($"{exhausted} exhausted the book, {lies} lies");
        output.WriteLine(string.Join('\n', taken));
        output.WriteLine(string.Join('\n', decided));
        Assert.All(MatchingPrograms.OfLiquidation, program => Assert.Contains(program.Name, taken.Keys));
        Assert.All(RulesThatDecideLiquidations, rule => Assert.Contains(rule, decided.Keys));
    }

    [Fact]
    public void Steps_AnyChosenValueReplaced_FailOrLeaveTheSame()
    {
        const ulong seed = 8_301;
        output.WriteLine($"seed {seed}");
        SeededGenerator random = new(seed);
        SortedDictionary<string, int> steps = [];
        int lies = 0;
        for (int i = 0; i < 250; i++)
        {
            bool isTight = i % 2 == 0;
            MatchingWorld world = RandomMarket.Make(random, isLong: false, isTight);
            _ = OrderRun.Compare(world, RandomMarket.Order(random, world, isTight), run => run.OnNext = (program, inputs) =>
                lies += Lie(steps, run, program, inputs));
        }

        output.WriteLine($"{lies} lies; steps lied about: {string.Join(", ", steps)}");
        Assert.All(MatchingPrograms.OfOrder.Concat(MatchingPrograms.OfOwnMaker), program => Assert.Contains(program.Name, steps.Keys));
    }

    /// <summary>Lies about the first steps of a program.</summary>
    private static int Lie(SortedDictionary<string, int> steps, MatchingRun run, StepProgram program, StepInputs inputs)
    {
        int count = steps.GetValueOrDefault(program.Name);
        steps[program.Name] = count + 1;
        return count < LiesPerProgram ? Lies.Tell(run, program, inputs) : 0;
    }

    private static void Count(SortedDictionary<string, int> decided, StepProgram program, IReadOnlyList<string> failures)
    {
        if (failures.Distinct().Take(2).ToArray() is [string rule])
        {
            string key = $"{program.Name}: {rule}";
            decided[key] = decided.GetValueOrDefault(key) + 1;
        }
    }
}
