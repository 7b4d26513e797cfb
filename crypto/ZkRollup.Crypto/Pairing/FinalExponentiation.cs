using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Pairing;

/// <summary>The power 3(p¹² − 1)/r, which sends Miller values to r-th roots of unity.</summary>
[SkipLocalsInit]
internal static class FinalExponentiation
{
    /// <summary>Sets <paramref name="result"/> to f^(3(p¹²−1)/r), and to 0 for f = 0.</summary>
    /// <remarks>
    /// Easy part: (p⁶ − 1)(p² + 1), after which the element is in the cyclotomic subgroup, where the conjugate inverts. Hard part:
    /// 3(p⁴ − p² + 1)/r = (z − 1)²(z + p)(z² + p² − 1) + 3. Hayashida, Hayasaka and Teruya, "Efficient final exponentiation via cyclotomic
    /// structure for pairings over families of elliptic curves", eprint 2020/875, section 4. Since 3 does not divide r, the factor changes
    /// no comparison with 1.
    /// </remarks>
    internal static void Apply(in Fp12 f, out Fp12 result)
    {
        _ = Fp12.TryInvert(f, out Fp12 inverse);
        Fp12.Multiply(f.Conjugate, inverse, out Fp12 easy);
        Fp12.FrobeniusSquared(easy, out Fp12 t);
        Fp12.Multiply(t, easy, out easy);

        PowZMinusOne(easy, out Fp12 a);
        PowZMinusOne(a, out a);
        PowZ(a, out Fp12 b);
        Fp12.Frobenius(a, out t);
        Fp12.Multiply(b, t, out b);
        PowZ(b, out Fp12 c);
        PowZ(c, out c);
        Fp12.FrobeniusSquared(b, out t);
        Fp12.Multiply(c, t, out c);
        Fp12.Multiply(c, b.Conjugate, out c);

        Fp12.CyclotomicSquare(easy, out t);
        Fp12.Multiply(t, easy, out t);
        Fp12.Multiply(c, t, out result);
    }

    private static void PowZMinusOne(in Fp12 a, out Fp12 result)
    {
        Fp12 inverse = a.Conjugate;
        PowZ(a, out Fp12 power);
        Fp12.Multiply(power, inverse, out result);
    }

    /// <summary>a^z in the cyclotomic subgroup: 63 squares and 5 products, then the conjugate, as z is negative.</summary>
    private static void PowZ(in Fp12 a, out Fp12 result)
    {
        Fp12 start = a;
        Fp12 power = a;
        for (int bit = AtePairing.LoopStart; bit >= 0; bit--)
        {
            Fp12.CyclotomicSquare(power, out power);
            if (((CurveParameter.Magnitude >> bit) & 1) == 1)
            {
                Fp12.Multiply(power, start, out power);
            }
        }

        result = power.Conjugate;
    }
}
