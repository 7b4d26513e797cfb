using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ZkRollup.Crypto.Fields;
using I = System.Runtime.Intrinsics.Vector512<long>;
using V = System.Runtime.Intrinsics.Vector512<double>;
using W = System.Runtime.Intrinsics.Vector512<ulong>;

namespace ZkRollup.Crypto.Lanes;

/// <summary>Eight elements of four words each against five vectors of limbs, and reduction, in integers.</summary>
internal unsafe partial struct Fr8
{
    private const long DigitMask = (1L << 52) - 1;

    /// <summary>Words 0 and 1 of elements 0 to 3 from two vectors of two elements.</summary>
    /// <remarks>Its own inverse, on vectors of words 0, 1 and 2, 3.</remarks>
    private static W LowerHalf => Vector512.Create(0UL, 4, 8, 12, 1, 5, 9, 13);

    /// <summary>The same for words 2 and 3.</summary>
    private static W UpperHalf => Vector512.Create(2UL, 6, 10, 14, 3, 7, 11, 15);

    /// <summary>1 over the modulus in units of its last limb.</summary>
    private static readonly double InverseModulus = 1 / (ModulusDigits[Limbs - 1] + (ModulusDigits[Limbs - 2] * InverseRadix));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadAvx512(V* r, Fr* source, long stride)
    {
        W s0 = LoadPair(source, stride), s1 = LoadPair(source + (2 * stride), stride);
        W s2 = LoadPair(source + (4 * stride), stride), s3 = LoadPair(source + (6 * stride), stride);
        W a01 = Avx512F.PermuteVar8x64x2(s0, LowerHalf, s1);
        W a23 = Avx512F.PermuteVar8x64x2(s0, UpperHalf, s1);
        W b01 = Avx512F.PermuteVar8x64x2(s2, LowerHalf, s3);
        W b23 = Avx512F.PermuteVar8x64x2(s2, UpperHalf, s3);
        W w0 = Avx512F.Shuffle4x128(a01, b01, 0x44);
        W w1 = Avx512F.Shuffle4x128(a01, b01, 0xEE);
        W w2 = Avx512F.Shuffle4x128(a23, b23, 0x44);
        W w3 = Avx512F.Shuffle4x128(a23, b23, 0xEE);
        W mask = Vector512.Create((ulong)DigitMask);
        r[0] = Avx512DQ.ConvertToVector512Double(w0 & mask);
        r[1] = Avx512DQ.ConvertToVector512Double(((w0 >>> 52) | (w1 << 12)) & mask);
        r[2] = Avx512DQ.ConvertToVector512Double(((w1 >>> 40) | (w2 << 24)) & mask);
        r[3] = Avx512DQ.ConvertToVector512Double(((w2 >>> 28) | (w3 << 36)) & mask);
        r[4] = Avx512DQ.ConvertToVector512Double(w3 >>> 16);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void StoreAvx512(Fr* destination, long stride, V* a)
    {
        I x0 = Avx512DQ.ConvertToVector512Int64(a[0]);
        I x1 = Avx512DQ.ConvertToVector512Int64(a[1]);
        I x2 = Avx512DQ.ConvertToVector512Int64(a[2]);
        I x3 = Avx512DQ.ConvertToVector512Int64(a[3]);
        I x4 = Avx512DQ.ConvertToVector512Int64(a[4]);
        I k = NearestMultiple(x3, x4);
        x0 -= Avx512DQ.MultiplyLow(k, Vector512.Create((long)ModulusDigits[0]));
        x1 -= Avx512DQ.MultiplyLow(k, Vector512.Create((long)ModulusDigits[1]));
        x2 -= Avx512DQ.MultiplyLow(k, Vector512.Create((long)ModulusDigits[2]));
        x3 -= Avx512DQ.MultiplyLow(k, Vector512.Create((long)ModulusDigits[3]));
        x4 -= Avx512DQ.MultiplyLow(k, Vector512.Create((long)ModulusDigits[4]));

        // |value| is at most (1/2 + ε)·r: one pass of carries shows the sign, a second adds r where it is negative.
        I mask = Vector512.Create(DigitMask);
        x1 += x0 >> 52;
        x2 += x1 >> 52;
        x3 += x2 >> 52;
        x4 += x3 >> 52;
        I negative = x4 >> 63;
        x0 = (x0 & mask) + (negative & Vector512.Create((long)ModulusDigits[0]));
        x1 = (x1 & mask) + (negative & Vector512.Create((long)ModulusDigits[1])) + (x0 >> 52);
        x2 = (x2 & mask) + (negative & Vector512.Create((long)ModulusDigits[2])) + (x1 >> 52);
        x3 = (x3 & mask) + (negative & Vector512.Create((long)ModulusDigits[3])) + (x2 >> 52);
        x4 = x4 + (negative & Vector512.Create((long)ModulusDigits[4])) + (x3 >> 52);
        x0 &= mask;
        x1 &= mask;
        x2 &= mask;
        x3 &= mask;

        W w0 = (x0 | (x1 << 52)).AsUInt64();
        W w1 = ((x1 >>> 12) | (x2 << 40)).AsUInt64();
        W w2 = ((x2 >>> 24) | (x3 << 28)).AsUInt64();
        W w3 = ((x3 >>> 36) | (x4 << 16)).AsUInt64();
        W a01 = Avx512F.Shuffle4x128(w0, w1, 0x44);
        W b01 = Avx512F.Shuffle4x128(w0, w1, 0xEE);
        W a23 = Avx512F.Shuffle4x128(w2, w3, 0x44);
        W b23 = Avx512F.Shuffle4x128(w2, w3, 0xEE);
        StorePair(destination, stride, Avx512F.PermuteVar8x64x2(a01, LowerHalf, a23));
        StorePair(destination + (2 * stride), stride, Avx512F.PermuteVar8x64x2(a01, UpperHalf, a23));
        StorePair(destination + (4 * stride), stride, Avx512F.PermuteVar8x64x2(b01, LowerHalf, b23));
        StorePair(destination + (6 * stride), stride, Avx512F.PermuteVar8x64x2(b01, UpperHalf, b23));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReduceAvx512(V* a)
    {
        for (int i = 0; i < Limbs; i++)
        {
            ((I*)a)[i] = Avx512DQ.ConvertToVector512Int64(a[i]);
        }

        ReduceIntegers(a);
    }

    /// <summary>The same as <see cref="Reduce"/> for limbs that are integers in the same memory.</summary>
    /// <remarks>Requires limbs of at most 2^61 and a value below 2^10·r in magnitude.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void ReduceIntegers(V* a)
    {
        I* x = (I*)a;
        I k = NearestMultiple(x[3], x[4]);
        I half = Vector512.Create(1L << 51), mask = Vector512.Create(DigitMask);
        V bias = Vector512.Create((double)(1L << 51));
        I sum = x[0] - Avx512DQ.MultiplyLow(k, Vector512.Create((long)ModulusDigits[0])) + half;
        a[0] = Avx512DQ.ConvertToVector512Double(sum & mask) - bias;
        sum = x[1] - Avx512DQ.MultiplyLow(k, Vector512.Create((long)ModulusDigits[1])) + half + (sum >> 52);
        a[1] = Avx512DQ.ConvertToVector512Double(sum & mask) - bias;
        sum = x[2] - Avx512DQ.MultiplyLow(k, Vector512.Create((long)ModulusDigits[2])) + half + (sum >> 52);
        a[2] = Avx512DQ.ConvertToVector512Double(sum & mask) - bias;
        sum = x[3] - Avx512DQ.MultiplyLow(k, Vector512.Create((long)ModulusDigits[3])) + half + (sum >> 52);
        a[3] = Avx512DQ.ConvertToVector512Double(sum & mask) - bias;
        sum = x[4] - Avx512DQ.MultiplyLow(k, Vector512.Create((long)ModulusDigits[4])) + (sum >> 52);
        a[4] = Avx512DQ.ConvertToVector512Double(sum);
    }

    /// <summary>The multiple of r that is nearest to a value by its upper two limbs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static I NearestMultiple(I x3, I x4)
    {
        V last = Avx512DQ.ConvertToVector512Double(x4);
        V top = Vector512.FusedMultiplyAdd(Avx512DQ.ConvertToVector512Double(x3), Vector512.Create(InverseRadix), last);
        return Avx512DQ.ConvertToVector512Int64(top * Vector512.Create(InverseModulus));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W LoadPair(Fr* source, long stride) =>
        Vector512.Create(Vector256.Load((ulong*)source), Vector256.Load((ulong*)(source + stride)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair(Fr* destination, long stride, W pair)
    {
        pair.GetLower().Store((ulong*)destination);
        pair.GetUpper().Store((ulong*)(destination + stride));
    }
}
