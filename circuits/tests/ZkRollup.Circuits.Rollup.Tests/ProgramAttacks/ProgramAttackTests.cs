using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.WorkingTree;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>
/// Every program under attack at steps of the streams. ZKROLLUP_ATTACK_POINTS asks for more steps of each, ZKROLLUP_ATTACK_PROGRAM for one
/// program alone, which is then reported in full.
/// </summary>
public sealed class ProgramAttackTests(ITestOutputHelper output)
{
    private const string PointsVariable = "ZKROLLUP_ATTACK_POINTS";
    private const string ProgramVariable = "ZKROLLUP_ATTACK_PROGRAM";
    private const string WriteSwitch = "ZKROLLUP_WRITE_BASELINES";
    private const int PointsDefault = 28;

    /// <summary>Lines whose deletion no lie made use of, with the lines that always failed too: why they are not missed.</summary>
    private static readonly string ListPath = SourceTree.PathOf("circuits", "baselines", "unneeded-lines.txt");

    [OnRequestFact("ZKROLLUP_ATTACK_PROGRAMS", "its findings are not all settled, and it takes minutes")]
    public void Programs_EveryLieAndDeletion_IsNoticedOrListed()
    {
        string? only = Environment.GetEnvironmentVariable(ProgramVariable);
        int points = int.Parse(Environment.GetEnvironmentVariable(PointsVariable) ?? $"{PointsDefault}", CultureInfo.InvariantCulture);
        StepProgram[] programs = [.. ProgramSet.All.Where(program => string.IsNullOrEmpty(only) || program.Name == only)];
        ConcurrentDictionary<StepProgram, AttackReport> reports = new(ReferenceEqualityComparer.Instance);
        RecordedSteps steps = RecordedSteps.Instance;
        long start = Stopwatch.GetTimestamp();
        output.WriteLine($"streams: {Stopwatch.GetElapsedTime(start)}");
        Parallel.ForEach(programs.Where(program => steps.StepsOf(program).Count > 0), new ParallelOptions { MaxDegreeOfParallelism = 2 }, program =>
        {
            long began = Stopwatch.GetTimestamp();
            File.AppendAllText("/tmp/begun.log", program.Name + "\n");
            CompiledProgram compiled = new(program);
            AttackPoint[] recorded = [.. steps.StepsOf(program).Select(step => AttackPoint.Of(compiled, step.Chain, step.Step))];
            reports[program] = ProgramAttack.Run(compiled, Derivation.Extend(recorded, points), Choices.Includes);
            File.AppendAllText("/tmp/attack.log", $"{Stopwatch.GetElapsedTime(began)} {reports[program]}");
        });
        output.WriteLine($"{reports.Values.Sum(report => report.Runs)} runs in {Stopwatch.GetElapsedTime(start)}");
        foreach (StepProgram program in programs)
        {
            output.WriteLine(reports.TryGetValue(program, out AttackReport? report) ? report.ToString() : $"no step of {program.Name}");
        }

        Assert.Empty(reports.Values.SelectMany(report => report.Unsound.Select(text => $"{report.Program.Name}: {text}")));
        if (string.IsNullOrEmpty(only))
        {
            RequireListed(string.Concat(programs.Select(program => Entry(program, reports.GetValueOrDefault(program)))), points);
        }
    }

    private static string Entry(StepProgram program, AttackReport? report)
    {
        StringBuilder text = new();
        string found = report is null ? "no step in the streams" : $"{report.Open.Count} not missed";
        text.Append(CultureInfo.InvariantCulture, $"{program.Name}: {program.Written.Count(line => line is not null)} lines, {found}\n");
        IEnumerable<IGrouping<string, string>> groups = (report?.Open.ToArray() ?? [])
            .Select(row => $"{program.Labels[row]} ({program.Written[row]!.Kind}): {report!.CompanionsOf(row)}")
            .GroupBy(line => line);
        foreach (IGrouping<string, string> group in groups.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {group.Count()} × {group.Key}\n");
        }

        return text.ToString();
    }

    private static void RequireListed(string found, int points)
    {
        if (Environment.GetEnvironmentVariable(WriteSwitch) == "1")
        {
            File.WriteAllText(ListPath, found);
        }

        string[] listed = File.ReadAllLines(ListPath);
        string[] lines = found.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> difference = lines.Except(listed).Select(line => $"+ {line}");
        if (points == PointsDefault)
        {
            difference = difference.Concat(listed.Except(lines).Select(line => $"- {line}"));
        }

        string text = string.Join('\n', difference);
        Assert.True(text.Length == 0, $"{ListPath} differs; {WriteSwitch}=1 writes it, and the commit says why.\n{text}");
    }
}
