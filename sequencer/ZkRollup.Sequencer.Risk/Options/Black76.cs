namespace ZkRollup.Sequencer.Risk.Options;

/// <summary>European options on a forward: F. Black, "The pricing of commodity contracts", J. Financial Economics 3 (1976).</summary>
/// <remarks>
/// Black and Scholes (1973) is the same with the forward of a spot price: <see cref="EuropeanOption.OnSpot"/>. Nothing here throws on any
/// input; what is refused leaves not a number behind. Formulas and errors: docs/risk.md, Options.
/// </remarks>
public static class Black76
{
    /// <summary>Smallest forward or strike.</summary>
    public const double PriceMin = 1e-9;

    /// <summary>Largest forward or strike.</summary>
    public const double PriceMax = 1e15;

    /// <summary>Shortest time to expiry in years: 32 milliseconds.</summary>
    public const double YearsMin = 1e-9;

    /// <summary>Longest time to expiry in years.</summary>
    public const double YearsMax = 100;

    /// <summary>Largest rate a year, of either sign.</summary>
    public const double RateMax = 1;

    /// <summary>Smallest volatility: 0.01 %.</summary>
    public const double VolatilityMin = 1e-4;

    /// <summary>Largest volatility: 2000 %.</summary>
    public const double VolatilityMax = 20;

    /// <summary>Smallest time value that is inverted, as a fraction of √(forward·strike).</summary>
    private const double TimeValueMin = 1e-300;

    /// <summary>The price today of an option.</summary>
    /// <param name="option">The option.</param>
    /// <param name="volatility">Volatility a year; 0.5 is 50 %.</param>
    /// <param name="price">The price, or not a number if refused.</param>
    /// <returns>Valid or the first failing cause, up to VolatilityOutOfRange.</returns>
    public static PricingResult Price(in EuropeanOption option, double volatility, out double price)
    {
        PricingResult result = Check(option, volatility);
        price = result == PricingResult.Valid ? PriceUnchecked(option, volatility) : double.NaN;
        return result;
    }

    /// <summary>The derivatives of an option's price.</summary>
    /// <param name="option">The option.</param>
    /// <param name="volatility">Volatility a year.</param>
    /// <param name="greeks">The derivatives; zeros if refused.</param>
    /// <returns>Valid or the first failing cause, up to VolatilityOutOfRange.</returns>
    public static PricingResult Greeks(in EuropeanOption option, double volatility, out OptionGreeks greeks)
    {
        greeks = default;
        PricingResult result = Check(option, volatility);
        if (result != PricingResult.Valid)
        {
            return result;
        }

        double rootYears = Math.Sqrt(option.Years);
        double s = volatility * rootYears;
        double h = LogMoneyness(option) / s;
        double above = h + (0.5 * s);
        double below = h - (0.5 * s);
        double discount = Math.Exp(-option.Rate * option.Years);
        double density = discount * Normal.Density(above);
        double vega = option.Forward * density * rootYears;
        double price = PriceUnchecked(option, volatility);
        greeks = new OptionGreeks(
            Delta: option.Kind == OptionKind.Call ? discount * Normal.Cdf(above) : -discount * Normal.Cdf(-above),
            Gamma: density / (option.Forward * s),
            Vega: vega,
            Theta: (option.Rate * price) - (0.5 * vega * volatility / option.Years),
            Rho: -option.Years * price,
            Vanna: -density * below / volatility,
            Volga: vega * above * (below / volatility));
        return PricingResult.Valid;
    }

