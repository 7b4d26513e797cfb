using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Cpu.Columns;
using ZkRollup.Prover.Cpu.Opening;

namespace ZkRollup.Prover.Cpu;

/// <summary>The openings.</summary>
internal sealed unsafe partial class CpuWorkspace
{
    private const int CombineBlockRows = 1 << 11;

    private readonly List<GroupSum> _groups = [];
    private NativeBuffer<Fr>? _opening;
    private int _openingLength;

    /// <inheritdoc/>
    public G1Affine CommitOpening(IReadOnlyList<OpeningGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (_opening is not null)
        {
            throw new InvalidOperationException("The opening is committed already.");
        }

        foreach (OpeningGroup group in groups)
        {
            _groups.Add(Sum(group));
        }

        _openingLength = _groups.Max(group => group.PackedLength);
        _opening = Key.Pool.Rent(_openingLength);
        new Span<Fr>(_opening.Pointer, _openingLength).Clear();
        foreach (GroupSum group in _groups)
        {
            group.AddQuotient(_opening.Pointer, Workers);
        }

        return Key.Committer.Commit(new ReadOnlySpan<Fr>(_opening.Pointer, _openingLength), Cancellation);
    }

    /// <inheritdoc/>
    public G1Affine CommitLastQuotient(ReadOnlySpan<Fr> factors, in Fr point)
    {
        if (_opening is null || factors.Length != _groups.Count)
        {
            throw new InvalidOperationException($"Expected factors for the {_groups.Count} groups of the opening, got {factors.Length}.");
        }

        Fr* values = _opening.Pointer;
        Workers.ForBlocks(_openingLength, CombineBlockRows, (from, to) =>
        {
            for (int i = from; i < to; i++)
            {
                Fr.Negate(values[i], out values[i]);
            }
        });
        for (int group = 0; group < factors.Length; group++)
        {
            _groups[group].AddScaled(values, factors[group], Workers);
        }

        _ = LinearDivision.Divide(values, _openingLength, point, Workers);
        return Key.Committer.Commit(new ReadOnlySpan<Fr>(values, _openingLength), Cancellation);
    }

    private GroupSum Sum(OpeningGroup group) => group.Packs[0].Kind switch
    {
        ColumnKind.Fixed or ColumnKind.Table => SumKey(group),
        ColumnKind.Witness or ColumnKind.Helper => SumCommitted(group),
        _ => SumQuotient(group),
    };

    /// <summary>Sums witness and helper columns place by place in the packs, then adds their blinding.</summary>
    private GroupSum SumCommitted(OpeningGroup group)
    {
        int blinding = group.Points.Count + 1;
        GroupSum sum = new(group, Rows + blinding, Key.Pool);
        for (int place = 0; place < group.Factor; place++)
        {
            List<(CpuColumn Column, Fr Weight)> terms = [];
            foreach (OpeningPack pack in group.Packs.Where(pack => place < pack.Columns.Count))
            {
                CpuColumn column = CoefficientsOf(pack.Kind!.Value)[pack.Columns[place]];
                terms.Add((column, pack.Weight));
            }

            Fr* target = sum[place];
            Combine([.. terms.Where(term => term.Column.Buffer is not null)], target);
            Span<Fr> low = new(target, blinding);
            Span<Fr> high = new(target + Rows, blinding);
            high.Clear();
            foreach ((CpuColumn column, Fr weight) in terms)
            {
                for (int i = 0; i < column.Blinding.Length; i++)
                {
                    Fr term = column.Blinding[i] * weight;
                    high[i] += term;
                    low[i] -= term;
                }
            }
        }

        return sum;
    }

    private void Combine(List<(CpuColumn Column, Fr Weight)> terms, Fr* target)
    {
        using NativeBuffer<double> factors = new((long)Math.Max(1, terms.Count) * Fr8.FactorSize);
        using NativeBuffer<nint> sources = new(Math.Max(1, terms.Count));
        for (int i = 0; i < terms.Count; i++)
        {
            Fr8.Split(terms[i].Weight * Fr8.RadixRatio, factors.Pointer + (i * Fr8.FactorSize));
            sources.Pointer[i] = (nint)terms[i].Column.Buffer!.Pointer;
        }

        Workers.ForBlocks(Rows, CombineBlockRows, (from, to) =>
            FrLanes.Combine((Fr**)sources.Pointer, factors.Pointer, terms.Count, target, from, to));
    }

    /// <summary>Packs of the key: their columns are short.</summary>
    private GroupSum SumKey(OpeningGroup group)
    {
        int length = Key.Key.Polynomial(group.Packs[0].Kind!.Value, group.Packs[0].Columns[0]).Length;
        GroupSum sum = new(group, length, Key.Pool);
        for (int place = 0; place < group.Factor; place++)
        {
            Span<Fr> target = new(sum[place], length);
            target.Clear();
            foreach (OpeningPack pack in group.Packs.Where(pack => place < pack.Columns.Count))
            {
                ReadOnlySpan<Fr> coefficients = Key.Key.Polynomial(pack.Kind!.Value, pack.Columns[place]);
                for (int i = 0; i < length; i++)
                {
                    target[i] += coefficients[i] * pack.Weight;
                }
            }
        }

        return sum;
    }

    /// <summary>The combined quotient, after the row counter where there is one.</summary>
    private GroupSum SumQuotient(OpeningGroup group)
    {
        NativeBuffer<Fr> quotient = _quotient
            ?? throw new InvalidOperationException("The pieces of the quotient have not been combined.");
        GroupSum sum = new(group, _quotientLength, Key.Pool);
        Fr weight = group.Packs[^1].Weight;
        Fr* target = sum[0];
        Workers.ForBlocks(_quotientLength, CombineBlockRows, (from, to) =>
        {
            for (int i = from; i < to; i++)
            {
                Fr.Multiply(quotient.Pointer[i], weight, out target[i]);
            }
        });
        foreach (OpeningPack pack in group.Packs.SkipLast(1))
        {
            Fr* source = Key.Counter[pack.Columns[0]].Buffer!.Pointer;
            Fr factor = pack.Weight;
            Workers.ForBlocks(Rows, CombineBlockRows, (from, to) =>
            {
                for (int i = from; i < to; i++)
                {
                    target[i] += source[i] * factor;
                }
            });
        }

        return sum;
    }

    private void DisposeOpening()
    {
        foreach (GroupSum group in _groups)
        {
            group.Dispose();
        }

        _groups.Clear();
        Key.Pool.Return(_opening);
        _opening = null;
    }
}
