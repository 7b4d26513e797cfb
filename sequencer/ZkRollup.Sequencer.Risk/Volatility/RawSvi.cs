namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>Total implied variance of one expiry: w(k) = a + b·(ρ·(k − m) + √((k − m)² + σ²)), k = ln(strike/forward).</summary>
/// <remarks>
/// The raw parametrisation of J. Gatheral, in J. Gatheral and A. Jacquier, "Arbitrage-free SVI volatility surfaces", Quantitative Finance
/// 14 (2014), section 3. It is convex, so its smallest value is known. Values are untrusted until a surface is built of them.
/// </remarks>
/// <param name="A">Level a.</param>
/// <param name="B">Slope b ≥ 0.</param>
/// <param name="Rho">Rotation ρ, −1 to 1.</param>
/// <param name="M">Shift m.</param>
/// <param name="Sigma">Width σ &gt; 0 of the bend.</param>
public readonly record struct RawSvi(double A, double B, double Rho, double M, double Sigma)
{
    /// <summary>Narrowest bend that a surface takes.</summary>
    public const double SigmaMin = 1e-4;

    /// <summary>Largest magnitude of any parameter that a surface takes.</summary>
    public const double ParameterMax = 100;

    /// <summary>Steepest wing without arbitrage: R. Lee, "The moment formula for implied volatility at extreme strikes" (2004).</summary>
    public const double WingSlopeMax = 2;

    /// <summary>The steeper of the two slopes at infinity, b·(1 + |ρ|).</summary>
    public double WingSlope => B * (1 + Math.Abs(Rho));

    /// <summary>The smallest total variance at any strike, a + b·σ·√(1 − ρ²).</summary>
    public double SmallestVariance => A + (B * Sigma * RootOfOneMinusRhoSquared);

    private double RootOfOneMinusRhoSquared => Math.Sqrt((1 - Rho) * (1 + Rho));

    /// <summary>w(k).</summary>
    /// <param name="logMoneyness">k = ln(strike/forward).</param>
    /// <returns>Volatility squared times years.</returns>
    public double TotalVariance(double logMoneyness)
    {
        double shifted = logMoneyness - M;
        return A + (B * ((Rho * shifted) + Root(shifted)));
    }

    /// <summary>w′(k).</summary>
    internal double Slope(double logMoneyness)
    {
        double shifted = logMoneyness - M;
        return B * (Rho + (shifted / Root(shifted)));
    }

    /// <summary>w″(k), positive, largest at m and falling on both sides.</summary>
    internal double Curvature(double logMoneyness)
    {
        double root = Root(logMoneyness - M);
        return B * (Sigma / root) * (Sigma / root) / root;
    }

    /// <summary>Bounds of w, w′ and w″ on an interval.</summary>
    internal SmileBounds BoundsOn(double from, double to)
    {
        double varianceFrom = TotalVariance(from);
        double varianceTo = TotalVariance(to);
        double slopeFrom = Slope(from);
        double slopeTo = Slope(to);
        double curvatureFrom = Curvature(from);
        double curvatureTo = Curvature(to);
        bool hasVertex = slopeFrom < 0 && slopeTo > 0;
        bool hasBend = from < M && to > M;
        return new SmileBounds(
            VarianceMin: hasVertex ? SmallestVariance : Math.Min(varianceFrom, varianceTo),
            VarianceMax: Math.Max(varianceFrom, varianceTo),
            SlopeMin: slopeFrom,
            SlopeMax: slopeTo,
            CurvatureMin: Math.Min(curvatureFrom, curvatureTo),
            CurvatureMax: hasBend ? B / Sigma : Math.Max(curvatureFrom, curvatureTo));
    }

    private double Root(double shifted) => Math.Sqrt((shifted * shifted) + (Sigma * Sigma));
}
