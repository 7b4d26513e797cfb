using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Prover.Plonk;

/// <summary>Whether the programs of a key read what its shape has, and nothing else.</summary>
internal static class ProgramFit
{
    /// <summary>Far above every allowed degree, and low enough to add.</summary>
    private const int DegreeCap = 1 << 16;

    /// <summary>The first fault, or null.</summary>
    internal static string? FindFault(CircuitShape shape, ExpressionProgram combined, ExpressionProgram publicTerms) =>
        FindCombinedFault(shape, combined) ?? FindPublicFault(shape, publicTerms, ReadsBalance(combined));

    private static string? FindCombinedFault(CircuitShape shape, ExpressionProgram program)
    {
        if (program.Outputs.Count != 1)
        {
            return $"the combined constraint has {program.Outputs.Count} outputs, expected 1";
        }

        SortedSet<int> rotatedWitness = [];
        SortedSet<int> rotatedHelpers = [];
        foreach (Instruction step in program.Instructions)
        {
            int count = step.Opcode switch
            {
                Opcode.Column => ColumnCount(shape, step.ColumnKind),
                Opcode.PublicScalar => shape.PublicScalarCount,
                _ => int.MaxValue,
            };
            if (step.A >= count)
            {
                return $"the combined constraint reads {step.Opcode} {step.A} of {count}";
            }

            if (step.Opcode == Opcode.Column && step.Rotation == 1)
            {
                _ = (step.ColumnKind == ColumnKind.Witness ? rotatedWitness : rotatedHelpers).Add(step.A);
            }
        }

        if (!rotatedWitness.SequenceEqual(shape.RotatedWitness) || !rotatedHelpers.SequenceEqual(shape.RotatedHelpers))
        {
            return "the rotated columns are not those that the combined constraint reads on the next row";
        }

        (int degree, int extra) = Degree(program);
        return degree != shape.Degree ? $"the degree of the combined constraint is {degree}, expected {shape.Degree}"
            : extra > 1 ? $"the combined constraint multiplies {extra} times by ExceptLastRow, expected at most once"
            : null;
    }

    private static string? FindPublicFault(CircuitShape shape, ExpressionProgram program, bool readsBalance)
    {
        if (program.Outputs.Count % 2 != 0)
        {
            return $"the terms of the public inputs have {program.Outputs.Count} outputs, expected numerators and denominators in pairs";
        }

        if (program.Outputs.Count > 0 && !readsBalance)
        {
            return "there are terms of the public inputs, but no constraint reads their sum";
        }

        foreach (Instruction step in program.Instructions)
        {
            bool isKnown = step.Opcode switch
            {
                Opcode.Column => false,
                Opcode.PublicScalar => step.A < shape.PublicScalarCount,
                Opcode.Symbol => (Symbol)step.A is Symbol.Beta or Symbol.Gamma,
                _ => true,
            };
            if (!isKnown)
            {
                return $"the terms of the public inputs read {step.Opcode} {step.A}, which is not known before the helper columns";
            }
        }

        return null;
    }

    private static bool ReadsBalance(ExpressionProgram program) =>
        program.Instructions.Any(step => step.Opcode == Opcode.Symbol && (Symbol)step.A == Symbol.BusBalance);

    private static int ColumnCount(CircuitShape shape, ColumnKind kind) => kind switch
    {
        ColumnKind.Fixed => shape.FixedCount,
        ColumnKind.Table => shape.TablePeriods.Count,
        ColumnKind.Witness => shape.WitnessCount,
        ColumnKind.Instance => shape.InstanceCount,
        ColumnKind.Counter => shape.CounterCount,
        _ => shape.HelperCount,
    };

    /// <summary>The degree of the output in units of n, and how often <see cref="Symbol.ExceptLastRow"/> adds 1 to it at most.</summary>
    private static (int Degree, int Extra) Degree(ExpressionProgram program)
    {
        (int Degree, int Extra)[] values = new (int, int)[program.Instructions.Count];
        for (int i = 0; i < values.Length; i++)
        {
            Instruction step = program.Instructions[i];
            values[i] = step.Opcode switch
            {
                Opcode.Column => (1, 0),
                Opcode.Symbol => (
                    (Symbol)step.A is Symbol.FirstRow or Symbol.LastRow ? 1 : 0,
                    (Symbol)step.A == Symbol.ExceptLastRow ? 1 : 0),
                Opcode.Add or Opcode.Subtract =>
                    (Math.Max(values[step.A].Degree, values[step.B].Degree), Math.Max(values[step.A].Extra, values[step.B].Extra)),
                Opcode.Multiply => (
                    Math.Min(DegreeCap, values[step.A].Degree + values[step.B].Degree),
                    Math.Min(DegreeCap, values[step.A].Extra + values[step.B].Extra)),
                _ => (0, 0),
            };
        }

        return values[program.Outputs[0]];
    }
}
