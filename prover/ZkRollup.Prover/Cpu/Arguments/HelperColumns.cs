using System.Collections.Concurrent;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Cpu.Columns;

namespace ZkRollup.Prover.Cpu.Arguments;

/// <summary>Computes the helper columns of a circuit from its witness and the challenges.</summary>
/// <remarks>Holds the scratch memory of its threads between proofs. Results do not depend on the number of threads.</remarks>
internal sealed unsafe class HelperColumns : IDisposable
{
    private readonly Circuit _circuit;
    private readonly IRowProgram? _fractions;
    private readonly IRowProgram? _copies;
    private readonly int[] _groupEnds;
    private readonly string[] _fractionNames;
    private readonly ConcurrentBag<RatioScratch> _fractionScratch = [];
    private readonly ConcurrentBag<RatioScratch> _copyScratch = [];

    internal HelperColumns(Circuit circuit)
    {
        _circuit = circuit;
        List<Expression> roots = [];
        List<string> names = [];
        _groupEnds = new int[circuit.HelperGroups.Count];
        for (int group = 0; group < _groupEnds.Length; group++)
        {
            foreach (BusFraction fraction in circuit.HelperGroups[group])
            {
                roots.Add(fraction.Numerator);
                roots.Add(fraction.Denominator);
                names.Add(string.Join(", ", fraction.Terms.Select(term => term.Label)));
            }

            _groupEnds[group] = names.Count;
        }

        _fractionNames = [.. names];
        _fractions = roots.Count == 0 ? null : CpuPrograms.Prepare(ExpressionProgram.Compile(roots));
        List<Expression> factors = [];
        for (int k = 0; k < circuit.ProductColumnCount; k++)
        {
            (Expression numerator, Expression denominator) = ArgumentConstraints.CopyFactors(circuit, k);
            factors.Add(numerator);
            factors.Add(denominator);
        }

        _copies = factors.Count == 0 ? null : CpuPrograms.Prepare(ExpressionProgram.Compile(factors));
    }

    /// <summary>Bytes that one thread takes.</summary>
    internal long BytesPerThread => 3L * RatioScratch.Rows * Fr.ByteLength * (_fractionNames.Length + _circuit.ProductColumnCount);

    public void Dispose()
    {
        foreach (RatioScratch scratch in _fractionScratch.Concat(_copyScratch))
        {
            scratch.Dispose();
        }
    }

    /// <summary>Column k ← the sum of the fractions of group k.</summary>
    internal ZeroDenominator? ComputeFractions(ProgramInputs inputs, CpuColumn[] columns, RowWorkers workers)
    {
        if (_fractions is null)
        {
            return null;
        }

        nint[] targets = [.. Enumerable.Range(0, _groupEnds.Length).Select(k => (nint)columns[k].Allocate())];
        ZeroDenominator? fault = ForBlocks(inputs, _fractions, _fractionScratch, workers, _fractionNames, (scratch, from, rows) =>
        {
            for (int group = 0; group < _groupEnds.Length; group++)
            {
                Fr* target = (Fr*)targets[group] + from;
                int first = group == 0 ? 0 : _groupEnds[group - 1];
                SumFractions(scratch, first, _groupEnds[group], target, rows);
            }
        });
        for (int group = 0; group < _groupEnds.Length; group++)
        {
            columns[group].Pad();
        }

        return fault;
    }

    /// <summary>Φ(0) = 0, Φ(next) = Φ + Σ h − balance; returns the step after the last row.</summary>
    internal Fr ComputeRunningSum(Fr balance, CpuColumn[] columns, int rows, RowWorkers workers)
    {
        nint[] sources = new nint[_groupEnds.Length];
        for (int k = 0; k < sources.Length; k++)
        {
            sources[k] = columns[k].Buffer is null ? 0 : (nint)columns[k].Buffer!.Pointer;
        }

        Fr* target = columns[_circuit.SumColumn].Allocate();
        Fr Run(int from, int to, Fr total)
        {
            for (int row = from; row < to; row++)
            {
                target[row] = total;
                foreach (nint source in sources)
                {
                    if (source != 0)
                    {
                        Fr.Add(total, ((Fr*)source)[row], out total);
                    }
                }

                Fr.Subtract(total, balance, out total);
            }

            return total;
        }

        Fr last = PrefixScan.Run(rows, workers, Fr.Zero, Fr.Add, (from, to) => Run(from, to, Fr.Zero), Run);
        columns[_circuit.SumColumn].Pad();
        return last;
    }

