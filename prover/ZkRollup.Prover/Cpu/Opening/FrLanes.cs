using System.Runtime.InteropServices;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Prover.Cpu.Opening;

/// <summary>Long vectors of field elements, eight at a time.</summary>
internal static unsafe class FrLanes
{
    /// <summary>Terms after which a sum is reduced: each adds at most 0.53·r, and a sum may reach 2^8·r.</summary>
    private const int TermsPerReduction = 128;

    /// <summary>target[i] ← Σ_k factors[k]·sources[k][i] for i in [from, to); a null source is zero.</summary>
    /// <param name="sources">Columns; may contain the target.</param>
    /// <param name="factors">In lane form, <see cref="Fr8.FactorSize"/> doubles each.</param>
    /// <param name="count">Number of columns.</param>
    /// <param name="target">Receives the sums.</param>
    /// <param name="from">First index.</param>
    /// <param name="to">End; from and to are multiples of 8.</param>
    internal static void Combine(Fr** sources, double* factors, int count, Fr* target, int from, int to)
    {
        Fr8 sum;
        Fr8 term;
        for (int i = from; i < to; i += 8)
        {
            NativeMemory.Clear(&sum, (nuint)sizeof(Fr8));
            for (int k = 0; k < count; k++)
            {
                if (sources[k] is null)
                {
                    continue;
                }

                Fr8.Load(&term, sources[k] + i);
                Fr8.ScaleAdd(&sum, &term, factors + (k * Fr8.FactorSize), &sum);
                if (k % TermsPerReduction == TermsPerReduction - 1)
                {
                    Fr8.Reduce(&sum);
                }
            }

            Fr8.Store(target + i, &sum);
        }
    }

    /// <summary>Reduces a polynomial modulo X^16 − s: result[j] ← Σ_k s^k·coefficients[16·k + j].</summary>
    /// <param name="coefficients">The polynomial.</param>
    /// <param name="count">A multiple of 16.</param>
    /// <param name="s">s.</param>
    /// <param name="result">Receives 16 elements.</param>
    internal static void Reduce16(Fr* coefficients, long count, in Fr s, Fr* result)
    {
        double* factor = stackalloc double[Fr8.FactorSize];
        Fr8.Split(s * Fr8.RadixRatio, factor);
        using NativeBuffer<Fr8> lanes = new(4);
        Fr8* sum = lanes.Pointer;
        Fr8* term = sum + 2;
        NativeMemory.Clear(sum, (nuint)(2 * sizeof(Fr8)));
        for (long i = count - 16; i >= 0; i -= 16)
        {
            Fr8.Load(term, coefficients + i);
            Fr8.Load(term + 1, coefficients + i + 8);
            Fr8.ScaleAddPair(sum, sum, factor, term);
        }

        Fr8.Store(result, sum);
        Fr8.Store(result + 8, sum + 1);
    }

    /// <summary>Σ coefficients[i]·point^i.</summary>
    /// <remarks>Horner's rule in the eighth power of the point: lane l holds the coefficients l modulo 8.</remarks>
    internal static Fr Evaluate(Fr* coefficients, int count, in Fr point)
    {
        int whole = count & ~7;
        Fr value = Fr.Zero;
        for (int i = count - 1; i >= whole; i--)
        {
            Fr.Multiply(value, point, out value);
            Fr.Add(value, coefficients[i], out value);
        }

        if (whole == 0)
        {
            return value;
        }

        // What stands above comes in as one more coefficient of lane 0.
        Fr eighth = Fr.PowVarTime(point, [8]);
        double* factor = stackalloc double[Fr8.FactorSize];
        Fr8.Split(eighth * Fr8.RadixRatio, factor);
        Fr8 sum;
        Fr8 term;
        NativeMemory.Clear(&sum, (nuint)sizeof(Fr8));
        Fr8.WriteLane(&sum, 0, value);
        for (int i = whole - 8; i >= 0; i -= 8)
        {
            Fr8.Load(&term, coefficients + i);
            Fr8.ScaleAdd(&sum, &sum, factor, &term);
        }

        Fr* lanes = stackalloc Fr[8];
        Fr8.Store(lanes, &sum);
        return Kzg.Polynomial.Evaluate(new ReadOnlySpan<Fr>(lanes, 8), point);
    }
}
