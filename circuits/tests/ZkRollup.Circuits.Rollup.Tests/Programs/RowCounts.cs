using System.Globalization;
using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;

namespace ZkRollup.Circuits.Rollup.Tests.Programs;

public sealed class RowCounts(ITestOutputHelper output)
{
    [Fact]
    public void Programs_All_FitASlot()
    {
        foreach (StepProgram program in ProgramSet.All)
        {
            int lines = program.Labels.Count(label => label.Length > 0);
            int limbs = program.Lines.Count(line => !line.Qr.IsZero);
            int results = program.ResultRegisters.Count(register => register >= 0);
            Assert.InRange(lines, 1, MachineShape.Rows);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{program.Name,-40} {lines,4} lines, {limbs,4} with limbs, {results,4} results"));
        }
    }
}
