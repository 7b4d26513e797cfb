using System.Runtime.Intrinsics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Prover.Cpu.Fft;

/// <summary>Eight transforms of one short length side by side, in place, decimation in time.</summary>
/// <remarks>
/// Input row i belongs at position <see cref="ReverseBits"/>(i), output rows come in natural order. Every level leaves limbs of at most
/// 2^51 + 2; values grow by less than r a level and need no reduction for any length this type allows. A transform on a coset costs
/// nothing extra: level h multiplies by ω_2h^j · g^(n/2h).
/// </remarks>
internal sealed unsafe class LaneTransform : IDisposable
{
    /// <summary>Largest binary logarithm of the length.</summary>
    internal const int Log2Max = 12;

    /// <summary>
    /// Sub-transforms up to this size run level by level; larger ones recurse, so that they work in the second-level cache.
    /// </summary>
    private const int Log2InCache = 10;

    private const int FactorSize = Fr8.FactorSize;

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
        for (int half = Length / 2; half >= 1; half /= 2)
        {
            Fr factor = Fr8.RadixRatio * PowerOfTwoPower(shift, Length / (2 * half));
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
            ApplyLevel(rows, half);
            return;
        }

        int count = 1 << log2;
        for (int half = 1; half < count; half *= 2)
        {
            for (int start = 0; start < count; start += 2 * half)
            {
                ApplyLevel(rows + start, half);
            }
        }
    }

    private void ApplyLevel(Fr8* rows, int half)
    {
        Fr8* upper = rows + half;
        if (half == 1 || !_shifted)
        {
            if (_shifted)
            {
                Fr8.Butterfly(rows, upper, Factor(half, 0));
            }
            else
            {
                SumAndDifference(rows, upper, reduce: half > 1);
            }

            if (half == 1)
            {
                return;
            }

            Fr8.Butterfly(rows + 1, upper + 1, Factor(half, 1));
        }
        else
        {
            Fr8.ButterflyPair(rows, upper, Factor(half, 0));
        }

        double* factor = Factor(half, 2);
        for (int j = 2; j < half; j += 2)
        {
            Fr8.ButterflyPair(rows + j, upper + j, factor);
            factor += 2 * FactorSize;
        }
    }

    /// <summary>The butterfly with factor 1. A reduced second row adds no more to the bounds than a product would.</summary>
    private static void SumAndDifference(Fr8* u, Fr8* v, bool reduce)
    {
        if (reduce)
        {
            Fr8.Reduce(v);
        }

        for (int i = 0; i < Fr8.Limbs; i++)
        {
            Vector512<double> sum = ((Vector512<double>*)u)[i] + ((Vector512<double>*)v)[i];
            ((Vector512<double>*)v)[i] = ((Vector512<double>*)u)[i] - ((Vector512<double>*)v)[i];
            ((Vector512<double>*)u)[i] = sum;
        }

        Fr8.Carry(u);
        Fr8.Carry(v);
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
