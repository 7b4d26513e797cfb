using ZkRollup.Sequencer.Risk.Volatility;

namespace ZkRollup.Sequencer.Risk.Tests.Volatility;

public class VolatilitySurfaceTests
{
    private static readonly ExpirySmile Near = new(0.1, 100, Smiles.Month);
    private static readonly ExpirySmile Far = new(0.4, 110, Smiles.Month.Times(3) with { M = 0.03 });

    private static VolatilitySurface Surface(params ExpirySmile[] expiries)
    {
        Assert.Equal(SurfaceResult.Valid, VolatilitySurface.Build(expiries, out VolatilitySurface? surface).Result);
        return surface!;
    }

    private static SurfaceFault Refused(SurfaceResult expected, params ExpirySmile[] expiries)
    {
        SurfaceFault fault = VolatilitySurface.Build(expiries, out VolatilitySurface? surface);
        Assert.Equal(expected, fault.Result);
        Assert.Null(surface);
        return fault;
    }

    [Fact]
    public void Build_SoundSmiles_KeepsThem()
    {
        VolatilitySurface surface = Surface(Near, Far);
        Assert.Equal([Near, Far], surface.Expiries);
    }

    [Fact]
    public void Build_NumberOfExpiries_IsChecked()
    {
        Assert.Equal(-1, Refused(SurfaceResult.NoExpiry).Expiry);
        ExpirySmile[] many =
            [.. Enumerable.Range(1, 65).Select(i => new ExpirySmile(i, 100, new RawSvi(0.01 * i, 0, 0, 0, 1)))];
        Assert.Equal(-1, Refused(SurfaceResult.TooManyExpiries, many).Expiry);
        Assert.Equal(64, Surface(many[..64]).Expiries.Count);
    }

    [Theory]
    [InlineData(double.NaN, SurfaceResult.YearsNotFinite)]
    [InlineData(double.PositiveInfinity, SurfaceResult.YearsNotFinite)]
    [InlineData(0.0, SurfaceResult.YearsOutOfRange)]
    [InlineData(-1.0, SurfaceResult.YearsOutOfRange)]
    [InlineData(101.0, SurfaceResult.YearsOutOfRange)]
    [InlineData(0.1, SurfaceResult.YearsNotIncreasing)]
    [InlineData(0.05, SurfaceResult.YearsNotIncreasing)]
    public void Build_YearsOfSecondExpiry_AreChecked(double years, SurfaceResult expected) =>
        Assert.Equal(1, Refused(expected, Near, Far with { Years = years }).Expiry);

    [Theory]
    [InlineData(double.NaN, SurfaceResult.ForwardNotFinite)]
    [InlineData(double.NegativeInfinity, SurfaceResult.ForwardNotFinite)]
    [InlineData(0.0, SurfaceResult.ForwardOutOfRange)]
    [InlineData(2e15, SurfaceResult.ForwardOutOfRange)]
    public void Build_Forward_IsChecked(double forward, SurfaceResult expected) =>
        Assert.Equal(0, Refused(expected, Near with { Forward = forward }, Far).Expiry);

    public static TheoryData<RawSvi, SurfaceResult> MalformedSmiles => new()
    {
        { Smiles.Month with { A = double.NaN }, SurfaceResult.ParameterNotFinite },
        { Smiles.Month with { B = double.PositiveInfinity }, SurfaceResult.ParameterNotFinite },
        { Smiles.Month with { Rho = double.NaN }, SurfaceResult.ParameterNotFinite },
        { Smiles.Month with { M = double.NegativeInfinity }, SurfaceResult.ParameterNotFinite },
        { Smiles.Month with { Sigma = double.NaN }, SurfaceResult.ParameterNotFinite },
        { Smiles.Month with { A = 100.1 }, SurfaceResult.ParameterTooLarge },
        { Smiles.Month with { M = -1e300 }, SurfaceResult.ParameterTooLarge },
        { Smiles.Month with { Sigma = 101 }, SurfaceResult.ParameterTooLarge },
        { Smiles.Month with { B = -0.001 }, SurfaceResult.SlopeNegative },
        { Smiles.Month with { Rho = 1.001 }, SurfaceResult.RotationOutOfRange },
        { Smiles.Month with { Rho = -1.001 }, SurfaceResult.RotationOutOfRange },
        { Smiles.Month with { Sigma = 0.99e-4 }, SurfaceResult.WidthTooSmall },
        { Smiles.Month with { A = -0.1 }, SurfaceResult.VarianceNotPositive },
        { new RawSvi(0, 0, 0, 0, 1), SurfaceResult.VarianceNotPositive },
        { new RawSvi(1, 1.6, -0.25, 0, 1), SurfaceResult.WingTooSteep },
    };

