using System.Numerics;
using ZkRollup.Sequencer.Risk.Options;

namespace ZkRollup.Sequencer.Risk.Tests.Options;

public class NormalisedBlackTests
{
    /// <summary>Any x and s such that the price is a normal double and its complement too.</summary>
    private static (double X, double S) NextPoint(Random random)
    {
        while (true)
        {
            double x = random.Next(10) == 0 ? 0 : -random.NextLog(1e-8, 60);
            double s = random.NextLog(1e-6, 40);
            if ((x * x / s / s) + (s * s / 4) < 1300)
            {
                return (x, s);
            }
        }
    }

    private static (BigInteger Price, BigInteger Complement) ExactPrice(Exact exact, double x, double s)
    {
        BigInteger log = exact.Of(x);
        BigInteger h = exact.Divide(log, exact.Of(s));
        BigInteger t = exact.Of(s) >> 1;
        BigInteger up = exact.Exp(log >> 1);
        BigInteger down = exact.Exp(-(log >> 1));
        BigInteger tail = exact.Multiply(down, exact.Cdf(h - t));
        return (exact.Multiply(up, exact.Cdf(h + t)) - tail, exact.Multiply(up, exact.Cdf(-h - t)) + tail);
    }

    private static Exact ExactFor(double x, double s) => Exact.ForNormal((Math.Abs(x) / s) + (0.5 * s) + 2);

    /// <summary>What rounding x and s to doubles costs any formula, with a little for the formula itself.</summary>
    private static double AllowedUlps(double x, double s) => 12 + (x * x / s / s) + (s * s / 4);

    [Fact]
    public void Price_RandomPoints_IsAsExactAsItsArguments() => Property.Holds(400, random =>
    {
        (double x, double s) = NextPoint(random);
        Exact exact = ExactFor(x, s);
        Assert.InRange(exact.ErrorUlps(NormalisedBlack.Price(x, s), ExactPrice(exact, x, s).Price), 0, AllowedUlps(x, s));
    });

    /// <summary>h and t on both sides of every border between formulas.</summary>
    [Fact]
    public void Price_AcrossBordersOfFormulas_IsAsExactAsItsArguments()
    {
        foreach (double h in (double[])[0, -0.3, -0.99, -1.01, -1.49, -1.51, -1.99, -2.01, -3, -5])
        {
            double border = Math.Max(0.5, -0.5 * h);
            foreach (double t in (double[])[1e-8, 0.01, 0.49, border * 0.999, border * 1.001, Math.Min(-h, 25) + 0.001, 1])
            {
                double s = 2 * t;
                double x = h * s;
                Exact exact = ExactFor(x, s);
                Assert.InRange(exact.ErrorUlps(NormalisedBlack.Price(x, s), ExactPrice(exact, x, s).Price), 0, AllowedUlps(x, s));
            }
        }
    }

    [Fact]
    public void TotalVolatility_OfExactPrices_ComesBackInFewIterations() => Property.Holds(400, random =>
    {
        (double x, double s) = NextPoint(random);
        Exact exact = ExactFor(x, s);
        (BigInteger price, BigInteger complement) = ExactPrice(exact, x, s);
        double found = NormalisedBlack.TotalVolatility(x, exact.Round(price), exact.Round(complement), out int iterations);

        // A relative error of the price costs price/(vega·s) as much of s.
        double vega = exact.Round(exact.Density(exact.Of(Math.Sqrt((x * x / s / s) + (s * s / 4)))));
        double sensitivity = exact.Round(BigInteger.Min(price, complement)) / (vega * s);
        double allowed = 8 + (sensitivity * AllowedUlps(x, s));
        Assert.InRange(Math.Abs(found - s) / s / Exact.Ulp, 0, allowed);
        Assert.InRange(iterations, 1, 5);
    });

    [Theory]
    [InlineData(0.0, 1e-12)]
    [InlineData(0.0, 1e-140)]
    [InlineData(-1e-12, 1e-300)]
    [InlineData(-1e-3, 1e-300)]
    [InlineData(-60.0, 1e-300)]
    [InlineData(-60.0, 4e-14)]
    public void TotalVolatility_TinyPrice_IsInverted(double x, double price)
    {
        double s = NormalisedBlack.TotalVolatility(x, price, Math.Exp(0.5 * x) - price, out int iterations);
        Assert.InRange(iterations, 1, 5);
        Assert.Equal(1, NormalisedBlack.Price(x, s) / price, 1e-12);
    }

    [Theory]
    [InlineData(0.0, 1e-16)]
    [InlineData(-1e-6, 1e-300)]
    [InlineData(-5.0, 1e-300)]
    [InlineData(-60.0, 1e-200)]
    public void TotalVolatility_TinyComplement_IsInverted(double x, double complement)
    {
        double s = NormalisedBlack.TotalVolatility(x, Math.Exp(0.5 * x) - complement, complement, out int iterations);
        Exact exact = ExactFor(x, s);
        Assert.InRange(iterations, 1, 5);
        Assert.Equal(1, exact.Round(ExactPrice(exact, x, s).Complement) / complement, 1e-12);
    }
}
