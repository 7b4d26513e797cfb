using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using V = System.Runtime.Intrinsics.Vector512<double>;
using W = System.Runtime.Intrinsics.Vector512<ulong>;

namespace ZkRollup.Crypto.Curves;

/// <summary>Odd multiples of sixteen points and of the generator, and their selection by the digits of sixteen scalars.</summary>
/// <remarks>
/// An odd k below 2^256 is Σ (2·bᵢ + 1 − 2^w)·2^(w·i) where bᵢ are the digits, in radix 2^w, of (k + 2^256 − 1)/2: every digit is odd and
/// none is 0. A bᵢ whose top bit is set stands for a positive digit; the bits below it, all inverted if it is not set, are the index of
/// the multiple. The words of these integers are kept by lanes: word i of scalar j at 16·i + j.
/// </remarks>
internal static unsafe class JubjubLaneTables
{
    /// <summary>Bits of a digit that selects a multiple of a point.</summary>
    internal const int PointBits = 4;

    /// <summary>Multiples of a point: 1, 3, … 15.</summary>
    internal const int PointEntries = 1 << (PointBits - 1);

    /// <summary>Bits of a digit that selects a multiple of the generator: a byte.</summary>
    internal const int GeneratorBits = 8;

    private const int GeneratorEntries = 1 << (GeneratorBits - 1);

    /// <summary>Doubles of a multiple of the generator: y + x, y − x, 2d·x·y, five limbs each, and an unused one.</summary>
    private const int GeneratorStride = 16;

    private const int Lanes = 8;

    /// <summary>2d as a factor of <see cref="Fr8.Scale"/>.</summary>
    internal static readonly double* TwiceD = Fr8.AllocateFactors(JubjubPoint.TwiceD * Fr8.RadixRatio);

    private static readonly double* GeneratorMultiples = MakeGeneratorMultiples();

    /// <summary>Writes the words of (k + 2^256 − 1)/2, for k the scalar if odd, else the scalar plus l.</summary>
    /// <param name="scalar">Four limbs, least significant first, of an integer below 2^252, public.</param>
    /// <param name="words">Words of sixteen scalars.</param>
    /// <param name="lane">The one to write, 0 to 15.</param>
    internal static void WriteDigits(ReadOnlySpan<ulong> scalar, ulong* words, int lane)
    {
        ulong mask = (scalar[0] & 1) - 1;
        ReadOnlySpan<ulong> order = JubjubScalar.Modulus;
        UInt128 sum = 0;
        ulong previous = 0;
        for (int i = 0; i < Fr.LimbCount; i++)
        {
            sum += (UInt128)scalar[i] + (order[i] & mask);
            if (i > 0)
            {
                words[((i - 1) * JubjubLanes.Group) + lane] = (previous >> 1) | ((ulong)sum << 63);
            }

            previous = (ulong)sum;
            sum >>= 64;
        }

        words[((Fr.LimbCount - 1) * JubjubLanes.Group) + lane] = (previous >> 1) | (1UL << 63);
    }

    /// <summary>Prepares p, 3·p, … 15·p.</summary>
    /// <param name="table">Receives <see cref="PointEntries"/> prepared points.</param>
    /// <param name="p">Sixteen points with T.</param>
    /// <param name="scratch">Scratch memory of two points and of one formula.</param>
    internal static void WriteOddMultiples(Fr8* table, Fr8* p, Fr8* scratch)
    {
        Fr8* multiple = scratch + JubjubLanes.PointSize, step = multiple + JubjubLanes.PointSize;
        for (int i = 0; i < JubjubLanes.PointSize; i++)
        {
            Fr8.Copy(multiple + i, p + i);
        }

        JubjubLanes.Prepare(table, p, TwiceD);
        JubjubLanes.Double(multiple, scratch, withT: true);
        JubjubLanes.Prepare(step, multiple, TwiceD);
        for (int i = 0; i < JubjubLanes.PointSize; i++)
        {
            Fr8.Copy(multiple + i, p + i);
        }

        for (int i = 1; i < PointEntries; i++)
        {
            JubjubLanes.Add(multiple, step, scratch, isAffine: false, withT: true);
            JubjubLanes.Prepare(table + (i * JubjubLanes.PointSize), multiple, TwiceD);
        }
    }

