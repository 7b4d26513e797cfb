using ZkRollup.Sequencer.Risk.Volatility;

namespace ZkRollup.Sequencer.Risk.Tests.Volatility;

public class SmileCalibrationTests
{
    private const double Years = 0.1;
    private const double Forward = 100;

    /// <summary>Quotes on a smile at strikes up to some standard deviations from the forward.</summary>
    private static SmileQuote[] QuotesOn(RawSvi smile, int count = 21, double deviations = 2.5)
    {
        double width = deviations * Math.Sqrt(smile.TotalVariance(0));
        SmileQuote[] quotes = new SmileQuote[count];
        for (int i = 0; i < count; i++)
        {
            double k = width * (((2.0 * i) / (count - 1)) - 1);
            quotes[i] = new(Forward * Math.Exp(k), Math.Sqrt(smile.TotalVariance(k) / Years), 1);
        }

        return quotes;
    }

    private static SmileFit Fit(SmileQuote[] quotes, RawSvi? earlier = null)
    {
        CalibrationFault fault = SmileCalibration.Fit(Years, Forward, quotes, earlier, out SmileFit fit);
        Assert.Equal(new CalibrationFault(CalibrationResult.Valid, -1), fault);
        return fit;
    }

    private static bool IsSound(RawSvi smile) =>
        VolatilitySurface.Build([new(Years, Forward, smile)], out _).Result == SurfaceResult.Valid;

    [Fact]
    public void Fit_QuotesOfASmile_FindsItAgain()
    {
        SmileFit fit = Fit(QuotesOn(Smiles.Month));
        Assert.InRange(fit.LargestError, 0, 1e-7);
        Assert.InRange(fit.RootMeanSquareError, 0, fit.LargestError);
        Assert.Equal(Smiles.Month.A, fit.Smile.A, 1e-5);
        Assert.Equal(Smiles.Month.B, fit.Smile.B, 1e-5);
        Assert.Equal(Smiles.Month.Rho, fit.Smile.Rho, 1e-4);
        Assert.Equal(Smiles.Month.M, fit.Smile.M, 1e-4);
        Assert.Equal(Smiles.Month.Sigma, fit.Smile.Sigma, 1e-4);
        Assert.True(IsSound(fit.Smile));
    }

    [Fact]
    public void Fit_QuotesOfRandomSoundSmiles_IsCloseAndSound()
    {
        int tried = 0;
        Property.Holds(60, random =>
        {
            RawSvi smile = Smiles.Next(random);
            if (Arbitrage.FindButterfly(smile, smile, VolatilitySurface.LogMoneynessMax) is not null || smile.TotalVariance(0) > 1)
            {
                return;
            }

            tried++;
            SmileFit fit = Fit(QuotesOn(smile));
            double level = Math.Sqrt(smile.TotalVariance(0) / Years);
            Assert.InRange(fit.RootMeanSquareError / level, 0, 0.02);
            Assert.True(IsSound(fit.Smile));
        });
        Assert.InRange(tried, 5, 60);
    }

    [Fact]
    public void Fit_FlatQuotes_IsFlat()
    {
        SmileFit fit = Fit([.. QuotesOn(Smiles.Month).Select(quote => quote with { Volatility = 0.5 })]);
        Assert.InRange(fit.LargestError, 0, 1e-6);
        Assert.True(IsSound(fit.Smile));
    }

    [Fact]
    public void Fit_OneQuoteFarOff_IsHardlyMovedByIt()
    {
        SmileQuote[] quotes = QuotesOn(Smiles.Month);
        quotes[4] = quotes[4] with { Volatility = quotes[4].Volatility * 1.5 };
        SmileFit fit = Fit(quotes);
        for (double k = -0.3; k <= 0.3; k += 0.1)
        {
            double expected = Math.Sqrt(Smiles.Month.TotalVariance(k) / Years);
            Assert.Equal(expected, Math.Sqrt(fit.Smile.TotalVariance(k) / Years), 0.002);
        }

        Assert.InRange(fit.LargestError, 0.1, 0.5);
    }

    [Fact]
    public void Fit_WeightOfAQuote_PullsTheSmileTowardsIt()
    {
        SmileQuote[] quotes = QuotesOn(Smiles.Month, 9);
        quotes[4] = quotes[4] with { Volatility = quotes[4].Volatility + 0.004 };
        double light = ErrorAtFour(Fit([.. quotes.Select((quote, i) => quote with { Weight = i == 4 ? 0.01 : 1 })]));
        double heavy = ErrorAtFour(Fit([.. quotes.Select((quote, i) => quote with { Weight = i == 4 ? 100 : 1 })]));
        Assert.InRange(heavy, 0, 0.5 * light);

        double ErrorAtFour(SmileFit fit) =>
            Math.Abs(Math.Sqrt(fit.Smile.TotalVariance(Math.Log(quotes[4].Strike / Forward)) / Years) - quotes[4].Volatility);
    }

