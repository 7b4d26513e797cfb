namespace ZkRollup.Sequencer.Risk.Options;

/// <summary>Black's price of an option out of the money, in units of √(forward·strike), and its inverse.</summary>
/// <remarks>
/// b(x, s) = e^(x/2)·Φ(h + t) − e^(−x/2)·Φ(h − t), where x = −|ln(forward/strike)| is between −60 and 0, s = σ√T, h = x/s, t = s/2 (the
/// normalised form of P. Jäckel, "Let's be rational", Wilmott 2015). With Y = Φ/φ and D = Y(h + t) − Y(h − t):
/// b = φ(√(h² + t²))·D and ∂b/∂s = φ(√(h² + t²)), so ∂(ln b)/∂s = 1/D. The error relative to b is a few units in the last place plus what
/// the rounding of x and s costs any formula, h² + t² units.
/// </remarks>
internal static class NormalisedBlack
{
    /// <summary>Iterations that the inverse may take; it takes five or fewer, and bisects where it would leave its bracket.</summary>
    internal const int IterationsMax = 64;

    private const int TermsMax = 60;
    private const int BackwardStart = TermsMax + 60;
    private const double ForwardRecursionMin = -1.5;
    private const double LastTerm = 1e-17;

    /// <summary>The least s² to start from, so that no square is lost; far below any s of an option.</summary>
    private const double SquareMin = 1e-290;

    /// <summary>Once a step of third order is as small as this, the next would be lost in rounding.</summary>
    private const double LastStep = 1e-6;

    /// <summary>b(x, s).</summary>
    internal static double Price(double x, double s)
    {
        double h = x / s;
        double t = 0.5 * s;
        if (h + t > 0 && !IsSeries(h, t))
        {
            return (Math.Exp(0.5 * x) * Normal.Cdf(h + t)) - (Math.Exp(-0.5 * x) * Normal.Cdf(h - t));
        }

        return Math.Exp(-0.5 * ((h * h) + (t * t))) * Difference(h, t) / Normal.SqrtTwoPi;
    }

    /// <summary>The s with b(x, s) = price.</summary>
    /// <remarks>
    /// Halley's method on ln b as a function of s⁻² for prices in the lower half of their range, on ln(e^(x/2) − b) as a function of s² in
    /// the upper half: both are nearly straight lines, in the tails exactly so. The first guesses are the tails' own inverses.
    /// </remarks>
    /// <param name="x">−|ln(forward/strike)|.</param>
    /// <param name="price">The price, positive.</param>
    /// <param name="complement">e^(x/2) − price, positive; given apart, since it may be far smaller than the price.</param>
    /// <param name="iterations">Receives the number of iterations.</param>
    internal static double TotalVolatility(double x, double price, double complement, out int iterations)
    {
        bool isLower = price < complement;
        double target = Math.Log(isLower ? price : complement);
        double power = isLower ? -2 : 2;
        double s = isLower ? GuessLower(x, target) : Math.Sqrt((-2 * x) + (8 * (Math.Log(price + complement) - target)));
        double low = isLower ? 0 : Math.Sqrt(-2 * x);
        double high = double.PositiveInfinity;
        for (iterations = 1; iterations <= IterationsMax; iterations++)
        {
            double h = x / s;
            double t = 0.5 * s;
            double difference = isLower ? Difference(h, t) : Complement(h, t);
            double error = (-0.5 * ((h * h) + (t * t))) + Math.Log(difference / Normal.SqrtTwoPi) - target;
            double slope = (isLower ? 1 : -1) / difference;
            double curvature = (slope * ((h * h / s) - (0.25 * s))) - (slope * slope);
            if (error == 0)
            {
                return s;
            }

            (low, high) = (error > 0) == isLower ? (low, s) : (s, high);
            double next = HalleyStep(s, power, error, slope, curvature);
            if (Math.Abs(next - s) <= LastStep * s)
            {
                return next;
            }

            s = next > low && next < high ? next : Middle(low, high);
        }

        return s;
    }

