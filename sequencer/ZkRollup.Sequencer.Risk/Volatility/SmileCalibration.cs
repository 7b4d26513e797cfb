using ZkRollup.Sequencer.Risk.Options;

namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>Fits the smile of one expiry to quotes.</summary>
/// <remarks>Least squares with bounded influence of single quotes; same quotes, same smile. Method: docs/risk.md, Surface.</remarks>
public static class SmileCalibration
{
    /// <summary>Fewest quotes: a smile has five parameters.</summary>
    public const int QuotesMin = 5;

    /// <summary>Most quotes of one expiry.</summary>
    public const int QuotesMax = 1024;

    /// <summary>Smallest weight of a quote.</summary>
    public const double WeightMin = 1e-9;

    /// <summary>Largest weight of a quote.</summary>
    public const double WeightMax = 1e9;

    /// <summary>Fits a smile without arbitrage, alone and towards an earlier expiry.</summary>
    /// <remarks>
    /// Where the quotes leave no room for one, it is sound and far from them, which the fit says. Only total variance near the limit of
    /// <see cref="RawSvi.ParameterMax"/> can make a smile that no surface takes.
    /// </remarks>
    /// <param name="years">Time to expiry in years.</param>
    /// <param name="forward">Price today of the underlying for delivery then.</param>
    /// <param name="quotes">Quotes in rising order of strikes.</param>
    /// <param name="earlier">The smile of the expiry before, or null.</param>
    /// <param name="fit">The fit; zeros if refused.</param>
    /// <returns>Valid or the first failing cause: of the number of quotes, the expiry, then quote after quote.</returns>
    public static CalibrationFault Fit(double years, double forward, ReadOnlySpan<SmileQuote> quotes, RawSvi? earlier, out SmileFit fit)
    {
        fit = default;
        CalibrationResult result = CheckExpiry(years, forward, quotes.Length, earlier);
        if (result != CalibrationResult.Valid)
        {
            return new CalibrationFault(result, -1);
        }

        double strikeBefore = 0;
        SviFitter fitter = new(quotes.Length, earlier);
        for (int i = 0; i < quotes.Length; i++)
        {
            result = CheckQuote(quotes[i], forward, strikeBefore);
            if (result != CalibrationResult.Valid)
            {
                return new CalibrationFault(result, i);
            }

            strikeBefore = quotes[i].Strike;
            double variance = quotes[i].Volatility * quotes[i].Volatility * years;
            fitter.Add(Math.Log(quotes[i].Strike / forward), variance, quotes[i].Weight);
        }

        RawSvi smile = fitter.Fit();
        double squares = 0;
        double largest = 0;
        foreach (SmileQuote quote in quotes)
        {
            double fitted = Math.Sqrt(Math.Max(0, smile.TotalVariance(Math.Log(quote.Strike / forward)) / years));
            double error = Math.Abs(fitted - quote.Volatility);
            squares += error * error;
            largest = Math.Max(largest, error);
        }

        fit = new SmileFit(smile, Math.Sqrt(squares / quotes.Length), largest);
        return new CalibrationFault(CalibrationResult.Valid, -1);
    }

    private static CalibrationResult CheckExpiry(double years, double forward, int quotes, RawSvi? earlier) => quotes switch
    {
        < QuotesMin => CalibrationResult.TooFewQuotes,
        > QuotesMax => CalibrationResult.TooManyQuotes,
        _ when !double.IsFinite(years) => CalibrationResult.YearsNotFinite,
        _ when years is < Black76.YearsMin or > Black76.YearsMax => CalibrationResult.YearsOutOfRange,
        _ when !double.IsFinite(forward) => CalibrationResult.ForwardNotFinite,
        _ when forward is < Black76.PriceMin or > Black76.PriceMax => CalibrationResult.ForwardOutOfRange,
        _ when earlier is RawSvi smile && VolatilitySurface.CheckSmile(smile) != SurfaceResult.Valid => CalibrationResult.EarlierMalformed,
        _ => CalibrationResult.Valid,
    };

    private static CalibrationResult CheckQuote(in SmileQuote quote, double forward, double strikeBefore) => quote switch
    {
        _ when !double.IsFinite(quote.Strike) => CalibrationResult.StrikeNotFinite,
        { Strike: < Black76.PriceMin or > Black76.PriceMax } => CalibrationResult.StrikeOutOfRange,
        _ when Math.Abs(Math.Log(quote.Strike / forward)) > VolatilitySurface.LogMoneynessMax => CalibrationResult.StrikeTooFar,
        _ when quote.Strike <= strikeBefore => CalibrationResult.StrikesNotIncreasing,
        _ when !double.IsFinite(quote.Volatility) => CalibrationResult.VolatilityNotFinite,
        { Volatility: < Black76.VolatilityMin or > Black76.VolatilityMax } => CalibrationResult.VolatilityOutOfRange,
        _ when !double.IsFinite(quote.Weight) => CalibrationResult.WeightNotFinite,
        { Weight: < WeightMin or > WeightMax } => CalibrationResult.WeightOutOfRange,
        _ => CalibrationResult.Valid,
    };
}
