using System.Runtime.InteropServices;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Prover.Cpu.Quotient;

/// <summary>Puts a polynomial together from its remainders modulo X^n − s_k.</summary>
/// <remarks>
/// With Q(X) = Σ_j X^(n·j)·q_j(X), remainder k is Σ_j s_k^j·q_j: for each of the n positions one Vandermonde system in the s_k, whose
/// inverse holds the coefficients of the Lagrange polynomials of the s_k.
/// </remarks>
internal static unsafe class PieceSolver
{
    private const int BlockRows = 1 << 10;

    /// <summary>Replaces remainders by the coefficients of the polynomial, position by position.</summary>
    /// <param name="values">Remainder after remainder, n elements each, the k-th times scales[k]; receives the polynomial.</param>
    /// <param name="powers">The s_k, distinct.</param>
    /// <param name="scales">Not zero.</param>
    /// <param name="rows">n, a multiple of 8.</param>
    /// <param name="workers">Threads.</param>
    internal static void Solve(Fr* values, Fr[] powers, Fr[] scales, int rows, RowWorkers workers)
    {
        int count = powers.Length;
        Fr[][] inverse = InverseVandermonde(powers);
        using NativeBuffer<double> factors = new((long)count * count * Fr8.FactorSize);
        for (int k = 0; k < count; k++)
        {
            _ = Fr.TryInvert(scales[k], out Fr scale);
            for (int j = 0; j < count; j++)
            {
                Fr8.Split(inverse[k][j] * scale * Fr8.RadixRatio, factors.Pointer + (((j * count) + k) * Fr8.FactorSize));
            }
        }

        workers.ForBlocks(rows, BlockRows, (from, to) =>
        {
            using NativeBuffer<Fr8> loaded = new(count);
            for (int row = from; row < to; row += 8)
            {
                for (int k = 0; k < count; k++)
                {
                    Fr8.Load(loaded.Pointer + k, values + ((long)k * rows) + row);
                }

                for (int j = 0; j < count; j++)
                {
                    Fr8 sum;
                    NativeMemory.Clear(&sum, (nuint)sizeof(Fr8));
                    for (int k = 0; k < count; k++)
                    {
                        Fr8.ScaleAdd(&sum, loaded.Pointer + k, factors.Pointer + (((j * count) + k) * Fr8.FactorSize), &sum);
                    }

                    Fr8.Store(values + ((long)j * rows) + row, &sum);
                }
            }
        });
    }

    /// <summary>Row k holds the coefficients of the polynomial that is 1 at point k and 0 at the others.</summary>
    internal static Fr[][] InverseVandermonde(Fr[] points)
    {
        Fr[][] result = new Fr[points.Length][];
        for (int k = 0; k < points.Length; k++)
        {
            List<Fr> product = [Fr.One];
            Fr denominator = Fr.One;
            for (int i = 0; i < points.Length; i++)
            {
                if (i == k)
                {
                    continue;
                }

                denominator *= points[k] - points[i];
                product.Insert(0, Fr.Zero);
                for (int j = 0; j + 1 < product.Count; j++)
                {
                    product[j] -= points[i] * product[j + 1];
                }
            }

            _ = Fr.TryInvert(denominator, out Fr inverse);
            result[k] = [.. product.Select(coefficient => coefficient * inverse)];
        }

        return result;
    }
}
