using System.Numerics;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Cli.Demo.Checks;

/// <summary>Field elements from big integers, through the canonical limbs.</summary>
internal static class FieldIntegers
{
    /// <summary>The modulus.</summary>
    internal static BigInteger Modulus<T>()
        where T : unmanaged, IPrimeField<T>
    {
        BigInteger modulus = 0;
        for (int i = T.ModulusLimbs.Length - 1; i >= 0; i--)
        {
            modulus = (modulus << 64) + T.ModulusLimbs[i];
        }

        return modulus;
    }

    /// <summary>The element of an integer in [0, m).</summary>
    internal static T Element<T>(BigInteger value)
        where T : unmanaged, IPrimeField<T>
    {
        ulong[] limbs = new ulong[T.ModulusLimbs.Length];
        for (int i = 0; i < limbs.Length; i++)
        {
            limbs[i] = (ulong)((value >> (64 * i)) & ulong.MaxValue);
        }

        return T.FromCanonicalLimbsUnchecked(limbs);
    }
}
