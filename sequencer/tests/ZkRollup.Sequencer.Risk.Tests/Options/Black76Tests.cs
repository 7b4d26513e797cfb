using System.Numerics;
using ZkRollup.Sequencer.Risk.Options;

namespace ZkRollup.Sequencer.Risk.Tests.Options;

public class Black76Tests
{
    private static readonly EuropeanOption Sound = new(OptionKind.Call, 100, 100, 0.5, 0.02);

    /// <summary>Examples with their printed digits; all on a spot price with rate and yield.</summary>
    [Theory]
    [InlineData("Hull: European call", OptionKind.Call, 42, 40, 0.5, 0.10, 0, 0.20, 4.76, 0.005)]
    [InlineData("Hull: European put", OptionKind.Put, 42, 40, 0.5, 0.10, 0, 0.20, 0.81, 0.005)]
    [InlineData("Hull: call on an index", OptionKind.Call, 930, 900, 2 / 12.0, 0.08, 0.03, 0.20, 51.83, 0.005)]
    [InlineData("Hull: put on a crude oil future", OptionKind.Put, 20, 20, 4 / 12.0, 0.09, 0.09, 0.25, 1.12, 0.005)]
    [InlineData("Haug: Black-Scholes call", OptionKind.Call, 60, 65, 0.25, 0.08, 0, 0.30, 2.1334, 0.00005)]
    [InlineData("Haug: Merton put", OptionKind.Put, 100, 95, 0.5, 0.10, 0.05, 0.20, 2.4648, 0.00005)]
    [InlineData("Haug: Black-76 call", OptionKind.Call, 19, 19, 0.75, 0.10, 0.10, 0.28, 1.7011, 0.00005)]
    [InlineData("Haug: Black-76 put", OptionKind.Put, 19, 19, 0.75, 0.10, 0.10, 0.28, 1.7011, 0.00005)]
    [InlineData("Haug: Garman-Kohlhagen call", OptionKind.Call, 1.56, 1.6, 0.5, 0.06, 0.08, 0.12, 0.0291, 0.00005)]
    [InlineData("py_vollib: black", OptionKind.Call, 100, 100, 0.5, 0.02, 0.02, 0.20, 5.5811067246048118, 5e-15)]
    [InlineData("py_vollib: undiscounted_black", OptionKind.Call, 100, 100, 0.5, 0, 0, 0.20, 5.637197779701664, 5e-15)]
    [InlineData("py_vollib: black_scholes", OptionKind.Call, 100, 90, 0.5, 0.01, 0, 0.20, 12.11158143496968, 2e-14)]
    public void Price_PublishedExample_Matches(
        string source,
        OptionKind kind,
        double spot,
        double strike,
        double years,
        double rate,
        double yield,
        double volatility,
        double expected,
        double digits)
    {
        EuropeanOption option = EuropeanOption.OnSpot(kind, spot, strike, years, rate, yield);
        Assert.Equal(PricingResult.Valid, Black76.Price(option, volatility, out double price));
        Assert.True(Math.Abs(price - expected) <= digits, $"{source}: {price:R}, expected {expected:R}");
    }

    /// <summary>The normalised put of LetsBeRational's tests.</summary>
    [Fact]
    public void Price_InUnitsOfRootOfForwardTimesStrike_MatchesLetsBeRational()
    {
        Assert.Equal(PricingResult.Valid, Black76.Price(new(OptionKind.Put, 100, 95, 0.5, 0), 0.3, out double price));
        Assert.Equal(0.061296663817558904, price / Math.Sqrt(100 * 95), 6e-17);
    }

    /// <summary>Hull's S = 49, K = 50, r = 5 %, σ = 20 %, T = 0.3846, whose Greeks are those of the spot price.</summary>
    [Fact]
    public void Greeks_HullsExample_MatchAfterChangeToSpot()
    {
        const double rate = 0.05;
        const double years = 0.3846;
        EuropeanOption option = EuropeanOption.OnSpot(OptionKind.Call, 49, 50, years, rate);
        Assert.Equal(PricingResult.Valid, Black76.Price(option, 0.2, out double price));
        Assert.Equal(PricingResult.Valid, Black76.Greeks(option, 0.2, out OptionGreeks greeks));
        double growth = Math.Exp(rate * years);
        Assert.Equal(2.40, price, 0.005);
        Assert.Equal(0.522, greeks.Delta * growth, 0.0005);
        Assert.Equal(0.066, greeks.Gamma * growth * growth, 0.0005);
        Assert.Equal(12.1, greeks.Vega, 0.05);

        // With the spot price fixed, the forward falls by r·F a year as time passes and rises by T·F with the rate.
        Assert.Equal(-4.31, greeks.Theta - (greeks.Delta * rate * option.Forward), 0.005);
        Assert.Equal(8.91, greeks.Rho + (greeks.Delta * years * option.Forward), 0.005);
    }

