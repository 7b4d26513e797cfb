using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Prover.Cpu.Fft;

/// <summary>Eight transforms of one short length side by side, in place, decimation in time.</summary>
/// <remarks>
/// Input row i belongs at position <see cref="ReverseBits"/>(i), output rows come in natural order. A row grows by one product at each
/// level, so rows with limbs up to 2^44 need no reduction for any length this type allows. Twiddle factors are w·shift-adjusted so
/// that a transform on a coset costs nothing extra: level h multiplies by ω_2h^j · g^(n/2h).
/// </remarks>
internal sealed unsafe class LaneTransform : IDisposable
{
    /// <summary>Largest binary logarithm of the length.</summary>
    internal const int Log2Max = 12;

    /// <summary>
    /// Sub-transforms up to this size run level by level; larger ones recurse, so that they work in the second-level cache.
    /// </summary>
    private const int Log2InCache = 10;

    /// <summary>Doubles of a twiddle factor in memory: a cache line.</summary>
    private const int FactorSize = 8;

    private readonly NativeBuffer<double> _factors;
    private readonly bool _shifted;

    /// <param name="log2">Binary logarithm of the length n.</param>
    /// <param name="root">A primitive n-th root of unity.</param>
    /// <param name="shift">g: input i counts as multiplied by g^i.</param>
    internal LaneTransform(int log2, Fr root, Fr shift)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(log2, Log2Max);
        Log2 = log2;
        Length = 1 << log2;
        _shifted = shift != Fr.One;
        _factors = new NativeBuffer<double>((long)FactorSize * Length);
        Fr inLaneRadix = Fr.FromUInt64(256);
        for (int half = Length / 2; half >= 1; half /= 2)
        {
            Fr factor = inLaneRadix * PowerOfTwoPower(shift, Length / (2 * half));
            Fr step = PowerOfTwoPower(root, Length / (2 * half));
            for (int j = 0; j < half; j++)
            {
                Fr8.Split(factor, Factor(half, j));
                factor *= step;
            }
        }
    }

    /// <summary>Binary logarithm of the length.</summary>
    internal int Log2 { get; }

    /// <summary>Number of rows.</summary>
    internal int Length { get; }

    public void Dispose() => _factors.Dispose();

    /// <summary>Position of input row i.</summary>
    internal int ReverseBits(int i)
    {
        uint x = (uint)i;
        x = ((x & 0x55555555) << 1) | ((x >> 1) & 0x55555555);
        x = ((x & 0x33333333) << 2) | ((x >> 2) & 0x33333333);
        x = ((x & 0x0f0f0f0f) << 4) | ((x >> 4) & 0x0f0f0f0f);
        x = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(x);
        return Log2 == 0 ? 0 : (int)(x >> (32 - Log2));
    }

    /// <summary>Transforms rows that lie one after the other.</summary>
    internal void Apply(Fr8* rows) => Apply(rows, Log2);

    private void Apply(Fr8* rows, int log2)
    {
        if (log2 > Log2InCache)
        {
            int half = 1 << (log2 - 1);
            Apply(rows, log2 - 1);
            Apply(rows + half, log2 - 1);
            ApplyLevel(rows, half, half);
            return;
        }

        int count = 1 << log2;
        for (int half = 1; half < count; half *= 2)
        {
            for (int start = 0; start < count; start += 2 * half)
            {
                ApplyLevel(rows + start, half, half);
            }
        }
    }

    private void ApplyLevel(Fr8* rows, int half, int count)
    {
        Fr8* upper = rows + half;
        int j = 0;
        if (!_shifted)
        {
            SumAndDifference(rows, upper, reduce: half > 1);
            j = 1;
        }

        double* factor = Factor(half, j);
        for (; j < count; j++)
        {
            Fr8.Butterfly(rows + j, upper + j, factor);
            factor += FactorSize;
        }
    }

    /// <summary>The butterfly with factor 1. A reduced second row adds no more to the bounds than a product would.</summary>
    private static void SumAndDifference(Fr8* u, Fr8* v, bool reduce)
    {
        Fr8 sum;
        if (reduce)
        {
            Fr8.Reduce(v);
        }

        Fr8.Add(&sum, u, v);
        Fr8.Subtract(v, u, v);
        Fr8.Copy(u, &sum);
    }

    private double* Factor(int half, int j) => _factors.Pointer + (FactorSize * (half + j));

    /// <summary>value^power for a power of two.</summary>
    private static Fr PowerOfTwoPower(Fr value, int power)
    {
        for (; power > 1; power /= 2)
        {
            value *= value;
        }

        return value;
    }
}
