using ZkRollup.Bench.Harness;

namespace ZkRollup.Bench.Exchange;

/// <summary>The command <c>engine</c>.</summary>
internal static class EngineCommand
{
    /// <summary>Its options and its action.</summary>
    internal static System.CommandLine.Command Create() =>
        BenchmarkCommand.Create("engine", "the engine: matching, orders with margins, latency, margin checks", Run);

    /// <summary>Runs the benchmarks and returns the exit code.</summary>
    internal static int Run(RunOptions options, TextWriter text)
    {
        BenchmarkContext context = new(options.IsQuick, Blst: null);
        IEnumerable<IMeasured> groups =
        [
            .. new MatchingBenchmarks().Groups(context),
            .. new VenueBenchmarks(context).Groups(),
            .. new MarginBenchmarks().Groups(context),
        ];
        return BenchmarkCommand.Run("engine", "none: goals are absolute, ratios are within a group", groups, options, text);
    }
}
