using System.Numerics;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>The formula of a line: a·(qm·b + qn·c) + qa·a + qb·b + qc·c + k. Operands that are null are not used.</summary>
internal sealed class LineForm
{
    private readonly Register?[] _operands = new Register?[3];
    private readonly BigInteger[] _linear = new BigInteger[3];
    private FieldForm? _field;

    internal BigInteger Qm { get; private set; }

    internal BigInteger Qn { get; private set; }

    internal BigInteger K { get; private set; }

    internal Register? A => _operands[0];

    internal Register? B => _operands[1];

    internal Register? C => _operands[2];

    internal BigInteger Qa => _linear[0];

    internal BigInteger Qb => _linear[1];

    internal BigInteger Qc => _linear[2];

    /// <summary>The same in the field, made when a run first asks.</summary>
    internal FieldForm Field => _field ??= new(this);

    internal static LineForm Of(BigInteger constant, IReadOnlyList<Value.Term> terms)
    {
        LineForm form = new() { K = constant };
        foreach (Value.Term term in terms)
        {
            form.Add(term);
        }

        return form;
    }

    /// <summary>factor·left·right + rest: left has one result, right one or two, and all together have at most three.</summary>
    internal static LineForm Of(BigInteger factor, Value left, Value right, BigInteger constant, IReadOnlyList<Value.Term> rest)
    {
        (Register x, BigInteger alpha) = (left.Terms[0].Register, left.Terms[0].Coefficient * factor);
        BigInteger beta = left.Constant * factor;
        LineForm form = new() { K = constant + (beta * right.Constant) };
        form._operands[0] = x;
        foreach (Value.Term term in right.Terms)
        {
            int at = form._operands[1] is null ? 1 : 2;
            form._operands[at] = term.Register;
            form._linear[at] += beta * term.Coefficient;
            if (at == 1)
            {
                form.Qm = alpha * term.Coefficient;
            }
            else
            {
                form.Qn = alpha * term.Coefficient;
            }
        }

        form._linear[0] += alpha * right.Constant;
        foreach (Value.Term term in rest)
        {
            form.Add(term);
        }

        return form;
    }

    private void Add(Value.Term term)
    {
        int at = Array.IndexOf(_operands, term.Register);
        if (at < 0)
        {
            at = Array.IndexOf(_operands, null);
        }

        _operands[at] = term.Register;
        _linear[at] += term.Coefficient;
    }
}
