using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZkRollup.Crypto.Lanes;

/// <summary>Constants of the lane kernels with integer columns, each repeated in every lane, in memory aligned to a cache line.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IntegerLaneConstants
{
    internal Vector512<ulong> NegatedInverse;

    /// <summary>2^52 − 1.</summary>
    internal Vector512<ulong> DigitMask;

    /// <summary>The bits of 2^52 with bit 51 set: xor-ed to a digit they make a double of it with the top bit flipped.</summary>
    internal Vector512<ulong> FlippedDigit;

    /// <summary>The bits of 2^52.</summary>
    internal Vector512<ulong> Digit;

    /// <summary>The first digit of the modulus; the others follow it in memory.</summary>
    internal Vector512<double> Modulus;

    /// <summary>Allocates a block that lives as long as the process.</summary>
    internal static IntegerLaneConstants* Allocate(ulong negatedInverse, ReadOnlySpan<double> modulusDigits)
    {
        nuint size = (nuint)(sizeof(IntegerLaneConstants) + ((modulusDigits.Length - 1) * sizeof(Vector512<double>)));
        IntegerLaneConstants* constants = (IntegerLaneConstants*)NativeMemory.AlignedAlloc(size, 64);
        ulong one = BitConverter.DoubleToUInt64Bits(1L << 52);
        constants->NegatedInverse = Vector512.Create(negatedInverse);
        constants->DigitMask = Vector512.Create((1UL << 52) - 1);
        constants->FlippedDigit = Vector512.Create(one | (1UL << 51));
        constants->Digit = Vector512.Create(one);
        for (int i = 0; i < modulusDigits.Length; i++)
        {
            (&constants->Modulus)[i] = Vector512.Create(modulusDigits[i]);
        }

        return constants;
    }

    /// <summary>Allocates one vector a value, the value in every lane, for the life of the process.</summary>
    internal static Vector512<ulong>* Vectors(ReadOnlySpan<ulong> values)
    {
        Vector512<ulong>* vectors = (Vector512<ulong>*)NativeMemory.AlignedAlloc((nuint)(values.Length * sizeof(Vector512<ulong>)), 64);
        for (int i = 0; i < values.Length; i++)
        {
            vectors[i] = Vector512.Create(values[i]);
        }

        return vectors;
    }
}
