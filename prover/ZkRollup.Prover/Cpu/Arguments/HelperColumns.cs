using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Cpu.Columns;

namespace ZkRollup.Prover.Cpu.Arguments;

/// <summary>Computes the helper columns of a circuit from its witness and the challenges.</summary>
/// <remarks>Results do not depend on the number of threads.</remarks>
internal sealed unsafe class HelperColumns : IDisposable
{
    private readonly Circuit _circuit;
    private readonly RatioColumns[] _groups;
    private readonly RatioColumns? _copies;

    internal HelperColumns(Circuit circuit)
    {
        _circuit = circuit;
        _groups = [.. circuit.HelperGroups.Select(group => new RatioColumns([.. group.Select(fraction =>
            (string.Join(", ", fraction.Terms.Select(term => term.Label)), fraction.Numerator, fraction.Denominator))]))];
        if (circuit.ProductColumnCount > 0)
        {
            _copies = new([.. Enumerable.Range(0, circuit.ProductColumnCount).Select(k =>
            {
                (Expression numerator, Expression denominator) = ArgumentConstraints.CopyFactors(circuit, k);
                return ($"copy.product[{k}]", numerator, denominator);
            })]);
        }
    }

    /// <summary>Columns of n elements that are needed besides the helper columns.</summary>
    internal int ScratchColumns => 2 * Math.Max(_copies?.Count ?? 0, _groups.Select(group => group.Count).DefaultIfEmpty().Max());

    public void Dispose()
    {
        foreach (RatioColumns group in _groups)
        {
            group.Dispose();
        }

        _copies?.Dispose();
    }

    /// <summary>Column k ← the sum of the fractions of group k, the last group in the place of the running sum.</summary>
    internal ZeroDenominator? ComputeFractions(ProgramInputs inputs, CpuWorkspace workspace)
    {
        CpuColumn[] columns = workspace.Columns(ColumnKind.Helper);
        int rows = workspace.Key.Rows;
        for (int k = 0; k < _groups.Length; k++)
        {
            Fr* target = columns[k].Allocate();
            ZeroDenominator? fault = _groups[k].ForBlocks(
                inputs, rows, workspace.Key.Pool, workspace.Workers, (values, from, to) => SumFractions(values, target, from, to));
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Φ(0) = 0, Φ(next) = Φ + Σ h − balance, over the h of the last group; returns the step after the last row.</summary>
    internal Fr ComputeRunningSum(Fr balance, CpuWorkspace workspace)
    {
        CpuColumn[] columns = workspace.Columns(ColumnKind.Helper);
        CpuColumn sum = columns[_circuit.SumColumn];
        if (sum.Buffer is null)
        {
            // Fractions that are all zero take no memory; the sum does.
            new Span<Fr>(sum.Allocate(), workspace.Key.Rows).Clear();
        }

        nint[] sources = [.. columns.Take(_groups.Length).Where(column => column.Buffer is not null)
            .Select(column => (nint)column.Buffer!.Pointer)];
        Fr* target = sum.Buffer!.Pointer;
        Fr Run(int from, int to, Fr total, bool writes)
        {
            for (int row = from; row < to; row++)
            {
                Fr before = total;
                foreach (nint source in sources)
                {
                    Fr.Add(total, ((Fr*)source)[row], out total);
                }

                Fr.Subtract(total, balance, out total);
                if (writes)
                {
                    target[row] = before;
                }
            }

            return total;
        }

        return PrefixScan.Run(
            workspace.Key.Rows,
            workspace.Workers,
            Fr.Zero,
            Fr.Add,
            (from, to) => Run(from, to, Fr.Zero, writes: false),
            (from, to, before) => Run(from, to, before, writes: true));
    }

    /// <summary>Z_0 = 1 on row 0, and every further product times the ratio of the one before it.</summary>
    internal ZeroDenominator? ComputeProducts(ProgramInputs inputs, CpuWorkspace workspace, out Fr last)
    {
        last = Fr.One;
        if (_copies is null)
        {
            return null;
        }

        int chunks = _copies.Count;
        CpuColumn[] columns = workspace.Columns(ColumnKind.Helper);
        nint[] targets = [.. Enumerable.Range(0, chunks).Select(k => (nint)columns[_circuit.FirstProductColumn + k].Allocate())];

        // First each column k receives the product of the ratios 0 to k on its own row, then all are moved on by one and multiplied.
        ZeroDenominator? fault = _copies.ForBlocks(
            inputs,
            workspace.Key.Rows,
            workspace.Key.Pool,
            workspace.Workers,
            (values, from, to) => MultiplyAlongRow(values, targets, from, to));
        if (fault is not null)
        {
            return fault;
        }

        last = PrefixScan.Run(
            workspace.Key.Rows,
            workspace.Workers,
            Fr.One,
            Fr.Multiply,
            (from, to) => Product((Fr*)targets[chunks - 1], from, to),
            (from, to, before) => ScaleRows(targets, from, to, before));
        return null;
    }

    /// <summary>target ← Σ numerator·(inverse of the denominator), with the 2^4 that a lane product loses put back at the end.</summary>
    private static void SumFractions(NativeBuffer<Fr>[] values, Fr* target, int from, int to)
    {
        double* factor = stackalloc double[Fr8.FactorSize];
        Fr8.Split(Fr8.RadixRatio * Fr8.RadixRatio, factor);
        Fr8 sum;
        Fr8 numerator;
        Fr8 inverse;
        for (int row = from; row < to; row += 8)
        {
            for (int i = 0; i < values.Length; i += 2)
            {
                Fr8.Load(&numerator, values[i].Pointer + row);
                Fr8.Reduce(&numerator);
                Fr8.Load(&inverse, values[i + 1].Pointer + row);
                Fr8.Multiply(&numerator, &numerator, &inverse);
                if (i == 0)
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

    private static void MultiplyAlongRow(NativeBuffer<Fr>[] values, nint[] targets, int from, int to)
    {
        for (int row = from; row < to; row++)
        {
            Fr product = Fr.One;
            for (int k = 0; k < targets.Length; k++)
            {
                Fr.Multiply(product, values[2 * k].Pointer[row], out product);
                Fr.Multiply(product, values[(2 * k) + 1].Pointer[row], out product);
                ((Fr*)targets[k])[row] = product;
            }
        }
    }

    private static Fr ScaleRows(nint[] targets, int from, int to, Fr before)
    {
        int last = targets.Length - 1;
        for (int row = from; row < to; row++)
        {
            Fr first = before;
            Fr.Multiply(first, ((Fr*)targets[last])[row], out before);
            for (int k = last; k > 0; k--)
            {
                Fr.Multiply(first, ((Fr*)targets[k - 1])[row], out ((Fr*)targets[k])[row]);
            }

            ((Fr*)targets[0])[row] = first;
        }

        return before;
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
}
