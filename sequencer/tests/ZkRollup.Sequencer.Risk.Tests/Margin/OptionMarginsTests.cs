using ZkRollup.Sequencer.Risk.Margin;
using ZkRollup.Sequencer.Risk.Options;

namespace ZkRollup.Sequencer.Risk.Tests.Margin;

public class OptionMarginsTests
{
    private static readonly OptionContract Contract = new(OptionKind.Call, 30_000, 1000);
    private static readonly OptionMarket Market = new(30_000, 30_100, 0.1, 0.03, 0.6);

    private static OptionMargin Compute(in OptionContract contract, in OptionMarket market, Scenario? scenario = null)
    {
        Assert.Equal(MarginResult.Valid, OptionMargins.Compute(contract, market, scenario ?? Scenario.Default, out OptionMargin margin));
        return margin;
    }

    private static double PriceOf(in OptionContract contract, in OptionMarket market, double move, double volatilityMove)
    {
        EuropeanOption option =
            new(contract.Kind, market.ForwardTicks * (1 + move), contract.StrikeTicks, market.Years, market.Rate);
        double volatility = Math.Clamp(market.Volatility * (1 + volatilityMove), Black76.VolatilityMin, Black76.VolatilityMax);
        Assert.Equal(PricingResult.Valid, Black76.Price(option, volatility, out double price));
        return price;
    }

    private static (OptionContract Contract, OptionMarket Market) Next(Random random)
    {
        long index = (long)random.NextLog(10, 1e6);
        long strike = Math.Max(1, (long)(index * random.NextLog(0.3, 3)));
        OptionContract contract = new((OptionKind)random.Next(2), strike, (long)random.NextLog(1, 10_000));
        double forward = index * random.Next(0.95, 1.05);
        return (contract, new(index, forward, random.NextLog(1e-4, 2), random.Next(-0.02, 0.1), random.NextLog(0.05, 3)));
    }

    [Fact]
    public void Compute_AtTheMoneyCall_HasTheNumbersOfItsWorstScenario()
    {
        OptionMargin margin = Compute(Contract, Market);
        double mark = Math.Floor(PriceOf(Contract, Market, 0, 0) + 0.5);
        double loss = PriceOf(Contract, Market, 0.16, 0.3) - mark;
        Assert.Equal(mark, margin.MarkTicks);
        Assert.Equal(Math.Ceiling(loss * 1000), margin.InitialShort);
        Assert.Equal(Math.Ceiling(0.75 * margin.InitialShort), margin.MaintenanceShort);
        Assert.InRange(margin.InitialShort, 3_000_001, 29_999_999);
    }

    /// <summary>The grid of 9 prices and 3 volatilities in full: nothing on it is worse than the corner.</summary>
    [Fact]
    public void Compute_RandomOptions_EqualTheWorstOfTheWholeGridWithinFloorAndCeiling() => Property.Holds(500, random =>
    {
        (OptionContract contract, OptionMarket market) = Next(random);
        OptionMargin margin = Compute(contract, market);
        double worst = 0;
        for (int i = -4; i <= 4; i++)
        {
            for (int j = -1; j <= 1; j++)
            {
                worst = Math.Max(worst, PriceOf(contract, market, 0.04 * i, 0.3 * j));
            }
        }

        double lot = (double)market.IndexTicks * contract.Multiplier;
        double loss = (worst - margin.MarkTicks) * contract.Multiplier;
        double initial = Math.Min(lot, Math.Max(Math.Ceiling(0.1 * lot), Math.Ceiling(loss)));
        Assert.Equal(PriceOf(contract, market, 0, 0), margin.MarkTicks, 0.5 + 1e-6);
        Assert.Equal(initial, margin.InitialShort, 1 + (1e-9 * initial));
        double maintenance = Math.Max(Math.Ceiling(0.075 * lot), Math.Ceiling(0.75 * margin.InitialShort));
        Assert.Equal(maintenance, margin.MaintenanceShort, 1 + (1e-9 * initial));
    });

    /// <summary>Whatever the market, requirements stay between floors and ceiling, in integers.</summary>
    [Fact]
    public void Compute_RandomOptions_StayWithinFloorsAndCeiling() => Property.Holds(2000, random =>
    {
        (OptionContract contract, OptionMarket market) = Next(random);
        OptionMargin margin = Compute(contract, market, new Scenario(random.Next(0, 0.99), random.Next(0, 0.99)));
        Int128 lot = (Int128)market.IndexTicks * contract.Multiplier;
        Assert.True(10 * (Int128)margin.InitialShort >= lot && margin.InitialShort <= lot);
        Assert.True(1000 * (Int128)margin.MaintenanceShort >= 75 * lot && margin.MaintenanceShort <= margin.InitialShort);
        Assert.True(4 * (Int128)margin.MaintenanceShort >= 3 * (Int128)margin.InitialShort);
    });

    [Fact]
    public void Compute_FarOutOfTheMoney_IsAtTheFloors()
    {
        OptionMargin margin = Compute(Contract with { StrikeTicks = 300_000 }, Market with { IndexTicks = 30_001 });
        Assert.Equal(new OptionMargin(0, 3_000_100, 2_250_075), margin);

        // Floors are rounded up: 10 % and 7.5 % of 33 quanta.
        margin = Compute(new(OptionKind.Put, 3, 1), new(33, 33, 0.1, 0, 0.5));
        Assert.Equal(new OptionMargin(0, 4, 3), margin);
    }

