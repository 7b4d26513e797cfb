using System.Globalization;
using Xunit.Abstractions;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine;
using ZkRollup.Sequencer.Engine.Log;
using ZkRollup.Sequencer.Engine.Tests;
using ZkRollup.Sequencer.Engine.Tests.OrderFlow;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;
using ZkRollup.Sequencer.Engine.Tests.Simulation;

namespace ZkRollup.Circuits.Rollup.Tests.Differential;

/// <summary>
/// The engine and the step programs over the engine's workloads. ZKROLLUP_WITNESS_COMMANDS asks for another number of commands a stream,
/// ZKROLLUP_WITNESS_SEED for another first seed, ZKROLLUP_WITNESS_KINDS, names with commas, for these kinds alone.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const string CommandsVariable = "ZKROLLUP_WITNESS_COMMANDS";
    private const string SeedVariable = "ZKROLLUP_WITNESS_SEED";
    private const string KindsVariable = "ZKROLLUP_WITNESS_KINDS";
    private const int CommandsDefault = 4_000;
    private const int FlowMessages = 3_000;
    private const int CrashMinutes = 60;

    [Fact]
    public void Steps_StreamsFromSeeds_WriteWhatTheEngineWrote()
    {
        ulong seed = (ulong)Number(SeedVariable, 0);
        int commands = (int)Number(CommandsVariable, CommandsDefault);
        StepCounts counts = new();
        StreamReport report = new();
        foreach (TrafficProfile profile in TrafficProfile.All)
        {
            output.WriteLine($"seed {seed}, {profile.Name}, {commands} commands");
            WitnessStream stream = new(seed++, profile, IsWanted);
            stream.Run(commands, report);
            counts.Add(stream.Follower.Counts);
        }

        Require(report, counts);
    }

    [SharedDataTheory("prices")]
    [InlineData("2018-11-19_11-20", 1_000_000_000_000)]
    [InlineData("2018-11-19_11-20", 0L)]
    public void Steps_CrashDay_WriteWhatTheEngineWrote(string days, long fund)
    {
        IReadOnlyList<Candle> bitcoin = CandleFile.Read(SharedData.PathOf($"prices/bitfinex_BTCUSD_1m_{days}.csv"), 0.1m);
        IReadOnlyList<Candle> ether = CandleFile.Read(SharedData.PathOf($"prices/bitfinex_ETHUSD_1m_{days}.csv"), 0.01m);
        ulong seed = (ulong)Number(SeedVariable, 20181119);
        output.WriteLine($"seed {seed}, fund {fund}");
        StreamReport report = new();
        WitnessFollower follower = new(IsWanted) { OnDifference = difference => report.Add($"seed {seed}", difference) };
        CrashDay day = new([bitcoin, CandleFile.Align(ether, bitcoin)], 12, fund, seed, engine => follower.Follow(engine.Log!));
        day.Run((int)Number(CommandsVariable, CrashMinutes));
        Require(report, follower.Counts);
    }

    [SharedDataFact(FlowFiles.Folder)]
    public void Steps_OrderFlow_WriteWhatTheEngineWrote()
    {
        ExchangeEngine engine = new(new()
        {
            Accounts = 128,
            Instruments = 2,
            Orders = 1 << 14,
            Sessions = 128,
            LogWords = TransitionLog.CapacityMin,
        });
        StreamReport report = new();
        WitnessFollower follower = new(IsWanted) { OnDifference = difference => report.Add("", difference) };
        OpenMarket market = new(engine, 32, () => follower.Follow(engine.Log!));
        FlowCase flow = FlowFiles.ReadFlow("normal_n100000_s23");
        string reports = FlowAdapter.Run(market, flow.Messages.Take((int)Number(CommandsVariable, FlowMessages)));
        Assert.StartsWith(reports.TrimEnd(), flow.Expected, StringComparison.Ordinal);
        Require(report, follower.Counts);
    }

    /// <summary>No difference, and unless kinds were chosen, no transaction that was believed without programs.</summary>
    private void Require(StreamReport report, StepCounts counts)
    {
        output.WriteLine(counts.ToString());
        Assert.True(report.IsEmpty, report.ToString());
        if (Environment.GetEnvironmentVariable(KindsVariable) is not { Length: > 0 })
        {
            Assert.Empty(counts.Missing);
        }
    }

    private static bool IsWanted(TransactionKind kind) =>
        Environment.GetEnvironmentVariable(KindsVariable) is not { Length: > 0 } kinds
        || kinds.Split(',', StringSplitOptions.TrimEntries).Contains(kind.ToString());

    private static long Number(string variable, long otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? long.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
