using System.CommandLine;
using ZkRollup.Bench.Harness;
using ZkRollup.Circuits.Rollup;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.WorkingTree;

namespace ZkRollup.Bench.Rollup;

/// <summary>The command <c>rollup</c>: proves full batches of the engine and says what they cost.</summary>
internal static class RollupCommand
{
    private static readonly int[] SlotsFull = [128, 256, 512, 1_024];

    /// <summary>Its options and its action.</summary>
    internal static System.CommandLine.Command Create()
    {
        Option<int[]> slots = new("--slots")
        {
            Description = "numbers of slots T, powers of two; 128, 256, 512 and 1024 if absent",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<int> repeat = new("--repeat") { Description = "proofs of each T; the fastest counts", DefaultValueFactory = _ => 4 };
        Option<bool> quick = new("--quick") { Description = "one proof of the smallest T, to see that it works; no goal is judged" };
        Option<bool> strict = new("--strict") { Description = "exit code 2 if a goal is missed or cannot be measured" };
        Option<FileInfo?> output = new("--out") { Description = "file for the figures, as JSON" };
        System.CommandLine.Command command = new("rollup", "batches of the exchange, planned, filled in and proven")
        {
            slots, repeat, quick, strict, output,
        };
        command.SetAction(arguments => Run(
            arguments.GetValue(slots) is { Length: > 0 } given ? given : SlotsFull,
            Math.Max(1, arguments.GetValue(repeat)),
            new(arguments.GetValue(quick), arguments.GetValue(strict), Output: arguments.GetValue(output)),
            Console.Out));
        return command;
    }

    /// <summary>Measures and returns the exit code.</summary>
    /// <param name="slots">Each T.</param>
    /// <param name="repeat">Proofs of each.</param>
    /// <param name="options">What to do with the figures; a quick run takes the smallest T that the circuit allows instead.</param>
    /// <param name="text">Receives the figures.</param>
    internal static int Run(IReadOnlyList<int> slots, int repeat, RunOptions options, TextWriter text)
    {
        DateTime date = DateTime.UtcNow;
        double? load = Machine.ReadLoad();
        RollupCircuit circuit = new(RollupSizes.Standard);
        int[] sizes = options.IsQuick ? [circuit.Built.Circuit.SlotsMin] : [.. slots.Distinct().Order()];
        List<(BatchInput Batch, int Slots)> batches = [.. sizes.Select(size => (RollupWorkload.MakeBatch(size), size))];
        RollupCost cost = RollupCost.Of(circuit);
        text.WriteLine(cost);
        IReadOnlyList<KindUse> kinds = RollupWorkload.CountSlots(batches[^1].Batch, circuit.Sizes.LimitsFor(sizes[^1]));
        List<RollupRow> rows = RollupRun.MeasureAll(
            circuit, batches, options.IsQuick ? 1 : RollupRun.Packing, options.IsQuick ? 1 : repeat, text);
        IReadOnlyList<RollupGoal> goals = RollupGoal.Judge(rows, cost, options.IsQuick);
        RollupReport report = new(
            "rollup",
            date,
            options.IsQuick,
            Machine.Read(SourceTree.Root),
            Environment.ProcessorCount,
            load,
            Machine.ReadLoad(),
            RollupWorkload.Seed,
            RollupWorkload.Traders,
            cost,
            kinds,
            rows,
            goals);
        report.WriteTo(text);
        if (options.Output is not null)
        {
            options.Output.Directory?.Create();
            File.WriteAllText(options.Output.FullName, report.ToJson());
        }

        return options.IsStrict && goals.Any(goal => goal.IsReached != true) ? BenchmarkCommand.GoalMissed : 0;
    }
}