    [Theory]
    [InlineData(OptionKind.Call, 105, 100, 0.5, 0.10, 0.10, 0.36, 0.5946)]
    [InlineData(OptionKind.Put, 105, 100, 0.5, 0.10, 0.10, 0.36, -0.3566)]
    public void Greeks_HaugsDelta_Matches(
        OptionKind kind,
        double spot,
        double strike,
        double years,
        double rate,
        double yield,
        double volatility,
        double delta)
    {
        EuropeanOption option = EuropeanOption.OnSpot(kind, spot, strike, years, rate, yield);
        Assert.Equal(PricingResult.Valid, Black76.Greeks(option, volatility, out OptionGreeks greeks));
        Assert.Equal(delta, greeks.Delta, 0.00005);
    }

    [Fact]
    public void Greeks_HaugsVegaAndGamma_Match()
    {
        EuropeanOption carried = EuropeanOption.OnSpot(OptionKind.Call, 55, 60, 0.75, 0.105, 0.0355);
        Assert.Equal(PricingResult.Valid, Black76.Greeks(carried, 0.30, out OptionGreeks greeks));
        Assert.Equal(18.5027, greeks.Vega, 0.00005);
        EuropeanOption plain = EuropeanOption.OnSpot(OptionKind.Call, 55, 60, 0.75, 0.10);
        Assert.Equal(PricingResult.Valid, Black76.Greeks(plain, 0.30, out greeks));
        Assert.Equal(0.0278, greeks.Gamma * Math.Exp(2 * 0.10 * 0.75), 0.00005);
    }

    private static EuropeanOption NextOption(Random random, double moneyness = 0.7)
    {
        double forward = random.NextLog(1e-3, 1e6);
        double strike = forward * Math.Exp(random.Next(-moneyness, moneyness));
        return new((OptionKind)random.Next(2), forward, strike, random.NextLog(1e-3, 5), random.Next(-0.1, 0.2));
    }

    private static double PriceOf(in EuropeanOption option, double volatility)
    {
        Assert.Equal(PricingResult.Valid, Black76.Price(option, volatility, out double price));
        return price;
    }

    [Fact]
    public void Price_RandomOptions_MatchExactArithmetic() => Property.Holds(100, random =>
    {
        EuropeanOption option = NextOption(random, 2) with { Kind = OptionKind.Call };
        double volatility = random.NextLog(0.05, 3);
        Exact exact = Exact.ForNormal(32);
        BigInteger forward = exact.Of(option.Forward);
        BigInteger strike = exact.Of(option.Strike);
        BigInteger s = exact.Multiply(exact.Of(volatility), exact.Sqrt(exact.Of(option.Years)));
        BigInteger h = exact.Divide(exact.Log(exact.Divide(forward, strike)), s);
        double distance = Math.Abs(exact.Round(h)) + exact.Round(s);
        if (distance > 30)
        {
            return;
        }

        BigInteger discount = exact.Exp(-exact.Multiply(exact.Of(option.Rate), exact.Of(option.Years)));
        BigInteger call = exact.Multiply(forward, exact.Cdf(h + (s >> 1))) - exact.Multiply(strike, exact.Cdf(h - (s >> 1)));
        double allowed = 16 + (4 * distance * distance);
        Assert.InRange(exact.ErrorUlps(PriceOf(option, volatility), exact.Multiply(discount, call)), 0, allowed);
        BigInteger put = call - forward + strike;
        Assert.InRange(
            exact.ErrorUlps(PriceOf(option with { Kind = OptionKind.Put }, volatility), exact.Multiply(discount, put)), 0, allowed);
    });

    [Fact]
    public void Price_CallLessPut_IsDiscountedForwardLessStrike() => Property.Holds(2000, random =>
    {
        EuropeanOption option = NextOption(random, 5);
        double volatility = random.NextLog(0.01, 5);
        double call = PriceOf(option with { Kind = OptionKind.Call }, volatility);
        double put = PriceOf(option with { Kind = OptionKind.Put }, volatility);
        double expected = Math.Exp(-option.Rate * option.Years) * (option.Forward - option.Strike);
        Assert.Equal(expected, call - put, 1e-15 * 4 * (call + put + Math.Abs(expected)));
    });

    [Fact]
    public void Price_OverStrikes_FallsForCallsRisesForPutsAndIsConvex() => Property.Holds(500, random =>
    {
        EuropeanOption option = NextOption(random, 2);
        double volatility = random.NextLog(0.05, 3);
        double step = option.Strike * random.Next(0.001, 0.3);
        double low = PriceOf(option with { Strike = option.Strike - step }, volatility);
        double middle = PriceOf(option, volatility);
        double high = PriceOf(option with { Strike = option.Strike + step }, volatility);
        double noise = 1e-14 * (low + middle + high);
        double change = (high - low) * (option.Kind == OptionKind.Call ? -1 : 1);
        Assert.InRange(change, -noise, Math.Exp(-option.Rate * option.Years) * 2 * step * (1 + 1e-12));
        Assert.InRange(low - (2 * middle) + high, -noise, double.MaxValue);
    });

