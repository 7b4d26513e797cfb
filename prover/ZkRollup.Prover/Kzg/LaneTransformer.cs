using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using ZkRollup.Prover.Cpu;

namespace ZkRollup.Prover.Kzg;

/// <summary>What one thread needs for its part of <see cref="LaneGroupTransform"/>.</summary>
internal sealed unsafe class LaneTransformer : IDisposable
{
    private readonly LaneCurve _curve = new();
    private readonly LaneMultiplier _multiplier;
    private readonly LaneScalars _scalars = new();
    private readonly NativeBuffer<G1Lanes> _rows = new(8);

    internal LaneTransformer() => _multiplier = new LaneMultiplier(_curve);

    public void Dispose()
    {
        _multiplier.Dispose();
        _curve.Dispose();
        _rows.Dispose();
    }

    /// <summary>(a, b) ← (a + b, a − b).</summary>
    internal void Pair(G1Lanes* a, G1Lanes* b) => _curve.AddAndSubtract(a, b);

    /// <summary>Two levels of butterflies over rows at distance <paramref name="quarter"/>, whose twiddles are powers of one.</summary>
    /// <param name="row">The first of four rows.</param>
    /// <param name="quarter">Distance of two rows.</param>
    /// <param name="twiddles">Those of the four rows.</param>
    /// <remarks>
    /// With w the twiddle of the second level, w² is that of the first, and the row multiplied by w·w² needs one product for both. Four
    /// rows take three products and a cheap one by a fourth root of unity, against four in two levels apart.
    /// </remarks>
    internal void Quad(G1Lanes* row, long quarter, LaneTwiddles twiddles)
    {
        G1Lanes* a = row, b = row + quarter, c = b + quarter, d = c + quarter;
        if (twiddles.First is not null)
        {
            _multiplier.MultiplyVarTime(b, twiddles.Second!);
            _multiplier.MultiplyVarTime(c, twiddles.First);
            _multiplier.MultiplyVarTime(d, twiddles.Third!);
        }

        _curve.AddAndSubtract(a, b);
        _curve.AddAndSubtract(c, d);
        _multiplier.MultiplyVarTime(d, twiddles.Fourth);
        _curve.AddAndSubtract(a, c);
        _curve.AddAndSubtract(b, d);
    }

    /// <summary>The last three levels for the eight transforms' values at eight neighbouring indices, and the factor 1/n.</summary>
    /// <param name="values">Eight rows, a lane of which is a transform.</param>
    /// <param name="roots">ω^(−i) for the index i of each row.</param>
    /// <param name="scale">1/n.</param>
    /// <param name="eighth">Twiddles for the eighth root of unity.</param>
    /// <param name="result">Receives 64 points: 8·k + l is value l of output k.</param>
    internal void Join(G1Lanes* values, ReadOnlySpan<Fr> roots, SharedScalar scale, LaneTwiddles eighth, Span<G1Affine> result)
    {
        G1Lanes* rows = _rows.Pointer;
        Span<Fr> factors = stackalloc Fr[8];
        factors.Fill(scale.Value);
        for (int j = 0; j < 8; j++)
        {
            G1Lanes* row = rows + LaneGroupTransform.Reverse(j, 3);
            Gather(row, values, j);
            if (j == 0)
            {
                _multiplier.MultiplyVarTime(row, scale);
                continue;
            }

            for (int lane = 0; lane < 8; lane++)
            {
                factors[lane] *= roots[lane];
                _scalars[lane] = factors[lane];
            }

            _multiplier.MultiplyVarTime(row, _scalars);
        }

        for (int j = 0; j < 8; j += 2)
        {
            Pair(rows + j, rows + j + 1);
        }

        Quad(rows, 2, eighth.Trivial);
        Quad(rows + 1, 2, eighth);
        Span<G1Jacobian> points = new G1Jacobian[64];
        for (int i = 0; i < 64; i++)
        {
            points[i] = G1Lanes.ReadLane(rows + (i >> 3), i & 7);
        }

        G1Jacobian.BatchToAffine(points, result);
    }

    /// <summary>Lane l of the row ← the given lane of row l of the values.</summary>
    private static void Gather(G1Lanes* row, G1Lanes* values, int lane)
    {
        const int limbs = 3 * Fp8.Limbs;
        double* target = (double*)row;
        for (int l = 0; l < 8; l++)
        {
            double* source = (double*)(values + l) + lane;
            for (int i = 0; i < limbs; i++)
            {
                target[(8 * i) + l] = source[8 * i];
            }
        }
    }
}
