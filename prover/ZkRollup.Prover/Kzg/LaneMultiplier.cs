using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using ZkRollup.Prover.Cpu;
using V = System.Runtime.Intrinsics.Vector512<double>;

namespace ZkRollup.Prover.Kzg;

/// <summary>Products of eight points of the subgroup at a time with one scalar, or with one each.</summary>
/// <remarks>
/// <para>
/// As in <see cref="Cpu.Msm.EndomorphismSplit"/>, [k₀ + k₁·z²](x, y) = [k₀](x, y) + [k₁](β·x, −y), from a table of odd multiples. The
/// table needs no inversion: on a curve with a = 0 the formulas do not depend on b, so all its points can share one Z, that is, be
/// affine points of an isomorphic curve, and Z is multiplied back into the result. The table is made by additions of points with
/// equal Z: Meloni, "New point addition formulae for ECC applications", WAIFI 2007.
/// </para>
/// <para>
/// Infinity enters as Z = 0 and so comes out as Z = 0. A finite point of order r and a scalar that is not 0 give Z = 0 only if some
/// step was exceptional (see <see cref="LaneCurve"/>): that lane is done again in scalar arithmetic.
/// </para>
/// </remarks>
internal sealed unsafe class LaneMultiplier : IDisposable
{
    private const int TableSize = 1 << (SharedScalar.WnafWidth - 2);

    private readonly NativeBuffer<Fp8> _memory = new((4 * TableSize) + 16);
    private readonly Fp8* _x;
    private readonly Fp8* _betaX;
    private readonly Fp8* _y;
    private readonly Fp8* _ratios;
    private readonly Fp8* _one;
    private readonly Fp8* _beta;
    private readonly Fp8* _z;
    private readonly Fp8* _addend;
    private readonly Fp8* _t;
    private readonly G1Lanes* _sum;
    private readonly LaneCurve _curve;

    internal LaneMultiplier(LaneCurve curve)
    {
        _curve = curve;
        _x = _memory.Pointer;
        _betaX = _x + TableSize;
        _y = _betaX + TableSize;
        _ratios = _y + TableSize;
        _one = _ratios + TableSize;
        _beta = _one + 1;
        _z = _one + 2;
        _addend = _one + 3;
        _sum = (G1Lanes*)(_one + 5);
        _t = _one + 8;
        new Span<Fp8>(_memory.Pointer, (int)_memory.Count).Clear();
        for (int lane = 0; lane < 8; lane++)
        {
            Fp8.WriteLane(_one, lane, Fp.One);
            Fp8.WriteLane(_beta, lane, G1Curve.Beta);
        }
    }

    public void Dispose() => _memory.Dispose();

    /// <summary>points ← [scalar]·points, lane by lane. Time depends on everything.</summary>
    internal void MultiplyVarTime(G1Lanes* points, SharedScalar scalar)
    {
        MakeTable(points, Math.Max(1, scalar.Entries));
        bool started = false;
        new Span<Fp8>(&_sum->Z, 1).Clear();
        for (int i = scalar.Length - 1; i >= 0; i--)
        {
            if (started)
            {
                _curve.Double(_sum);
            }

            started |= AddDigit(_x, scalar.Low(i), started);
            started |= AddDigit(_betaX, -scalar.High(i), started);
        }

        int infinite = Finish(points);
        for (; infinite != 0; infinite &= infinite - 1)
        {
            Repeat(points, BitOperations.TrailingZeroCount(infinite), scalar.Value);
        }

        G1Lanes.Copy(points, _sum);
    }

    /// <summary>points ← [scalars]·points, lane by lane. Time depends on points.</summary>
    internal void MultiplyVarTime(G1Lanes* points, LaneScalars scalars)
    {
        MakeTable(points, TableSize);
        Fp8* x = _addend, y = _addend + 1;
        for (int i = LaneScalars.DigitCount - 1; i >= 0; i--)
        {
            Vector512<long> digit = scalars.Digit(high: false, i, out V signs);
            Select(x, _x, digit, V.Zero);
            Select(y, _y, digit, signs);
            if (i == LaneScalars.DigitCount - 1)
            {
                Start(x, y);
            }
            else
            {
                for (int bit = 0; bit < LaneScalars.DigitBits; bit++)
                {
                    _curve.Double(_sum);
                }

                _curve.AddMixed(_sum, x, y);
            }

            digit = scalars.Digit(high: true, i, out signs);
            Select(x, _betaX, digit, V.Zero);
            Select(y, _y, digit, signs ^ Vector512.Create(-0.0));
            _curve.AddMixed(_sum, x, y);
        }

        int infinite = Finish(points);
        for (; infinite != 0; infinite &= infinite - 1)
        {
            int lane = BitOperations.TrailingZeroCount(infinite);
            Repeat(points, lane, scalars[lane]);
        }

        G1Lanes.Copy(points, _sum);
    }

    private bool AddDigit(Fp8* x, int digit, bool started)
    {
        if (digit == 0)
        {
            return false;
        }

        int entry = Math.Abs(digit) >> 1;
        Fp8* y = _y + entry;
        if (digit < 0)
        {
            for (int i = 0; i < Fp8.Limbs; i++)
            {
                ((V*)_addend)[i] = -((V*)y)[i];
            }

            y = _addend;
        }

        if (started)
        {
            _curve.AddMixed(_sum, x + entry, y);
        }
        else
        {
            Start(x + entry, y);
        }

        return true;
    }

