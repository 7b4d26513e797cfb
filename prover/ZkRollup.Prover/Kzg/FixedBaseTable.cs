using System.Collections.Concurrent;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Cpu.Msm;

namespace ZkRollup.Prover.Kzg;

/// <summary>Multiples d·2^(8w)·P of one point for d up to 128 and 32 windows w, from which a product [s]P is a sum of 32 points.</summary>
/// <remarks>Digits of scalars are signed. The sums of many products are formed together, in batches of affine additions.</remarks>
internal sealed unsafe class FixedBaseTable : IDisposable
{
    private const int WindowBits = 8;
    private const int Multiples = 1 << (WindowBits - 1);
    private const int Windows = Fr.ByteLength;
    private const int SliceScalars = 512;

    private readonly G1Bases _table;

    /// <param name="point">A point of the curve.</param>
    internal FixedBaseTable(in G1Affine point)
    {
        G1Jacobian[] multiples = new G1Jacobian[Windows * Multiples];
        G1Jacobian unit = G1Jacobian.FromAffine(point);
        for (int window = 0; window < Windows; window++)
        {
            Span<G1Jacobian> row = multiples.AsSpan(window * Multiples, Multiples);
            row[0] = unit;
            for (int i = 1; i < Multiples; i++)
            {
                G1Jacobian.Add(row[i - 1], unit, out row[i]);
            }

            G1Jacobian.Double(row[^1], out unit);
        }

        G1Affine[] affine = new G1Affine[multiples.Length];
        G1Jacobian.BatchToAffine(multiples, affine);
        _table = new(affine);
    }

    public void Dispose() => _table.Dispose();

    /// <summary>[s]P for every scalar s, on all cores. Time depends on the scalars.</summary>
    internal G1Affine[] MultiplyAll(Fr[] scalars, IProgress<double>? progress, CancellationToken cancellation)
    {
        G1Affine[] result = new G1Affine[scalars.Length];
        int slices = (scalars.Length + SliceScalars - 1) / SliceScalars;
        ConcurrentBag<SegmentSummer> summers = [];
        int done = 0;
        try
        {
            Parallel.For(0, slices, new ParallelOptions { CancellationToken = cancellation }, slice =>
            {
                SegmentSummer summer = summers.TryTake(out SegmentSummer? free) ? free : new SegmentSummer();
                int start = slice * SliceScalars;
                int count = Math.Min(SliceScalars, scalars.Length - start);
                MultiplySlice(scalars.AsSpan(start, count), result.AsSpan(start, count), summer);
                summers.Add(summer);
                progress?.Report((double)Interlocked.Increment(ref done) / slices);
            });
        }
        finally
        {
            foreach (SegmentSummer summer in summers)
            {
                summer.Dispose();
            }
        }

        return result;
    }

    private void MultiplySlice(ReadOnlySpan<Fr> scalars, Span<G1Affine> result, SegmentSummer summer)
    {
        using NativeBuffer<int> entries = new(SliceScalars * Windows);
        using NativeBuffer<int> lengths = new(SliceScalars);
        Span<int> targets = stackalloc int[SliceScalars];
        int used = 0, runs = 0;
        for (int i = 0; i < scalars.Length; i++)
        {
            int before = used;
            AddEntries(scalars[i], entries.Pointer, ref used);
            if (used == before)
            {
                result[i] = G1Affine.Infinity;
                continue;
            }

            lengths.Pointer[runs] = used - before;
            targets[runs++] = i;
        }

        double* sums = summer.Sum(_table.Pointer, entries.Pointer, lengths.Pointer, runs, used);
        for (int run = 0; run < runs; run++)
        {
            result[targets[run]] = LanePoint.Read(sums + ((long)entries.Pointer[run] * LanePoint.Size), negate: false);
        }
    }

    /// <summary>Writes the table index of every digit that is not 0.</summary>
    /// <remarks>Digits are in [−127, 128]; the top byte of r leaves room for a carry.</remarks>
    private static void AddEntries(in Fr scalar, int* entries, ref int used)
    {
        Span<byte> bytes = stackalloc byte[Windows];
        scalar.WriteLittleEndian(bytes);
        int carry = 0;
        for (int window = 0; window < Windows; window++)
        {
            int digit = bytes[window] + carry;
            carry = digit > Multiples ? 1 : 0;
            digit -= carry << WindowBits;
            if (digit != 0)
            {
                int index = (window * Multiples) + Math.Abs(digit) - 1;
                entries[used++] = digit < 0 ? index | BatchAffineAdder.NegateBit : index;
            }
        }
    }
}
