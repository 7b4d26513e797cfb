using System.Globalization;
using System.Numerics;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>Field elements as people read them: small numbers in decimal, negative ones with a sign, the rest in hexadecimal.</summary>
internal static class ShortNumber
{
    private const int DecimalBits = 80;

    internal static BigInteger Modulus { get; } = ToBigInteger(-Fr.One) + 1;

    internal static string Of(Fr value)
    {
        BigInteger number = ToBigInteger(value);
        BigInteger negative = number - Modulus;
        return number.GetBitLength() <= DecimalBits ? number.ToString(CultureInfo.InvariantCulture)
            : negative.GetBitLength() <= DecimalBits ? negative.ToString(CultureInfo.InvariantCulture)
            : value.ToString();
    }

    internal static BigInteger ToBigInteger(in Fr value)
    {
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        value.WriteBigEndian(bytes);
        return new(bytes, isUnsigned: true, isBigEndian: true);
    }
}
