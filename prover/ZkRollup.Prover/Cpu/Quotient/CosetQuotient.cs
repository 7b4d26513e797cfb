using System.Diagnostics;
using System.Numerics;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Cpu.Columns;
using ZkRollup.Prover.Cpu.Evaluator;
using ZkRollup.Prover.Cpu.Fft;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Cpu.Quotient;

/// <summary>Divides the combined constraints by X^n − 1, on D − 1 cosets of the subgroup one by one and at sixteen points.</summary>
/// <remarks>
/// Coset k, from 1 to D − 1, is ω_8n^k·⟨ω⟩, where x^n is the constant s_k = ω_8^k, never 1. The values of the quotient Q on it give Q
/// modulo X^n − s_k; <see cref="PieceSolver"/> puts these remainders together to Q modulo M(X) = ∏ (X^n − s_k). A numerator has degree
/// at most D·(n + 2) + 1, so Q has at most (D − 1)·n + 2·D + 2 coefficients and Q = (Q mod M) + U·M, where U has at most
/// 2·D + 2 ≤ 16 coefficients, which <see cref="OverflowPoints"/> determine at little cost.
/// </remarks>
internal sealed unsafe class CosetQuotient : IDisposable
{
    /// <summary>Log2 of the number of cosets to choose from, the subgroup itself included.</summary>
    private const int Log2Cosets = 3;

    private readonly ProvingKey _key;
    private readonly int _rows;
    private readonly Fr _shiftRoot;
    private readonly RowProgram _combined;
    private readonly HashSet<(ColumnKind Kind, int Index)> _read = [];
    private readonly bool _readsEnds;
    private readonly Dictionary<int, EvaluationDomain> _periods = [];

    internal CosetQuotient(ProvingKey key, int slots, int threads)
    {
        _key = key;
        _rows = key.VerifyingKey.Shape.Rows(slots);
        _shiftRoot = Fr.RootOfUnity(BitOperations.Log2((uint)_rows) + Log2Cosets);
        _combined = RowProgram.Compile(key.VerifyingKey.Combined);
        foreach (Instruction step in key.VerifyingKey.Combined.Instructions)
        {
            if (step.Opcode == Opcode.Column)
            {
                _read.Add((step.ColumnKind, step.A));
            }

            _readsEnds |= step.Opcode == Opcode.Symbol && (Symbol)step.A is Symbol.FirstRow or Symbol.LastRow;
        }

        foreach (int period in key.VerifyingKey.Plan.KeyPacks.Select(pack => pack.Period).Distinct())
        {
            _periods.Add(period, new(BitOperations.Log2((uint)period), threads));
        }
    }

    /// <summary>Coefficients that are computed: (D − 1)·n and sixteen more.</summary>
    internal int Length => checked((Cosets * _rows) + OverflowPoints.Count);

    /// <summary>D − 1.</summary>
    private int Cosets => _key.VerifyingKey.Shape.Degree - 1;

    public void Dispose()
    {
        _combined.Dispose();
        foreach (EvaluationDomain domain in _periods.Values)
        {
            domain.Dispose();
        }
    }

    /// <summary>Computes the quotient.</summary>
    /// <param name="workspace">Columns as coefficients.</param>
    /// <param name="challenges">All of them.</param>
    /// <param name="quotient">Receives <see cref="Length"/> coefficients.</param>
    /// <param name="progress">Receives the part done.</param>
    /// <returns>The part of the time that went into transforms to and from the cosets.</returns>
    internal TimeSpan Compute(CpuWorkspace workspace, ConstraintChallenges challenges, Fr* quotient, IProgress<double>? progress)
    {
        Fr[] powers = [.. Enumerable.Range(1, Cosets).Select(coset => Fr.PowVarTime(Fr.RootOfUnity(Log2Cosets), [(ulong)coset]))];
        TimeSpan transforms = TimeSpan.Zero;
        for (int coset = 1; coset <= Cosets; coset++)
        {
            Fr* target = quotient + ((long)(coset - 1) * _rows);
            Fr shift = Fr.PowVarTime(_shiftRoot, [(ulong)coset]);
            transforms += EvaluateNumerator(workspace, workspace.NewInputs(challenges), shift, powers[coset - 1], target);
            progress?.Report((double)coset / (Cosets + 1));
        }

        PieceSolver.Solve(quotient, powers, [.. powers.Select(power => power - Fr.One)], _rows, workspace.Workers);
        AddOverflow(new(workspace, challenges, _key.VerifyingKey.Combined), powers, quotient);
        return transforms;
    }