    private void Start(Fp8* x, Fp8* y)
    {
        Fp8.Copy(&_sum->X, x);
        Fp8.Copy(&_sum->Y, y);
        Fp8.Copy(&_sum->Z, _one);
    }

    /// <summary>Brings the sum back to the curve of the points; returns the lanes in which it is infinity or wrong.</summary>
    private int Finish(G1Lanes* points)
    {
        Fp8.Multiply(&_sum->Z, &_sum->Z, _z);
        return G1Lanes.ZeroLanes(&_sum->Z) & ~G1Lanes.ZeroLanes(&points->Z);
    }

    private void Repeat(G1Lanes* points, int lane, in Fr scalar)
    {
        G1Jacobian point = G1Lanes.ReadLane(points, lane);
        EndomorphismMultiplication.MultiplyAllVarTime(new Span<G1Jacobian>(ref point), [scalar]);
        G1Lanes.WriteLane(_sum, lane, point);
    }

    /// <summary>Sets entry i of the table to (2i + 1)·(X, Y), all with one Z, which is Z of the points times that of the table.</summary>
    private void MakeTable(G1Lanes* points, int entries)
    {
        if (entries == 1)
        {
            Fp8.Copy(_x, &points->X);
            Fp8.Copy(_y, &points->Y);
            Fp8.Copy(_z, &points->Z);
            Fp8.Multiply(_betaX, _x, _beta);
            return;
        }

        Fp8* twiceX = _t, twiceY = _t + 1, u = _t + 2;
        DoubleWithEqualZ(points, twiceX, twiceY);
        for (int i = 1; i < entries; i++)
        {
            AddWithEqualZ(twiceX, twiceY, i);
        }

        // The last entry has the final Z; the others are scaled by the ratios since.
        Fp8.Multiply(_betaX + entries - 1, _x + entries - 1, _beta);
        Fp8* ratio = _ratios + entries - 1;
        for (int i = entries - 2; i >= 0; i--)
        {
            Fp8.Square(u, ratio);
            Fp8.Multiply(_x + i, _x + i, u);
            Fp8.Multiply(u, u, ratio);
            Fp8.Multiply(_y + i, _y + i, u);
            Fp8.Multiply(_betaX + i, _x + i, _beta);
            Fp8.Multiply(_ratios + i, _ratios + i, ratio);
            ratio = _ratios + i;
        }

        Fp8.Multiply(_z, ratio, &points->Z);
    }

    /// <summary>Entry 0 ← P and (twiceX, twiceY) ← 2P, both with Z = 2Y, which is ratio 0. Cost: 2 products, 4 squares.</summary>
    private void DoubleWithEqualZ(G1Lanes* points, Fp8* twiceX, Fp8* twiceY)
    {
        Fp8* slope = _t + 2, yy = _t + 3;
        Fp8.Square(slope, &points->X);
        Fp8.Add(yy, slope, slope);
        Fp8.Add(slope, slope, yy);
        Fp8.Reduce(slope);
        Fp8.Add(_ratios, &points->Y, &points->Y);
        Fp8.Reduce(_ratios);
        Fp8.Square(yy, _ratios);
        Fp8.Multiply(_x, &points->X, yy);
        Fp8.Multiply(yy, yy, _ratios);
        Fp8.Multiply(_y, &points->Y, yy);
        Fp8.Square(twiceX, slope);
        Fp8.Subtract(twiceX, twiceX, _x);
        Fp8.Subtract(twiceX, twiceX, _x);
        Fp8.Reduce(twiceX);
        Fp8.Subtract(yy, _x, twiceX);
        Fp8.Multiply(twiceY, slope, yy);
        Fp8.Subtract(twiceY, twiceY, _y);
        Fp8.Reduce(twiceY);
    }

    /// <summary>Entry i ← 2P + entry i − 1; 2P gets the same Z, and ratio i is the factor to it. Cost: 4 products, 2 squares.</summary>
    private void AddWithEqualZ(Fp8* twiceX, Fp8* twiceY, int i)
    {
        Fp8* slope = _t + 2, w = _t + 3, u = _t + 4;
        Fp8* ratio = _ratios + i, x = _x + i, y = _y + i;
        Fp8.Subtract(ratio, twiceX, x - 1);
        Fp8.Reduce(ratio);
        Fp8.Subtract(slope, twiceY, y - 1);
        Fp8.Reduce(slope);
        Fp8.Square(u, ratio);
        Fp8.Multiply(twiceX, twiceX, u);
        Fp8.Multiply(w, x - 1, u);
        Fp8.Square(x, slope);
        Fp8.Subtract(x, x, twiceX);
        Fp8.Subtract(x, x, w);
        Fp8.Reduce(x);
        Fp8.Subtract(w, twiceX, w);
        Fp8.Multiply(twiceY, twiceY, w);
        Fp8.Subtract(w, twiceX, x);
        Fp8.Multiply(y, slope, w);
        Fp8.Subtract(y, y, twiceY);
        Fp8.Reduce(y);
    }

    /// <summary>r ← table[index] with the given signs, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Select(Fp8* r, Fp8* table, Vector512<long> index, V signs)
    {
        for (int i = 0; i < Fp8.Limbs; i++)
        {
            V limb = ((V*)table)[i];
            for (int entry = 1; entry < TableSize; entry++)
            {
                V mask = Vector512.Equals(index, Vector512.Create((long)entry)).AsDouble();
                limb = Vector512.ConditionalSelect(mask, ((V*)(table + entry))[i], limb);
            }

            ((V*)r)[i] = limb ^ signs;
        }
    }
}
