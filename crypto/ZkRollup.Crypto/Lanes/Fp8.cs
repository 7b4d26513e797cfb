using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Lanes;

/// <summary>Eight elements of Fp, one a lane, as eight limbs of radix 2^48 in doubles, in Montgomery form for 2^384.</summary>
/// <remarks>
/// Limbs are signed and may exceed the radix: sums are taken without carries, products bring them back. The Montgomery radix is that of
/// <see cref="Fp"/>, so conversion only moves bits. Work on memory aligned to 64 bytes.
/// </remarks>
[InlineArray(Limbs)]
[StructLayout(LayoutKind.Sequential)]
internal unsafe partial struct Fp8
{
    private Vector512<double> _limb;

    /// <summary>True if the kernels run on AVX-512; otherwise every product goes through the scalar field.</summary>
    internal static bool IsAccelerated => Avx512DQ.IsSupported;

    /// <summary>The product through the scalar field, lane by lane: the scalar and the lane radix are the same.</summary>
    internal static void MultiplyPortable(Fp8* r, Fp8* a, Fp8* b)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            WriteLane(r, lane, ReadLane(a, lane) * ReadLane(b, lane));
        }
    }

    internal static void SquarePortable(Fp8* r, Fp8* a) => MultiplyPortable(r, a, a);

    /// <summary>Sets one lane.</summary>
    internal static void WriteLane(Fp8* a, int lane, in Fp value) =>
        LaneDigits.Split([value.L0, value.L1, value.L2, value.L3, value.L4, value.L5], (double*)a + lane, Limbs, LimbBits, stride: 8);

    /// <summary>Returns one lane, fully reduced.</summary>
    internal static Fp ReadLane(Fp8* a, int lane) => Join((double*)a + lane, stride: 8);

    /// <summary>Writes the limbs of one element at distance one: half of a point in memory.</summary>
    internal static void Split(in Fp value, double* limbs) =>
        LaneDigits.Split([value.L0, value.L1, value.L2, value.L3, value.L4, value.L5], limbs, Limbs, LimbBits, stride: 1);

    /// <summary>Reads limbs at the given distance, fully reduced.</summary>
    internal static Fp Join(double* limbs, int stride)
    {
        Span<ulong> words = stackalloc ulong[Fp.LimbCount];
        LaneDigits.Join(limbs, stride, ModulusDigits, Fp.Modulus, LimbBits, words);
        return new Fp(words[0], words[1], words[2], words[3], words[4], words[5]);
    }
}
