using System.Numerics;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>Field elements as integers, for bounds and for hints.</summary>
internal static class FieldInteger
{
    /// <summary>r.</summary>
    internal static BigInteger Modulus => ShortNumber.Modulus;

    /// <summary>(r − 1)/2, the largest magnitude that a signed number may have.</summary>
    internal static BigInteger HalfModulus { get; } = (ShortNumber.Modulus - 1) / 2;

    /// <summary>The integer from 0 to r − 1.</summary>
    internal static BigInteger Of(in Fr value) => ShortNumber.ToBigInteger(value);

    /// <summary>The integer from maximum − r + 1 to maximum.</summary>
    internal static BigInteger Of(in Fr value, BigInteger maximum)
    {
        BigInteger number = ShortNumber.ToBigInteger(value);
        return number > maximum ? number - Modulus : number;
    }

    /// <summary>An integer modulo r.</summary>
    internal static Fr ToField(BigInteger value)
    {
        BigInteger reduced = BigInteger.Remainder(value, Modulus);
        if (reduced.Sign < 0)
        {
            reduced += Modulus;
        }

        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        bytes.Clear();
        reduced.TryWriteBytes(bytes, out _, isUnsigned: true);
        Fr.TryReadLittleEndian(bytes, out Fr result);
        return result;
    }

    /// <summary>2^exponent.</summary>
    internal static BigInteger PowerOfTwo(int exponent) => BigInteger.One << exponent;

    /// <summary>Demands that a largest value lies below r, so that field and integer arithmetic agree.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    internal static void RequireBelowModulus(string operation, BigInteger maximum)
    {
        if (maximum >= Modulus)
        {
            throw new ArgumentException(
                $"{operation} of bounded numbers may reach {maximum}, not below r = {Modulus}: convert to elements to compute modulo r.");
        }
    }

    /// <summary>The smallest n with −2^n ≤ minimum and maximum &lt; 2^n.</summary>
    internal static int SignedBits(BigInteger minimum, BigInteger maximum)
    {
        long above = maximum.Sign > 0 ? maximum.GetBitLength() : 0;
        long below = minimum.Sign < 0 ? (-minimum - 1).GetBitLength() : 0;
        return (int)Math.Max(above, below);
    }
}
