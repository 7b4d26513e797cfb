namespace ZkRollup.Sequencer.Risk.Options;

/// <summary>The standard normal distribution: density φ, distribution function Φ, and their ratio, which does not underflow.</summary>
/// <remarks>
/// Rational approximations of W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969), 631–637, with
/// his intervals 0.46875 and 4; his coefficients have an error below 10⁻¹⁸ of the result. Rounding is what remains: against exact values
/// the relative error is below 10⁻¹⁵, also in the lower tail as long as results are not subnormal.
/// </remarks>
internal static class Normal
{
    /// <summary>√(2π).</summary>
    internal const double SqrtTwoPi = 2.5066282746310002;

    private const double SqrtHalf = 0.70710678118654757;
    private const double SqrtHalfPi = 1.2533141373155003;
    private const double InverseSqrtPi = 0.56418958354775628;
    private const double SmallMax = 0.46875;
    private const double MiddleMax = 4;

    private static readonly double[] SmallAbove =
        [1.85777706184603153e-1, 3.16112374387056560e0, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3];

    private static readonly double[] SmallBelow =
        [1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3];

    private static readonly double[] MiddleAbove =
    [
        2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594e0, 6.61191906371416295e1, 2.98635138197400131e2,
        8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
    ];

    private static readonly double[] MiddleBelow =
    [
        1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3, 3.29079923573345963e3,
        4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
    ];

    private static readonly double[] TailAbove =
    [
        1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1, 1.60837851487422766e-2,
        6.58749161529837803e-4,
    ];

    private static readonly double[] TailBelow =
    [
        1, 2.56852019228982242e0, 1.87295284992346725e0, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3,
    ];

    /// <summary>φ(z).</summary>
    internal static double Density(double z) => ExpMinusHalfSquare(z) / SqrtTwoPi;

    /// <summary>Φ(z).</summary>
    internal static double Cdf(double z)
    {
        double y = Math.Abs(z) * SqrtHalf;
        if (y <= SmallMax)
        {
            return 0.5 + (0.5 * SmallErf(z * SqrtHalf));
        }

        double tail = 0.5 * ErfcScaled(y) * ExpMinusHalfSquare(z);
        return z < 0 ? tail : 1 - tail;
    }

    /// <summary>Φ(z)/φ(z) for z ≤ 0, which falls like 1/|z| and never underflows.</summary>
    internal static double CdfOverDensity(double z) => SqrtHalfPi * ErfcScaled(-z * SqrtHalf);

    /// <summary>exp(y²)·erfc(y) for y ≥ 0.</summary>
    internal static double ErfcScaled(double y)
    {
        if (y <= SmallMax)
        {
            return Math.Exp(y * y) * (1 - SmallErf(y));
        }

        if (y <= MiddleMax)
        {
            return Horner(MiddleAbove, y) / Horner(MiddleBelow, y);
        }

        double inverse = 1 / y;
        double z = inverse * inverse;
        return (InverseSqrtPi - (z * Horner(TailAbove, z) / Horner(TailBelow, z))) * inverse;
    }

    /// <summary>erf(y) for |y| ≤ 0.46875.</summary>
    private static double SmallErf(double y)
    {
        double z = y * y;
        return y * Horner(SmallAbove, z) / Horner(SmallBelow, z);
    }

    /// <summary>exp(−z²/2); z is split so that the square of the leading part is exact.</summary>
    private static double ExpMinusHalfSquare(double z)
    {
        double lead = Math.Truncate(z * 16) / 16;
        return Math.Exp(-0.5 * lead * lead) * Math.Exp(-0.5 * (z - lead) * (z + lead));
    }

    /// <summary>A polynomial, highest coefficient first.</summary>
    private static double Horner(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = 0;
        foreach (double coefficient in coefficients)
        {
            sum = (sum * x) + coefficient;
        }

        return sum;
    }
}