    [Fact]
    public void Compute_LossAboveTheIndex_IsAtTheCeiling()
    {
        OptionContract put = new(OptionKind.Put, 60_000, 1000);
        OptionMargin margin = Compute(put, Market with { IndexTicks = 3_000, ForwardTicks = 60_000 }, new Scenario(0.9, 0.3));
        Assert.Equal(3_000_000, margin.InitialShort);
        Assert.Equal(2_250_000, margin.MaintenanceShort);
    }

    [Theory]
    [InlineData(2.4999, 2)]
    [InlineData(2.5001, 3)]
    [InlineData(0.4999, 0)]
    [InlineData(0.5001, 1)]
    public void Compute_MarkBetweenTicks_IsRoundedHalfUp(double intrinsic, long expected)
    {
        // Next to no time and volatility: the price is intrinsic value.
        OptionMarket market = new(1000, 100 + intrinsic, 1e-8, 0, 0.001);
        Assert.Equal(expected, Compute(new(OptionKind.Call, 100, 1), market).MarkTicks);
    }

    public static TheoryData<OptionContract, OptionMarket, MarginResult> Bounds => new()
    {
        { Contract with { Kind = (OptionKind)2 }, Market, MarginResult.KindUnknown },
        { Contract with { StrikeTicks = 0 }, Market, MarginResult.StrikeOutOfRange },
        { Contract with { StrikeTicks = 1 }, Market, MarginResult.Valid },
        { Contract with { StrikeTicks = (1L << 40) - 1 }, Market, MarginResult.Valid },
        { Contract with { StrikeTicks = 1L << 40 }, Market, MarginResult.StrikeOutOfRange },
        { Contract with { Multiplier = 0 }, Market, MarginResult.MultiplierOutOfRange },
        { Contract with { Multiplier = -1 }, Market, MarginResult.MultiplierOutOfRange },
        { Contract with { Multiplier = (1L << 24) - 1 }, Market, MarginResult.Valid },
        { Contract with { Multiplier = 1L << 24 }, Market, MarginResult.MultiplierOutOfRange },
        { Contract, Market with { IndexTicks = 0 }, MarginResult.IndexOutOfRange },
        { Contract, Market with { IndexTicks = 1L << 32 }, MarginResult.IndexOutOfRange },
        { Contract, Market with { IndexTicks = (1L << 32) - 1 }, MarginResult.Valid },
        { Contract with { Multiplier = 1 << 16 }, Market with { IndexTicks = (1L << 32) - 1 }, MarginResult.Valid },
        { Contract with { Multiplier = (1 << 16) + 1 }, Market with { IndexTicks = (1L << 32) - 1 }, MarginResult.LotTooLarge },
        { Contract, Market with { ForwardTicks = double.NaN }, MarginResult.ForwardNotFinite },
        { Contract, Market with { ForwardTicks = double.PositiveInfinity }, MarginResult.ForwardNotFinite },
        { Contract, Market with { ForwardTicks = 0 }, MarginResult.ForwardOutOfRange },
        { Contract, Market with { ForwardTicks = 1L << 40 }, MarginResult.ForwardOutOfRange },
        { Contract, Market with { Years = double.NaN }, MarginResult.YearsNotFinite },
        { Contract, Market with { Years = 0 }, MarginResult.YearsNotPositive },
        { Contract, Market with { Years = -1 }, MarginResult.YearsNotPositive },
        { Contract, Market with { Years = 101 }, MarginResult.YearsOutOfRange },
        { Contract, Market with { Rate = double.NegativeInfinity }, MarginResult.RateNotFinite },
        { Contract, Market with { Rate = 1.1 }, MarginResult.RateOutOfRange },
        { Contract, Market with { Volatility = double.NaN }, MarginResult.VolatilityNotFinite },
        { Contract, Market with { Volatility = 0 }, MarginResult.VolatilityOutOfRange },
        { Contract, Market with { Volatility = 20 }, MarginResult.Valid },
        { Contract, Market with { Volatility = 20.1 }, MarginResult.VolatilityOutOfRange },
        {
            Contract with { Kind = OptionKind.Put, StrikeTicks = (1L << 40) - 1 },
            Market with { Rate = -1, ForwardTicks = 1 },
            MarginResult.MarkTooLarge
        },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Compute_InputAtItsBounds_IsTakenOrRefusedByItsCause(OptionContract contract, OptionMarket market, MarginResult expected)
    {
        Assert.Equal(expected, OptionMargins.Compute(contract, market, Scenario.Default, out OptionMargin margin));
        Assert.Equal(expected != MarginResult.Valid, margin == default);
    }

    [Fact]
    public void Compute_AnyInput_NeverThrows() => Property.Holds(20_000, random =>
    {
        OptionContract contract = new((OptionKind)random.Next(-1, 3), random.NextAnyLong(), random.NextAnyLong());
        OptionMarket market = new(
            random.NextAnyLong(),
            random.Next(2) == 0 ? random.NextAny() : random.NextLog(1, 1e12),
            random.Next(2) == 0 ? random.NextAny() : 0.1,
            random.Next(2) == 0 ? random.NextAny() : 0,
            random.Next(2) == 0 ? random.NextAny() : 0.5);
        MarginResult result = OptionMargins.Compute(contract, market, Scenario.Default, out OptionMargin margin);
        Assert.Equal(result == MarginResult.Valid, margin.InitialShort > 0);
    });

    [Theory]
    [InlineData(-0.01, 0.3)]
    [InlineData(1.0, 0.3)]
    [InlineData(double.NaN, 0.3)]
    [InlineData(0.16, -0.01)]
    [InlineData(0.16, 1.0)]
    [InlineData(0.16, double.NaN)]
    public void Scenario_OutsideItsRange_Throws(double priceMove, double volatilityMove) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Scenario(priceMove, volatilityMove));
}
