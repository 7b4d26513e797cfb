using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>Checks the lines of a program against the results of a slot, as the circuit does, whatever computed them.</summary>
internal static class LineCheck
{
    /// <summary>Labels of the lines that no limbs can satisfy, in the order of rows.</summary>
    /// <param name="step">The step.</param>
    /// <param name="before">The results of the slot before; null if there is none, which no line may then read.</param>
    internal static IReadOnlyList<string> Failures(StepResult step, IReadOnlyList<Fr>? before)
    {
        List<string> failures = [];
        for (int row = 0; row < MachineShape.Rows; row++)
        {
            if (!Holds(step.Program.Lines[row], row, step.Results, before))
            {
                failures.Add(step.Program.Labels[row]);
            }
        }

        return failures;
    }

    private static bool Holds(in ProgramLine line, int row, Fr[] results, IReadOnlyList<Fr>? before)
    {
        if (before is null && (line.A < 0 || line.B < 0 || line.C < 0))
        {
            return false;
        }

        Fr a = At(line.A);
        Fr b = At(line.B);
        Fr c = At(line.C);
        Fr own = results[row];
        Fr value = (a * ((line.Qm * b) + (line.Qn * c))) + (line.Qa * a) + (line.Qb * b) + (line.Qc * c) + line.K + (line.Qw * own);
        if (line.Qr.IsZero)
        {
            return value.IsZero;
        }

        return FieldNumber.IsBelow(value, MachineShape.RangeBits) && (line.Qw.IsZero || own.IsZero || own == Fr.One);

        Fr At(int operand) => operand < 0 ? before![MachineShape.Rows + operand] : results[operand];
    }
}
