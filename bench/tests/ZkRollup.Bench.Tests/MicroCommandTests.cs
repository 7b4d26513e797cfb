using System.Text.Json;
using ZkRollup.Bench.Harness;
using ZkRollup.Bench.Micro;

namespace ZkRollup.Bench.Tests;

public class MicroCommandTests
{
    private static readonly string[] Goals =
    [
        "fp.lanes.dependent: multiply at most 0.36 times the reference",
        "fp.lanes.dependent: square at most 0.36 times the reference",
        "fp.lanes.independent: multiply at most 0.36 times the reference",
        "fp.lanes.independent: square at most 0.36 times the reference",
        "msm.g1.255: own at most 0.38 times the reference",
        "msm.g1.64: own at most 0.38 times the reference",
        "msm.g1.16: own at most 0.38 times the reference",
        "msm.g1.255.cores: 1 thread at least 1.8 times the reference",
        "ntt.16: forward at most 7 ms",
        "ntt.16: inverse at most 7 ms",
        "poseidon2.batch: batch at most 1.5 µs",
        "schnorr.batch: batch at most 60 µs",
        "merkle.update: empty at most 0.6 s",
        "merkle.update: prefilled at most 0.6 s",
    ];

    [Fact]
    public void Run_Quick_StoresEveryGroupWithSpreadMachineAndCommit()
    {
        string path = Path.Combine(Path.GetTempPath(), $"zkrollup-micro-{Environment.ProcessId}.json");
        try
        {
            StringWriter text = new();
            Assert.Equal(0, MicroCommand.Run(new RunOptions(IsQuick: true, Output: new FileInfo(path)), text));
            using JsonDocument report = JsonDocument.Parse(File.ReadAllText(path));
            JsonElement root = report.RootElement;
            Assert.True(root.GetProperty("isQuick").GetBoolean());
            Assert.NotEmpty(root.GetProperty("baseline").GetString()!);
            Assert.NotEmpty(root.GetProperty("machine").GetProperty("processor").GetString()!);
            Assert.NotEmpty(root.GetProperty("machine").GetProperty("commit").GetString()!);
            JsonElement[] groups = [.. root.GetProperty("groups").EnumerateArray()];
            JsonElement product = Assert.Single(groups, g => g.GetProperty("name").GetString() == "fp.multiply.dependent");
            Assert.Equal("ns", product.GetProperty("unit").GetString());
            Assert.Equal(Clock.HasProcessorTime ? "thread" : "wall", product.GetProperty("clock").GetString());
            JsonElement time = product.GetProperty("contenders")[0].GetProperty("time");
            Assert.True(time.GetProperty("min").GetDouble() > 0);
            Assert.True(time.GetProperty("min").GetDouble() <= time.GetProperty("median").GetDouble());
            Assert.True(time.GetProperty("median").GetDouble() <= time.GetProperty("max").GetDouble());
            Assert.Contains("fp.multiply.dependent", text.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Run_Quick_StoresEveryGoalUnjudged()
    {
        string path = Path.Combine(Path.GetTempPath(), $"zkrollup-goals-{Environment.ProcessId}.json");
        try
        {
            StringWriter text = new();
            Assert.Equal(0, MicroCommand.Run(new RunOptions(IsQuick: true, Output: new FileInfo(path)), text));
            using JsonDocument report = JsonDocument.Parse(File.ReadAllText(path));
            List<string> goals = [];
            foreach (JsonElement group in report.RootElement.GetProperty("groups").EnumerateArray())
            {
                foreach (JsonElement goal in group.GetProperty("goals").EnumerateArray())
                {
                    Assert.False(goal.TryGetProperty("isReached", out _));
                    goals.Add(
                        $"{group.GetProperty("name").GetString()}: {goal.GetProperty("contender").GetString()} "
                        + $"{goal.GetProperty("relation").GetString()} {goal.GetProperty("bound").GetDouble()} {goal.GetProperty("unit").GetString()}");
                }
            }

            Assert.Equal(Goals, goals);
            string table = text.ToString();
            Assert.All(Goals, goal => Assert.Contains(goal.Split(" at ")[0], table, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Run_FilterWithoutMatch_Fails() => Assert.Equal(
        BenchmarkCommand.NothingMatches,
        MicroCommand.Run(new RunOptions(IsQuick: true, Filter: "no such group"), new StringWriter()));

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, BenchmarkCommand.GoalMissed)]
    [InlineData(null, BenchmarkCommand.GoalMissed)]
    public void ExitCode_OneGoal_MatchesOutcomeOnlyInStrictRun(bool? isReached, int strict)
    {
        GoalResult reached = new("a", "at most", 1, null, "ms", new Spread(0, 0, 0), true, null);
        GroupResult[] groups =
        [
            new("g", "o", ClockKind.Thread, 1, "ns", [], [reached]),
            new("h", "o", ClockKind.Thread, 1, "ns", [], [reached with { IsReached = isReached }]),
        ];
        Assert.Equal(strict, BenchmarkCommand.ExitCode(groups, isStrict: true));
        Assert.Equal(0, BenchmarkCommand.ExitCode(groups, isStrict: false));
    }

    [Theory]
    [InlineData("--quick --strict", false)]
    [InlineData("--quick", true)]
    [InlineData("--strict", true)]
    public void Create_QuickAndStrict_ExcludeEachOther(string arguments, bool isAllowed) =>
        Assert.Equal(isAllowed, MicroCommand.Create().Parse(arguments).Errors.Count == 0);
}