    /// <summary>One step of Halley's method in the variable s^power, given the derivatives by s.</summary>
    private static double HalleyStep(double s, double power, double error, double slope, double curvature)
    {
        // With c = s^power and l = ln s: f_c = f_s·s/(power·c); relative steps in c keep the numbers near 1.
        double first = slope * s / power;
        double second = (((curvature * s) + ((1 - power) * slope)) * s) / (power * power);
        double bend = 1 - (0.5 * error * second / (first * first));
        double factor = 1 - (error / (first * Math.Clamp(bend, 0.5, 2)));
        return s * Math.Pow(factor, 1 / power);
    }

    /// <summary>ln b ≤ ln(s/√(2π)) − x²/(2s²), exact to first order at x = 0 and nearly so far out; solved for s roughly.</summary>
    private static double GuessLower(double x, double logPrice)
    {
        double squares = x * x;
        double level = -2 * (logPrice + Math.Log(Normal.SqrtTwoPi));
        double tail = squares == 0 ? 0 : squares / Math.Max(1, level + Math.Log(squares));
        return Math.Sqrt(Math.Max(SquareMin, Math.Exp(-level) + tail));
    }

    private static double Middle(double low, double high) =>
        low == 0 ? 0.5 * high : double.IsPositiveInfinity(high) ? 2 * low : Math.Sqrt(low * high);

    private static bool IsSeries(double h, double t) => t < Math.Max(0.5, -0.5 * h);

    /// <summary>D = Y(h + t) − Y(h − t) for h ≤ 0 and t &gt; 0.</summary>
    private static double Difference(double h, double t)
    {
        if (IsSeries(h, t))
        {
            return h > ForwardRecursionMin ? ForwardSeries(h, t) : BackwardSeries(h, t);
        }

        double z = h + t;
        double upper = z <= 0 ? Normal.CdfOverDensity(z) : Reflected(z);
        return upper - Normal.CdfOverDensity(h - t);
    }

    /// <summary>Y(−h − t) + Y(h − t), which stands to e^(x/2) − b as D stands to b; for h + t ≥ 0.</summary>
    private static double Complement(double h, double t) =>
        Normal.CdfOverDensity(Math.Min(0, -h - t)) + Normal.CdfOverDensity(h - t);

    /// <summary>Y(z) for z &gt; 0.</summary>
    private static double Reflected(double z) =>
        (Normal.SqrtTwoPi * Math.Exp(0.5 * z * z)) - Normal.CdfOverDensity(-z);

    /// <summary>D = 2·Σ over odd k of Y⁽ᵏ⁾(h)·tᵏ/k!, by Y⁽ᵏ⁺¹⁾ = h·Y⁽ᵏ⁾ + k·Y⁽ᵏ⁻¹⁾ upwards, which is stable for h near zero.</summary>
    private static double ForwardSeries(double h, double t)
    {
        double even = Normal.CdfOverDensity(h);
        double odd = 1 + (h * even);
        double power = t;
        double sum = t * odd;
        for (int k = 1; k < TermsMax; k += 2)
        {
            even = (h * odd) + (k * even);
            odd = (h * even) + ((k + 1) * odd);
            power *= t * t / ((k + 1) * (k + 2));
            double term = power * odd;
            sum += term;
            if (term <= LastTerm * sum)
            {
                break;
            }
        }

        return 2 * sum;
    }

    /// <summary>The same sum from the ratios r_k = Y⁽ᵏ⁾/Y⁽ᵏ⁻¹⁾ = k/(−h + r_(k+1)), whose terms are all positive, downwards.</summary>
    private static double BackwardSeries(double h, double t)
    {
        Span<double> ratios = stackalloc double[BackwardStart + 1];
        double ratio = (2.0 * (BackwardStart + 1)) / (Math.Sqrt((h * h) + (4.0 * (BackwardStart + 1))) - h);
        for (int k = BackwardStart; k >= 1; k--)
        {
            ratio = k / (ratio - h);
            ratios[k] = ratio;
        }

        double term = t * Normal.CdfOverDensity(h) * ratios[1];
        double sum = term;
        for (int k = 1; k < TermsMax; k += 2)
        {
            term *= t * t / ((k + 1) * (k + 2)) * ratios[k + 1] * ratios[k + 2];
            sum += term;
            if (term <= LastTerm * sum)
            {
                break;
            }
        }

        return 2 * sum;
    }
}
