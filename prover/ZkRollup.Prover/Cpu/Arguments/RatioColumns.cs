using System.Collections.Concurrent;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Cpu.Columns;
using ZkRollup.Prover.Cpu.Evaluator;

namespace ZkRollup.Prover.Cpu.Arguments;

/// <summary>Some fractions on every row: evaluates numerators and denominators and inverts the latter block by block.</summary>
internal sealed unsafe class RatioColumns : IDisposable
{
    private const int BlockRows = 256;

    private readonly RowProgram _program;
    private readonly string[] _names;
    private readonly ConcurrentBag<NativeBuffer<Fr>> _prefixes = [];

    /// <param name="fractions">Name, numerator and denominator of each.</param>
    internal RatioColumns(IReadOnlyList<(string Name, Expression Numerator, Expression Denominator)> fractions)
    {
        _names = [.. fractions.Select(fraction => fraction.Name)];
        _program = RowProgram.Compile(ExpressionProgram.Compile(
            [.. fractions.SelectMany(fraction => new[] { fraction.Numerator, fraction.Denominator })]));
    }

    /// <summary>Number of fractions.</summary>
    internal int Count => _names.Length;

    /// <summary>Takes a block of rows: the numerator of fraction i at 2·i, the inverse of its denominator at 2·i + 1.</summary>
    internal delegate void BlockAction(NativeBuffer<Fr>[] values, int from, int to);

    public void Dispose()
    {
        _program.Dispose();
        foreach (NativeBuffer<Fr> buffer in _prefixes)
        {
            buffer.Dispose();
        }
    }

    /// <summary>Calls the action for every block without a zero denominator.</summary>
    /// <returns>The first zero denominator in the order of rows, or null.</returns>
    internal ZeroDenominator? ForBlocks(ProgramInputs inputs, int rows, FrPool pool, RowWorkers workers, BlockAction action)
    {
        NativeBuffer<Fr>[] values = [.. Enumerable.Range(0, 2 * Count).Select(_ => pool.Rent(rows))];
        Lock gate = new();
        ZeroDenominator? fault = null;
        try
        {
            ParallelOptions options = workers.Options;
            Memory<Fr>[] outputs = [.. values.Select(buffer => buffer.Memory(rows))];
            _program.Evaluate(inputs, outputs, rows, options.MaxDegreeOfParallelism, options.CancellationToken);
            workers.ForBlocks(rows, BlockRows, (from, to) =>
            {
                if (FindZero(values, from, to) is { } zero)
                {
                    lock (gate)
                    {
                        fault = fault is { } other && other.Row < zero.Row ? fault : zero;
                    }

                    return;
                }

                NativeBuffer<Fr> prefixes = _prefixes.TryTake(out NativeBuffer<Fr>? free) ? free : new(BlockRows);
                for (int fraction = 0; fraction < Count; fraction++)
                {
                    LaneInversion.InvertNonZero(values[(2 * fraction) + 1].Pointer + from, prefixes.Pointer, to - from);
                }

                _prefixes.Add(prefixes);
                action(values, from, to);
            });
        }
        finally
        {
            foreach (NativeBuffer<Fr> buffer in values)
            {
                pool.Return(buffer);
            }
        }

        return fault;
    }

    private ZeroDenominator? FindZero(NativeBuffer<Fr>[] values, int from, int to)
    {
        ZeroDenominator? first = null;
        for (int fraction = 0; fraction < Count; fraction++)
        {
            int row = new ReadOnlySpan<Fr>(values[(2 * fraction) + 1].Pointer + from, to - from).IndexOf(Fr.Zero);
            if (row >= 0 && (first is null || from + row < first.Value.Row))
            {
                first = new(_names[fraction], from + row);
            }
        }

        return first;
    }
}
