using System.CommandLine;
using ZkRollup.WorkingTree;

namespace ZkRollup.Bench.Harness;

/// <summary>What all commands have in common: their options, and to measure, print, judge and store.</summary>
internal static class BenchmarkCommand
{
    /// <summary>Exit code when no group matches the filter.</summary>
    internal const int NothingMatches = 1;

    /// <summary>Exit code when a goal is missed in a strict run.</summary>
    internal const int GoalMissed = 2;

    /// <summary>A command with the options of every run.</summary>
    internal static System.CommandLine.Command Create(string name, string description, Func<RunOptions, TextWriter, int> run)
    {
        Option<bool> quick = new("--quick") { Description = "small inputs and few rounds, to see that everything runs" };
        Option<bool> strict = new("--strict") { Description = "exit code 2 if a goal is missed or cannot be measured" };
        Option<string?> filter = new("--filter") { Description = "only groups whose name contains this" };
        Option<FileInfo?> output = new("--out") { Description = "file for the figures, as JSON" };
        System.CommandLine.Command command = new(name, description) { quick, strict, filter, output };
        command.Validators.Add(arguments =>
        {
            if (arguments.GetValue(quick) && arguments.GetValue(strict))
            {
                arguments.AddError("A quick run judges no goals: --quick and --strict exclude each other.");
            }
        });
        command.SetAction(arguments => run(
            new RunOptions(
                arguments.GetValue(quick),
                arguments.GetValue(strict),
                arguments.GetValue(filter) ?? string.Empty,
                arguments.GetValue(output)),
            Console.Out));
        return command;
    }

    /// <summary>Measures the groups that the options ask for and returns the exit code.</summary>
    /// <param name="kind">Name of the command.</param>
    /// <param name="baseline">What ratios are taken against, or why there is no such thing.</param>
    /// <param name="groups">All groups of the command.</param>
    /// <param name="options">What to do.</param>
    /// <param name="text">Receives the figures.</param>
    internal static int Run(string kind, string baseline, IEnumerable<IMeasured> groups, RunOptions options, TextWriter text)
    {
        string repository = SourceTree.Root;
        DateTime date = DateTime.UtcNow;
        double? load = Machine.ReadLoad();
        Machine machine = Machine.Read(repository);
        string avx512 = machine.Avx512 ? "on" : "off";
        text.WriteLine($"{machine.Processor}, {machine.Cores} cores, {machine.Runtime}, AVX-512 {avx512}, load {load}");
        text.WriteLine($"baseline: {baseline}");
        Effort effort = options.IsQuick ? Effort.Quick : Effort.Full;
        List<GroupResult> results = [];
        foreach (IMeasured group in groups)
        {
            if (group.Name.Contains(options.Filter, StringComparison.OrdinalIgnoreCase))
            {
                results.Add(group.Measure(effort));
                text.WriteLine(Report.Format(results[^1]));
            }
        }

        text.WriteLine($"\n{Report.FormatGoals(results)}");
        if (options.Output is not null)
        {
            options.Output.Directory?.Create();
            Report report = new(kind, date, options.IsQuick, machine, load, Machine.ReadLoad(), baseline, results);
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
