using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using ZkRollup.Prover.Cpu;

namespace ZkRollup.Prover.Kzg;

/// <summary>Whether eight points at a time are in the subgroup of order r, each checked exactly.</summary>
/// <remarks>
/// <para>
/// As in <see cref="G1Affine.IsInSubgroup"/>: P on the curve is in the subgroup if and only if φ(P) = −[z²]P for φ(x, y) = (β·x, y).
/// Since φ² + φ + 1 = 0, the equation gives [z⁴ − z² + 1]P = [r]P = 0; Scott, eprint 2021/1130, section 6, has the converse.
/// </para>
/// <para>
/// [|z|]P is multiplied by |z| again as the affine point (X, Y) of an isomorphic curve, on which the formulas are the same; its Z is
/// multiplied into that of the result. A lane in which a step was exceptional ends with Z = 0 (see <see cref="LaneCurve"/>), as happens
/// for points of small order; that point is checked in scalar arithmetic.
/// </para>
/// </remarks>
internal sealed unsafe class LaneSubgroupCheck : IDisposable
{
    private readonly NativeBuffer<Fp8> _memory = new(13);
    private readonly LaneCurve _curve = new();
    private readonly Fp8* _x;
    private readonly Fp8* _y;
    private readonly Fp8* _addendX;
    private readonly Fp8* _addendY;
    private readonly Fp8* _z;
    private readonly Fp8* _u;
    private readonly Fp8* _v;
    private readonly Fp8* _one;
    private readonly Fp8* _four;
    private readonly Fp8* _beta;
    private readonly G1Lanes* _sum;

    internal LaneSubgroupCheck()
    {
        _x = _memory.Pointer;
        _y = _x + 1;
        _addendX = _x + 2;
        _addendY = _x + 3;
        _z = _x + 4;
        _u = _x + 5;
        _v = _x + 6;
        _one = _x + 7;
        _four = _x + 8;
        _beta = _x + 9;
        _sum = (G1Lanes*)(_x + 10);
        for (int lane = 0; lane < 8; lane++)
        {
            Fp8.WriteLane(_one, lane, Fp.One);
            Fp8.WriteLane(_four, lane, G1Curve.B);
            Fp8.WriteLane(_beta, lane, G1Curve.Beta);
        }
    }

    public void Dispose()
    {
        _curve.Dispose();
        _memory.Dispose();
    }

    /// <summary>Checks one to eight points.</summary>
    /// <returns>Bit i is set if point i is off the curve or outside the subgroup; infinity is inside.</returns>
    internal int FindOutside(ReadOnlySpan<G1Affine> points)
    {
        int finite = 0;
        for (int lane = 0; lane < 8; lane++)
        {
            G1Affine point = points[Math.Min(lane, points.Length - 1)];
            Fp8.WriteLane(_x, lane, point.X);
            Fp8.WriteLane(_y, lane, point.Y);
            finite |= lane >= points.Length || point.IsInfinity ? 0 : 1 << lane;
        }

        int outside = finite & ~LanesOnCurve();
        MultiplyByMagnitude(_x, _y);
        Fp8.Copy(_z, &_sum->Z);
        Fp8.Copy(_addendX, &_sum->X);
        Fp8.Copy(_addendY, &_sum->Y);
        MultiplyByMagnitude(_addendX, _addendY);
        Fp8.Multiply(&_sum->Z, &_sum->Z, _z);
        outside |= finite & ~LanesEqualToImage();
        for (int exceptional = finite & G1Lanes.ZeroLanes(&_sum->Z); exceptional != 0; exceptional &= exceptional - 1)
        {
            int lane = BitOperations.TrailingZeroCount(exceptional);
            outside = points[lane].IsInSubgroup ? outside & ~(1 << lane) : outside | (1 << lane);
        }

        return outside;
    }

    /// <summary>sum ← [|z|](x, y).</summary>
    private void MultiplyByMagnitude(Fp8* x, Fp8* y)
    {
        Fp8.Copy(&_sum->X, x);
        Fp8.Copy(&_sum->Y, y);
        Fp8.Copy(&_sum->Z, _one);
        for (int bit = BitOperations.Log2(CurveParameter.Magnitude) - 1; bit >= 0; bit--)
        {
            _curve.Double(_sum);
            if (((CurveParameter.Magnitude >> bit) & 1) == 1)
            {
                _curve.AddMixed(_sum, x, y);
            }
        }
    }

    /// <summary>One bit a lane: whether y² = x³ + 4.</summary>
    private int LanesOnCurve()
    {
        Fp8.Square(_u, _x);
        Fp8.Multiply(_u, _u, _x);
        Fp8.Add(_u, _u, _four);
        Fp8.Square(_v, _y);
        Fp8.Subtract(_v, _v, _u);
        Fp8.Reduce(_v);
        return G1Lanes.ZeroLanes(_v);
    }

    /// <summary>One bit a lane: whether the sum is (β·x, −y), that is X = β·x·Z² and Y = −y·Z³; of no meaning for Z = 0.</summary>
    private int LanesEqualToImage()
    {
        Fp8.Square(_u, &_sum->Z);
        Fp8.Multiply(_v, _x, _beta);
        Fp8.Multiply(_v, _v, _u);
        Fp8.Subtract(_v, _v, &_sum->X);
        Fp8.Reduce(_v);
        int equal = G1Lanes.ZeroLanes(_v);
        Fp8.Multiply(_u, _u, &_sum->Z);
        Fp8.Multiply(_u, _u, _y);
        Fp8.Add(_u, _u, &_sum->Y);
        Fp8.Reduce(_u);
        return equal & G1Lanes.ZeroLanes(_u);
    }
}
