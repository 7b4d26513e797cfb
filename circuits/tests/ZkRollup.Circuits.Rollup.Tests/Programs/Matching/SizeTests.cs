using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Matching;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Matching;

public sealed class SizeTests(ITestOutputHelper output)
{
    [Fact]
    public void MatchingPrograms_All_FitASlot()
    {
        foreach (StepProgram program in MatchingPrograms.All)
        {
            int lines = program.Labels.Count(label => label.Length > 0);
            int results = program.ResultRegisters.Count(register => register >= 0);
            output.WriteLine($"{program.Name}: {lines} lines, {results} results of {MachineShape.Rows}");
            Assert.True(lines <= MachineShape.Rows);
        }
    }
}
