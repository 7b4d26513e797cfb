using ZkRollup.Bench.Harness;

namespace ZkRollup.Bench.Tests;

public class MeasurementTests
{
    [Fact]
    public void Of_OddAndEvenCounts_MinMedianMax()
    {
        Assert.Equal(new Spread(1, 2, 9), Spread.Of([9, 1, 2]));
        Assert.Equal(new Spread(1, 2.5, 9), Spread.Of([9, 1, 2, 3]));
    }

    [Fact]
    public void Run_TwoContenders_EachRunsEveryRoundAndInTurns()
    {
        List<char> order = [];
        BenchmarkGroup group = new("g", "o", () =>
        [
            new Contender("a", 1, () => order.Add('a')),
            new Contender("b", 1, () => order.Add('b'), IsReference: true),
        ]);
        GroupResult result = Measurement.Run(group, Effort.Quick);
        Assert.Equal("ab" + "ab" + "ba" + "ab", new string([.. order]));
        Assert.Equal(new Spread(1, 1, 1), result.Contenders[1].RatioToReference);
        Assert.NotNull(result.Contenders[0].RatioToReference);
    }

    [Fact]
    public void Run_WorkTenTimesAsLong_RatioSaysSo()
    {
        ulong sink = 1;
        void Spin(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                sink = (sink * 6364136223846793005UL) + 1;
            }
        }

        BenchmarkGroup group = new("g", "o", () =>
        [
            new Contender("long", 1, () => Spin(1_000_000)),
            new Contender("short", 1, () => Spin(100_000), IsReference: true),
        ]);
        GroupResult result = Measurement.Run(group, new Effort(5, 5e6, 5e7));
        Assert.NotEqual(1UL, sink);
        Assert.InRange(result.Contenders[0].RatioToReference!.Value.Median, 5, 20);
    }

    [Fact]
    public void Run_GroupWithGoals_JudgesThemOnItsOwnFigures()
    {
        BenchmarkGroup group = new("g", "o", () => [new Contender("a", 1, () => { }), new Contender("b", 1, () => { }, IsReference: true)])
        {
            Goals = [Goal.AtMost("a", 1, TimeUnit.Seconds), Goal.RatioAtLeast("a", 1e9), Goal.RatioAtMost("absent", 1)],
        };
        GroupResult result = Measurement.Run(group, new Effort(3, 0, 0));
        Assert.Equal([true, false, null], result.Goals.Select(goal => goal.IsReached));
        Assert.All(Measurement.Run(group, Effort.Quick).Goals, goal => Assert.Null(goal.IsReached));
    }

    [Fact]
    public void Run_FewWarmUpCallsAsked_CallsSoOftenBefore()
    {
        int calls = 0;
        BenchmarkGroup group = new("g", "o", () => [new Contender("a", 1, () => calls++)]);
        _ = Measurement.Run(group, new Effort(Rounds: 2, 0, 0, WarmUpCalls: 5));
        Assert.Equal(5 + 2, calls);
    }

    [Fact]
    public void Run_PreparationBeforeEachCall_IsNotTimed()
    {
        List<char> order = [];
        BenchmarkGroup group = new("g", "o", () =>
        [
            new Contender("a", 1, () => order.Add('r')) { BeforeEach = Prepare },
        ])
        {
            Clock = ClockKind.Wall,
        };
        GroupResult result = Measurement.Run(group, new Effort(Rounds: 2, 0, 0));
        Assert.Equal("prprpr", new string([.. order]));
        Assert.True(result.Contenders[0].Time.Min < 20e6, $"{result.Contenders[0].Time.Min} ns");

        void Prepare()
        {
            order.Add('p');
            Thread.Sleep(20);
        }
    }

    [Fact]
    public void Nanoseconds_Sleeping_OnlyWallCounts()
    {
        (double thread, double wall) = (Clock.Nanoseconds(ClockKind.Thread), Clock.Nanoseconds(ClockKind.Wall));
        Thread.Sleep(50);
        thread = Clock.Nanoseconds(ClockKind.Thread) - thread;
        wall = Clock.Nanoseconds(ClockKind.Wall) - wall;
        Assert.True(wall >= 40e6, $"{wall} ns");
        Assert.True(Clock.HasProcessorTime ? thread < 40e6 : thread >= 40e6, $"{thread} ns");
    }

    [Fact]
    public void Nanoseconds_AnotherThreadWorks_ProcessCountsAndThreadDoesNot()
    {
        const double work = 50e6;
        (double thread, double process) = (Clock.Nanoseconds(ClockKind.Thread), Clock.Nanoseconds(ClockKind.Process));
        Thread other = new(() =>
        {
            // A new thread's processor time begins at 0; where it cannot be read, the wall clock is far beyond.
            while (Clock.Nanoseconds(ClockKind.Thread) < work)
            {
            }
        });
        other.Start();
        other.Join();
        thread = Clock.Nanoseconds(ClockKind.Thread) - thread;
        process = Clock.Nanoseconds(ClockKind.Process) - process;
        if (Clock.HasProcessorTime)
        {
            Assert.True(process >= 0.9 * work, $"process {process} ns");
            Assert.True(thread < 0.5 * work, $"thread {thread} ns");
        }
    }

    [Theory]
    [InlineData(5.123, "5.12 ns")]
    [InlineData(51_234, "51.2 µs")]
    [InlineData(512_345_678, "512 ms")]
    [InlineData(2.5e9, "2.50 s")]
    public void Duration_EachScale_ThreeDigitsAndUnit(double nanoseconds, string expected) =>
        Assert.Equal(expected, Report.Duration(nanoseconds));
}
