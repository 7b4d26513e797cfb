using ZkRollup.Bench.Baselines;
using ZkRollup.Bench.Harness;
using ZkRollup.WorkingTree;

namespace ZkRollup.Bench.Micro;

/// <summary>The command <c>micro</c>.</summary>
internal static class MicroCommand
{
    /// <summary>Its options and its action.</summary>
    internal static System.CommandLine.Command Create() =>
        BenchmarkCommand.Create("micro", "single operations, each beside its baseline and its goal", Run);

    /// <summary>Runs the benchmarks and returns the exit code.</summary>
    internal static int Run(RunOptions options, TextWriter text)
    {
        _ = Blst.TryLoad(SourceTree.Root, out Blst? blst, out string baseline);
        BenchmarkContext context = new(options.IsQuick, blst);
        IEnumerable<BenchmarkGroup> groups = MicroBenchmarks.Sources.SelectMany(source => source.Groups(context));
        return BenchmarkCommand.Run("micro", blst is null ? $"absent: {baseline}" : baseline, groups, options, text);
    }
}
