using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512<double>;

namespace ZkRollup.Prover.Cpu.Msm;

/// <summary>Eight coordinates of eight limbs, each a cache line somewhere in memory, against eight vectors of one limb each.</summary>
internal static unsafe class LaneTranspose
{
    /// <summary>vectors[i] ← limb i of every row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Gather(V* vectors, double** rows, int offset)
    {
        if (!Avx512F.IsSupported)
        {
            for (int i = 0; i < 64; i++)
            {
                ((double*)vectors)[i] = rows[i & 7][offset + (i >> 3)];
            }

            return;
        }

        V a0 = Row(rows, 0, offset), a1 = Row(rows, 1, offset), a2 = Row(rows, 2, offset), a3 = Row(rows, 3, offset);
        V a4 = Row(rows, 4, offset), a5 = Row(rows, 5, offset), a6 = Row(rows, 6, offset), a7 = Row(rows, 7, offset);
        StoreTransposed(vectors, a0, a1, a2, a3, a4, a5, a6, a7);
    }

    /// <summary>vectors[i] ← limb i of every row of <paramref name="left"/> less that of <paramref name="right"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void GatherDifference(V* vectors, double** left, double** right, int offset)
    {
        if (!Avx512F.IsSupported)
        {
            for (int i = 0; i < 64; i++)
            {
                ((double*)vectors)[i] = left[i & 7][offset + (i >> 3)] - right[i & 7][offset + (i >> 3)];
            }

            return;
        }

        V a0 = Row(left, 0, offset) - Row(right, 0, offset), a1 = Row(left, 1, offset) - Row(right, 1, offset);
        V a2 = Row(left, 2, offset) - Row(right, 2, offset), a3 = Row(left, 3, offset) - Row(right, 3, offset);
        V a4 = Row(left, 4, offset) - Row(right, 4, offset), a5 = Row(left, 5, offset) - Row(right, 5, offset);
        V a6 = Row(left, 6, offset) - Row(right, 6, offset), a7 = Row(left, 7, offset) - Row(right, 7, offset);
        StoreTransposed(vectors, a0, a1, a2, a3, a4, a5, a6, a7);
    }

    /// <summary>Limb i of every row ← vectors[i].</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Scatter(double** rows, int offset, V* vectors)
    {
        if (!Avx512F.IsSupported)
        {
            for (int i = 0; i < 64; i++)
            {
                rows[i & 7][offset + (i >> 3)] = ((double*)vectors)[i];
            }

            return;
        }

        V a0 = vectors[0], a1 = vectors[1], a2 = vectors[2], a3 = vectors[3];
        V a4 = vectors[4], a5 = vectors[5], a6 = vectors[6], a7 = vectors[7];
        Transpose(ref a0, ref a1, ref a2, ref a3, ref a4, ref a5, ref a6, ref a7);
        *(V*)(rows[0] + offset) = a0;
        *(V*)(rows[1] + offset) = a1;
        *(V*)(rows[2] + offset) = a2;
        *(V*)(rows[3] + offset) = a3;
        *(V*)(rows[4] + offset) = a4;
        *(V*)(rows[5] + offset) = a5;
        *(V*)(rows[6] + offset) = a6;
        *(V*)(rows[7] + offset) = a7;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTransposed(V* vectors, V a0, V a1, V a2, V a3, V a4, V a5, V a6, V a7)
    {
        Transpose(ref a0, ref a1, ref a2, ref a3, ref a4, ref a5, ref a6, ref a7);
        vectors[0] = a0;
        vectors[1] = a1;
        vectors[2] = a2;
        vectors[3] = a3;
        vectors[4] = a4;
        vectors[5] = a5;
        vectors[6] = a6;
        vectors[7] = a7;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Row(double** rows, int row, int offset) => *(V*)(rows[row] + offset);

    /// <summary>An 8 × 8 transposition in 24 shuffles: pairs of doubles, then 128-bit quarters twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref V a0, ref V a1, ref V a2, ref V a3, ref V a4, ref V a5, ref V a6, ref V a7)
    {
        V b0 = Avx512F.UnpackLow(a0, a1), b1 = Avx512F.UnpackHigh(a0, a1), b2 = Avx512F.UnpackLow(a2, a3), b3 = Avx512F.UnpackHigh(a2, a3);
        V b4 = Avx512F.UnpackLow(a4, a5), b5 = Avx512F.UnpackHigh(a4, a5), b6 = Avx512F.UnpackLow(a6, a7), b7 = Avx512F.UnpackHigh(a6, a7);
        V c0 = Avx512F.Shuffle4x128(b0, b2, 0x88), c1 = Avx512F.Shuffle4x128(b4, b6, 0x88);
        V c2 = Avx512F.Shuffle4x128(b0, b2, 0xDD), c3 = Avx512F.Shuffle4x128(b4, b6, 0xDD);
        V d0 = Avx512F.Shuffle4x128(b1, b3, 0x88), d1 = Avx512F.Shuffle4x128(b5, b7, 0x88);
        V d2 = Avx512F.Shuffle4x128(b1, b3, 0xDD), d3 = Avx512F.Shuffle4x128(b5, b7, 0xDD);
        a0 = Avx512F.Shuffle4x128(c0, c1, 0x88);
        a1 = Avx512F.Shuffle4x128(d0, d1, 0x88);
        a2 = Avx512F.Shuffle4x128(c2, c3, 0x88);
        a3 = Avx512F.Shuffle4x128(d2, d3, 0x88);
        a4 = Avx512F.Shuffle4x128(c0, c1, 0xDD);
        a5 = Avx512F.Shuffle4x128(d0, d1, 0xDD);
        a6 = Avx512F.Shuffle4x128(c2, c3, 0xDD);
        a7 = Avx512F.Shuffle4x128(d2, d3, 0xDD);
    }
}
