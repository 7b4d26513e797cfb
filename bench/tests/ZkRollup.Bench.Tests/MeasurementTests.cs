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
    public void ThreadNanoseconds_Sleeping_DoesNotCount()
    {
        double start = Clock.ThreadNanoseconds();
        Thread.Sleep(50);
        double slept = Clock.ThreadNanoseconds() - start;
        Assert.True(Clock.HasThreadTime ? slept < 40e6 : slept >= 40e6, $"{slept} ns");
    }

    [Theory]
    [InlineData(5.123, "5.12 ns")]
    [InlineData(51_234, "51.2 µs")]
    [InlineData(512_345_678, "512 ms")]
    [InlineData(2.5e9, "2.50 s")]
    public void Duration_EachScale_ThreeDigitsAndUnit(double nanoseconds, string expected) =>
        Assert.Equal(expected, Report.Duration(nanoseconds));
}
