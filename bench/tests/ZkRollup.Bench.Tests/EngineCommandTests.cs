using System.Text.Json;
using ZkRollup.Bench.Exchange;
using ZkRollup.Bench.Harness;

namespace ZkRollup.Bench.Tests;

public class EngineCommandTests
{
    [Fact]
    public void Run_Quick_StoresEveryGroupAndEveryGoalUnjudged()
    {
        string path = Path.Combine(Path.GetTempPath(), $"zkrollup-engine-{Environment.ProcessId}.json");
        try
        {
            StringWriter text = new();
            Assert.Equal(0, EngineCommand.Run(new RunOptions(IsQuick: true, Output: new FileInfo(path)), text));
            using JsonDocument report = JsonDocument.Parse(File.ReadAllText(path));
            JsonElement root = report.RootElement;
            Assert.Equal("engine", root.GetProperty("kind").GetString());
            Assert.NotEmpty(root.GetProperty("machine").GetProperty("commit").GetString()!);
            JsonElement[] groups = [.. root.GetProperty("groups").EnumerateArray()];
            string[] names = [.. groups.Select(group => group.GetProperty("name").GetString()!).Where(name => name != "engine.match.file")];
            Assert.Equal(
                [
                    "engine.match.generated",
                    "engine.full",
                    "engine.latency.even",
                    "engine.latency.random",
                    "engine.margin.own",
                    "engine.margin.others",
                ],
                names);
            string[] goals =
            [
                .. groups.SelectMany(group => group.GetProperty("goals").EnumerateArray().Select(goal => Describe(group, goal)))
                    .Where(goal => !goal.StartsWith("engine.match.file", StringComparison.Ordinal)),
            ];
            Assert.Equal(
                [
                    "engine.match.generated: engine at least 3 million messages a second",
                    "engine.full: orders at least 0.4 million orders a second",
                    "engine.latency.even: p99 at most 15 µs",
                    "engine.latency.random: p99 at most 15 µs",
                ],
                goals);
            Assert.Contains("seed", groups[^6].GetProperty("operation").GetString()!, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Run_FilterWithoutMatch_Fails() => Assert.Equal(
        BenchmarkCommand.NothingMatches,
        EngineCommand.Run(new RunOptions(IsQuick: true, Filter: "no such group"), new StringWriter()));

    [Fact]
    public void Generate_Flow_IsOfTheKindOfTheFile()
    {
        IReadOnlyList<FlowMessage> flow = FlowSource.Generate(20_000, seed: 7);
        Assert.Equal(flow, FlowSource.Generate(20_000, seed: 7));
        Assert.NotEqual(flow, FlowSource.Generate(20_000, seed: 8));
        FlowMessage[] placed = [.. flow.Where(message => message.Kind == 'N')];
        Assert.Equal(Enumerable.Range(1, 20_000), placed.Select(message => message.OrderId));
        HashSet<int> resting = [.. placed.Where(message => !message.IsImmediate).Select(message => message.OrderId)];
        Assert.All(flow.Where(message => message.Kind != 'N'), message => Assert.Contains(message.OrderId, resting));
        Assert.InRange(resting.Count, 16_600, 17_400);
        Assert.InRange(flow.Count(message => message.Kind == 'M') / (double)resting.Count, 0.18, 0.22);
        Assert.InRange(flow.Count(message => message.Kind == 'C') / (double)resting.Count, 0.96, 0.98);
    }

    [Fact]
    public void Play_Flow_TradesTheSameInEveryPass()
    {
        IReadOnlyList<FlowMessage> flow = FlowSource.Generate(5_000, seed: 7);
        FlowPlayer player = new(flow, accountsPerSide: 40);
        player.Prepare();
        player.Play();
        int trades = player.Trades;
        Assert.InRange(trades / 5_000.0, 0.02, 0.06);
        player.Prepare();
        player.Play();
        Assert.Equal(trades, player.Trades);
    }

    [Fact]
    public void Record_Venue_PlaysTheSameAgain()
    {
        Venue venue = new(accounts: 40);
        VenueRecording recording = VenueRecorder.Record(venue, transactions: 25_000, from: 10_000, seed: 7);
        Assert.True(recording.Trades > 0 && recording.Rejections > 0 && recording.Positions > 1, recording.Describe());
        VenuePlayer player = new(venue, recording);
        player.Prepare();
        player.Play();
        Assert.Equal(recording.Describe(), VenueRecorder.Record(venue, 25_000, 10_000, seed: 7).Describe());
    }

    private static string Describe(JsonElement group, JsonElement goal)
    {
        Assert.False(goal.TryGetProperty("isReached", out _));
        return $"{group.GetProperty("name").GetString()}: {goal.GetProperty("contender").GetString()} "
            + $"{goal.GetProperty("relation").GetString()} {goal.GetProperty("bound").GetDouble()} {goal.GetProperty("unit").GetString()}";
    }
}
