using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Pairing;

/// <summary>The optimal ate pairing of BLS12-381 and products of pairings.</summary>
/// <remarks>
/// Vercauteren, "Optimal pairings", eprint 2008/096: for the BLS12 family the loop runs over z alone. One accumulator serves all pairs,
/// so squarings and the final exponentiation are paid once. Operands must be points of the subgroups, which decoders ensure: nothing is
/// checked here, and other points give a meaningless value. Time depends on which points are infinity and on nothing else.
/// </remarks>
[SkipLocalsInit]
public static class AtePairing
{
    /// <summary>The first bit of |z| below its leading one.</summary>
    internal const int LoopStart = 62;

    /// <summary>True if the product of e(g1[i], g2[i]) is 1. The empty product is.</summary>
    /// <param name="g1">Points of the subgroup G1, infinity allowed.</param>
    /// <param name="g2">As many points of the subgroup G2, infinity allowed.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool Check(ReadOnlySpan<G1Affine> g1, ReadOnlySpan<G2Affine> g2) => Check(g1, Prepare(g2));

    /// <summary>True if the product of e(g1[i], g2[i]) is 1. The empty product is.</summary>
    /// <param name="g1">Points of the subgroup G1, infinity allowed.</param>
    /// <param name="g2">As many points of the subgroup G2, prepared.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool Check(ReadOnlySpan<G1Affine> g1, ReadOnlySpan<G2Prepared> g2)
    {
        Product(g1, g2, out Fp12 product);
        return product == Fp12.One;
    }

    /// <summary>Sets <paramref name="result"/> to the product of e(g1[i], g2[i]), where e is the cube of the reduced pairing.</summary>
    /// <remarks>The cube, itself a pairing since 3 does not divide r, is what the shortest final exponentiation yields.</remarks>
    /// <param name="g1">Points of the subgroup G1, infinity allowed.</param>
    /// <param name="g2">As many points of the subgroup G2, infinity allowed.</param>
    /// <param name="result">An element of order r, or 1.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Product(ReadOnlySpan<G1Affine> g1, ReadOnlySpan<G2Affine> g2, out Fp12 result) =>
        Product(g1, Prepare(g2), out result);

    /// <summary>As the other overload, over prepared points.</summary>
    /// <param name="g1">Points of the subgroup G1, infinity allowed.</param>
    /// <param name="g2">As many points of the subgroup G2, prepared.</param>
    /// <param name="result">An element of order r, or 1.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Product(ReadOnlySpan<G1Affine> g1, ReadOnlySpan<G2Prepared> g2, out Fp12 result)
    {
        MillerLoop(g1, g2, out Fp12 value);
        FinalExponentiation.Apply(value, out result);
    }

    /// <summary>Sets <paramref name="result"/> to the product of the Miller functions f_(z,Q)(P).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    internal static void MillerLoop(ReadOnlySpan<G1Affine> g1, ReadOnlySpan<G2Prepared> g2, out Fp12 result)
    {
        if (g1.Length != g2.Length)
        {
            throw new ArgumentException($"Expected {g1.Length} points of G2, got {g2.Length}.", nameof(g2));
        }

        Fp12 f = Fp12.One;
        int line = 0;
        for (int bit = LoopStart; bit >= 0; bit--)
        {
            if (bit != LoopStart)
            {
                Fp12.Square(f, out f);
            }

            MultiplyByLines(ref f, g1, g2, line++);
            if (((CurveParameter.Magnitude >> bit) & 1) == 1)
            {
                MultiplyByLines(ref f, g1, g2, line++);
            }
        }

        // z is negative, and f_(−n) = 1/f_n up to factors that the final exponentiation removes, as it makes an inverse of the conjugate.
        result = f.Conjugate;
    }

    private static void MultiplyByLines(ref Fp12 f, ReadOnlySpan<G1Affine> g1, ReadOnlySpan<G2Prepared> g2, int line)
    {
        for (int i = 0; i < g1.Length; i++)
        {
            if (g2[i].IsInfinity || g1[i].IsInfinity)
            {
                continue;
            }

            ref readonly G2Prepared.Line coefficients = ref g2[i].Lines[line];
            Fp2.MultiplyByFp(coefficients.B1, g1[i].Point.X, out Fp2 b1);
            Fp2.MultiplyByFp(coefficients.B4, g1[i].Point.Y, out Fp2 b4);
            Fp12.MultiplyByLine(f, coefficients.B0, b1, b4, out f);
        }
    }

    private static G2Prepared[] Prepare(ReadOnlySpan<G2Affine> points)
    {
        G2Prepared[] prepared = new G2Prepared[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            prepared[i] = new(points[i]);
        }

        return prepared;
    }
}
