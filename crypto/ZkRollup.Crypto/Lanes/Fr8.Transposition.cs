using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ZkRollup.Crypto.Fields;
using V = System.Runtime.Intrinsics.Vector512<double>;
using W = System.Runtime.Intrinsics.Vector512<ulong>;

namespace ZkRollup.Crypto.Lanes;

/// <summary>Eight elements of four words each against six vectors of limbs.</summary>
internal unsafe partial struct Fr8
{
    /// <summary>Words 0 and 1 of elements 0 to 3 from two vectors of two elements.</summary>
    /// <remarks>Its own inverse on vectors of words 0, 1 and 2, 3.</remarks>
    private static W LowerHalf => Vector512.Create(0UL, 4, 8, 12, 1, 5, 9, 13);

    /// <summary>The same for words 2 and 3.</summary>
    private static W UpperHalf => Vector512.Create(2UL, 6, 10, 14, 3, 7, 11, 15);

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
        W mask = Vector512.Create(LimbMask);
        r[0] = Avx512DQ.ConvertToVector512Double(w0 & mask);
        r[1] = Avx512DQ.ConvertToVector512Double(((w0 >>> 44) | (w1 << 20)) & mask);
        r[2] = Avx512DQ.ConvertToVector512Double(((w1 >>> 24) | (w2 << 40)) & mask);
        r[3] = Avx512DQ.ConvertToVector512Double((w2 >>> 4) & mask);
        r[4] = Avx512DQ.ConvertToVector512Double(((w2 >>> 48) | (w3 << 16)) & mask);
        r[5] = Avx512DQ.ConvertToVector512Double(w3 >>> 28);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreAvx512(Fr* destination, long stride, V* a)
    {
        Fr8 copy;
        V* l = (V*)&copy;
        Copy(&copy, (Fr8*)a);
        Reduce(&copy);

        // |value| is at most (1/2 + ε)·r: one pass of carries shows the sign, a second adds r where it is negative.
        Vector512<long> c = Avx512DQ.ConvertToVector512Int64(l[0]);
        Vector512<long> mask = Vector512.Create((long)LimbMask);
        Vector512<long> x0 = c & mask;
        c = (c >> 44) + Avx512DQ.ConvertToVector512Int64(l[1]);
        Vector512<long> x1 = c & mask;
        c = (c >> 44) + Avx512DQ.ConvertToVector512Int64(l[2]);
        Vector512<long> x2 = c & mask;
        c = (c >> 44) + Avx512DQ.ConvertToVector512Int64(l[3]);
        Vector512<long> x3 = c & mask;
        c = (c >> 44) + Avx512DQ.ConvertToVector512Int64(l[4]);
        Vector512<long> x4 = c & mask;
        Vector512<long> x5 = (c >> 44) + Avx512DQ.ConvertToVector512Int64(l[5]);
        Vector512<long> negative = x5 >> 63;
        c = x0 + (negative & Vector512.Create((long)ModulusDigits[0]));
        x0 = c & mask;
        c = (c >> 44) + x1 + (negative & Vector512.Create((long)ModulusDigits[1]));
        x1 = c & mask;
        c = (c >> 44) + x2 + (negative & Vector512.Create((long)ModulusDigits[2]));
        x2 = c & mask;
        c = (c >> 44) + x3 + (negative & Vector512.Create((long)ModulusDigits[3]));
        x3 = c & mask;
        c = (c >> 44) + x4 + (negative & Vector512.Create((long)ModulusDigits[4]));
        x4 = c & mask;
        x5 = (c >> 44) + x5 + (negative & Vector512.Create((long)ModulusDigits[5]));

        W w0 = (x0 | (x1 << 44)).AsUInt64();
        W w1 = ((x1 >>> 20) | (x2 << 24)).AsUInt64();
        W w2 = ((x2 >>> 40) | (x3 << 4) | (x4 << 48)).AsUInt64();
        W w3 = ((x4 >>> 16) | (x5 << 28)).AsUInt64();
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
    private static W LoadPair(Fr* source, long stride) =>
        Vector512.Create(Vector256.Load((ulong*)source), Vector256.Load((ulong*)(source + stride)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair(Fr* destination, long stride, W pair)
    {
        pair.GetLower().Store((ulong*)destination);
        pair.GetUpper().Store((ulong*)(destination + stride));
    }
}
