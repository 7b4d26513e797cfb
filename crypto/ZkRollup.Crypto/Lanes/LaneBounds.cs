using System.Diagnostics;

namespace ZkRollup.Crypto.Lanes;

/// <summary>The bounds under which a product in lanes is exact, checked in debug builds; derived in docs/crypto/lanes.md.</summary>
internal static unsafe class LaneBounds
{
    /// <summary>Fp8 allows operands whose limbs are at most A and B times 2^47 with A·B at most this.</summary>
    internal const double FpProductMax = 3;

    /// <summary>Fr8 allows operands whose limbs are at most A and B times 2^51 with A·B at most this.</summary>
    internal const double FrProductMax = 2;

    /// <summary>Limbs of Fp8 may exceed half the radix by the carries of one pass, which its bound leaves room for.</summary>
    private const double FpSlack = 1.0001;

    [Conditional("DEBUG")]
    internal static void Require(Fp8* a, Fp8* b) => Require((double*)a, (double*)b, Fp8.Limbs, Fp8.LimbBits, FpProductMax * FpSlack);

    [Conditional("DEBUG")]
    internal static void Require(Fr8* a, Fr8* b) => Require((double*)a, (double*)b, Fr8.Limbs, Fr8.LimbBits, FrProductMax);

    /// <summary>What a square needs.</summary>
    [Conditional("DEBUG")]
    internal static void Require(Fp8* a) => Require(a, a);

    /// <summary>What a square needs: digits in [−2^51, 2^51).</summary>
    [Conditional("DEBUG")]
    internal static void Require(Fr8* a)
    {
        double bound = Math.ScaleB(1, Fr8.LimbBits - 1);
        for (int i = 0; i < 8 * Fr8.Limbs; i++)
        {
            double limb = ((double*)a)[i];
            Debug.Assert(limb >= -bound && limb < bound && limb == Math.Round(limb), $"The limb {limb} is not a balanced digit.");
        }
    }

    /// <summary>The same for one factor with balanced limbs at distance one.</summary>
    [Conditional("DEBUG")]
    internal static void Require(Fr8* a, double* b)
    {
        double* factor = stackalloc double[8 * Fr8.Limbs];
        for (int i = 0; i < 8 * Fr8.Limbs; i++)
        {
            factor[i] = b[i / 8];
        }

        Require((double*)a, factor, Fr8.Limbs, Fr8.LimbBits, FrProductMax);
    }

    private static void Require(double* a, double* b, int limbs, int width, double productMax)
    {
        double unit = Math.ScaleB(1, width - 1);
        double factorA = LargestLimb(a, limbs) / unit;
        double factorB = LargestLimb(b, limbs) / unit;
        Debug.Assert(factorA * factorB <= productMax, $"Limbs of {factorA} and {factorB} times 2^{width - 1} exceed the bound {productMax}.");
    }

    private static double LargestLimb(double* limbs, int count)
    {
        double largest = 0;
        for (int i = 0; i < 8 * count; i++)
        {
            Debug.Assert(limbs[i] == Math.Round(limbs[i]), "A limb is not an integer.");
            largest = Math.Max(largest, Math.Abs(limbs[i]));
        }

        return largest;
    }
}
