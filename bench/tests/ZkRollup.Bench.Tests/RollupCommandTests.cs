using System.Text.Json;
using ZkRollup.Bench.Harness;
using ZkRollup.Bench.Rollup;

namespace ZkRollup.Bench.Tests;

public class RollupCommandTests
{
    private static readonly RollupCost Cost = new(256, 40, 8, 12_288, 1_801, 6, new Dictionary<string, int>());

    [LanesFact]
    public void Run_Quick_StoresStagesKindsCellsAndGoalsUnjudged()
    {
        string path = Path.Combine(Path.GetTempPath(), $"zkrollup-rollup-{Environment.ProcessId}.json");
        try
        {
            StringWriter text = new();
            Assert.Equal(0, RollupCommand.Run([], repeat: 5, new RunOptions(IsQuick: true, Output: new FileInfo(path)), text));
            using JsonDocument report = JsonDocument.Parse(File.ReadAllText(path));
            JsonElement root = report.RootElement;
            Assert.Equal("rollup", root.GetProperty("kind").GetString());
            JsonElement circuit = root.GetProperty("circuit");
            int columns = circuit.GetProperty("witnessColumns").GetInt32() + circuit.GetProperty("helperColumns").GetInt32();
            Assert.Equal(circuit.GetProperty("rows").GetInt32() * columns, circuit.GetProperty("cellsPerSlot").GetInt32());
            Assert.True(circuit.GetProperty("cellsByGadget").GetProperty("poseidon2").GetInt32() > 0);
            JsonElement row = Assert.Single(root.GetProperty("batches").EnumerateArray());
            int slots = row.GetProperty("slots").GetInt32();
            Assert.InRange(row.GetProperty("slotsUsed").GetInt32(), slots / 2, slots);
            Assert.True(row.GetProperty("stageSeconds").GetProperty("Opening").GetDouble() > 0);
            Assert.True(row.GetProperty("proofBytes").GetInt32() > 0);
            int counted = root.GetProperty("kinds").EnumerateArray().Sum(kind => kind.GetProperty("slots").GetInt32());
            Assert.Equal(row.GetProperty("slotsUsed").GetInt32(), counted);
            Assert.All(root.GetProperty("goals").EnumerateArray(), goal => Assert.False(goal.TryGetProperty("isReached", out _)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Judge_BoundItself_IsReachedAndBeyondIsNot()
    {
        IReadOnlyList<RollupGoal> goals = RollupGoal.Judge([Row(128, 12, 0.6), Row(1_024, 97, 1)], Cost, isQuick: false);
        Dictionary<string, bool?> reached = goals.ToDictionary(goal => goal.Name, goal => goal.IsReached);
        Assert.True(reached["time at 128 slots"]);
        Assert.False(reached["time at 1024 slots"]);
        Assert.True(reached["memory at 128 slots"]);
        Assert.True(reached["planning and witness, of the time"]);
        Assert.True(reached["time of the dearest slot to the cheapest"]);
        Assert.True(reached["cells of a slot"]);
        Assert.False(reached["products a row"]);
    }

    [Fact]
    public void Judge_OneSizeOrQuick_LeavesTheOthersOpen()
    {
        IReadOnlyList<RollupGoal> one = RollupGoal.Judge([Row(128, 13, 1)], Cost, isQuick: false);
        Assert.Equal(
            ["time at 1024 slots", "memory at 1024 slots", "time of the dearest slot to the cheapest"],
            one.Where(goal => goal.IsReached is null).Select(goal => goal.Name));
        Assert.False(one.Single(goal => goal.Name == "planning and witness, of the time").IsReached);
        Assert.All(RollupGoal.Judge([Row(128, 13, 1)], Cost, isQuick: true), goal => Assert.Null(goal.IsReached));
    }

    private static RollupRow Row(int slots, double seconds, double witness) => new(
        slots, slots, 1, 1, 1, seconds, seconds, 0, witness, new Dictionary<string, double>(), 0, 0, 4_000_000_000, 1);
}
