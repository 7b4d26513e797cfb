using System.Numerics;

namespace ZkRollup.Crypto.Generator;

/// <summary>The 8-lane form of a prime field.</summary>
/// <param name="Name">Name of the C# type.</param>
/// <param name="Field">The field.</param>
/// <param name="Limbs">Number of limbs n, each one vector of doubles.</param>
/// <param name="Width">Bits of a limb w; the Montgomery radix is 2^(n·w).</param>
/// <param name="Kernels">The kernels to write.</param>
internal sealed record LaneParameters(string Name, FieldParameters Field, int Limbs, int Width, LaneKernel[] Kernels)
{
    /// <summary>The fields that have an 8-lane form.</summary>
    internal static readonly LaneParameters[] All =
    [
        new("Fp8", FieldParameters.Fp, 8, 48, [LaneKernel.Multiply, LaneKernel.Square]),
        new("Fr8", FieldParameters.Fr, 5, 52, Enum.GetValues<LaneKernel>()),
    ];

    /// <summary>−m⁻¹ mod 2^w.</summary>
    internal ulong NegatedInverse => Field.NegatedInverse & ((1UL << Width) - 1);

    /// <summary>Digits of the modulus in radix 2^w: balanced, except the last, which holds what is left.</summary>
    internal long[] ModulusDigits
    {
        get
        {
            long[] digits = new long[Limbs];
            BigInteger rest = Field.Modulus;
            for (int i = 0; i < Limbs - 1; i++)
            {
                long digit = (long)(rest & ((1UL << Width) - 1));
                digits[i] = digit >= 1L << (Width - 1) ? digit - (1L << Width) : digit;
                rest = (rest - digits[i]) >> Width;
            }

            digits[Limbs - 1] = (long)rest;
            return digits;
        }
    }
}
