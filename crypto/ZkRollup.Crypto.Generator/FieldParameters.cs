using System.Globalization;
using System.Numerics;

namespace ZkRollup.Crypto.Generator;

/// <summary>A prime field that gets a generated type.</summary>
/// <param name="Name">Name of the C# type.</param>
/// <param name="Limbs">Number of 64-bit limbs.</param>
/// <param name="Modulus">The prime.</param>
/// <param name="Summary">One sentence that says which field this is; goes into the documentation of the type.</param>
internal sealed record FieldParameters(string Name, int Limbs, BigInteger Modulus, string Summary)
{
    /// <summary>Base field of BLS12-381.</summary>
    internal static readonly FieldParameters Fp = new(
        "Fp",
        6,
        Hex("1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab"),
        "An element of the base field of BLS12-381, a prime field of 381 bits.");

    /// <summary>Scalar field of BLS12-381, the field of the whole system.</summary>
    internal static readonly FieldParameters Fr = new(
        "Fr",
        4,
        Hex("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001"),
        "An element of the scalar field of BLS12-381, a prime field of 255 bits: the one field of this system.");

    /// <summary>Scalar field of Jubjub's prime-order subgroup.</summary>
    internal static readonly FieldParameters JubjubScalar = new(
        "JubjubScalar",
        4,
        Hex("0e7db4ea6533afa906673b0101343b00a6682093ccc81082d0970e5ed6f72cb7"),
        "An integer modulo l, the prime order of Jubjub's large subgroup, 252 bits.");

    /// <summary>All fields, in the order in which their files are written.</summary>
    internal static readonly FieldParameters[] All = [Fr, Fp, JubjubScalar];

    /// <summary>Bytes of a canonical encoding.</summary>
    internal int Bytes => 8 * Limbs;

    /// <summary>2^(64·<see cref="Limbs"/>), the Montgomery radix.</summary>
    internal BigInteger Radix => BigInteger.One << (64 * Limbs);

    /// <summary>−modulus⁻¹ mod 2^64.</summary>
    internal ulong NegatedInverse
    {
        get
        {
            BigInteger word = BigInteger.One << 64;
            BigInteger inverse = 1;
            for (int i = 0; i < 6; i++)
            {
                inverse = inverse * (2 - (Modulus * inverse)) % word;
            }

            return (ulong)(((-inverse % word) + word) % word);
        }
    }

    /// <summary>The 64-bit limbs of a non-negative integer, least significant first.</summary>
    internal ulong[] LimbsOf(BigInteger value)
    {
        ulong[] limbs = new ulong[Limbs];
        for (int i = 0; i < Limbs; i++)
        {
            limbs[i] = (ulong)((value >> (64 * i)) & ulong.MaxValue);
        }

        return limbs;
    }

    private static BigInteger Hex(string digits) =>
        BigInteger.Parse("0" + digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
