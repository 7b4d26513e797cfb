using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Circuits.Rollup.Programs.Queue;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>
/// Programs under attack at valid steps: no lie passes that changes what a step does, and each line is missed if it is deleted, or listed
/// with the reason why not. ZKROLLUP_ATTACK_PROGRAMS=1 runs all programs and reports them in full, ZKROLLUP_ATTACK_PROGRAM names some of
/// them alone, with semicolons between. The list: <see cref="UnneededLines"/>.
/// </summary>
public sealed class ProgramAttackTests(ITestOutputHelper output)
{
    private const string AllVariable = "ZKROLLUP_ATTACK_PROGRAMS";
    private const string ProgramVariable = "ZKROLLUP_ATTACK_PROGRAM";
    private const string SeedVariable = "ZKROLLUP_ATTACK_SEED";
    private const int Points = 28;
    private const int Threads = 2;
    private const int ProgramsOfASeed = 3;

    /// <summary>Programs that take longest, most of them for their scans.</summary>
    private static readonly HashSet<string> Slow =
    [
        "withdrawable", "RemoveOrder, margin", "Fill", "LastFill", "FillOfLiquidation", "LastFillOfLiquidation", "MakerLacksMargin",
        "MakerLacksMargin in liquidation", "MarginEnds", "Liquidate, insurance", "Liquidate, end", "Deleverage",
    ];

    /// <summary>Programs that nothing recorded takes; tests of their family lie about them.</summary>
    private static readonly HashSet<string> NotRecorded = ["No debt, held", "ForcedClose, insurance last"];

    [OnRequestFact(AllVariable, "it takes minutes; one family and three more programs are always attacked")]
    public void Programs_All_NoticeEveryLieAndDeletion()
    {
        string? only = Environment.GetEnvironmentVariable(ProgramVariable);
        StepProgram[] programs =
        [
            .. ProgramSet.All.Where(program => string.IsNullOrEmpty(only) || only.Split(';').Contains(program.Name)),
        ];
        AttackReport[] reports = Attack(programs);
        foreach (AttackReport report in reports)
        {
            output.WriteLine(report.ToString());
        }

        UnneededLines.Require(reports, isComplete: string.IsNullOrEmpty(only));
    }

    [Fact]
    public void Programs_OfTheQueue_NoticeEveryLieAndDeletion() => UnneededLines.Require(Attack([.. QueuePrograms.All]), isComplete: false);

    [Fact]
    public void Programs_OfASeed_NoticeEveryLieAndDeletion()
    {
        ulong seed = ulong.Parse(Environment.GetEnvironmentVariable(SeedVariable) ?? "1", CultureInfo.InvariantCulture);
        output.WriteLine($"seed {seed}");
        SeededGenerator random = new(seed);
        List<StepProgram> programs = [.. ProgramSet.All.Except(QueuePrograms.All).Where(program => !Slow.Contains(program.Name))];
        StepProgram[] taken = new StepProgram[ProgramsOfASeed];
        for (int i = 0; i < taken.Length; i++)
        {
            int place = (int)random.Below(programs.Count);
            taken[i] = programs[place];
            programs.RemoveAt(place);
        }

        UnneededLines.Require(Attack(taken), isComplete: false);
    }

    /// <summary>Attacks programs, each at recorded steps, and demands that no lie passes.</summary>
    private AttackReport[] Attack(IReadOnlyList<StepProgram> programs)
    {
        RecordedSteps steps = RecordedSteps.Instance;
        programs = [.. programs.Where(program => !NotRecorded.Contains(program.Name))];
        long start = Stopwatch.GetTimestamp();
        ConcurrentDictionary<StepProgram, AttackReport> reports = new(ReferenceEqualityComparer.Instance);
        Parallel.ForEach(programs, new ParallelOptions { MaxDegreeOfParallelism = Threads }, program =>
        {
            CompiledProgram compiled = new(program);
            AttackPoint[] recorded = [.. steps.StepsOf(program).Select(step => AttackPoint.Of(compiled, step.Chain, step.Step))];
            IReadOnlyList<AttackPoint> points = Derivation.Extend(recorded, Points);
            reports[program] = ProgramAttack.Run(compiled, points, input => Choices.Includes(program.Name, input));
        });
        AttackReport[] inOrder = [.. programs.Select(program => reports[program])];
        output.WriteLine(
            $"{inOrder.Length} programs, {inOrder.Sum(report => report.Points)} steps, {inOrder.Sum(report => report.Runs)} runs, "
            + $"{inOrder.Sum(report => report.Lines)} lines deleted, {inOrder.Sum(report => report.Open.Count)} not missed, "
            + $"in {Stopwatch.GetElapsedTime(start)}");
        Assert.All(
            inOrder, report => Assert.True(report.Points > 0 && report.Runs > report.Lines, $"{report.Program.Name} was not attacked"));
        Assert.Empty(inOrder.SelectMany(report => report.Unsound.Select(text => $"{report.Program.Name}: {text}")));
        return inOrder;
    }
}