    /// <summary>The volatility that gives an option its price.</summary>
    /// <param name="option">The option.</param>
    /// <param name="price">Its price today.</param>
    /// <param name="volatility">The volatility, or not a number if refused.</param>
    /// <returns>Valid or the first failing cause; never one of volatility given.</returns>
    /// <remarks>
    /// Any price strictly between its bounds is inverted, in five iterations or fewer, to the accuracy that the price itself allows: deep
    /// in the money most digits of a price are intrinsic value.
    /// </remarks>
    public static PricingResult ImpliedVolatility(in EuropeanOption option, double price, out double volatility)
    {
        volatility = double.NaN;
        PricingResult result = Check(option, VolatilityMin);
        if (result != PricingResult.Valid)
        {
            return result;
        }

        if (!double.IsFinite(price))
        {
            return PricingResult.PriceNotFinite;
        }

        double undiscounted = price * Math.Exp(option.Rate * option.Years);
        double timeValue = undiscounted - Intrinsic(option);
        double complement = Bound(option) - undiscounted;
        if (timeValue <= 0)
        {
            return PricingResult.PriceNotAboveIntrinsic;
        }

        if (complement <= 0)
        {
            return PricingResult.PriceNotBelowBound;
        }

        double unit = Unit(option);
        if (timeValue < TimeValueMin * unit)
        {
            return PricingResult.TimeValueTooSmall;
        }

        double x = -Math.Abs(LogMoneyness(option));
        double implied = NormalisedBlack.TotalVolatility(x, timeValue / unit, complement / unit, out _) / Math.Sqrt(option.Years);
        if (!(implied >= VolatilityMin && implied <= VolatilityMax))
        {
            return implied > VolatilityMax ? PricingResult.ImpliedTooHigh : PricingResult.ImpliedTooLow;
        }

        volatility = implied;
        return PricingResult.Valid;
    }

    /// <summary>The price of an option whose inputs are known to be in range.</summary>
    internal static double PriceUnchecked(in EuropeanOption option, double volatility)
    {
        double x = -Math.Abs(LogMoneyness(option));
        double timeValue = Unit(option) * NormalisedBlack.Price(x, volatility * Math.Sqrt(option.Years));
        double undiscounted = Math.Min(Intrinsic(option) + timeValue, Bound(option));
        return undiscounted * Math.Exp(-option.Rate * option.Years);
    }

    private static PricingResult Check(in EuropeanOption option, double volatility) => option switch
    {
        { Kind: not (OptionKind.Call or OptionKind.Put) } => PricingResult.KindUnknown,
        _ when !double.IsFinite(option.Forward) => PricingResult.ForwardNotFinite,
        { Forward: < PriceMin or > PriceMax } => PricingResult.ForwardOutOfRange,
        _ when !double.IsFinite(option.Strike) => PricingResult.StrikeNotFinite,
        { Strike: < PriceMin or > PriceMax } => PricingResult.StrikeOutOfRange,
        _ when !double.IsFinite(option.Years) => PricingResult.YearsNotFinite,
        { Years: <= 0 } => PricingResult.YearsNotPositive,
        { Years: < YearsMin or > YearsMax } => PricingResult.YearsOutOfRange,
        _ when !double.IsFinite(option.Rate) => PricingResult.RateNotFinite,
        { Rate: < -RateMax or > RateMax } => PricingResult.RateOutOfRange,
        _ when !double.IsFinite(volatility) => PricingResult.VolatilityNotFinite,
        _ when volatility is < VolatilityMin or > VolatilityMax => PricingResult.VolatilityOutOfRange,
        _ => PricingResult.Valid,
    };

    /// <summary>ln(forward/strike); near the money by 2·artanh((F − K)/(F + K)), where the difference is exact.</summary>
    private static double LogMoneyness(in EuropeanOption option)
    {
        double ratio = (option.Forward - option.Strike) / (option.Forward + option.Strike);
        return Math.Abs(ratio) < 0.25 ? 2 * Math.Atanh(ratio) : Math.Log(option.Forward / option.Strike);
    }

    private static double Unit(in EuropeanOption option) => Math.Sqrt(option.Forward) * Math.Sqrt(option.Strike);

    private static double Intrinsic(in EuropeanOption option) =>
        Math.Max(0, option.Kind == OptionKind.Call ? option.Forward - option.Strike : option.Strike - option.Forward);

    /// <summary>No call is worth more than the forward, no put more than the strike.</summary>
    private static double Bound(in EuropeanOption option) => option.Kind == OptionKind.Call ? option.Forward : option.Strike;
}
