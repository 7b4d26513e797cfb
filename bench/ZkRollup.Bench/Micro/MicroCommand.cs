using System.CommandLine;
using ZkRollup.Bench.Baselines;
using ZkRollup.Bench.Harness;
using ZkRollup.WorkingTree;

namespace ZkRollup.Bench.Micro;

/// <summary>What a run of the micro benchmarks is to do.</summary>
/// <param name="IsQuick">Small inputs and few rounds; goals are not judged.</param>
/// <param name="IsStrict">A goal that is missed or could not be measured is an error.</param>
/// <param name="Filter">Only groups whose name contains this.</param>
/// <param name="Output">File for the figures; none are stored if null.</param>
internal sealed record MicroOptions(bool IsQuick, bool IsStrict = false, string Filter = "", FileInfo? Output = null);

/// <summary>The command <c>micro</c>: measures, prints, judges, stores.</summary>
internal static class MicroCommand
{
    /// <summary>Exit code when no group matches the filter.</summary>
    internal const int NothingMatches = 1;

    /// <summary>Exit code when a goal is missed in a strict run.</summary>
    internal const int GoalMissed = 2;

    /// <summary>Its options and its action.</summary>
    internal static System.CommandLine.Command Create()
    {
        Option<bool> quick = new("--quick") { Description = "small inputs and few rounds, to see that everything runs" };
        Option<bool> strict = new("--strict") { Description = "exit code 2 if a goal is missed or cannot be measured" };
        Option<string?> filter = new("--filter") { Description = "only groups whose name contains this" };
        Option<FileInfo?> output = new("--out") { Description = "file for the figures, as JSON" };
        System.CommandLine.Command command = new("micro", "single operations, each beside its baseline and its goal")
        {
            quick,
            strict,
            filter,
            output,
        };
        command.Validators.Add(arguments =>
        {
            if (arguments.GetValue(quick) && arguments.GetValue(strict))
            {
                arguments.AddError("A quick run judges no goals: --quick and --strict exclude each other.");
            }
        });
        command.SetAction(arguments => Run(
            new MicroOptions(
                arguments.GetValue(quick),
                arguments.GetValue(strict),
                arguments.GetValue(filter) ?? string.Empty,
                arguments.GetValue(output)),
            Console.Out));
        return command;
    }

    /// <summary>Runs the benchmarks and returns the exit code.</summary>
    internal static int Run(MicroOptions options, TextWriter text)
    {
        string repository = SourceTree.Root;
        _ = Blst.TryLoad(repository, out Blst? blst, out string baseline);
        DateTime date = DateTime.UtcNow;
        double? load = Machine.ReadLoad();
        Machine machine = Machine.Read(repository);
        string avx512 = machine.Avx512 ? "on" : "off";
        text.WriteLine($"{machine.Processor}, {machine.Cores} cores, {machine.Runtime}, AVX-512 {avx512}, load {load}");
        text.WriteLine(blst is null ? $"baseline absent: {baseline}" : $"baseline: {baseline}");
        BenchmarkContext context = new(options.IsQuick, blst);
        Effort effort = options.IsQuick ? Effort.Quick : Effort.Full;
        List<GroupResult> results = [];
        foreach (BenchmarkGroup group in MicroBenchmarks.Sources.SelectMany(source => source.Groups(context)))
        {
            if (group.Name.Contains(options.Filter, StringComparison.OrdinalIgnoreCase))
            {
                results.Add(Measurement.Run(group, effort));
                text.WriteLine(Report.Format(results[^1]));
            }
        }

        text.WriteLine($"\n{Report.FormatGoals(results)}");
        if (options.Output is not null)
        {
            options.Output.Directory?.Create();
            string reference = blst is null ? $"absent: {baseline}" : baseline;
            Report report = new("micro", date, options.IsQuick, machine, load, Machine.ReadLoad(), reference, results);
            File.WriteAllText(options.Output.FullName, report.ToJson());
        }

        return ExitCode(results, options.IsStrict);
    }

    /// <summary>0, or what is wrong with the results.</summary>
    internal static int ExitCode(IReadOnlyCollection<GroupResult> results, bool isStrict)
    {
        if (results.Count == 0)
        {
            return NothingMatches;
        }

        bool isMissed = results.SelectMany(group => group.Goals).Any(goal => goal.IsReached != true);
        return isStrict && isMissed ? GoalMissed : 0;
    }
}
