using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Backend;

namespace ZkRollup.Prover.Cpu.Opening;

/// <summary>The weighted sum of the packs of one group, unpacked: F polynomials, one for each place in a pack.</summary>
/// <remarks>
/// With Y = X^F, dividing Σ X^j·c_j(Y) by Y − z divides every c_j by it. So a group costs one linear combination and F short divisions,
/// however many packs it has.
/// </remarks>
internal sealed unsafe class GroupSum(OpeningGroup group, int length, FrPool pool) : IDisposable
{
    private readonly int _stride = (length + 7) & ~7;
    private readonly NativeBuffer<Fr> _sums = pool.Rent(group.Factor * (long)((length + 7) & ~7));

    /// <summary>F.</summary>
    internal int Factor => group.Factor;

    /// <summary>Coefficients of the packed polynomial.</summary>
    internal int PackedLength => Factor * length;

    /// <summary>The sum for place j; room for a multiple of 8 coefficients.</summary>
    internal Fr* this[int place] => _sums.Pointer + ((long)place * _stride);

    /// <summary>Coefficients of each sum.</summary>
    internal int Length => length;

    public void Dispose() => pool.Return(_sums);

    /// <summary>target += the packed sum divided by D, without the remainder.</summary>
    internal void AddQuotient(Fr* target, RowWorkers workers)
    {
        NativeBuffer<Fr> quotient = pool.Rent(_stride);
        for (int place = 0; place < Factor; place++)
        {
            new ReadOnlySpan<Fr>(this[place], length).CopyTo(new Span<Fr>(quotient.Pointer, length));
            foreach (Fr point in group.Points)
            {
                _ = LinearDivision.Divide(quotient.Pointer, length, point, workers);
            }

            AddPacked(target, quotient.Pointer, place, Fr.One, workers);
        }

        pool.Return(quotient);
    }

    /// <summary>target += factor·the packed sum.</summary>
    internal void AddScaled(Fr* target, in Fr factor, RowWorkers workers)
    {
        for (int place = 0; place < Factor; place++)
        {
            AddPacked(target, this[place], place, factor, workers);
        }
    }

    private void AddPacked(Fr* target, Fr* source, int place, Fr factor, RowWorkers workers)
    {
        const int BlockLength = 1 << 11;
        int step = Factor;
        workers.ForBlocks(length, BlockLength, (from, to) =>
        {
            for (int i = from; i < to; i++)
            {
                Fr.Multiply(source[i], factor, out Fr term);
                Fr* sum = target + place + ((long)step * i);
                Fr.Add(*sum, term, out *sum);
            }
        });
    }
}
