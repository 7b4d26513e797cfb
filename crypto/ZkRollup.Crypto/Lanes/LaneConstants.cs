using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZkRollup.Crypto.Lanes;

/// <summary>Constants of a lane kernel, each repeated in every lane, in memory that is aligned to a cache line.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LaneConstants
{
    internal Vector512<ulong> NegatedInverse;
    internal Vector512<ulong> NextFactor;
    internal Vector512<ulong> LimbMask;
    internal Vector512<ulong> QuotientMagic;

    /// <summary>The bits of 1.5·2^52.</summary>
    internal Vector512<ulong> LowBits;

    /// <summary>The first digit of the modulus; the others follow it in memory.</summary>
    internal Vector512<double> Modulus;

    /// <summary>Allocates a block that lives as long as the process.</summary>
    internal static LaneConstants* Allocate(ulong negatedInverse, ulong nextFactor, ulong limbMask, ulong quotientMagic, ReadOnlySpan<double> modulusDigits)
    {
        nuint size = (nuint)(sizeof(LaneConstants) + ((modulusDigits.Length - 1) * sizeof(Vector512<double>)));
        LaneConstants* constants = (LaneConstants*)NativeMemory.AlignedAlloc(size, 64);
        constants->NegatedInverse = Vector512.Create(negatedInverse);
        constants->NextFactor = Vector512.Create(nextFactor);
        constants->LimbMask = Vector512.Create(limbMask);
        constants->QuotientMagic = Vector512.Create(quotientMagic);
        constants->LowBits = Vector512.Create(BitConverter.DoubleToUInt64Bits(1.5 * (1L << 52)));
        for (int i = 0; i < modulusDigits.Length; i++)
        {
            (&constants->Modulus)[i] = Vector512.Create(modulusDigits[i]);
        }

        return constants;
    }
}