    [Theory]
    [MemberData(nameof(MalformedSmiles))]
    public void Build_MalformedSmile_IsRefusedByItsCause(RawSvi smile, SurfaceResult expected)
    {
        SurfaceFault fault = Refused(expected, Near, Far with { Smile = smile });
        Assert.Equal(1, fault.Expiry);
        Assert.Equal(0.4, fault.Years);
        Assert.True(double.IsNaN(fault.Strike));
    }

    [Fact]
    public void Build_VogtSmile_IsRefusedWithExpiryAndStrike()
    {
        SurfaceFault fault = Refused(
            SurfaceResult.Butterfly, new ExpirySmile(0.5, 100, Smiles.Vogt.Times(0.01)), new ExpirySmile(1, 120, Smiles.Vogt));
        Assert.Equal(1, fault.Expiry);
        Assert.Equal(1, fault.Years);
        Assert.InRange(fault.LogMoneyness, 0.6, 1.1);
        Assert.Equal(120 * Math.Exp(fault.LogMoneyness), fault.Strike);
        Assert.InRange(Arbitrage.Density(Smiles.Vogt, fault.LogMoneyness), -1, 0);
    }

    [Fact]
    public void Build_LessVarianceLater_IsRefusedWithExpiryAndStrike()
    {
        // The later smile is higher at the money and lower in its put wing.
        ExpirySmile crossing = Far with { Smile = Smiles.Month with { A = 0.02, B = 0.07 } };
        SurfaceFault fault = Refused(SurfaceResult.Calendar, Near, crossing);
        Assert.Equal(1, fault.Expiry);
        Assert.Equal(0.4, fault.Years);
        double near = Near.Smile.TotalVariance(fault.LogMoneyness);
        Assert.InRange(crossing.Smile.TotalVariance(fault.LogMoneyness), 0, near - 1e-12);
        Assert.Equal(110 * Math.Exp(fault.LogMoneyness), fault.Strike);
        Assert.InRange(crossing.Smile.TotalVariance(0) - Near.Smile.TotalVariance(0), 0.001, 1);
    }

    [Fact]
    public void Build_ArbitrageBetweenExpiries_IsRefusedWithItsTime()
    {
        RawSvi near = new(-0.022393, 0.04926, -0.8305, -0.0946, 0.8204);
        RawSvi far = new(0.23374, 0.28057, 0.7405, -0.0287, 0.1393);
        _ = Surface(new ExpirySmile(0.1, 100, near));
        _ = Surface(new ExpirySmile(0.3, 100, far));
        SurfaceFault fault = Refused(SurfaceResult.ButterflyBetweenExpiries, new(0.1, 100, near), new(0.3, 100, far));
        Assert.Equal(1, fault.Expiry);
        Assert.InRange(fault.Years, 0.1, 0.11);
        Assert.InRange(Smiles.Density(near, far, (fault.Years - 0.1) / 0.2, fault.LogMoneyness), -10, -1e-6);
    }