    [Fact]
    public void Fit_SameQuotesTwice_GivesTheSameBits()
    {
        SmileQuote[] quotes = QuotesOn(Smiles.Month);
        quotes[3] = quotes[3] with { Volatility = quotes[3].Volatility + 0.01 };
        quotes[9] = quotes[9] with { Volatility = quotes[9].Volatility - 0.01 };
        Assert.Equal(Fit(quotes), Fit(quotes));
    }

    /// <summary>Quotes of the Vogt smile, which has arbitrage: the fit gives up closeness for soundness.</summary>
    [Fact]
    public void Fit_QuotesWithArbitrage_IsSoundAndNotTheirSmile()
    {
        SmileQuote[] quotes = new SmileQuote[25];
        for (int i = 0; i < quotes.Length; i++)
        {
            double k = -1.2 + (0.1 * i);
            quotes[i] = new(Forward * Math.Exp(k), Math.Sqrt(Smiles.Vogt.TotalVariance(k) / Years), 1);
        }

        Assert.False(IsSound(Smiles.Vogt));
        SmileFit fit = Fit(quotes);
        Assert.True(IsSound(fit.Smile));
        Assert.InRange(fit.LargestError, 1e-4, 0.15);
    }

    [Fact]
    public void Fit_QuotesBelowTheEarlierExpiry_StayAboveIt()
    {
        RawSvi later = Smiles.Month with { A = Smiles.Month.A - 0.001 };
        SmileQuote[] quotes = QuotesOn(later);
        Assert.NotNull(Arbitrage.FindCalendar(Smiles.Month, Fit(quotes).Smile, VolatilitySurface.LogMoneynessMax));
        SmileFit fit = Fit(quotes, Smiles.Month);
        Assert.Null(Arbitrage.FindCalendar(Smiles.Month, fit.Smile, VolatilitySurface.LogMoneynessMax));
        Assert.InRange(fit.LargestError, 1e-4, 0.05);
    }

    [Fact]
    public void Fit_NoisyTermStructure_MakesASurface()
    {
        Random random = new(20_261_121);
        RawSvi? earlier = null;
        List<ExpirySmile> expiries = [];
        foreach (double years in (double[])[1 / 365.0, 7 / 365.0, 30 / 365.0, 0.25, 0.5, 1])
        {
            double deviation = (0.6 - (0.1 * Math.Sqrt(years))) * Math.Sqrt(years);
            SmileQuote[] quotes = new SmileQuote[17];
            for (int i = 0; i < quotes.Length; i++)
            {
                double z = 0.25 * (i - 8);
                double volatility = deviation / Math.Sqrt(years) * (1 - (0.05 * z) + (0.02 * z * z));
                quotes[i] = new(Forward * Math.Exp(z * deviation), volatility + random.Next(-0.002, 0.002), 1);
            }

            CalibrationFault fault = SmileCalibration.Fit(years, Forward, quotes, earlier, out SmileFit fit);
            Assert.Equal(CalibrationResult.Valid, fault.Result);
            Assert.InRange(fit.RootMeanSquareError, 0, 0.003);
            expiries.Add(new ExpirySmile(years, Forward, fit.Smile));
            earlier = fit.Smile;
        }

        Assert.Equal(SurfaceResult.Valid, VolatilitySurface.Build([.. expiries], out _).Result);
    }

    [Theory]
    [InlineData(4, CalibrationResult.TooFewQuotes)]
    [InlineData(5, CalibrationResult.Valid)]
    [InlineData(1024, CalibrationResult.Valid)]
    [InlineData(1025, CalibrationResult.TooManyQuotes)]
    public void Fit_NumberOfQuotes_IsChecked(int count, CalibrationResult expected) =>
        Assert.Equal(expected, SmileCalibration.Fit(Years, Forward, QuotesOn(Smiles.Month, count), null, out _).Result);

    [Theory]
    [InlineData(double.NaN, Forward, CalibrationResult.YearsNotFinite)]
    [InlineData(double.PositiveInfinity, Forward, CalibrationResult.YearsNotFinite)]
    [InlineData(0.0, Forward, CalibrationResult.YearsOutOfRange)]
    [InlineData(101.0, Forward, CalibrationResult.YearsOutOfRange)]
    [InlineData(Years, double.NaN, CalibrationResult.ForwardNotFinite)]
    [InlineData(Years, double.PositiveInfinity, CalibrationResult.ForwardNotFinite)]
    [InlineData(Years, 0.0, CalibrationResult.ForwardOutOfRange)]
    [InlineData(Years, 2e15, CalibrationResult.ForwardOutOfRange)]
    public void Fit_Expiry_IsChecked(double years, double forward, CalibrationResult expected) =>
        Assert.Equal(new CalibrationFault(expected, -1), SmileCalibration.Fit(years, forward, QuotesOn(Smiles.Month), null, out _));

