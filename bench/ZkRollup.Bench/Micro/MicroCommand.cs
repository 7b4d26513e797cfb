using System.CommandLine;
using ZkRollup.Bench.Baselines;
using ZkRollup.Bench.Harness;

namespace ZkRollup.Bench.Micro;

/// <summary>The command <c>micro</c>: measures, prints, stores.</summary>
internal static class MicroCommand
{
    /// <summary>Its options and its action.</summary>
    internal static System.CommandLine.Command Create()
    {
        Option<bool> quick = new("--quick") { Description = "small inputs and few rounds, to see that everything runs" };
        Option<string?> filter = new("--filter") { Description = "only groups whose name contains this" };
        Option<FileInfo?> output = new("--out") { Description = "file for the figures, as JSON" };
        System.CommandLine.Command command = new("micro", "single operations, each beside its baseline") { quick, filter, output };
        command.SetAction(arguments => Run(
            arguments.GetValue(quick),
            arguments.GetValue(filter) ?? string.Empty,
            arguments.GetValue(output),
            Console.Out));
        return command;
    }

    /// <summary>Runs the benchmarks and returns the exit code: 0, or 1 when no group matches.</summary>
    internal static int Run(bool isQuick, string filter, FileInfo? output, TextWriter text)
    {
        string repository = Repository.FindRoot(AppContext.BaseDirectory);
        _ = Blst.TryLoad(repository, out Blst? blst, out string baseline);
        DateTime date = DateTime.UtcNow;
        double? load = Machine.ReadLoad();
        Machine machine = Machine.Read(repository);
        string avx512 = machine.Avx512 ? "on" : "off";
        text.WriteLine($"{machine.Processor}, {machine.Cores} cores, {machine.Runtime}, AVX-512 {avx512}, load {load}");
        text.WriteLine(blst is null ? $"baseline absent: {baseline}" : $"baseline: {baseline}");
        BenchmarkContext context = new(isQuick, blst);
        Effort effort = isQuick ? Effort.Quick : Effort.Full;
        List<GroupResult> results = [];
        foreach (BenchmarkGroup group in MicroBenchmarks.Sources.SelectMany(source => source.Groups(context)))
        {
            if (group.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))
            {
                results.Add(Measurement.Run(group, effort));
                text.WriteLine(Report.Format(results[^1]));
            }
        }

        if (output is not null)
        {
            output.Directory?.Create();
            string reference = blst is null ? $"absent: {baseline}" : baseline;
            Report report = new("micro", date, isQuick, machine, load, Machine.ReadLoad(), reference, results);
            File.WriteAllText(output.FullName, report.ToJson());
        }

        return results.Count > 0 ? 0 : 1;
    }
}