    [Fact]
    public void Volatility_AtAnExpiry_IsThatOfItsSmile()
    {
        VolatilitySurface surface = Surface(Near, Far);
        foreach (double k in (double[])[-3, -0.5, 0, 0.7, 3])
        {
            Assert.Equal(SurfaceResult.Valid, surface.Volatility(0.1, k, out double near));
            Assert.Equal(SurfaceResult.Valid, surface.Volatility(0.4, k, out double far));
            Assert.Equal(Near.Smile.TotalVariance(k), near * near * 0.1, 1e-15);
            Assert.Equal(Far.Smile.TotalVariance(k), far * far * 0.4, 1e-15);
        }
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.25)]
    [InlineData(0.399)]
    public void Volatility_BetweenExpiries_IsLinearInTotalVariance(double years)
    {
        VolatilitySurface surface = Surface(Near, Far);
        foreach (double k in (double[])[-1, 0, 0.3])
        {
            Assert.Equal(SurfaceResult.Valid, surface.Volatility(years, k, out double volatility));
            double share = (years - 0.1) / 0.3;
            double expected = ((1 - share) * Near.Smile.TotalVariance(k)) + (share * Far.Smile.TotalVariance(k));
            Assert.Equal(expected, volatility * volatility * years, 1e-15);
        }
    }

    [Fact]
    public void Volatility_BeforeFirstExpiry_IsThatOfTheFirst()
    {
        VolatilitySurface surface = Surface(Near, Far);
        Assert.Equal(SurfaceResult.Valid, surface.Volatility(0.1, -0.2, out double first));
        Assert.Equal(SurfaceResult.Valid, surface.Volatility(0.001, -0.2, out double early));
        Assert.Equal(first, early, 1e-15);
    }

    [Theory]
    [InlineData(double.NaN, 0.0, SurfaceResult.YearsNotFinite)]
    [InlineData(double.PositiveInfinity, 0.0, SurfaceResult.YearsNotFinite)]
    [InlineData(0.0, 0.0, SurfaceResult.YearsOutOfRange)]
    [InlineData(-0.1, 0.0, SurfaceResult.YearsOutOfRange)]
    [InlineData(101.0, 0.0, SurfaceResult.YearsOutOfRange)]
    [InlineData(0.4001, 0.0, SurfaceResult.YearsBeyondLast)]
    [InlineData(0.2, 3.0001, SurfaceResult.LogMoneynessOutOfRange)]
    [InlineData(0.2, -3.0001, SurfaceResult.LogMoneynessOutOfRange)]
    [InlineData(0.2, double.NaN, SurfaceResult.LogMoneynessOutOfRange)]
    [InlineData(0.2, double.NegativeInfinity, SurfaceResult.LogMoneynessOutOfRange)]
    public void Volatility_OutsideTheSurface_IsRefused(double years, double logMoneyness, SurfaceResult expected)
    {
        Assert.Equal(expected, Surface(Near, Far).Volatility(years, logMoneyness, out double volatility));
        Assert.True(double.IsNaN(volatility));
    }

    [Fact]
    public void Build_AnyNumbers_NeverThrows() => Property.Holds(3000, random =>
    {
        ExpirySmile[] expiries = new ExpirySmile[random.Next(1, 4)];
        for (int i = 0; i < expiries.Length; i++)
        {
            RawSvi smile = random.Next(2) == 0
                ? Smiles.Next(random)
                : new(random.NextAny(), random.NextAny(), random.NextAny(), random.NextAny(), random.NextAny());
            double years = random.Next(4) == 0 ? random.NextAny() : 0.1 * (i + 1);
            double forward = random.Next(4) == 0 ? random.NextAny() : 100;
            expiries[i] = new ExpirySmile(years, forward, smile);
        }

        SurfaceFault fault = VolatilitySurface.Build(expiries, out VolatilitySurface? surface);
        Assert.Equal(fault.Result == SurfaceResult.Valid, surface is not null);
        if (surface is not null)
        {
            SurfaceResult result = surface.Volatility(random.Next(-0.1, 0.5), random.Next(-4.0, 4), out double volatility);
            Assert.Equal(result == SurfaceResult.Valid, volatility > 0 && double.IsFinite(volatility));
        }
    });

    /// <summary>Parameters at the ends of their ranges, where bounds are loosest: the work stays bounded.</summary>
    [Fact]
    public void Build_ExtremeParameters_EndsWithAVerdict()
    {
        double[] levels = [1e-12, 1e-4, 1, 100];
        double[] slopes = [0, 1e-9, 0.5, 1.99];
        double[] widths = [1e-4, 0.1, 100];
        int refused = 0;
        foreach (double level in levels)
        {
            foreach (double slope in slopes)
            {
                foreach (double width in widths)
                {
                    RawSvi smile = new(level, slope, 0, 0.1, width);
                    SurfaceFault fault = VolatilitySurface.Build([new(0.1, 100, smile), new(0.2, 100, smile)], out _);
                    Assert.Contains(fault.Result, (SurfaceResult[])[SurfaceResult.Valid, SurfaceResult.Butterfly]);
                    refused += fault.Result == SurfaceResult.Butterfly ? 1 : 0;
                }
            }
        }

        Assert.InRange(refused, 5, 40);
    }
}
