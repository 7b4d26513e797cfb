using System.Collections.Concurrent;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Prover.Cpu.Fft;

/// <summary>One transform of length n = n1·n2 for one direction and one coset.</summary>
/// <remarks>
/// With i = n2·i1 + i2 and k = k1 + n1·k2: X_k = Σ_i2 ω_n2^(i2·k2) · [ω^(i2·k1) · Σ_i1 ω_n1^(i1·k1) x_i]. The first pass takes eight
/// neighbouring columns i2, transforms over i1 and multiplies by the factors between; the second takes eight neighbouring rows k1 and
/// writes its results in natural order. A coset's g^i = (g^n2)^i1 · g^i2 goes into the twiddles of the first pass and into the factors;
/// the inverse's powers of the shift go into the factors as far as they depend on k1, and into one product per row for the rest.
/// </remarks>
internal sealed unsafe class TwoPassTransform : IDisposable
{
    private readonly LaneTransform _columns;
    private readonly LaneTransform _rows;
    private readonly Fr[] _firstFactors;
    private readonly Fr[] _factorSteps;
    private readonly NativeBuffer<double>? _rowScales;

    internal TwoPassTransform(int log2, Fr root, Fr shift, bool inverse)
    {
        int log2Columns = log2 / 2;
        int n1 = 1 << (log2 - log2Columns);
        int n2 = 1 << log2Columns;
        Fr scale = Fr.One;
        Fr outputShift = Fr.One;
        if (inverse)
        {
            _ = Fr.TryInvert(root, out root);
            _ = Fr.TryInvert(Fr.FromUInt64(1UL << log2), out scale);
            _ = Fr.TryInvert(shift, out outputShift);
            shift = Fr.One;
        }

        _columns = new LaneTransform(log2 - log2Columns, Power(root, n2), Power(shift, n2));
        _rows = new LaneTransform(log2Columns, Power(root, n1), Fr.One);

        // Between the passes: scale · g^i2 · (ω^i2 · s)^k1, in the radix of lane products, where s is the shift of the outputs.
        _firstFactors = new Fr[n2];
        _factorSteps = new Fr[n2];
        Fr first = scale * Fr8.RadixRatio;
        Fr step = outputShift * Fr8.RadixRatio;
        for (int i = 0; i < n2; i++)
        {
            _firstFactors[i] = first;
            _factorSteps[i] = step;
            first *= shift;
            step *= root;
        }

        if (outputShift != Fr.One)
        {
            _rowScales = new NativeBuffer<double>((long)Fr8.FactorSize * n2);
            Fr rowScale = Fr8.RadixRatio;
            Fr rowStep = Power(outputShift, n1);
            for (int k2 = 0; k2 < n2; k2++)
            {
                Fr8.Split(rowScale, _rowScales.Pointer + (Fr8.FactorSize * k2));
                rowScale *= rowStep;
            }
        }
    }

    public void Dispose()
    {
        _columns.Dispose();
        _rows.Dispose();
        _rowScales?.Dispose();
    }

    /// <summary>Transforms columns in place.</summary>
    /// <param name="data">The columns.</param>
    /// <param name="between">Room for as many columns.</param>
    /// <param name="pool">Working memory of threads, taken and given back.</param>
    /// <param name="options">Threads and cancellation.</param>
    internal void Apply(nint[] data, Fr* between, ConcurrentBag<Scratch> pool, ParallelOptions options)
    {
        int n1 = _columns.Length;
        int n2 = _rows.Length;
        Parallel.For(0, n2 / 8, options, block =>
        {
            Scratch scratch = Rent(pool, n1);
            ComputeFactors(8 * block, scratch);
            for (int column = 0; column < data.Length; column++)
            {
                TransformColumns((Fr*)data[column], between + ((long)column * n1 * n2), 8 * block, scratch);
            }

            pool.Add(scratch);
        });
        Parallel.For(0, data.Length * (n1 / 8), options, item =>
        {
            Scratch scratch = Rent(pool, n1);
            int column = item / (n1 / 8);
            TransformRows(between + ((long)column * n1 * n2), (Fr*)data[column], 8 * (item % (n1 / 8)), scratch);
            pool.Add(scratch);
        });
    }

    private static Scratch Rent(ConcurrentBag<Scratch> pool, int length) =>
        pool.TryTake(out Scratch? scratch) ? scratch : new Scratch(length);

    /// <summary>factors[k1] ← first · step^k1 for eight columns.</summary>
    private void ComputeFactors(int firstColumn, Scratch scratch)
    {
        Fr8* factors = scratch.Factors.Pointer;
        Fr8* steps = scratch.Steps.Pointer;
        fixed (Fr* first = _firstFactors)
        fixed (Fr* step = _factorSteps)
        {
            Fr8.Load(factors, first + firstColumn);
            Fr8.Load(steps, step + firstColumn);
        }

        Fr8.Reduce(factors);
        Fr8.Reduce(steps);
        Fr8.Multiply(factors + 1, factors, steps);
        Fr8.Square(steps, steps);
        Fr8.Copy(steps + 1, steps);
        for (int k1 = 2; k1 < _columns.Length; k1 += 2)
        {
            Fr8.MultiplyPair(factors + k1, factors + k1 - 2, steps);
        }
    }

    private void TransformColumns(Fr* source, Fr* target, int firstColumn, Scratch scratch)
    {
        int n1 = _columns.Length;
        int n2 = _rows.Length;
        Fr8* rows = scratch.Rows.Pointer;
        for (int i1 = 0; i1 < n1; i1++)
        {
            Fr8.Load(rows + _columns.ReverseBits(i1), source + ((long)i1 * n2) + firstColumn);
        }

        _columns.Apply(rows);
        for (int k1 = 0; k1 < n1; k1 += 2)
        {
            Fr8.MultiplyPair(rows + k1, rows + k1, scratch.Factors.Pointer + k1);
            Fr8.Store(target + ((long)k1 * n2) + firstColumn, rows + k1);
            Fr8.Store(target + ((long)(k1 + 1) * n2) + firstColumn, rows + k1 + 1);
        }
    }

    private void TransformRows(Fr* source, Fr* target, int firstRow, Scratch scratch)
    {
        int n1 = _columns.Length;
        int n2 = _rows.Length;
        Fr8* rows = scratch.Rows.Pointer;
        for (int i2 = 0; i2 < n2; i2++)
        {
            Fr8.Load(rows + _rows.ReverseBits(i2), source + ((long)firstRow * n2) + i2, n2);
        }

        _rows.Apply(rows);
        for (int k2 = 0; k2 < n2; k2++)
        {
            if (_rowScales is not null)
            {
                Fr8.Scale(rows + k2, rows + k2, _rowScales.Pointer + (Fr8.FactorSize * k2));
            }

            Fr8.Store(target + ((long)k2 * n1) + firstRow, rows + k2);
        }
    }

    private static Fr Power(Fr value, int exponent) => Fr.PowVarTime(value, [(ulong)exponent]);

    /// <summary>Working memory of one thread.</summary>
    internal sealed class Scratch(int length) : IDisposable
    {
        internal NativeBuffer<Fr8> Rows { get; } = new(length);

        internal NativeBuffer<Fr8> Factors { get; } = new(length);

        internal NativeBuffer<Fr8> Steps { get; } = new(2);

        public void Dispose()
        {
            Rows.Dispose();
            Factors.Dispose();
            Steps.Dispose();
        }
    }
}
