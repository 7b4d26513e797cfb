using ZkRollup.Bench.Harness;

namespace ZkRollup.Bench.Tests;

public class GoalTests
{
    /// <summary>Median 7 ms and 0.36 of the reference; the best round is better, the worst one worse.</summary>
    private static readonly ContenderResult[] Results =
    [
        new("a", IsReference: false, new Spread(1e6, 7e6, 9e6), new Spread(0.1, 0.36, 2)),
        new("alone", IsReference: false, new Spread(1, 2, 3), null),
    ];

    [Theory]
    [InlineData(7, true)]
    [InlineData(6.99, false)]
    public void AtMost_Time_MedianInUnitDecides(double bound, bool isReached)
    {
        GoalResult result = Goal.AtMost("a", bound, TimeUnit.Milliseconds).Judge(Results, isQuick: false);
        Assert.Equal(isReached, result.IsReached);
        Assert.Equal(new Spread(1, 7, 9), result.Reached);
        Assert.Equal(("at most", bound, "ms"), (result.Relation, result.Bound, result.Unit));
    }

    [Fact]
    public void AtMost_EachUnit_ConvertsNanoseconds()
    {
        Assert.Equal(7000, Goal.AtMost("a", 1, TimeUnit.Microseconds).Judge(Results, isQuick: false).Reached!.Value.Median, 9);
        Assert.Equal(0.007, Goal.AtMost("a", 1, TimeUnit.Seconds).Judge(Results, isQuick: false).Reached!.Value.Median, 9);
    }

    [Theory]
    [InlineData(0.36, true)]
    [InlineData(0.35, false)]
    public void RatioAtMost_MedianDecides(double bound, bool isReached) =>
        Assert.Equal(isReached, Goal.RatioAtMost("a", bound).Judge(Results, isQuick: false).IsReached);

    [Theory]
    [InlineData(0.36, true)]
    [InlineData(0.37, false)]
    public void RatioAtLeast_MedianDecides(double bound, bool isReached) =>
        Assert.Equal(isReached, Goal.RatioAtLeast("a", bound).Judge(Results, isQuick: false).IsReached);

    [Theory]
    [InlineData(142.8, true)]
    [InlineData(142.9, false)]
    public void MillionsAtLeast_MedianTime_DecidesAsRate(double bound, bool isReached)
    {
        GoalResult result = Goal.MillionsAtLeast("a", bound * 1e-6, "orders").Judge(Results, isQuick: false);
        Assert.Equal(isReached, result.IsReached);
        Assert.Equal(("at least", "million orders a second"), (result.Relation, result.Unit));
        Assert.Equal(1e-3, result.Reached!.Value.Max, 9);
        Assert.Equal(1e-3 / 7, result.Reached!.Value.Median, 9);
        Assert.Equal(1e-3 / 9, result.Reached!.Value.Min, 9);
    }

    [Fact]
    public void RatioAtMost_StretchMissed_GoalStillReached()
    {
        GoalResult result = Goal.RatioAtMost("a", 0.38, stretch: 0.30).Judge(Results, isQuick: false);
        Assert.True(result.IsReached);
        Assert.False(result.IsStretchReached);
        Assert.True(Goal.RatioAtMost("a", 0.5, stretch: 0.36).Judge(Results, isQuick: false).IsStretchReached);
    }

    [Fact]
    public void Judge_NothingMeasuredOrQuick_NoVerdict()
    {
        GoalResult absent = Goal.AtMost("absent", 1e9, TimeUnit.Seconds).Judge(Results, isQuick: false);
        GoalResult noReference = Goal.RatioAtMost("alone", 1e9).Judge(Results, isQuick: false);
        GoalResult quick = Goal.RatioAtMost("a", 1e9, stretch: 1e9).Judge(Results, isQuick: true);
        Assert.Equal((null, null), (absent.Reached, absent.IsReached));
        Assert.Equal((null, null), (noReference.Reached, noReference.IsReached));
        Assert.Equal((null, null), (quick.IsReached, quick.IsStretchReached));
        Assert.NotNull(quick.Reached);
    }

    [Fact]
    public void FormatGoals_EveryOutcome_OneLineEach()
    {
        Goal[] goals =
        [
            Goal.RatioAtMost("a", 0.38, stretch: 0.30),
            Goal.RatioAtMost("a", 0.5, stretch: 0.36),
            Goal.AtMost("a", 6, TimeUnit.Milliseconds),
            Goal.RatioAtLeast("absent", 1.8),
        ];
        GoalResult[] judged = [.. goals.Select(goal => goal.Judge(Results, isQuick: false))];
        GroupResult group = new("g", "o", ClockKind.Thread, 3, "ns", Results, judged);
        GroupResult quick = group with { Name = "q", Goals = [goals[2].Judge(Results, isQuick: true)] };
        string[] lines = Report.FormatGoals([group, quick]).Split('\n');
        Assert.Equal(6, lines.Length);
        Assert.Matches("^g: a +0.36 +0.1–2.0 +≤ 0.38 times the reference, reach for 0.3 +ok$", lines[1]);
        Assert.Matches("^g: a +0.36 +0.1–2.0 +≤ 0.5 times the reference, reach for 0.36 +ok, and further$", lines[2]);
        Assert.Matches("^g: a +7.0 +1.0–9.0 +≤ 6.0 ms +MISSED$", lines[3]);
        Assert.Matches("^g: absent +– +– +≥ 1.8 times the reference +not measured$", lines[4]);
        Assert.Matches("^q: a +7.0 +1.0–9.0 +≤ 6.0 ms +not judged: quick$", lines[5]);
        Assert.Empty(Report.FormatGoals([group with { Goals = [] }]));
    }
}
