using ZkRollup.Sequencer.Risk.Options;

namespace ZkRollup.Sequencer.Risk.Tests.Options;

public class ImpliedVolatilityTests
{
    private static readonly EuropeanOption Sound = new(OptionKind.Call, 100, 80, 0.5, 0);

    /// <summary>Moneyness up to e^±20, 0.01 % to 2000 %, half a minute to 100 years, both kinds, any rate.</summary>
    [Fact]
    public void ImpliedVolatility_OfPrice_ComesBackAsFarAsThePriceKnowsIt()
    {
        int compared = 0;
        Property.Holds(5000, random =>
        {
            double forward = random.NextLog(1e-3, 1e9);
            double strike = Math.Clamp(forward * Math.Exp(random.Next(2) * random.Next(-20.0, 20)), 1e-9, 1e15);
            EuropeanOption option = new((OptionKind)random.Next(2), forward, strike, random.NextLog(1e-6, 100), random.Next(-0.2, 0.2));
            double volatility = random.NextLog(1.001e-4, 19.99);
            Assert.Equal(PricingResult.Valid, Black76.Price(option, volatility, out double price));
            Assert.Equal(PricingResult.Valid, Black76.Greeks(option, volatility, out OptionGreeks greeks));

            // A price is known to a few units in the last place, the logarithm of moneyness too; vega turns both into volatility.
            double noise = 16 * Exact.Ulp * (price + Math.Exp(-option.Rate * option.Years) * Math.Max(0, PayoffOf(option)));
            double x = Math.Abs(Math.Log(forward / strike));
            double s = volatility * Math.Sqrt(option.Years);
            double relative = (noise / (greeks.Vega * volatility)) + (16 * Exact.Ulp * (1 + (x / (s * s))));
            if (!(relative < 0.01) || price < 1e-290 * Math.Sqrt(forward) * Math.Sqrt(strike))
            {
                return;
            }

            compared++;
            Assert.Equal(PricingResult.Valid, Black76.ImpliedVolatility(option, price, out double implied));
            Assert.InRange(Math.Abs((implied / volatility) - 1), 0, 4 * relative);
        });
        Assert.InRange(compared, 1000, 5000);
    }

    private static double PayoffOf(in EuropeanOption option) =>
        option.Kind == OptionKind.Call ? option.Forward - option.Strike : option.Strike - option.Forward;

    [Fact]
    public void ImpliedVolatility_LetsBeRationalsExample_IsTwentyPercent()
    {
        EuropeanOption option = new(OptionKind.Call, 100, 100, 0.5, 0);
        Assert.Equal(PricingResult.Valid, Black76.ImpliedVolatility(option, 5.637197779701664, out double implied));
        Assert.Equal(0.2, implied, 2e-16);
    }

    [Theory]
    [InlineData(double.NaN, PricingResult.PriceNotFinite)]
    [InlineData(double.PositiveInfinity, PricingResult.PriceNotFinite)]
    [InlineData(-1.0, PricingResult.PriceNotAboveIntrinsic)]
    [InlineData(0.0, PricingResult.PriceNotAboveIntrinsic)]
    [InlineData(19.9, PricingResult.PriceNotAboveIntrinsic)]
    [InlineData(20.0, PricingResult.PriceNotAboveIntrinsic)]
    [InlineData(20.5, PricingResult.Valid)]
    [InlineData(99.0, PricingResult.Valid)]
    [InlineData(100.0, PricingResult.PriceNotBelowBound)]
    [InlineData(1e300, PricingResult.PriceNotBelowBound)]
    public void ImpliedVolatility_PriceOfCall_IsCheckedAtItsBounds(double price, PricingResult expected)
    {
        Assert.Equal(expected, Black76.ImpliedVolatility(Sound, price, out double implied));
        Assert.Equal(expected != PricingResult.Valid, double.IsNaN(implied));
    }

    [Theory]
    [InlineData(0.0, PricingResult.PriceNotAboveIntrinsic)]
    [InlineData(1e-9, PricingResult.Valid)]
    [InlineData(79.0, PricingResult.Valid)]
    [InlineData(80.0, PricingResult.PriceNotBelowBound)]
    public void ImpliedVolatility_PriceOfPut_IsCheckedAtItsBounds(double price, PricingResult expected) =>
        Assert.Equal(expected, Black76.ImpliedVolatility(Sound with { Kind = OptionKind.Put }, price, out _));

    [Fact]
    public void ImpliedVolatility_TimeValueNextToNothing_IsRefused()
    {
        EuropeanOption option = Sound with { Strike = 200 };
        Assert.Equal(PricingResult.TimeValueTooSmall, Black76.ImpliedVolatility(option, double.Epsilon, out _));
        Assert.Equal(PricingResult.Valid, Black76.ImpliedVolatility(option, 1e-297, out double implied));
        Assert.Equal(PricingResult.Valid, Black76.Price(option, implied, out double price));
        Assert.Equal(1, price / 1e-297, 1e-11);
    }

    /// <summary>At the money over a year, a price of σ·F/√(2π): just inside and outside the lowest volatility.</summary>
    [Theory]
    [InlineData(1.01e-4, PricingResult.Valid)]
    [InlineData(0.99e-4, PricingResult.ImpliedTooLow)]
    public void ImpliedVolatility_LowestVolatility_IsABound(double volatility, PricingResult expected)
    {
        EuropeanOption option = new(OptionKind.Call, 100, 100, 1, 0);
        Assert.Equal(expected, Black76.ImpliedVolatility(option, volatility * 100 / Math.Sqrt(2 * Math.PI), out _));
    }

    /// <summary>At the money over 0.01 years: a price that belongs to 2100 %.</summary>
    [Fact]
    public void ImpliedVolatility_HighestVolatility_IsABound()
    {
        EuropeanOption option = new(OptionKind.Call, 100, 100, 0.01, 0);
        double price = 100 * ((2 * Normal.Cdf(0.5 * 21 * 0.1)) - 1);
        Assert.Equal(PricingResult.ImpliedTooHigh, Black76.ImpliedVolatility(option, price, out _));
        Assert.Equal(PricingResult.Valid, Black76.ImpliedVolatility(option, price * 0.95, out _));
    }
}
