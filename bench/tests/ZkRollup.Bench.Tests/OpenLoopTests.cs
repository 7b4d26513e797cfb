using System.Diagnostics;
using System.Globalization;
using ZkRollup.Bench.Harness;

namespace ZkRollup.Bench.Tests;

public class OpenLoopTests
{
    [Fact]
    public void Schedule_Even_EqualDistances() => Assert.Equal([5, 10, 15], OpenLoop.Schedule(3, 5, isRandom: false, seed: 1));

    [Fact]
    public void Schedule_Random_RisesAtTheMeanDistanceAndOftenBelowIt()
    {
        double[] due = OpenLoop.Schedule(100_000, 5, isRandom: true, seed: 1);
        double[] distances = [due[0], .. due.Zip(due.Skip(1), (a, b) => b - a)];
        Assert.All(distances, distance => Assert.True(distance >= 0));
        Assert.InRange(due[^1] / due.Length, 4.9, 5.1);

        // Of an exponential distribution, 1 − 1/e is below the mean.
        Assert.InRange(distances.Count(distance => distance < 5) / (double)distances.Length, 0.62, 0.645);
        Assert.Equal(due, OpenLoop.Schedule(100_000, 5, isRandom: true, seed: 1));
    }

    [Fact]
    public void Percentiles_OfThousand_AreTheLeastThatTheRestExceeds()
    {
        double[] values = [.. Enumerable.Range(1, 1_000).Reverse().Select(value => (double)value)];
        Assert.Equal([500, 990, 999, 1_000], OpenLoop.Percentiles(values));
        Assert.Equal([7, 7, 7, 7], OpenLoop.Percentiles(new double[] { 7 }));
        Assert.Equal(["p50", "p99", "p99.9", "max"], OpenLoop.PercentileNames);
    }

    [Fact]
    public void Run_SlowCommand_DelaysAllThatWereDueMeanwhile()
    {
        const int first = OpenLoop.StretchLength;
        double[] due = OpenLoop.Schedule(2 * first, 1_000, isRandom: false, seed: 1);
        double[] latencies = new double[due.Length];
        int counted = OpenLoop.Run(due, latencies, SleepOnce, static () => 0);
        Assert.Equal(first, counted);
        for (int i = 0; i < first; i++)
        {
            Assert.True(latencies[i] >= 5e6 - (i * 1_000), $"{latencies[i]} ns at {i}");
        }

        static void SleepOnce(int command)
        {
            long start = Stopwatch.GetTimestamp();
            while (command == first && Stopwatch.GetElapsedTime(start).TotalMilliseconds < 5)
            {
            }
        }
    }

    [Fact]
    public void Run_Interruption_DropsItsStretchAndTheNext()
    {
        // Counted before the first stretch and after each; the third is interrupted.
        Queue<long> counts = new([4, 4, 4, 5, 5, 5]);
        double[] due = OpenLoop.Schedule(5 * OpenLoop.StretchLength, 10, isRandom: false, seed: 1);
        List<int> commands = [];
        int counted = OpenLoop.Run(due, new double[due.Length], commands.Add, counts.Dequeue);
        Assert.Equal(2 * OpenLoop.StretchLength, counted);
        Assert.Equal(Enumerable.Range(0, due.Length), commands);
    }

    [Fact]
    public void Measure_Group_OneValueOfEachPercentilePerRound()
    {
        int rounds = 0;
        LatencyGroup group = new("g", "o", () => new LatencySubject(10 * OpenLoop.StretchLength, () => rounds++, static _ => { }))
        {
            Load = 1e6,
            Goals = [Goal.AtMost("p50", 1, TimeUnit.Seconds)],
        };
        GroupResult result = group.Measure(Effort.Quick);
        Assert.Equal(Effort.Quick.Rounds, rounds);
        Assert.StartsWith("o; 1000000 a second at equal distances, ", result.Operation, StringComparison.Ordinal);
        if (result.Rounds > 0)
        {
            Assert.Equal(OpenLoop.PercentileNames, result.Contenders.Select(contender => contender.Name));
            Assert.True(result.Contenders[0].Time.Median <= result.Contenders[3].Time.Median);
        }

        Assert.Null(Assert.Single(result.Goals).IsReached);
    }

    [Fact]
    public void Measure_NoCommandCounts_NothingIsMeasured()
    {
        LatencyGroup group = new("g", "o", () => new LatencySubject(OpenLoop.StretchLength, static () => { }, static _ => { }))
        {
            Load = 1e6,
            Goals = [Goal.AtMost("p50", 1, TimeUnit.Seconds)],
        };
        GroupResult result = group.Measure(new Effort(3, 0, 0));
        Assert.Equal((0, 0), (result.Rounds, result.Contenders.Count));
        GoalResult goal = Assert.Single(result.Goals);
        Assert.Equal((null, null), (goal.Reached, goal.IsReached));
    }

    [Fact]
    public void Interruptions_Count_IsThatOfTheSystem()
    {
        const string status = "/proc/thread-self/status";
        if (!Interruptions.AreCounted || !File.Exists(status))
        {
            Assert.Equal(0, Interruptions.Count());
            return;
        }

        long before = Read();
        long count = Interruptions.Count();
        Assert.InRange(count, before, Read());

        static long Read()
        {
            const string name = "nonvoluntary_ctxt_switches:";
            string line = Assert.Single(File.ReadLines(status), item => item.StartsWith(name, StringComparison.Ordinal));
            return long.Parse(line.Split(':')[1], CultureInfo.InvariantCulture);
        }
    }
}
