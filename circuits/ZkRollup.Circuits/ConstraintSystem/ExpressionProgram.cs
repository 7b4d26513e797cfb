using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>Expressions as one list of instructions without common parts: the form that is executed, serialised and translated.</summary>
/// <remarks>
/// Instruction i computes value i from earlier values. A value is uniform if it is the same on every row: constants, challenges, public
/// scalars, and what is computed from these alone.
/// </remarks>
public sealed class ExpressionProgram
{
    private readonly bool[] _isUniform;

    internal ExpressionProgram(IReadOnlyList<Fr> constants, IReadOnlyList<Instruction> instructions, IReadOnlyList<int> outputs)
    {
        Constants = constants;
        Instructions = instructions;
        Outputs = outputs;
        _isUniform = new bool[instructions.Count];
        for (int i = 0; i < instructions.Count; i++)
        {
            Instruction step = instructions[i];
            _isUniform[i] = step.Opcode switch
            {
                Opcode.Constant or Opcode.PublicScalar => true,
                Opcode.Symbol => (Symbol)step.A is Symbol.Beta or Symbol.Gamma or Symbol.Y or Symbol.BusBalance,
                Opcode.Column => false,
                _ => _isUniform[step.A] && _isUniform[step.B],
            };
        }
    }

    /// <summary>The constants that instructions name.</summary>
    public IReadOnlyList<Fr> Constants { get; }

    /// <summary>The steps in order.</summary>
    public IReadOnlyList<Instruction> Instructions { get; }

    /// <summary>Which values are the results, one for each expression.</summary>
    public IReadOnlyList<int> Outputs { get; }

    /// <summary>Products whose value differs from row to row: what evaluating the program costs.</summary>
    public int ProductCount =>
        Instructions.Where((step, i) => step.Opcode == Opcode.Multiply && !_isUniform[i]).Count();

    /// <summary>True if the value of an instruction is the same on every row.</summary>
    public bool IsUniform(int instruction) => _isUniform[instruction];

    /// <summary>The program of some expressions; parts that they share are computed once.</summary>
    /// <exception cref="ArgumentException">An expression still has cells or parameters.</exception>
    public static ExpressionProgram Compile(params IReadOnlyList<Expression> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        Compiler compiler = new();
        int[] outputs = [.. roots.Select(compiler.Emit)];
        return new(compiler.Constants, compiler.Instructions, outputs);
    }

    /// <summary>Evaluates the program once.</summary>
    /// <returns>One value for each expression.</returns>
    public Fr[] Evaluate(IExpressionInputs inputs)
    {
        Fr[] values = new Fr[Instructions.Count];
        EvaluateAll(inputs, values);
        return [.. Outputs.Select(output => values[output])];
    }

    /// <summary>Evaluates the program once into memory that the caller uses again.</summary>
    /// <param name="inputs">The variables.</param>
    /// <param name="values">One value for each instruction; the results are those that <see cref="Outputs"/> names.</param>
    public void EvaluateAll(IExpressionInputs inputs, Span<Fr> values)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Instructions.Count);
        for (int i = 0; i < values.Length; i++)
        {
            Instruction step = Instructions[i];
            values[i] = step.Opcode switch
            {
                Opcode.Constant => Constants[step.A],
                Opcode.Column => inputs.Column(step.ColumnKind, step.A, step.Rotation),
                Opcode.Symbol => inputs.Symbol((Symbol)step.A),
                Opcode.PublicScalar => inputs.PublicScalar(step.A),
                Opcode.Add => values[step.A] + values[step.B],
                Opcode.Subtract => values[step.A] - values[step.B],
                Opcode.Multiply => values[step.A] * values[step.B],
                _ => throw new InvalidOperationException($"Unknown opcode {step.Opcode}."),
            };
        }
    }

    private sealed class Compiler
    {
        private readonly Dictionary<UInt128, int> _values = [];
        private readonly Dictionary<Fr, int> _constants = [];

        internal List<Fr> Constants { get; } = [];

        internal List<Instruction> Instructions { get; } = [];

        /// <summary>Emits a node after its operands; an explicit stack, because circuits nest deeply.</summary>
        internal int Emit(Expression root)
        {
            Stack<(Expression Node, bool IsReady)> pending = new([(root, false)]);
            while (pending.TryPop(out (Expression Node, bool IsReady) entry))
            {
                (Expression node, bool isReady) = entry;
                if (_values.ContainsKey(node.Identity))
                {
                    continue;
                }

                if (node.Left is null || node.Right is null)
                {
                    Add(node, Leaf(node));
                }
                else if (isReady)
                {
                    Add(node, new(Operation(node.Kind), _values[node.Left.Identity], _values[node.Right.Identity]));
                }
                else
                {
                    pending.Push((node, true));
                    pending.Push((node.Right, false));
                    pending.Push((node.Left, false));
                }
            }

            return _values[root.Identity];
        }

        private static Opcode Operation(ExpressionKind kind) => kind switch
        {
            ExpressionKind.Sum => Opcode.Add,
            ExpressionKind.Difference => Opcode.Subtract,
            _ => Opcode.Multiply,
        };

        private void Add(Expression node, Instruction step)
        {
            _values.Add(node.Identity, Instructions.Count);
            Instructions.Add(step);
        }

        private Instruction Leaf(Expression node) => node.Kind switch
        {
            ExpressionKind.Constant => new(Opcode.Constant, ConstantIndex(node.Value), 0),
            ExpressionKind.Column => Instruction.Column(node.ColumnKind, node.Index, node.Rotation),
            ExpressionKind.Symbol => new(Opcode.Symbol, (int)node.Symbol, 0),
            ExpressionKind.PublicScalar => new(Opcode.PublicScalar, node.Index, 0),
            _ => throw new ArgumentException($"A {node.Kind} cannot be evaluated: the builder replaces it."),
        };

        private int ConstantIndex(in Fr value)
        {
            if (!_constants.TryGetValue(value, out int index))
            {
                index = Constants.Count;
                _constants.Add(value, index);
                Constants.Add(value);
            }

            return index;
        }
    }
}
