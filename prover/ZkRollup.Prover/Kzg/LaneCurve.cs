using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Lanes;
using ZkRollup.Prover.Cpu;

namespace ZkRollup.Prover.Kzg;

/// <summary>Sums of points of G1, eight at a time, by the formulas of <see cref="G1Jacobian"/>.</summary>
/// <remarks>
/// <para>
/// Formulas have no branches, so they are wrong for exceptional operands: infinity, equal or opposite points. Each of these makes
/// Z of the result 0, and a point with Z = 0 keeps it through every further doubling and mixed addition. So one look at Z after
/// any number of steps finds every lane in which any of them went wrong; only these are done again in scalar arithmetic.
/// </para>
/// <para>
/// Bounds, in units of 2^47 for limbs and of p for values: what enters and leaves is at most 1 and 1. A product needs factors whose limb
/// bounds multiply to at most 3, values to at most 2 each; it leaves limbs of 1 and a value of at most 0.92. Sums with more are
/// reduced, to limbs of 1 and a value of about 1/2. Comments give limb bounds above 1. Not for several threads.
/// </para>
/// </remarks>
internal sealed unsafe class LaneCurve : IDisposable
{
    private readonly NativeBuffer<Fp8> _memory = new(16);
    private readonly Fp8* _t;

    internal LaneCurve() => _t = _memory.Pointer;

    public void Dispose() => _memory.Dispose();

    /// <summary>a ← 2a. Right for infinity. Cost: 3 products, 4 squares.</summary>
    internal void Double(G1Lanes* a)
    {
        Fp8* slope = _t, yy = _t + 1, s = _t + 2, u = _t + 3;
        Fp8.Square(slope, &a->X);
        Fp8.Add(u, slope, slope);
        Fp8.Add(slope, slope, u);
        Fp8.Reduce(slope);
        Fp8.Square(yy, &a->Y);
        Fp8.Add(u, &a->Y, &a->Y);
        Fp8.Multiply(&a->Z, u, &a->Z); // 2·1
        Fp8.Add(u, yy, yy);
        Fp8.Multiply(s, &a->X, u); // 1·2
        Fp8.Add(s, s, s); // 2: 4·X·Y²
        Fp8.Square(&a->X, slope);
        Fp8.Subtract(&a->X, &a->X, s);
        Fp8.Subtract(&a->X, &a->X, s); // 5
        Fp8.Reduce(&a->X);
        Fp8.Subtract(s, s, &a->X);
        Fp8.Multiply(&a->Y, slope, s); // 1·3
        Fp8.Square(yy, yy);
        Fp8.Add(yy, yy, yy);
        Fp8.Add(yy, yy, yy);
        Fp8.Subtract(&a->Y, &a->Y, yy);
        Fp8.Subtract(&a->Y, &a->Y, yy); // 9
        Fp8.Reduce(&a->Y);
    }

    /// <summary>a ← a + (x, y). Z becomes 0 if a is infinity or ±(x, y). Cost: 8 products, 3 squares.</summary>
    internal void AddMixed(G1Lanes* a, Fp8* x, Fp8* y)
    {
        Fp8* h = _t, slope = _t + 1, hh = _t + 2, v = _t + 3;
        Fp8.Square(hh, &a->Z);
        Fp8.Multiply(h, x, hh);
        Fp8.Subtract(h, h, &a->X);
        Fp8.Reduce(h);
        Fp8.Multiply(hh, hh, &a->Z);
        Fp8.Multiply(slope, y, hh);
        Fp8.Subtract(slope, slope, &a->Y);
        Fp8.Reduce(slope);
        Fp8.Multiply(&a->Z, &a->Z, h);
        Fp8.Square(hh, h);
        Fp8.Multiply(v, &a->X, hh);
        Fp8.Multiply(h, h, hh);
        Fp8.Multiply(hh, &a->Y, h);
        Chord(&a->X, &a->Y, slope, h, v, hh, negative: false);
    }

    /// <summary>(a, b) ← (a + b, a − b), right for all operands. Cost: 14 products, 5 squares.</summary>
    internal void AddAndSubtract(G1Lanes* a, G1Lanes* b)
    {
        Fp8* h = _t, slope = _t + 1, hh = _t + 2, v = _t + 3, s1 = _t + 5, s2 = _t + 6;
        G1Lanes* sum = (G1Lanes*)(_t + 7), difference = (G1Lanes*)(_t + 10);
        Fp8.Square(s1, &b->Z);
        Fp8.Multiply(v, &a->X, s1);
        Fp8.Multiply(s1, s1, &b->Z);
        Fp8.Multiply(s1, s1, &a->Y);
        Fp8.Square(s2, &a->Z);
        Fp8.Multiply(h, &b->X, s2);
        Fp8.Multiply(s2, s2, &a->Z);
        Fp8.Multiply(s2, s2, &b->Y);
        Fp8.Subtract(h, h, v);
        Fp8.Reduce(h);
        Fp8.Multiply(&sum->Z, &a->Z, &b->Z);
        Fp8.Multiply(&sum->Z, &sum->Z, h);
        Fp8.Copy(&difference->Z, &sum->Z);
        Fp8.Square(hh, h);
        Fp8.Multiply(v, v, hh);
        Fp8.Multiply(h, h, hh);
        Fp8.Multiply(hh, s1, h);
        Fp8.Subtract(slope, s2, s1);
        Fp8.Reduce(slope);
        Chord(&sum->X, &sum->Y, slope, h, v, hh, negative: false);
        Fp8.Add(slope, s2, s1);
        Fp8.Reduce(slope);
        Chord(&difference->X, &difference->Y, slope, h, v, hh, negative: true);
        for (int lanes = G1Lanes.ZeroLanes(&sum->Z); lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes);
            G1Jacobian first = G1Lanes.ReadLane(a, lane);
            G1Jacobian second = G1Lanes.ReadLane(b, lane);
            G1Lanes.WriteLane(sum, lane, first + second);
            G1Lanes.WriteLane(difference, lane, first - second);
        }

        G1Lanes.Copy(a, sum);
        G1Lanes.Copy(b, difference);
    }

    /// <summary>x ← slope² − H³ − 2V and y ← ±slope·(V − x) − S·H³: the end of an addition.</summary>
    /// <param name="x">May be where V comes from, but not <paramref name="v"/> itself.</param>
    /// <param name="y">As x.</param>
    /// <param name="slope">Reduced.</param>
    /// <param name="h3">H³.</param>
    /// <param name="v">U₁·H².</param>
    /// <param name="s">S₁·H³.</param>
    /// <param name="negative">Whether the slope is to be negated.</param>
    private void Chord(Fp8* x, Fp8* y, Fp8* slope, Fp8* h3, Fp8* v, Fp8* s, bool negative)
    {
        Fp8* u = _t + 4;
        Fp8.Square(x, slope);
        Fp8.Subtract(x, x, h3);
        Fp8.Subtract(x, x, v);
        Fp8.Subtract(x, x, v); // 4
        Fp8.Reduce(x);
        if (negative)
        {
            Fp8.Subtract(u, x, v); // 2
        }
        else
        {
            Fp8.Subtract(u, v, x); // 2
        }

        Fp8.Multiply(y, slope, u);
        Fp8.Subtract(y, y, s); // 2
        Fp8.Reduce(y);
    }
}