    /// <summary>Selects, lane by lane, the multiple of its point that one digit asks for.</summary>
    /// <param name="q">Receives sixteen prepared points.</param>
    /// <param name="table">What <see cref="WriteOddMultiples"/> made.</param>
    /// <param name="words">The digits of the scalars.</param>
    /// <param name="digit">Which digit: 0 to 63.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Select(Fr8* q, Fr8* table, ulong* words, int digit)
    {
        for (int half = 0; half < JubjubLanes.Pair; half++)
        {
            W bits = DigitBits(words, digit, PointBits, half, out V negative);
            V bit0 = BitMask(bits, 0), bit1 = BitMask(bits, 1), bit2 = BitMask(bits, 2);
            V* target = (V*)(q + half);
            V* source = (V*)(table + half);
            for (int i = 0; i < Fr8.Limbs; i++)
            {
                V plus = SelectEntry(source + (JubjubLanes.X * Fr8.Limbs) + i, bit0, bit1, bit2);
                V minus = SelectEntry(source + (JubjubLanes.Y * Fr8.Limbs) + i, bit0, bit1, bit2);
                V t = SelectEntry(source + (JubjubLanes.T * Fr8.Limbs) + i, bit0, bit1, bit2);
                target[(JubjubLanes.X * Fr8.Limbs) + i] = Vector512.ConditionalSelect(negative, minus, plus);
                target[(JubjubLanes.Y * Fr8.Limbs) + i] = Vector512.ConditionalSelect(negative, plus, minus);
                target[(JubjubLanes.Z * Fr8.Limbs) + i] = SelectEntry(source + (JubjubLanes.Z * Fr8.Limbs) + i, bit0, bit1, bit2);
                target[(JubjubLanes.T * Fr8.Limbs) + i] = Vector512.ConditionalSelect(negative, V.Zero - t, t);
            }
        }
    }

    /// <summary>Selects, lane by lane, the multiple of the generator that one digit asks for.</summary>
    /// <param name="q">Receives sixteen prepared affine points.</param>
    /// <param name="words">The digits of the scalars.</param>
    /// <param name="digit">Which digit: 0 to 31.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void SelectGenerator(Fr8* q, ulong* words, int digit)
    {
        byte* memory = stackalloc byte[(GeneratorStride * sizeof(V)) + 64];
        V* columns = (V*)(((nint)memory + 63) & ~63);
        double** rows = stackalloc double*[Lanes];
        for (int half = 0; half < JubjubLanes.Pair; half++)
        {
            W index = DigitBits(words, digit, GeneratorBits, half, out V negative)
                & Vector512.Create((ulong)GeneratorEntries - 1);
            for (int lane = 0; lane < Lanes; lane++)
            {
                rows[lane] = GeneratorMultiples + ((long)index[lane] * GeneratorStride);
            }

            Transpose(rows, 0, columns);
            Transpose(rows, Lanes, columns + Lanes);
            V* target = (V*)(q + half);
            for (int i = 0; i < Fr8.Limbs; i++)
            {
                V plus = columns[i], minus = columns[Fr8.Limbs + i], t = columns[(2 * Fr8.Limbs) + i];
                target[(JubjubLanes.X * Fr8.Limbs) + i] = Vector512.ConditionalSelect(negative, minus, plus);
                target[(JubjubLanes.Y * Fr8.Limbs) + i] = Vector512.ConditionalSelect(negative, plus, minus);
                target[(JubjubLanes.T * Fr8.Limbs) + i] = Vector512.ConditionalSelect(negative, V.Zero - t, t);
            }
        }
    }

