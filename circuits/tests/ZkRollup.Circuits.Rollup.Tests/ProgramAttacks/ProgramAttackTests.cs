using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Tests.Differential;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

public sealed class ProgramAttackTests(ITestOutputHelper output)
{
    [Fact]
    public void Debug()
    {
        PointSelection selection = new(16);
        ulong seed = 0;
        foreach (TrafficProfile profile in TrafficProfile.All)
        {
            WitnessStream stream = new(seed++, profile);
            stream.Follower.OnChain = selection.Add;
            output.WriteLine(stream.Run(4000) ?? "fine");
        }

        foreach (StepProgram program in ZkRollup.Circuits.Rollup.Programs.ProgramSet.All)
        {
            if (selection.StepsOf(program).Count == 0)
            {
                output.WriteLine($"NO STEPS of {program.Name}");
                continue;
            }

            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            CompiledProgram compiled = new(program);
            AttackPoint[] recorded = [.. selection.StepsOf(program).Select(step => AttackPoint.Of(compiled, step.Chain, step.Step))];
            IReadOnlyList<AttackPoint> points = Derivation.Extend(recorded, 40);
            output.WriteLine($"{recorded.Length} of {points.Count} points {System.Diagnostics.Stopwatch.GetElapsedTime(start)}");
            AttackReport report = ProgramAttack.Run(compiled, points, _ => false);
            output.WriteLine($"{System.Diagnostics.Stopwatch.GetElapsedTime(start)}");
            output.WriteLine(report.ToString());
            output.WriteLine(System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime.ToString());
        }
    }
}
