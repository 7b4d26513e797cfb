using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Checking;

/// <summary>Evaluates one gate on all its rows.</summary>
internal static class GateChecker
{
    internal static List<CheckFailure> Check(
        Circuit circuit, Trace trace, PublicInputs publicInputs, Gate gate, CancellationToken cancellation)
    {
        List<CheckFailure> failures = [];
        ExpressionProgram program = ExpressionProgram.Compile(gate.Formula);
        Fr[] values = new Fr[program.Instructions.Count];
        RowInputs inputs = new(circuit, trace, publicInputs);
        foreach (int row in Rows(trace, gate))
        {
            cancellation.ThrowIfCancellationRequested();
            inputs.Row = row;
            program.EvaluateAll(inputs, values);
            Fr value = values[program.Outputs[0]];
            if (!value.IsZero)
            {
                (int slot, int rowInSlot) = Math.DivRem(row, trace.RowsPerSlot);
                failures.Add(new(gate.Label, slot, rowInSlot, Describe(circuit, program, inputs, value)));
            }
        }

        return failures;
    }

    private static IEnumerable<int> Rows(Trace trace, Gate gate)
    {
        switch (gate.Scope)
        {
            case GateScope.FirstRow:
                yield return 0;
                break;
            case GateScope.LastRow:
                yield return trace.Rows - 1;
                break;
            case GateScope.EveryRow:
                for (int row = 0; row < trace.Rows; row++)
                {
                    yield return row;
                }

                break;
            default:
                int slots = gate.Scope == GateScope.SlotBoundary ? trace.Slots - 1 : trace.Slots;
                for (int slot = 0; slot < slots; slot++)
                {
                    foreach (int row in gate.Rows)
                    {
                        yield return (slot * trace.RowsPerSlot) + row;
                    }
                }

                break;
        }
    }

    /// <summary>The value of the formula and of every column that it reads.</summary>
    private static string Describe(Circuit circuit, ExpressionProgram program, RowInputs inputs, Fr value)
    {
        IEnumerable<string> cells = program.Instructions
            .Where(step => step.Opcode == Opcode.Column)
            .Select(step =>
            {
                string name = step.ColumnKind switch
                {
                    ColumnKind.Fixed => circuit.Fixed[step.A].Name,
                    ColumnKind.Table => circuit.Tables[step.A].Name,
                    ColumnKind.Witness => circuit.Witness[step.A],
                    ColumnKind.Counter => "counter",
                    _ => $"instance {step.A}",
                };
                string next = step.Rotation == 1 ? " (next row)" : "";
                return $"{name}{next} = {ShortNumber.Of(inputs.Column(step.ColumnKind, step.A, step.Rotation))}";
            });
        return $"value {ShortNumber.Of(value)}; {string.Join(", ", cells)}";
    }
}
