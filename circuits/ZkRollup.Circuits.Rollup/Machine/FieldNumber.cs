using System.Numerics;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>Integers as elements of Fr, and elements as the signed integers of least magnitude.</summary>
internal static class FieldNumber
{
    private static readonly BigInteger Modulus = MakeModulus();

    internal static Fr Of(BigInteger value)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            return Fr.FromInt64((long)value);
        }

        BigInteger rest = BigInteger.Remainder(value, Modulus);
        rest = rest.Sign < 0 ? rest + Modulus : rest;
        Span<ulong> limbs = stackalloc ulong[Fr.LimbCount];
        for (int i = 0; i < limbs.Length; i++)
        {
            limbs[i] = (ulong)(rest & ulong.MaxValue);
            rest >>= 64;
        }

        _ = Fr.TryFromCanonicalLimbs(limbs, out Fr result);
        return result;
    }

    internal static BigInteger ToSigned(in Fr value)
    {
        Span<ulong> limbs = stackalloc ulong[Fr.LimbCount];
        value.WriteCanonicalLimbs(limbs);
        BigInteger integer = ToInteger(limbs);
        return integer > Modulus / 2 ? integer - Modulus : integer;
    }

    /// <summary>True if the element is an integer from 0 to 2^bits − 1.</summary>
    internal static bool IsBelow(in Fr value, int bits)
    {
        Span<ulong> limbs = stackalloc ulong[Fr.LimbCount];
        value.WriteCanonicalLimbs(limbs);
        return (limbs[1] | limbs[2] | limbs[3]) == 0 && limbs[0] >> bits == 0;
    }

    /// <summary>The element as an integer below 2^64.</summary>
    /// <exception cref="OverflowException">It is greater.</exception>
    internal static ulong ToUInt64(in Fr value)
    {
        Span<ulong> limbs = stackalloc ulong[Fr.LimbCount];
        value.WriteCanonicalLimbs(limbs);
        return (limbs[1] | limbs[2] | limbs[3]) == 0 ? limbs[0] : throw new OverflowException($"{value} is no integer below 2^64.");
    }

    private static BigInteger ToInteger(ReadOnlySpan<ulong> limbs)
    {
        BigInteger result = BigInteger.Zero;
        for (int i = limbs.Length - 1; i >= 0; i--)
        {
            result = (result << 64) | limbs[i];
        }

        return result;
    }

    private static BigInteger MakeModulus() => ToInteger(Fr.Modulus);
}