    /// <summary>A digit in the lowest bits, the others being of no meaning; all inverted where the digit is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W DigitBits(ulong* words, int digit, int width, int half, out V negative)
    {
        int bit = digit * width;
        W bits = Vector512.Load(words + ((bit >> 6) * JubjubLanes.Group) + (half * Lanes)) >>> (bit & 63);
        W isNegative = Vector512.Equals(bits & Vector512.Create(1UL << (width - 1)), W.Zero);
        negative = isNegative.AsDouble();
        return bits ^ isNegative;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V BitMask(W bits, int bit) => (W.Zero - ((bits >>> bit) & W.One)).AsDouble();

    /// <summary>One vector of limbs of the entry whose index has the given bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SelectEntry(V* limb, V bit0, V bit1, V bit2)
    {
        const int stride = JubjubLanes.PointSize * Fr8.Limbs;
        V e01 = Vector512.ConditionalSelect(bit0, limb[stride], limb[0]);
        V e23 = Vector512.ConditionalSelect(bit0, limb[3 * stride], limb[2 * stride]);
        V e45 = Vector512.ConditionalSelect(bit0, limb[5 * stride], limb[4 * stride]);
        V e67 = Vector512.ConditionalSelect(bit0, limb[7 * stride], limb[6 * stride]);
        return Vector512.ConditionalSelect(
            bit2, Vector512.ConditionalSelect(bit1, e67, e45), Vector512.ConditionalSelect(bit1, e23, e01));
    }

    /// <summary>Columns of eight rows of eight doubles, which begin at an offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(double** rows, int offset, V* columns)
    {
        V r0 = Vector512.Load(rows[0] + offset), r1 = Vector512.Load(rows[1] + offset);
        V r2 = Vector512.Load(rows[2] + offset), r3 = Vector512.Load(rows[3] + offset);
        V r4 = Vector512.Load(rows[4] + offset), r5 = Vector512.Load(rows[5] + offset);
        V r6 = Vector512.Load(rows[6] + offset), r7 = Vector512.Load(rows[7] + offset);
        Interleave(
            Avx512F.UnpackLow(r0, r1), Avx512F.UnpackLow(r2, r3), Avx512F.UnpackLow(r4, r5), Avx512F.UnpackLow(r6, r7), columns);
        Interleave(
            Avx512F.UnpackHigh(r0, r1), Avx512F.UnpackHigh(r2, r3), Avx512F.UnpackHigh(r4, r5), Avx512F.UnpackHigh(r6, r7), columns + 1);
    }

    /// <summary>Every second column, from rows of four pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(V a, V b, V c, V d, V* columns)
    {
        V lowerAb = Avx512F.Shuffle4x128(a, b, 0x44), lowerCd = Avx512F.Shuffle4x128(c, d, 0x44);
        V upperAb = Avx512F.Shuffle4x128(a, b, 0xEE), upperCd = Avx512F.Shuffle4x128(c, d, 0xEE);
        columns[0] = Avx512F.Shuffle4x128(lowerAb, lowerCd, 0x88);
        columns[2] = Avx512F.Shuffle4x128(lowerAb, lowerCd, 0xDD);
        columns[4] = Avx512F.Shuffle4x128(upperAb, upperCd, 0x88);
        columns[6] = Avx512F.Shuffle4x128(upperAb, upperCd, 0xDD);
    }

    private static double* MakeGeneratorMultiples()
    {
        JubjubNiels[] points = JubjubGeneratorTables.MakeOddMultiples(GeneratorEntries);
        double* table = (double*)NativeMemory.AlignedAlloc(GeneratorEntries * GeneratorStride * sizeof(double), 64);
        for (int i = 0; i < points.Length; i++)
        {
            double* entry = table + (i * GeneratorStride);
            Fr8.Split(points[i].YPlusX * Fr8.RadixRatio, entry);
            Fr8.Split(points[i].YMinusX * Fr8.RadixRatio, entry + Fr8.Limbs);
            Fr8.Split(points[i].Xy2D * Fr8.RadixRatio, entry + (2 * Fr8.Limbs));
            entry[GeneratorStride - 1] = 0;
        }

        return table;
    }
}
