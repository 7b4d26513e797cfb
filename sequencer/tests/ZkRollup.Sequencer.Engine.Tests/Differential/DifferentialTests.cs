using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using Xunit.Abstractions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Sequencer.Engine.Tests.Differential;

/// <summary>Reference and engine over streams from seeds. ZKROLLUP_DIFFERENTIAL_COMMANDS asks for another number of commands.</summary>
public class DifferentialTests(ITestOutputHelper output)
{
    private const string CommandsVariable = "ZKROLLUP_DIFFERENTIAL_COMMANDS";
    private const string SeedVariable = "ZKROLLUP_DIFFERENTIAL_SEED";
    private const int CommandsDefault = 200_000;
    private const int StreamLength = 12_500;

    /// <summary>Without intrinsics, roots take most of the time; what they are made of is tested elsewhere.</summary>
    private static readonly CheckIntervals Usual = new(Root: Vector128.IsHardwareAccelerated ? 25 : 500, Conservation: 50);

    [Fact]
    public void Apply_StreamsFromSeeds_MatchesReferenceAndReachesEverything()
    {
        long commands = Number(CommandsVariable, CommandsDefault);
        ulong first = (ulong)Number(SeedVariable, 0);
        Coverage coverage = new();
        Stopwatch watch = Stopwatch.StartNew();
        for (ulong i = 0; coverage.Commands < commands; i++)
        {
            TrafficProfile profile = TrafficProfile.All[(int)(i % (ulong)TrafficProfile.All.Count)];
            bool isSampled = i % 16 == 5;
            CheckIntervals intervals = isSampled ? new CheckIntervals(Usual.Root / 5, 5) : Usual;
            StreamPlan plan = new(first + i, profile, StreamLength, intervals, i % 3 == 1 ? 1_777 : 0, i % 2 == 1);
            StreamRun run = new(plan);
            string? report = run.Run();
            coverage.Add(run.Coverage);
            Assert.True(report is null, report);
        }

        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        output.WriteLine($"{coverage.Commands} commands from seed {first} in {watch.Elapsed}, processor {processor}\n{coverage}");
        string[] shortfalls = [.. RequiredCoverage.Shortfalls(coverage)];
        Assert.True(shortfalls.Length == 0 || commands < CommandsDefault, string.Join('\n', shortfalls));
    }

    [Theory]
    [InlineData(900, "ordinary")]
    [InlineData(901, "tiny")]
    [InlineData(902, "huge")]
    [InlineData(903, "fragile")]
    public void Apply_WholeStateAfterEveryCommand_MatchesReference(ulong seed, string profile)
    {
        TrafficProfile named = TrafficProfile.All.Single(item => item.Name == profile);
        StreamPlan plan = new(seed, named, 1_200, CheckIntervals.Always, SnapshotInterval: 97, HasLog: true);
        output.WriteLine(plan.ToString());
        string? report = new StreamRun(plan).Run();
        Assert.True(report is null, report);
    }

    private static long Number(string variable, long otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? long.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