    [Fact]
    public void Fit_EarlierSmileMalformed_IsRefused() => Assert.Equal(
        new CalibrationFault(CalibrationResult.EarlierMalformed, -1),
        SmileCalibration.Fit(Years, Forward, QuotesOn(Smiles.Month), Smiles.Month with { Sigma = double.NaN }, out _));

    public static TheoryData<SmileQuote, CalibrationResult> MalformedQuotes => new()
    {
        { new(double.NaN, 0.5, 1), CalibrationResult.StrikeNotFinite },
        { new(double.PositiveInfinity, 0.5, 1), CalibrationResult.StrikeNotFinite },
        { new(0, 0.5, 1), CalibrationResult.StrikeOutOfRange },
        { new(2e15, 0.5, 1), CalibrationResult.StrikeOutOfRange },
        { new(Forward * 20.1, 0.5, 1), CalibrationResult.StrikeTooFar },
        { new(Forward / 20.1, 0.5, 1), CalibrationResult.StrikeTooFar },
        { new(Forward / 3, 0.5, 1), CalibrationResult.StrikesNotIncreasing },
        { new(Forward, double.NaN, 1), CalibrationResult.VolatilityNotFinite },
        { new(Forward, double.PositiveInfinity, 1), CalibrationResult.VolatilityNotFinite },
        { new(Forward, 0, 1), CalibrationResult.VolatilityOutOfRange },
        { new(Forward, 20.1, 1), CalibrationResult.VolatilityOutOfRange },
        { new(Forward, 0.5, double.NaN), CalibrationResult.WeightNotFinite },
        { new(Forward, 0.5, double.PositiveInfinity), CalibrationResult.WeightNotFinite },
        { new(Forward, 0.5, 0), CalibrationResult.WeightOutOfRange },
        { new(Forward, 0.5, 1.1e9), CalibrationResult.WeightOutOfRange },
    };

    [Theory]
    [MemberData(nameof(MalformedQuotes))]
    public void Fit_MalformedQuote_IsNamedWithItsCause(SmileQuote quote, CalibrationResult expected)
    {
        SmileQuote[] quotes = QuotesOn(Smiles.Month);
        Assert.Equal(Forward, quotes[10].Strike, 1e-12);
        quotes[10] = quote;
        Assert.Equal(new CalibrationFault(expected, 10), SmileCalibration.Fit(Years, Forward, quotes, null, out SmileFit fit));
        Assert.Equal(default, fit);
    }

    [Fact]
    public void Fit_AnyQuotesInRange_NeverThrowsAndIsSound() => Property.Holds(60, random =>
    {
        SmileQuote[] quotes = new SmileQuote[random.Next(5, 12)];
        double strike = Forward * random.NextLog(0.06, 1);
        for (int i = 0; i < quotes.Length; i++)
        {
            strike = random.Next(3) == 0 ? Math.BitIncrement(strike) : strike * random.Next(1.0, 1.2);
            quotes[i] = new(strike, random.NextLog(1e-4, 20), random.NextLog(1e-9, 1e9));
        }

        double years = random.NextLog(1e-9, 100);
        CalibrationFault fault = SmileCalibration.Fit(years, Forward, quotes, null, out SmileFit fit);
        if (fault.Result == CalibrationResult.Valid)
        {
            Assert.True(double.IsFinite(fit.LargestError + fit.RootMeanSquareError));
            SurfaceResult result = VolatilitySurface.Build([new(years, Forward, fit.Smile)], out _).Result;
            Assert.True(result == SurfaceResult.Valid || (result == SurfaceResult.ParameterTooLarge && years > 0.2), $"{result}: {fit}");
        }
    });

    /// <summary>Quotes of any smile after any sound earlier one, mostly with arbitrage of both kinds: the fit has none.</summary>
    [Fact]
    public void Fit_QuotesOfAnySmiles_IsSoundAndAboveTheEarlier()
    {
        int repaired = 0;
        Property.Holds(60, random =>
        {
            RawSvi earlier = Smiles.Next(random);
            RawSvi smile = Smiles.Next(random);
            if (Arbitrage.FindButterfly(earlier, earlier, VolatilitySurface.LogMoneynessMax) is not null || smile.TotalVariance(0) > 1)
            {
                return;
            }

            repaired += IsSound(smile) && IsAbove(smile) ? 0 : 1;
            SmileFit fit = Fit(QuotesOn(smile), earlier);
            Assert.True(IsSound(fit.Smile), $"{fit}");
            Assert.True(IsAbove(fit.Smile), $"{fit}");

            bool IsAbove(RawSvi later) => Arbitrage.FindCalendar(earlier, later, VolatilitySurface.LogMoneynessMax) is null;
        });
        Assert.InRange(repaired, 5, 60);
    }
}
