using ZkRollup.Sequencer.Risk.Volatility;

namespace ZkRollup.Sequencer.Risk.Tests.Volatility;

/// <summary>Smiles for tests: published ones and random ones.</summary>
internal static class Smiles
{
    /// <summary>A. Vogt's example in Gatheral and Jacquier, section 4: arbitrage although the wings are flat enough.</summary>
    internal static readonly RawSvi Vogt = new(-0.0410, 0.1331, 0.3060, 0.3586, 0.4153);

    /// <summary>A smile like that of a month of a volatile asset.</summary>
    internal static readonly RawSvi Month = new(0.01, 0.09, -0.25, 0.02, 0.15);

    /// <summary>From the jump-wings parameters of Gatheral and Jacquier, lemma 3.2.</summary>
    internal static RawSvi OfJumpWings(double years, double variance, double skew, double putSlope, double callSlope, double smallest)
    {
        double total = variance * years;
        double b = 0.5 * Math.Sqrt(total) * (callSlope + putSlope);
        double rho = 1 - (putSlope * Math.Sqrt(total) / b);
        double beta = rho - (2 * skew * Math.Sqrt(total) / b);
        double alpha = Math.Sign(beta) * Math.Sqrt((1 / (beta * beta)) - 1);
        double root = Math.Sqrt(1 - (rho * rho));
        double bend = -rho + (Math.Sign(alpha) * Math.Sqrt(1 + (alpha * alpha))) - (alpha * root);
        double m = (variance - smallest) * years / (b * bend);
        double sigma = alpha * m;
        return new RawSvi((smallest * years) - (b * sigma * root), b, rho, m, sigma);
    }

    /// <summary>Any well-formed smile; about half of them are free of arbitrage.</summary>
    internal static RawSvi Next(Random random)
    {
        double smallest = random.NextLog(1e-4, 0.5);
        double sigma = random.NextLog(0.01, 1);
        double rho = random.Next(-0.95, 0.95);
        double b = random.NextLog(0.01, 1) / (1 + Math.Abs(rho));
        return new RawSvi(smallest - (b * sigma * Math.Sqrt(1 - (rho * rho))), b, rho, random.Next(-0.5, 0.5), sigma);
    }

    /// <summary>A smile whose total variance is that of another times a factor.</summary>
    internal static RawSvi Times(this RawSvi smile, double factor) => smile with { A = smile.A * factor, B = smile.B * factor };

    /// <summary>g(k) of a mixture of two smiles, as Gatheral and Jacquier print it.</summary>
    internal static double Density(in RawSvi near, in RawSvi far, double share, double k)
    {
        double w = ((1 - share) * near.TotalVariance(k)) + (share * far.TotalVariance(k));
        double slope = ((1 - share) * near.Slope(k)) + (share * far.Slope(k));
        double curvature = ((1 - share) * near.Curvature(k)) + (share * far.Curvature(k));
        return Math.Pow(1 - (k * slope / (2 * w)), 2) - (slope * slope / 4 * ((1 / w) + 0.25)) + (curvature / 2);
    }
}
