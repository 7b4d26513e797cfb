using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>A program as operations for which there are kernels, uniform values apart.</summary>
/// <remarks>
/// Sums are collected until a product, a second use or an output needs their value: additions and small integer factors then cost one
/// pass over the terms. Products by uniform values stay terms of sums, where an integer factor goes into the uniform value and the
/// addition into the product.
/// </remarks>
internal sealed class RowGraph
{
    /// <summary>Terms of a sum: those that wait for it occupy registers.</summary>
    internal const int TermsMax = 8;

    /// <summary>Sum of the coefficients' magnitudes, which the bounds allow: see <see cref="LimbBounds"/>.</summary>
    internal const int WeightMax = 64;

    private readonly ExpressionProgram _program;
    private readonly List<RowNode> _nodes = [];
    private readonly List<ColumnReference> _columns = [];
    private readonly SumForm?[] _forms;
    private readonly int[] _uniforms;
    private readonly int[] _uses;

    internal RowGraph(ExpressionProgram program)
    {
        _program = program;
        int count = program.Instructions.Count;
        _forms = new SumForm?[count];
        _uniforms = new int[count];
        _uses = new int[count];
        CountUses();
        for (int i = 0; i < count; i++)
        {
            _uniforms[i] = program.IsUniform(i) ? AddUniform(program.Instructions[i]) : -1;
            if (_uniforms[i] < 0)
            {
                _forms[i] = Form(program.Instructions[i]);
            }
        }

        Outputs = [.. program.Outputs.Select(output => _uniforms[output] < 0 ? (Value(output), -1) : (-1, _uniforms[output]))];
    }

    /// <summary>Uniform values.</summary>
    internal UniformProgram Uniforms { get; } = new();

    /// <summary>For each instruction of the program the index of its uniform value, or −1.</summary>
    internal IReadOnlyList<int> UniformIndices => _uniforms;

    /// <summary>Operations, operands before users.</summary>
    internal IReadOnlyList<RowNode> Nodes => _nodes;

    /// <summary>The variables that differ from row to row.</summary>
    internal IReadOnlyList<ColumnReference> Columns => _columns;

    /// <summary>For each output a node, or a uniform value; the other is −1.</summary>
    internal IReadOnlyList<(int Node, int Uniform)> Outputs { get; }

    private void CountUses()
    {
        foreach (Instruction step in _program.Instructions)
        {
            if (step.Opcode is Opcode.Add or Opcode.Subtract or Opcode.Multiply)
            {
                _uses[step.A]++;
                _uses[step.B]++;
            }
        }

        foreach (int output in _program.Outputs)
        {
            _uses[output]++;
        }
    }

    private int AddUniform(Instruction step) => step.Opcode switch
    {
        Opcode.Constant => Uniforms.Constant(_program.Constants[step.A]),
        Opcode.Symbol or Opcode.PublicScalar => Uniforms.Add(step),
        _ => Uniforms.Add(new(step.Opcode, _uniforms[step.A], _uniforms[step.B])),
    };

    private SumForm Form(Instruction step)
    {
        switch (step.Opcode)
        {
            case Opcode.Column or Opcode.Symbol:
                _columns.Add(ColumnReference.Of(step));
                return SumForm.Of(Add(new() { Kind = RowNodeKind.Column, A = _columns.Count - 1 }));
            case Opcode.Add or Opcode.Subtract:
                return Sum(step);
            default:
                return _uniforms[step.A] >= 0 ? Scaled(step.B, _uniforms[step.A])
                    : _uniforms[step.B] >= 0 ? Scaled(step.A, _uniforms[step.B])
                    : Product(step.A, step.B);
        }
    }

    private SumForm Sum(Instruction step)
    {
        SumForm a = Operand(step.A);
        SumForm b = Operand(step.B);
        while (a.Terms.Count + b.Terms.Count > TermsMax || a.Weight + b.Weight > WeightMax)
        {
            if (a.IsNode || (!b.IsNode && b.Weight > a.Weight))
            {
                b = SumForm.Of(Emit(b));
            }
            else
            {
                a = SumForm.Of(Emit(a));
            }
        }

        return a.Plus(step.Opcode == Opcode.Add ? b : b.Times(-1, Uniforms), Uniforms);
    }

    private SumForm Scaled(int value, int factor)
    {
        SumForm form = Operand(value);
        if (Uniforms.IsSmallInteger(factor, out int small))
        {
            bool isHeavy = form.Weight * Math.Abs(small) > WeightMax;
            return (isHeavy ? SumForm.Of(Emit(form)) : form).Times(small, Uniforms);
        }

        if (form.Terms.Count == 0)
        {
            return form.Uniform < 0 ? form : form with { Uniform = Uniforms.Add(new(Opcode.Multiply, form.Uniform, factor)) };
        }

        if (form.Terms.Count > 1 || form.Uniform >= 0)
        {
            return new([new(Emit(form), 1, factor)], -1);
        }

        SumTerm term = form.Terms[0];
        int whole = term.Factor < 0
            ? Uniforms.Times(factor, term.Coefficient)
            : Uniforms.Add(new(Opcode.Multiply, term.Factor, factor));
        return new([new(term.Node, 1, whole)], -1);
    }

    private SumForm Product(int left, int right)
    {
        SumTerm a = Plain(left);
        SumTerm b = Plain(right);
        if (Math.Abs(a.Coefficient * b.Coefficient) > UniformProgram.SmallMax)
        {
            a = new(Value(left), 1, -1);
            b = new(Value(right), 1, -1);
        }

        return SumForm.Of(
            Add(new() { Kind = RowNodeKind.Product, A = a.Node, B = b.Node }),
            a.Coefficient * b.Coefficient);
    }

    /// <summary>The form of an operand; what is used more than once is computed once.</summary>
    private SumForm Operand(int value)
    {
        if (_uniforms[value] >= 0)
        {
            bool isZero = Uniforms.IsSmallInteger(_uniforms[value], out int integer) && integer == 0;
            return new([], isZero ? -1 : _uniforms[value]);
        }

        SumForm form = _forms[value]!;
        return _uses[value] == 1 || form.IsPlain ? form : SumForm.Of(Value(value));
    }

    /// <summary>A value as one node times a small integer.</summary>
    private SumTerm Plain(int value) => _forms[value]!.IsPlain ? _forms[value]!.Terms[0] : new(Value(value), 1, -1);

    /// <summary>A value as one node.</summary>
    private int Value(int value)
    {
        int node = Emit(_forms[value]!);
        _forms[value] = SumForm.Of(node);
        return node;
    }

    private int Emit(SumForm form)
    {
        SumTerm[] plain = [.. form.Terms.Where(term => term.Factor < 0)];
        SumTerm[] scaled = [.. form.Terms.Where(term => term.Factor >= 0)];
        int node = -1;
        if (plain is [{ Coefficient: 1 }] && form.Uniform < 0)
        {
            node = plain[0].Node;
        }
        else if (plain.Length > 0 || form.Uniform >= 0 || scaled.Length == 0)
        {
            node = Add(new() { Kind = RowNodeKind.Sum, Terms = plain, Uniform = form.Uniform });
        }

        foreach (SumTerm term in scaled)
        {
            node = Add(new()
            {
                Kind = node < 0 ? RowNodeKind.Scale : RowNodeKind.ScaleAdd,
                A = term.Node,
                B = node,
                Uniform = term.Factor,
            });
        }

        return node;
    }

    private int Add(RowNode node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }
}