    /// <summary>Z_0 = 1 on row 0, and every further product times the ratio of the one before it.</summary>
    internal ZeroDenominator? ComputeProducts(ProgramInputs inputs, CpuColumn[] columns, RowWorkers workers, out Fr last)
    {
        last = Fr.One;
        if (_copies is null)
        {
            return null;
        }

        int chunks = _circuit.ProductColumnCount;
        nint[] targets = [.. Enumerable.Range(0, chunks).Select(k => (nint)columns[_circuit.FirstProductColumn + k].Allocate())];
        string[] names = [.. Enumerable.Range(0, chunks).Select(k => $"copy.product[{k}]")];

        // First each column k receives the product of the ratios 0 to k on its own row, then all are moved on by one and multiplied.
        ZeroDenominator? fault = ForBlocks(inputs, _copies, _copyScratch, workers, names, (scratch, from, rows) =>
        {
            for (int row = 0; row < rows; row++)
            {
                Fr product = Fr.One;
                for (int k = 0; k < chunks; k++)
                {
                    Fr.Multiply(product, scratch.Numerator(k)[row], out product);
                    Fr.Multiply(product, scratch.Denominator(k)[row], out product);
                    ((Fr*)targets[k])[from + row] = product;
                }
            }
        });
        if (fault is not null)
        {
            return fault;
        }

        Fr Run(int from, int to, Fr total)
        {
            for (int row = from; row < to; row++)
            {
                Fr first = total;
                Fr.Multiply(first, ((Fr*)targets[chunks - 1])[row], out total);
                for (int k = chunks - 1; k > 0; k--)
                {
                    Fr.Multiply(first, ((Fr*)targets[k - 1])[row], out ((Fr*)targets[k])[row]);
                }

                ((Fr*)targets[0])[row] = first;
            }

            return total;
        }

        last = PrefixScan.Run(inputs.Rows, workers, Fr.One, Fr.Multiply, (from, to) => Product((Fr*)targets[chunks - 1], from, to), Run);
        for (int k = 0; k < chunks; k++)
        {
            columns[_circuit.FirstProductColumn + k].Pad();
        }

        return null;
    }

    private static Fr Product(Fr* values, int from, int to)
    {
        Fr product = Fr.One;
        for (int row = from; row < to; row++)
        {
            Fr.Multiply(product, values[row], out product);
        }

        return product;
    }

    /// <summary>target ← Σ numerator·(inverse of the denominator), with the 2^4 that a lane product loses put back at the end.</summary>
    private static void SumFractions(RatioScratch scratch, int first, int end, Fr* target, int rows)
    {
        double* factor = stackalloc double[Fr8.FactorSize];
        Fr8.Split(Fr8.RadixRatio * Fr8.RadixRatio, factor);
        Fr8 sum;
        Fr8 numerator;
        Fr8 inverse;
        for (int row = 0; row < rows; row += 8)
        {
            for (int fraction = first; fraction < end; fraction++)
            {
                Fr8.Load(&numerator, scratch.Numerator(fraction) + row);
                Fr8.Reduce(&numerator);
                Fr8.Load(&inverse, scratch.Denominator(fraction) + row);
                Fr8.Multiply(&numerator, &numerator, &inverse);
                if (fraction == first)
                {
                    Fr8.Copy(&sum, &numerator);
                }
                else
                {
                    Fr8.Add(&sum, &sum, &numerator);
                    Fr8.Reduce(&sum);
                }
            }

            Fr8.Scale(&sum, &sum, factor);
            Fr8.Store(target + row, &sum);
        }
    }

    /// <summary>Evaluates fractions, inverts their denominators and hands them on, block by block.</summary>
    private static ZeroDenominator? ForBlocks(
        ProgramInputs inputs,
        IRowProgram program,
        ConcurrentBag<RatioScratch> pool,
        RowWorkers workers,
        string[] names,
        Action<RatioScratch, int, int> action)
    {
        Lock gate = new();
        ZeroDenominator? fault = null;
        workers.ForBlocks(inputs.Rows, RatioScratch.Rows, (from, to) =>
        {
            RatioScratch scratch = pool.TryTake(out RatioScratch? free) ? free : new(names.Length);
            program.Evaluate(inputs, from, to - from, scratch.Outputs);
            if (scratch.TryInvert(to - from, out (int Fraction, int Row) zero))
            {
                action(scratch, from, to - from);
            }
            else
            {
                lock (gate)
                {
                    int row = from + zero.Row;
                    fault = fault is { } other && other.Row < row ? fault : new(names[zero.Fraction], row);
                }
            }

            pool.Add(scratch);
        });
        return fault;
    }
}
