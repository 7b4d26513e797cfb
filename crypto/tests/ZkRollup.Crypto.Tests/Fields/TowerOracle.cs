using System.Numerics;
using System.Runtime.InteropServices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Tests.Fields;

/// <summary>Fp12 as Fp[w]/(w¹² − 2w⁶ + 2) on BigInteger: the same field without a tower, since u = w⁶ − 1 and v = w².</summary>
internal static class TowerOracle
{
    private const int Degree = 12;

    private static readonly BigInteger P = Oracle.Integer(Fp.Modulus);

    /// <summary>The coefficients over w of an element of Fp2, Fp6 or Fp12, from those over Fp in the order of the tower.</summary>
    internal static BigInteger[] Polynomial<T>(in T element)
        where T : unmanaged
    {
        ReadOnlySpan<Fp> tower = MemoryMarshal.Cast<T, Fp>(MemoryMarshal.CreateReadOnlySpan(in element, 1));
        BigInteger[] polynomial = new BigInteger[Degree];
        for (int i = 0; i < tower.Length; i += 2)
        {
            // Position i/2 is that of v^(i/2) in the first half and of w·v^(i/2 − 3) in the second.
            int power = i < 6 ? i : i - 6 + 1;
            BigInteger real = Oracle.Integer(tower[i]);
            BigInteger imaginary = Oracle.Integer(tower[i + 1]);
            polynomial[power] = (((real - imaginary) % P) + P) % P;
            polynomial[power + 6] = imaginary;
        }

        return polynomial;
    }

    internal static BigInteger[] Multiply(BigInteger[] a, BigInteger[] b)
    {
        BigInteger[] product = new BigInteger[(2 * Degree) - 1];
        for (int i = 0; i < Degree; i++)
        {
            for (int j = 0; j < Degree; j++)
            {
                product[i + j] += a[i] * b[j];
            }
        }

        for (int i = product.Length - 1; i >= Degree; i--)
        {
            product[i - 6] += 2 * product[i];
            product[i - 12] -= 2 * product[i];
        }

        return [.. product.Take(Degree).Select(c => ((c % P) + P) % P)];
    }

    /// <summary>A random element; about one coefficient in four is an edge value.</summary>
    internal static T RandomElement<T>(Random random)
        where T : unmanaged
    {
        BigInteger[] edges = [0, 1, P - 1, (P - 1) / 2, (P + 1) / 2];
        T element = default;
        byte[] bytes = new byte[64];
        foreach (ref Fp coefficient in MemoryMarshal.Cast<T, Fp>(MemoryMarshal.CreateSpan(ref element, 1)))
        {
            random.NextBytes(bytes);
            BigInteger value = new BigInteger(bytes, isUnsigned: true) % P;
            coefficient = Oracle.Element<Fp>(random.Next(4) == 0 ? edges[random.Next(edges.Length)] : value);
        }

        return element;
    }
}
