using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Cpu.Columns;

/// <summary>Evaluates a program row by row, instruction by instruction.</summary>
internal sealed unsafe class ScalarRowProgram(ExpressionProgram program) : IRowProgram
{
    public int OutputCount => program.Outputs.Count;

    public void Evaluate(ProgramInputs inputs, int from, int count, Fr** outputs)
    {
        Fr[] values = new Fr[program.Instructions.Count];
        for (int row = from; row < from + count; row++)
        {
            for (int i = 0; i < values.Length; i++)
            {
                Instruction step = program.Instructions[i];
                switch (step.Opcode)
                {
                    case Opcode.Add:
                        Fr.Add(values[step.A], values[step.B], out values[i]);
                        break;
                    case Opcode.Subtract:
                        Fr.Subtract(values[step.A], values[step.B], out values[i]);
                        break;
                    case Opcode.Multiply:
                        Fr.Multiply(values[step.A], values[step.B], out values[i]);
                        break;
                    default:
                        values[i] = Leaf(inputs, step, row);
                        break;
                }
            }

            for (int output = 0; output < OutputCount; output++)
            {
                outputs[output][row - from] = values[program.Outputs[output]];
            }
        }
    }

    private Fr Leaf(ProgramInputs inputs, Instruction step, int row) => step.Opcode switch
    {
        Opcode.Constant => program.Constants[step.A],
        Opcode.PublicScalar => inputs.PublicScalar(step.A),
        Opcode.Column => inputs[step.ColumnKind][step.A][row, step.Rotation],
        Opcode.Symbol => (Symbol)step.A switch
        {
            Symbol.FirstRow => inputs.FirstRow[row, 0],
            Symbol.LastRow => inputs.FirstRow[row, 1],
            Symbol.ExceptLastRow => inputs.ExceptLastRow[row, 0],
            Symbol symbol => inputs.Uniform(symbol),
        },
        _ => throw new InvalidOperationException($"Unknown opcode {step.Opcode}."),
    };
}
