using System.Numerics;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Cpu.Columns;
using ZkRollup.Prover.Cpu.Opening;

namespace ZkRollup.Prover.Cpu.Quotient;

/// <summary>The columns at the sixteen points u·ω_16^i, from which the few coefficients above (D − 1)·n follow.</summary>
/// <remarks>
/// A column is first reduced modulo X^16 − u^16, one product a coefficient: far cheaper than a transform. Columns that are read on the
/// next row are reduced a second time, for the points ω·u·ω_16^i. u generates the multiplicative group, so u^n is no root of unity of a
/// power of two.
/// </remarks>
internal sealed class OverflowPoints : IExpressionInputs
{
    /// <summary>Points.</summary>
    internal const int Count = 16;

    private readonly CpuWorkspace _workspace;
    private readonly ConstraintChallenges _challenges;
    private readonly Dictionary<(ColumnKind Kind, int Index, int Rotation), Fr[]> _values = [];
    private readonly Fr[] _selectorScales = new Fr[3];
    private int _point;

    /// <summary>Evaluates the columns that a program reads.</summary>
    internal OverflowPoints(CpuWorkspace workspace, ConstraintChallenges challenges, ExpressionProgram program)
    {
        _workspace = workspace;
        _challenges = challenges;
        int rows = workspace.Key.Rows;
        Shift = Fr.MultiplicativeGenerator;
        Power = Fr.PowVarTime(Shift, [(ulong)rows]);
        Fr omega = workspace.Key.Domain.Root;
        Points = PointsFrom(Shift);
        Fr[] next = PointsFrom(Shift * omega);
        (ColumnKind Kind, int Index, int Rotation)[] columns = [.. program.Instructions
            .Where(step => step.Opcode == Opcode.Column)
            .Select(step => (step.ColumnKind, step.A, step.Rotation))
            .Distinct()];
        Fr[][] values = new Fr[columns.Length][];
        Parallel.For(0, columns.Length, workspace.Workers.Options, i =>
        {
            (ColumnKind kind, int index, int rotation) = columns[i];
            values[i] = kind is ColumnKind.Fixed or ColumnKind.Table
                ? EvaluatePeriodic(kind, index)
                : Evaluate(workspace.Columns(kind)[index], rotation == 0 ? Points : next);
        });
        for (int i = 0; i < columns.Length; i++)
        {
            _values.Add(columns[i], values[i]);
        }

        _ = Fr.TryInvert(omega, out _selectorScales[0]);
        _ = Fr.TryInvert(Fr.FromUInt64((ulong)rows), out Fr inverseRows);
        _selectorScales[1] = inverseRows * (Power - Fr.One);
        _selectorScales[2] = _selectorScales[1] * _selectorScales[0];
    }

    /// <summary>u.</summary>
    internal Fr Shift { get; }

    /// <summary>x^n, the same at every point since 16 divides n.</summary>
    internal Fr Power { get; }

    /// <summary>The points.</summary>
    internal Fr[] Points { get; }

    /// <summary>The value of a program with one output at a point.</summary>
    internal Fr Evaluate(ExpressionProgram program, int point)
    {
        _point = point;
        return program.Evaluate(this)[0];
    }

    /// <summary>The values of a polynomial of many coefficients, a multiple of 16, at points of one coset.</summary>
    internal static unsafe Fr[] Evaluate(Fr* coefficients, long count, Fr[] points)
    {
        Fr* reduced = stackalloc Fr[Count];
        FrLanes.Reduce16(coefficients, count, Fr.PowVarTime(points[0], [Count]), reduced);
        Fr[] values = new Fr[Count];
        for (int i = 0; i < Count; i++)
        {
            values[i] = Kzg.Polynomial.Evaluate(new ReadOnlySpan<Fr>(reduced, Count), points[i]);
        }

        return values;
    }

    /// <inheritdoc/>
    Fr IExpressionInputs.Column(ColumnKind kind, int index, int rotation) => _values[(kind, index, rotation)][_point];

    /// <inheritdoc/>
    Fr IExpressionInputs.Symbol(Symbol symbol)
    {
        Fr lastRow = _selectorScales[0];
        switch (symbol)
        {
            case Symbol.FirstRow:
                _ = Fr.TryInvert(Points[_point] - Fr.One, out Fr first);
                return first * _selectorScales[1];
            case Symbol.LastRow:
                _ = Fr.TryInvert(Points[_point] - lastRow, out Fr last);
                return last * _selectorScales[2];
            case Symbol.ExceptLastRow:
                return Points[_point] - lastRow;
            default:
                return _workspace.NewInputs(_challenges).Symbol(symbol);
        }
    }

    /// <inheritdoc/>
    Fr IExpressionInputs.PublicScalar(int index) => _workspace.NewInputs(_challenges).PublicScalar(index);

    private static Fr[] PointsFrom(Fr first)
    {
        Fr root = Fr.RootOfUnity(BitOperations.Log2(Count));
        Fr[] points = new Fr[Count];
        for (int i = 0; i < Count; i++)
        {
            points[i] = first;
            first *= root;
        }

        return points;
    }

    private unsafe Fr[] Evaluate(CpuColumn column, Fr[] points)
    {
        Fr[] values = column.Buffer is null ? new Fr[Count] : Evaluate(column.Buffer.Pointer, _workspace.Key.Rows, points);
        for (int i = 0; i < Count; i++)
        {
            values[i] += Kzg.Polynomial.Evaluate(column.Blinding, points[i]) * (Power - Fr.One);
        }

        return values;
    }

    /// <summary>g(x^(n/P)): for n/P of 16 and more all points have one such power.</summary>
    private unsafe Fr[] EvaluatePeriodic(ColumnKind kind, int index)
    {
        ReadOnlySpan<Fr> polynomial = _workspace.Key.Key.Polynomial(kind, index);
        ulong exponent = (ulong)(_workspace.Key.Rows / polynomial.Length);
        Fr[] values = new Fr[Count];
        fixed (Fr* coefficients = polynomial)
        {
            int distinct = (int)Math.Max(1, Count / exponent);
            for (int i = 0; i < Count; i++)
            {
                values[i] = i < distinct
                    ? FrLanes.Evaluate(coefficients, polynomial.Length, Fr.PowVarTime(Points[i], [exponent]))
                    : values[i % distinct];
            }
        }

        return values;
    }
}
