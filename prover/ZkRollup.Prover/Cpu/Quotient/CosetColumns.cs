using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Arguments;
using ZkRollup.Prover.Cpu.Columns;
using ZkRollup.Prover.Cpu.Fft;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Cpu.Quotient;

/// <summary>The values of columns on the coset shift·⟨ω⟩, in memory that goes back to the pool.</summary>
internal sealed unsafe class CosetColumns(CpuWorkspace workspace, Fr shift, Fr power) : IDisposable
{
    private const int BlockRows = 512;

    private readonly List<NativeBuffer<Fr>> _rented = [];
    private readonly int _rows = workspace.Key.Rows;

    private CancellationToken Cancellation => workspace.Workers.Options.CancellationToken;

    public void Dispose()
    {
        foreach (NativeBuffer<Fr> buffer in _rented)
        {
            workspace.Key.Pool.Return(buffer);
        }
    }

    /// <summary>Evaluates columns of n coefficients.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="isRead">Others are left out.</param>
    internal ReadOnlyMemory<Fr>[] Extend(CpuColumn[] columns, Func<int, bool> isRead)
    {
        ReadOnlyMemory<Fr>[] views = new ReadOnlyMemory<Fr>[columns.Length];
        List<nint> transformed = [];
        for (int i = 0; i < columns.Length; i++)
        {
            if (!isRead(i))
            {
                continue;
            }

            if (columns[i].IsZero)
            {
                views[i] = KeyColumns.Zero;
                continue;
            }

            NativeBuffer<Fr> values = Rent(_rows);
            views[i] = values.Memory(_rows);
            if (columns[i].Buffer is null)
            {
                FillBlinding(columns[i], values.Pointer);
            }
            else
            {
                columns[i].CopyFolded(values.Pointer, power);
                transformed.Add((nint)values.Pointer);
            }
        }

        workspace.Key.Domain.TransformUnchecked([.. transformed], shift, inverse: false, Cancellation);
        return views;
    }

    /// <summary>Evaluates columns g(X^(n/P)), which have only P values on a coset: those of g on the coset shift^(n/P).</summary>
    internal void ExtendPeriodic(ProvingKey key, ColumnKind kind, int[] indices, EvaluationDomain domain, ReadOnlyMemory<Fr>[] views)
    {
        int period = domain.Size;
        List<nint> transformed = [];
        foreach (int index in indices)
        {
            NativeBuffer<Fr> values = Rent(period);
            key.Polynomial(kind, index).CopyTo(new Span<Fr>(values.Pointer, period));
            views[index] = values.Memory(period);
            transformed.Add((nint)values.Pointer);
        }

        domain.TransformUnchecked([.. transformed], Fr.PowVarTime(shift, [(ulong)(_rows / period)]), inverse: false, Cancellation);
    }

    /// <summary>Adds L_0(x) = (x^n − 1)/(n·(x − 1)), which becomes L_(n−1) on the next row, and x − ω^(n−1).</summary>
    internal void AddSelectors(ProgramInputs inputs, bool withEnds)
    {
        Fr root = workspace.Key.Domain.Root;
        _ = Fr.TryInvert(root, out Fr lastRow);
        _ = Fr.TryInvert(Fr.FromUInt64((ulong)_rows), out Fr scale);
        scale *= power - Fr.One;
        NativeBuffer<Fr> exceptBuffer = Rent(_rows);
        NativeBuffer<Fr> endsBuffer = Rent(_rows + 1);
        NativeBuffer<Fr> scratchBuffer = Rent(_rows);
        Fr* except = exceptBuffer.Pointer;
        Fr* ends = endsBuffer.Pointer;
        Fr* scratch = scratchBuffer.Pointer;
        workspace.Workers.ForBlocks(_rows, BlockRows, (from, to) =>
        {
            Fr x = shift * Fr.PowVarTime(root, [(ulong)from]);
            for (int row = from; row < to; row++)
            {
                if (withEnds)
                {
                    ends[row] = x - Fr.One;
                }

                except[row] = x - lastRow;
                x *= root;
            }

            if (withEnds)
            {
                LaneInversion.InvertNonZero(ends + from, scratch + from, to - from);
                for (int row = from; row < to; row++)
                {
                    ends[row] *= scale;
                }
            }
        });
        ends[_rows] = ends[0];
        inputs.ExceptLastRow = exceptBuffer.Memory(_rows);
        inputs.FirstRow = endsBuffer.Memory(_rows + 1)[.._rows];
        inputs.LastRow = endsBuffer.Memory(_rows + 1)[1..];
    }

    /// <summary>The values b(x)·(x^n − 1) of a column that is zero but for its blinding.</summary>
    private void FillBlinding(CpuColumn column, Fr* values)
    {
        Fr[] blinding = column.Blinding.ToArray();
        Fr root = workspace.Key.Domain.Root;
        Fr vanishing = power - Fr.One;
        workspace.Workers.ForBlocks(_rows, BlockRows, (from, to) =>
        {
            Fr x = shift * Fr.PowVarTime(root, [(ulong)from]);
            for (int row = from; row < to; row++)
            {
                values[row] = Kzg.Polynomial.Evaluate(blinding, x) * vanishing;
                x *= root;
            }
        });
    }

    private NativeBuffer<Fr> Rent(int count)
    {
        NativeBuffer<Fr> buffer = workspace.Key.Pool.Rent(count);
        _rented.Add(buffer);
        return buffer;
    }
}
