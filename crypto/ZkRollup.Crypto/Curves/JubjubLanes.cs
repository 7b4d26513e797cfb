using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Lanes;
using V = System.Runtime.Intrinsics.Vector512<double>;

namespace ZkRollup.Crypto.Curves;

/// <summary>The group law of Jubjub on sixteen points side by side.</summary>
/// <remarks>
/// Every coordinate is a pair of neighbouring <see cref="Fr8"/> in the radix of lane products; lane i of the first is point i, of the
/// second point 8 + i. A point is X, Y, Z, T. A prepared point is Y + X, Y − X, Z, 2d·T; an affine one has no Z, which counts as 1. All
/// coordinates in memory are balanced and below 2r, those of prepared points may also be negated. Formulas are those of
/// <see cref="JubjubPoint"/>, complete on the curve. All pointers are aligned to 64 bytes.
/// </remarks>
internal static unsafe class JubjubLanes
{
    /// <summary>Points side by side.</summary>
    internal const int Group = 16;

    /// <summary>Elements of a coordinate.</summary>
    internal const int Pair = 2;

    /// <summary>Elements of a point, of a prepared point and of the scratch memory that a formula needs.</summary>
    internal const int PointSize = 4 * Pair;

    /// <summary>Offset of X, or of Y + X.</summary>
    internal const int X = 0;

    /// <summary>Offset of Y, or of Y − X.</summary>
    internal const int Y = Pair;

    /// <summary>Offset of Z.</summary>
    internal const int Z = 2 * Pair;

    /// <summary>Offset of T, or of 2d·T.</summary>
    internal const int T = 3 * Pair;

    /// <summary>p ← 2p; T is read nowhere and written only if asked for.</summary>
    /// <remarks>
    /// Hisil et al., section 3.3, with E = 2·X·Y: 3 squares, 4 or 5 products. E, F, G and H are sums of at most four balanced values, less
    /// than 4r, carried before they are multiplied.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Double(Fr8* p, Fr8* scratch, bool withT)
    {
        Fr8.SquarePair(scratch + X, p + X);
        Fr8.SquarePair(scratch + Y, p + Y);
        Fr8.SquarePair(scratch + Z, p + Z);
        Fr8.MultiplyPair(scratch + T, p + X, p + Y);
        for (int half = 0; half < Pair; half++)
        {
            CombineDouble(scratch + half);
        }

        MultiplyFactors(p, scratch, withT);
    }

    /// <summary>p ← p + q for a prepared q; T is written only if asked for.</summary>
    /// <remarks>Hisil et al., section 3.1: 8 products, 7 for an affine q, and one less without T.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Add(Fr8* p, Fr8* q, Fr8* scratch, bool isAffine, bool withT)
    {
        for (int half = 0; half < Pair; half++)
        {
            Fr8.Add(scratch + X + half, p + Y + half, p + X + half);
            Fr8.Subtract(scratch + Y + half, p + Y + half, p + X + half);
        }

        Fr8.MultiplyPair(scratch + X, scratch + X, q + X);
        Fr8.MultiplyPair(scratch + Y, scratch + Y, q + Y);
        Fr8.MultiplyPair(scratch + T, p + T, q + T);
        Fr8* z = p + Z;
        if (!isAffine)
        {
            z = scratch + Z;
            Fr8.MultiplyPair(z, p + Z, q + Z);
        }

        for (int half = 0; half < Pair; half++)
        {
            CombineSum(scratch + half, z + half);
        }

        MultiplyFactors(p, scratch, withT);
    }

    /// <summary>Prepares p, which has T, as an operand of <see cref="Add"/>.</summary>
    /// <param name="q">Receives the prepared point; not p.</param>
    /// <param name="p">The point.</param>
    /// <param name="twiceD">2d as a factor of <see cref="Fr8.ScalePair"/>.</param>
    internal static void Prepare(Fr8* q, Fr8* p, double* twiceD)
    {
        for (int half = 0; half < Pair; half++)
        {
            Fr8.Add(q + X + half, p + Y + half, p + X + half);
            Fr8.Subtract(q + Y + half, p + Y + half, p + X + half);
            Fr8.Copy(q + Z + half, p + Z + half);
            Fr8.Reduce(q + X + half);
            Fr8.Reduce(q + Y + half);
        }

        Fr8.ScalePair(q + T, p + T, twiceD);
    }

    /// <summary>X ← E·F, Y ← G·H, Z ← F·G, T ← E·H.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyFactors(Fr8* p, Fr8* factors, bool withT)
    {
        Fr8* e = factors, f = factors + Pair, g = factors + (2 * Pair), h = factors + (3 * Pair);
        Fr8.MultiplyPair(p + X, e, f);
        Fr8.MultiplyPair(p + Y, g, h);
        Fr8.MultiplyPair(p + Z, f, g);
        if (withT)
        {
            Fr8.MultiplyPair(p + T, e, h);
        }
    }

    /// <summary>In place of X², Y², Z², X·Y: E, F, G, H, all negated, carried.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CombineDouble(Fr8* s)
    {
        V* s0 = (V*)s, s1 = (V*)(s + Pair), s2 = (V*)(s + (2 * Pair)), s3 = (V*)(s + (3 * Pair));
        V carryE = V.Zero, carryF = V.Zero, carryG = V.Zero, carryH = V.Zero;
        for (int i = 0; i < Fr8.Limbs; i++)
        {
            V xx = s0[i], yy = s1[i], zz = s2[i], xy = s3[i];
            V g = xx - yy;
            bool isLast = i == Fr8.Limbs - 1;
            s0[i] = Carry(V.Zero - (xy + xy), ref carryE, isLast);
            s1[i] = Carry(g + (zz + zz), ref carryF, isLast);
            s2[i] = Carry(g, ref carryG, isLast);
            s3[i] = Carry(xx + yy, ref carryH, isLast);
        }
    }

    /// <summary>In place of (Y + X)·q₀, (Y − X)·q₁, anything and T·q₃: E, F, G, H, carried.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CombineSum(Fr8* s, Fr8* z)
    {
        V* s0 = (V*)s, s1 = (V*)(s + Pair), s2 = (V*)(s + (2 * Pair)), s3 = (V*)(s + (3 * Pair)), zs = (V*)z;
        V carryE = V.Zero, carryF = V.Zero, carryG = V.Zero, carryH = V.Zero;
        for (int i = 0; i < Fr8.Limbs; i++)
        {
            V b = s0[i], a = s1[i], c = s3[i], d = zs[i] + zs[i];
            bool isLast = i == Fr8.Limbs - 1;
            s0[i] = Carry(b - a, ref carryE, isLast);
            s1[i] = Carry(d - c, ref carryF, isLast);
            s2[i] = Carry(d + c, ref carryG, isLast);
            s3[i] = Carry(b + a, ref carryH, isLast);
        }
    }

    /// <summary>One limb of <see cref="Fr8.Carry"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Carry(V limb, ref V carry, bool isLast) => isLast ? limb + carry : Fr8.CarryLimb(limb, ref carry);
}
