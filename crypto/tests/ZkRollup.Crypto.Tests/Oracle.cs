using System.Numerics;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Tests;

/// <summary>Integers and fields through BigInteger, independent of the code under test.</summary>
internal static class Oracle
{
    internal static BigInteger Integer(ReadOnlySpan<ulong> limbs)
    {
        BigInteger value = 0;
        for (int i = limbs.Length - 1; i >= 0; i--)
        {
            value = (value << 64) + limbs[i];
        }

        return value;
    }

    internal static BigInteger Integer<T>(T element)
        where T : unmanaged, IPrimeField<T>
    {
        ulong[] limbs = new ulong[T.ModulusLimbs.Length];
        element.WriteCanonicalLimbs(limbs);
        return Integer(limbs);
    }

    internal static ulong[] Limbs(BigInteger value, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (ulong)((value >> (64 * i)) & ulong.MaxValue))];

    internal static T Element<T>(BigInteger value)
        where T : unmanaged, IPrimeField<T> => T.FromCanonicalLimbsUnchecked(Limbs(value, T.ModulusLimbs.Length));

    /// <summary>0, 1, m − 1 and the values around every limb boundary of 32, 44, 48 and 64 bits.</summary>
    internal static IEnumerable<BigInteger> EdgeValues(BigInteger modulus)
    {
        SortedSet<BigInteger> values = [0, 1, 2, modulus - 1, modulus - 2, (modulus - 1) / 2, (modulus + 1) / 2];
        foreach (int width in new[] { 32, 44, 48, 64 })
        {
            for (int bit = width; bit < (int)modulus.GetBitLength(); bit += width)
            {
                BigInteger power = BigInteger.One << bit;
                BigInteger[] around = [power - 1, power, power + 1, modulus - power, power - (power >> 1)];
                values.UnionWith(around.Where(v => v >= 0 && v < modulus));
            }
        }

        return values;
    }

    internal static IEnumerable<BigInteger> RandomValues(BigInteger modulus, int count, int seed)
    {
        Random random = new(seed);
        byte[] bytes = new byte[64];
        for (int i = 0; i < count; i++)
        {
            random.NextBytes(bytes);
            yield return new BigInteger(bytes, isUnsigned: true) % modulus;
        }
    }
}
