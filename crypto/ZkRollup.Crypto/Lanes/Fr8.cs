using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Lanes;

/// <summary>Eight elements of Fr, one a lane, as six limbs of radix 2^44 in doubles; products divide by 2^264.</summary>
/// <remarks>
/// Limbs are signed and may exceed the radix: sums are taken without carries, products bring them back. <see cref="Load"/> and
/// <see cref="Store"/> move the words of <see cref="Fr"/> unchanged, so a value x is held as x·2^256; <see cref="EnterRadix"/> turns
/// that into x·2^264, the form that products preserve. Work on memory aligned to 64 bytes.
/// </remarks>
[InlineArray(Limbs)]
[StructLayout(LayoutKind.Sequential)]
internal unsafe partial struct Fr8
{
    private Vector512<double> _limb;

    /// <summary>2^248 as raw limbs: the scalar product divides by 2^256, the lane product by 2^264.</summary>
    private static readonly Fr RadixCorrection = new(0, 0, 0, 1UL << 56);

    /// <summary>True if the kernels run on AVX-512; otherwise every product goes through the scalar field.</summary>
    internal static bool IsAccelerated => Avx512DQ.IsSupported;

    /// <summary>The raw limbs of 2^272 mod r: a lane product with it multiplies by 2^8.</summary>
    internal static Fr EnterRadix { get; } = RawPowerOfTwo(272);

    /// <summary>The raw limbs of 2^256 mod r: a lane product with it divides by 2^8.</summary>
    internal static Fr LeaveRadix { get; } = RawPowerOfTwo(256);

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
    /// <remarks>Ensures limbs in [0, 2^44).</remarks>
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
    /// <remarks>Requires limbs below 2^50 and a value below 2^40·r in magnitude.</remarks>
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