    /// <summary>Adds U·M, found from the values of both sides of Q = (Q mod M) + U·M.</summary>
    private void AddOverflow(OverflowPoints points, Fr[] powers, Fr* quotient)
    {
        const int Count = OverflowPoints.Count;
        new Span<Fr>(quotient + ((long)Cosets * _rows), Count).Clear();
        Fr[] multiples = [Fr.One];
        Fr modulus = Fr.One;
        foreach (Fr power in powers)
        {
            // Times Y − s_k, where Y stands for X^n.
            modulus *= points.Power - power;
            multiples = [.. Enumerable.Range(0, multiples.Length + 1).Select(j =>
                (j == 0 ? Fr.Zero : multiples[j - 1]) - (j == multiples.Length ? Fr.Zero : multiples[j] * power))];
        }

        _ = Fr.TryInvert(points.Power - Fr.One, out Fr inverseVanishing);
        _ = Fr.TryInvert(modulus, out Fr inverseModulus);
        Fr[] remainder = OverflowPoints.Evaluate(quotient, (long)Cosets * _rows, points.Points);
        Fr[] overflow = new Fr[Count];
        for (int i = 0; i < Count; i++)
        {
            Fr whole = points.Evaluate(_key.VerifyingKey.Combined, i) * inverseVanishing;
            overflow[i] = (whole - remainder[i]) * inverseModulus;
        }

        DirectTransform.Apply(overflow, Fr.RootOfUnity(BitOperations.Log2(Count)), points.Shift, inverse: true);
        for (int j = 0; j < multiples.Length; j++)
        {
            for (int i = 0; i < Count; i++)
            {
                quotient[((long)j * _rows) + i] += overflow[i] * multiples[j];
            }
        }
    }

    /// <summary>
    /// Fills n elements with the numerator modulo X^n − s, and returns the time that all but evaluating the constraints took.
    /// </summary>
    private TimeSpan EvaluateNumerator(CpuWorkspace workspace, ProgramInputs inputs, Fr shift, Fr power, Fr* target)
    {
        long start = Stopwatch.GetTimestamp();
        using CosetColumns columns = new(workspace, shift, power);
        ReadOnlySpan<ColumnKind> kinds = [ColumnKind.Counter, ColumnKind.Witness, ColumnKind.Instance, ColumnKind.Helper];
        foreach (ColumnKind kind in kinds)
        {
            inputs[kind] = columns.Extend(workspace.Columns(kind), index => _read.Contains((kind, index)));
        }

        inputs[ColumnKind.Fixed] = Periodic(columns, ColumnKind.Fixed, _key.Circuit.Fixed);
        inputs[ColumnKind.Table] = Periodic(columns, ColumnKind.Table, _key.Circuit.Tables);
        columns.AddSelectors(inputs, _readsEnds);
        ParallelOptions options = workspace.Workers.Options;
        Memory<Fr> output = new NativeMemoryManager<Fr>(target, _rows).Memory;
        long evaluation = Stopwatch.GetTimestamp();
        _combined.Evaluate(inputs, [output], _rows, options.MaxDegreeOfParallelism, options.CancellationToken);
        TimeSpan evaluating = Stopwatch.GetElapsedTime(evaluation);
        workspace.Key.Domain.TransformUnchecked([(nint)target], shift, inverse: true, options.CancellationToken);
        return Stopwatch.GetElapsedTime(start) - evaluating;
    }

    private ReadOnlyMemory<Fr>[] Periodic(CosetColumns columns, ColumnKind kind, IReadOnlyList<FixedColumn> all)
    {
        ReadOnlyMemory<Fr>[] views = new ReadOnlyMemory<Fr>[all.Count];
        foreach (IGrouping<int, int> group in Enumerable.Range(0, all.Count)
            .Where(index => _read.Contains((kind, index))).GroupBy(index => all[index].Values.Count))
        {
            columns.ExtendPeriodic(_key, kind, [.. group], _periods[group.Key], views);
        }

        return views;
    }
}
