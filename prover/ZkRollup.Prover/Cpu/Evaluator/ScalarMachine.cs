using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>Evaluates a program row by row in the scalar field, where there are no accelerated lanes. One for each thread.</summary>
internal sealed unsafe class ScalarMachine
{
    private readonly Instruction[] _steps;
    private readonly int[] _rowSteps;
    private readonly Fr[] _values;

    internal ScalarMachine(ExpressionProgram program)
    {
        _steps = [.. program.Instructions];
        _rowSteps = [.. Enumerable.Range(0, _steps.Length).Where(i => !program.IsUniform(i))];
        _values = new Fr[_steps.Length];
    }

    /// <summary>Sets the values that are the same on every row.</summary>
    /// <param name="uniforms">Uniform values.</param>
    /// <param name="indices">For each instruction the index of its value, or −1.</param>
    internal void Begin(ReadOnlySpan<Fr> uniforms, IReadOnlyList<int> indices)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = indices[i] < 0 ? Fr.Zero : uniforms[indices[i]];
        }
    }

    /// <summary>Evaluates some rows.</summary>
    /// <param name="columns">The columns in the order of the instructions that read them.</param>
    /// <param name="outputs">Pointers to the first element of each output.</param>
    /// <param name="outputSteps">The instruction of each output; uniform ones too.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="endRow">The row after the last.</param>
    internal void Run(PinnedColumn* columns, nint* outputs, IReadOnlyList<int> outputSteps, long firstRow, long endRow)
    {
        for (long row = firstRow; row < endRow; row++)
        {
            int column = 0;
            foreach (int i in _rowSteps)
            {
                ref readonly Instruction step = ref _steps[i];
                switch (step.Opcode)
                {
                    case Opcode.Add:
                        Fr.Add(_values[step.A], _values[step.B], out _values[i]);
                        break;
                    case Opcode.Subtract:
                        Fr.Subtract(_values[step.A], _values[step.B], out _values[i]);
                        break;
                    case Opcode.Multiply:
                        Fr.Multiply(_values[step.A], _values[step.B], out _values[i]);
                        break;
                    default:
                        PinnedColumn source = columns[column++];
                        _values[i] = source.Values[(row + source.Rotation) % source.Length];
                        break;
                }
            }

            for (int output = 0; output < outputSteps.Count; output++)
            {
                ((Fr*)outputs[output])[row] = _values[outputSteps[output]];
            }
        }
    }
}