    [Fact]
    public void Price_OverVolatilityAndTime_NeverFallsAndStaysInBounds() => Property.Holds(500, random =>
    {
        EuropeanOption option = NextOption(random, 2) with { Rate = 0 };
        double volatility = random.NextLog(0.01, 10);
        double price = PriceOf(option, volatility);
        double noise = 1e-14 * price;
        Assert.InRange(PriceOf(option, volatility * 1.1), price - noise, double.MaxValue);
        Assert.InRange(PriceOf(option with { Years = option.Years * 1.1 }, volatility), price - noise, double.MaxValue);
        bool isCall = option.Kind == OptionKind.Call;
        double intrinsic = Math.Max(0, isCall ? option.Forward - option.Strike : option.Strike - option.Forward);
        Assert.InRange(price, intrinsic, isCall ? option.Forward : option.Strike);
    });

    [Fact]
    public void Greeks_RandomOptions_MatchCentralDifferences() => Property.Holds(500, random =>
    {
        EuropeanOption option = NextOption(random, 0.5);
        double volatility = random.Next(0.1, 1.5);
        double s = volatility * Math.Sqrt(option.Years);
        if (Math.Abs(Math.Log(option.Forward / option.Strike)) > 4 * s)
        {
            return;
        }

        Assert.Equal(PricingResult.Valid, Black76.Greeks(option, volatility, out OptionGreeks greeks));

        // Each derivative is compared in its natural unit, that of a price; steps balance the rounding of prices and the third derivative.
        double unit = option.Forward * Math.Exp(-option.Rate * option.Years);
        double width = option.Forward * s;
        double bump = 1e-3 * width;
        double vol = 1e-3 * volatility;
        double time = 1e-3 * option.Years;
        double Price(double forward, double sigma, double years, double rate) => PriceOf(
            option with { Forward = option.Forward + forward, Years = option.Years + years, Rate = option.Rate + rate },
            volatility + sigma);
        double At(double forward, double sigma) => Price(forward, sigma, 0, 0);
        double centre = At(0, 0);
        double mixed = At(bump, vol) - At(bump, -vol) - At(-bump, vol) + At(-bump, -vol);
        double drift = (Price(0, 0, time, 0) - Price(0, 0, -time, 0)) / (2 * time);
        double rates = (Price(0, 0, 0, 1e-4) - Price(0, 0, 0, -1e-4)) / 2e-4;
        Assert.Equal((At(bump, 0) - At(-bump, 0)) / (2 * bump), greeks.Delta, 1e-5);
        Assert.Equal((At(bump, 0) - (2 * centre) + At(-bump, 0)) / bump / bump * width, greeks.Gamma * width, 1e-5);
        Assert.Equal((At(0, vol) - At(0, -vol)) / (2 * vol) * volatility / unit, greeks.Vega * volatility / unit, 1e-5);
        Assert.Equal(-drift * option.Years / unit, greeks.Theta * option.Years / unit, 1e-5);
        Assert.Equal(rates / unit, greeks.Rho / unit, 1e-5);
        Assert.Equal(mixed / (4 * bump * vol) * volatility, greeks.Vanna * volatility, 1e-4);
        Assert.Equal(
            (At(0, vol) - (2 * centre) + At(0, -vol)) / vol / vol * volatility * volatility / unit,
            greeks.Volga * volatility * volatility / unit,
            1e-4);
    });

    [Theory]
    [InlineData(double.NaN, PricingResult.ForwardNotFinite)]
    [InlineData(double.PositiveInfinity, PricingResult.ForwardNotFinite)]
    [InlineData(-1.0, PricingResult.ForwardOutOfRange)]
    [InlineData(0.0, PricingResult.ForwardOutOfRange)]
    [InlineData(9.99e-10, PricingResult.ForwardOutOfRange)]
    [InlineData(1e-9, PricingResult.Valid)]
    [InlineData(1e15, PricingResult.Valid)]
    [InlineData(1.0001e15, PricingResult.ForwardOutOfRange)]
    public void Price_Forward_IsCheckedAtItsBounds(double forward, PricingResult expected) =>
        RefusesEverywhere(Sound with { Forward = forward }, 0.2, expected);

