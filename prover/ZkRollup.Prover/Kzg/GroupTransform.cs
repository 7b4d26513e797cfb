using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Prover.Kzg;

/// <summary>The inverse Fourier transform over points of G1: (1/n)·Σ_j ω^(−ij)·P_j for every i, ω of order n.</summary>
/// <remarks>
/// Of powers [τ^j]G1 it makes the values [L_i(τ)]G1 of the Lagrange polynomials. On all cores; eight points at a time where there is
/// AVX-512 (<see cref="LaneGroupTransform"/>), one at a time elsewhere.
/// </remarks>
internal static class GroupTransform
{
    private const int SlicePoints = 256;

    /// <param name="points">n points of the subgroup, n a power of two.</param>
    /// <param name="progress">Receives the part done, from 0 to 1.</param>
    /// <param name="cancellation">Checked between slices of some milliseconds.</param>
    internal static G1Affine[] Inverse(ReadOnlySpan<G1Affine> points, IProgress<double>? progress, CancellationToken cancellation) =>
        Fp8.IsAccelerated && points.Length >= 1 << LaneGroupTransform.Log2SizeMin
            ? LaneGroupTransform.Inverse(points, progress, cancellation)
            : InverseScalar(points, progress, cancellation);

    /// <summary>Decimation in time, radix 2: (n/2)·log₂ n + n/2 products of a point with a scalar.</summary>
    /// <inheritdoc cref="Inverse"/>
    internal static G1Affine[] InverseScalar(ReadOnlySpan<G1Affine> points, IProgress<double>? progress, CancellationToken cancellation)
    {
        int log2 = BitOperations.Log2((uint)points.Length);
        G1Jacobian[] values = new G1Jacobian[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            values[LaneGroupTransform.Reverse(i, log2)] = G1Jacobian.FromAffine(points[i]);
        }

        ParallelOptions options = new() { CancellationToken = cancellation };
        for (int level = 0; level < log2; level++)
        {
            Butterflies(values, level, options);
            progress?.Report((level + 1.0) / (log2 + 2));
        }

        G1Affine[] result = new G1Affine[points.Length];
        Scale(values, result, options);
        progress?.Report(1);
        return result;
    }

    /// <summary>Joins transforms of 2^level points to transforms of twice as many.</summary>
    private static void Butterflies(G1Jacobian[] values, int level, ParallelOptions options)
    {
        int half = 1 << level;
        Fr[] factors = InversePowers(level);
        int pairs = values.Length / 2;
        Parallel.For(0, (pairs + SlicePoints - 1) / SlicePoints, options, slice =>
        {
            int start = slice * SlicePoints;
            int count = Math.Min(SlicePoints, pairs - start);
            G1Jacobian[] upper = new G1Jacobian[count];
            Fr[] scalars = new Fr[count];
            for (int i = 0; i < count; i++)
            {
                int pair = start + i;
                upper[i] = values[Lower(pair, half) + half];
                scalars[i] = factors[pair & (half - 1)];
            }

            if (level > 0)
            {
                EndomorphismMultiplication.MultiplyAllVarTime(upper, scalars);
            }

            for (int i = 0; i < count; i++)
            {
                int low = Lower(start + i, half);
                G1Jacobian.Add(values[low], -upper[i], out values[low + half]);
                G1Jacobian.Add(values[low], upper[i], out values[low]);
            }
        });
    }

    private static void Scale(G1Jacobian[] values, G1Affine[] result, ParallelOptions options)
    {
        _ = Fr.TryInvert(Fr.FromUInt64((ulong)values.Length), out Fr inverse);
        Parallel.For(0, (values.Length + SlicePoints - 1) / SlicePoints, options, slice =>
        {
            int start = slice * SlicePoints;
            int count = Math.Min(SlicePoints, values.Length - start);
            Fr[] scalars = new Fr[count];
            Array.Fill(scalars, inverse);
            EndomorphismMultiplication.MultiplyAllVarTime(values.AsSpan(start, count), scalars);
            G1Jacobian.BatchToAffine(values.AsSpan(start, count), result.AsSpan(start, count));
        });
    }

    /// <summary>Index of the first point of a pair at distance half.</summary>
    private static int Lower(int pair, int half) => ((pair & ~(half - 1)) << 1) | (pair & (half - 1));

    /// <summary>ω^(−i) for i below 2^level, ω of order 2^(level + 1).</summary>
    private static Fr[] InversePowers(int level)
    {
        _ = Fr.TryInvert(Fr.RootOfUnity(level + 1), out Fr root);
        Fr[] powers = new Fr[1 << level];
        powers[0] = Fr.One;
        for (int i = 1; i < powers.Length; i++)
        {
            Fr.Multiply(powers[i - 1], root, out powers[i]);
        }

        return powers;
    }
}
