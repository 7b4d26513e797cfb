using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>The part of a program that is the same on every row: evaluated once, its values become factors and addends.</summary>
internal sealed class UniformProgram
{
    /// <summary>Largest magnitude of a constant that counts as a small integer.</summary>
    internal const int SmallMax = 8;

    private static readonly Dictionary<Fr, int> SmallIntegers =
        Enumerable.Range(-SmallMax, (2 * SmallMax) + 1).ToDictionary(value => Fr.FromInt64(value));

    private readonly List<Fr> _constants = [];
    private readonly List<Instruction> _steps = [];
    private readonly Dictionary<Instruction, int> _known = [];
    private readonly Dictionary<Fr, int> _knownConstants = [];

    /// <summary>Number of values.</summary>
    internal int Count => _steps.Count;

    /// <summary>The index of a constant.</summary>
    internal int Constant(Fr value)
    {
        if (!_knownConstants.TryGetValue(value, out int index))
        {
            index = _constants.Count;
            _constants.Add(value);
            _knownConstants.Add(value, index);
        }

        return Add(new(Opcode.Constant, index, 0));
    }

    /// <summary>The index of the value of a step whose operands are values of this program; equal steps have one value.</summary>
    internal int Add(Instruction step)
    {
        if (!_known.TryGetValue(step, out int index))
        {
            index = _steps.Count;
            _steps.Add(step);
            _known.Add(step, index);
        }

        return index;
    }

    /// <summary>The index of an existing value times a small integer.</summary>
    internal int Times(int value, int factor) =>
        factor == 1 ? value : Add(new(Opcode.Multiply, value, Constant(Fr.FromInt64(factor))));

    /// <summary>True if a value is a constant of at most <see cref="SmallMax"/> in magnitude.</summary>
    internal bool IsSmallInteger(int value, out int integer)
    {
        integer = 0;
        return _steps[value].Opcode == Opcode.Constant && SmallIntegers.TryGetValue(_constants[_steps[value].A], out integer);
    }

    /// <summary>All values.</summary>
    internal Fr[] Evaluate(IRowInputs inputs)
    {
        Fr[] values = new Fr[_steps.Count];
        for (int i = 0; i < values.Length; i++)
        {
            Instruction step = _steps[i];
            values[i] = step.Opcode switch
            {
                Opcode.Constant => _constants[step.A],
                Opcode.Symbol => inputs.Symbol((Symbol)step.A),
                Opcode.PublicScalar => inputs.PublicScalar(step.A),
                Opcode.Add => values[step.A] + values[step.B],
                Opcode.Subtract => values[step.A] - values[step.B],
                Opcode.Multiply => values[step.A] * values[step.B],
                _ => throw new InvalidOperationException($"The opcode {step.Opcode} is not uniform."),
            };
        }

        return values;
    }
}
