using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Lanes;

/// <summary>Eight elements of Fr, one a lane, as five limbs of radix 2^52 in doubles; products divide by 2^260.</summary>
/// <remarks>
/// Limbs are signed integers. Kernels leave balanced ones, below 2^51; one sum of two may enter a product, and sums of four are still
/// exact. <see cref="Load"/> and <see cref="Store"/> move the words of <see cref="Fr"/> unchanged, so a value x is held as x·2^256;
/// <see cref="EnterRadix"/> turns that into x·2^260, the form that products preserve. Work on memory aligned to 64 bytes.
/// </remarks>
[InlineArray(Limbs)]
[StructLayout(LayoutKind.Sequential)]
internal unsafe partial struct Fr8
{
    private Vector512<double> _limb;

    /// <summary>2^4, the radix of lane products over that of <see cref="Fr"/>: a constant times this is a lane factor.</summary>
    internal static readonly Fr RadixRatio = Fr.FromUInt64(16);

    /// <summary>The raw limbs of 2^264 mod r: a lane product with it multiplies by 2^4.</summary>
    internal static readonly Fr EnterRadix = RawPowerOfTwo(264);

    /// <summary>The raw limbs of 2^256 mod r: a lane product with it divides by 2^4.</summary>
    internal static readonly Fr LeaveRadix = RawPowerOfTwo(256);

    /// <summary>The raw limbs of 2^252: the scalar product divides by 2^256, the lane product by 2^260.</summary>
    private static readonly Fr RadixCorrection = RawPowerOfTwo(252);

    /// <summary>True if the kernels run on AVX-512; otherwise every product goes through the scalar field.</summary>
    internal static bool IsAccelerated => Avx512DQ.IsSupported;

    /// <summary>Doubles of a factor in memory: a cache line, of which the limbs take the first five.</summary>
    internal const int FactorSize = 8;

    /// <summary>Allocates factors for <see cref="Scale"/> and its like, one after the other, for the life of the process.</summary>
    /// <param name="values">Raw limbs; constants are to be multiplied by <see cref="RadixRatio"/> before.</param>
    internal static double* AllocateFactors(params ReadOnlySpan<Fr> values)
    {
        double* factors = (double*)NativeMemory.AlignedAlloc((nuint)(values.Length * FactorSize * sizeof(double)), 64);
        for (int i = 0; i < values.Length; i++)
        {
            Split(values[i], factors + (i * FactorSize));
        }

        return factors;
    }

    /// <summary>Writes the balanced limbs of one element at distance one: the second factor of <see cref="Scale"/>.</summary>
    internal static void Split(in Fr value, double* limbs) =>
        LaneDigits.Split([value.L0, value.L1, value.L2, value.L3], limbs, Limbs, LimbBits, stride: 1);

    /// <summary>Reads limbs at the given distance, fully reduced, as raw limbs.</summary>
    internal static Fr Join(double* limbs, int stride)
    {
        Span<ulong> words = stackalloc ulong[Fr.LimbCount];
        LaneDigits.Join(limbs, stride, ModulusDigits, Fr.Modulus, LimbBits, words);
        return new Fr(words[0], words[1], words[2], words[3]);
    }

    /// <summary>Sets every lane to the raw limbs of value.</summary>
    internal static void Broadcast(Fr8* a, in Fr value)
    {
        double* digits = stackalloc double[Limbs];
        Split(value, digits);
        for (int i = 0; i < Limbs; i++)
        {
            ((Vector512<double>*)a)[i] = Vector512.Create(digits[i]);
        }
    }

    /// <summary>Sets one lane to the raw limbs of value.</summary>
    internal static void WriteLane(Fr8* a, int lane, in Fr value) =>
        LaneDigits.Split([value.L0, value.L1, value.L2, value.L3], (double*)a + lane, Limbs, LimbBits, stride: 8);

    /// <summary>Returns one lane, fully reduced, as raw limbs.</summary>
    internal static Fr ReadLane(Fr8* a, int lane) => Join((double*)a + lane, stride: 8);

    /// <summary>Loads eight elements that lie <paramref name="stride"/> elements apart, element i into lane i.</summary>
    /// <remarks>Ensures limbs in [0, 2^52): twice the balanced bound.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Load(Fr8* r, Fr* source, long stride = 1)
    {
        if (IsAccelerated)
        {
            LoadAvx512((Vector512<double>*)r, source, stride);
            return;
        }

        for (int lane = 0; lane < 8; lane++)
        {
            WriteLane(r, lane, source[lane * stride]);
        }
    }

    /// <summary>Stores eight elements that lie <paramref name="stride"/> elements apart, fully reduced, lane i as element i.</summary>
    /// <remarks>Requires limbs of at most 2^53 and a value below 2^8·r in magnitude.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(Fr* destination, Fr8* a, long stride = 1)
    {
        if (IsAccelerated)
        {
            StoreAvx512(destination, stride, (Vector512<double>*)a);
            return;
        }

        for (int lane = 0; lane < 8; lane++)
        {
            destination[lane * stride] = ReadLane(a, lane);
        }
    }

    /// <summary>a ← a modulo r with |a| at most (1/2 + 2^−20)·r and balanced limbs.</summary>
    /// <remarks>Requires limbs of at most 2^53 and a value below 2^8·r in magnitude.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Reduce(Fr8* a)
    {
        if (IsAccelerated)
        {
            ReduceAvx512((Vector512<double>*)a);
        }
        else
        {
            ReducePortable(a);
        }
    }

    /// <summary>Passes the carries between limbs once; the value stays.</summary>
    /// <remarks>Requires limbs of at most 2^53; ensures limbs of at most 2^51 + 2.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Carry(Fr8* a)
    {
        Vector512<double>* l = (Vector512<double>*)a;
        Vector512<double> carry = Vector512<double>.Zero;
        for (int i = 0; i < Limbs - 1; i++)
        {
            l[i] = CarryLimb(l[i], ref carry);
        }

        l[Limbs - 1] += carry;
    }

    /// <summary>One limb, but the last, of <see cref="Carry"/>; the last only takes the carry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> CarryLimb(Vector512<double> limb, ref Vector512<double> carry)
    {
        Vector512<double> round = Vector512.Create(DigitBias);
        Vector512<double> next = Vector512.FusedMultiplyAdd(limb, Vector512.Create(InverseRadix), round) - round;
        Vector512<double> result = Vector512.FusedMultiplyAdd(next, Vector512.Create(-Radix), limb) + carry;
        carry = next;
        return result;
    }

    private static Fr RawPowerOfTwo(int exponent)
    {
        Fr raw = new(1, 0, 0, 0);
        for (int i = 0; i < exponent; i++)
        {
            Fr.Double(raw, out raw);
        }

        return raw;
    }
}