    [Theory]
    [InlineData(double.NaN, PricingResult.StrikeNotFinite)]
    [InlineData(double.NegativeInfinity, PricingResult.StrikeNotFinite)]
    [InlineData(0.0, PricingResult.StrikeOutOfRange)]
    [InlineData(9.99e-10, PricingResult.StrikeOutOfRange)]
    [InlineData(1e-9, PricingResult.Valid)]
    [InlineData(1e15, PricingResult.Valid)]
    [InlineData(1.0001e15, PricingResult.StrikeOutOfRange)]
    public void Price_Strike_IsCheckedAtItsBounds(double strike, PricingResult expected) =>
        RefusesEverywhere(Sound with { Strike = strike }, 0.2, expected);

    [Theory]
    [InlineData(double.NaN, PricingResult.YearsNotFinite)]
    [InlineData(double.PositiveInfinity, PricingResult.YearsNotFinite)]
    [InlineData(0.0, PricingResult.YearsNotPositive)]
    [InlineData(-1.0, PricingResult.YearsNotPositive)]
    [InlineData(9.99e-10, PricingResult.YearsOutOfRange)]
    [InlineData(1e-9, PricingResult.Valid)]
    [InlineData(100.0, PricingResult.Valid)]
    [InlineData(100.01, PricingResult.YearsOutOfRange)]
    public void Price_Years_AreCheckedAtTheirBounds(double years, PricingResult expected) =>
        RefusesEverywhere(Sound with { Years = years }, 0.2, expected);

    [Theory]
    [InlineData(double.NaN, PricingResult.RateNotFinite)]
    [InlineData(double.NegativeInfinity, PricingResult.RateNotFinite)]
    [InlineData(-1.0, PricingResult.Valid)]
    [InlineData(1.0, PricingResult.Valid)]
    [InlineData(1.0001, PricingResult.RateOutOfRange)]
    [InlineData(-1.0001, PricingResult.RateOutOfRange)]
    public void Price_Rate_IsCheckedAtItsBounds(double rate, PricingResult expected) =>
        RefusesEverywhere(Sound with { Rate = rate }, 0.2, expected);

    [Fact]
    public void Price_UnknownKind_IsRefused() => RefusesEverywhere(Sound with { Kind = (OptionKind)2 }, 0.2, PricingResult.KindUnknown);

    private static void RefusesEverywhere(in EuropeanOption option, double volatility, PricingResult expected)
    {
        Assert.Equal(expected, Black76.Price(option, volatility, out double price));
        Assert.Equal(expected, Black76.Greeks(option, volatility, out OptionGreeks greeks));
        Assert.Equal(expected == PricingResult.Valid, double.IsFinite(price));
        Assert.True(double.IsFinite(greeks.Volga));
        if (expected != PricingResult.Valid)
        {
            Assert.Equal(expected, Black76.ImpliedVolatility(option, 1, out double implied));
            Assert.True(double.IsNaN(implied));
            Assert.Equal(default, greeks);
        }
    }

    [Theory]
    [InlineData(double.NaN, PricingResult.VolatilityNotFinite)]
    [InlineData(double.PositiveInfinity, PricingResult.VolatilityNotFinite)]
    [InlineData(0.0, PricingResult.VolatilityOutOfRange)]
    [InlineData(-0.2, PricingResult.VolatilityOutOfRange)]
    [InlineData(0.99e-4, PricingResult.VolatilityOutOfRange)]
    [InlineData(1e-4, PricingResult.Valid)]
    [InlineData(20.0, PricingResult.Valid)]
    [InlineData(20.01, PricingResult.VolatilityOutOfRange)]
    public void Price_Volatility_IsCheckedAtItsBounds(double volatility, PricingResult expected)
    {
        Assert.Equal(expected, Black76.Price(Sound, volatility, out double price));
        Assert.Equal(expected, Black76.Greeks(Sound, volatility, out _));
        Assert.Equal(expected == PricingResult.Valid, double.IsFinite(price));
    }

    [Fact]
    public void Price_AnyInput_NeverThrowsAndIsFiniteWhenValid() => Property.Holds(20_000, random =>
    {
        EuropeanOption option =
            new((OptionKind)random.Next(-1, 3), random.NextAny(), random.NextAny(), random.NextAny(), random.NextAny());
        double volatility = random.NextAny();
        PricingResult result = Black76.Price(option, volatility, out double price);
        Assert.Equal(result, Black76.Greeks(option, volatility, out OptionGreeks greeks));
        Assert.Equal(result == PricingResult.Valid, double.IsFinite(price) && price >= 0);
        Assert.False(double.IsNaN(greeks.Delta + greeks.Gamma + greeks.Vega + greeks.Theta + greeks.Rho + greeks.Vanna + greeks.Volga));
        result = Black76.ImpliedVolatility(option, random.NextAny(), out double implied);
        Assert.Equal(result == PricingResult.Valid, implied is >= Black76.VolatilityMin and <= Black76.VolatilityMax);
    });
}
