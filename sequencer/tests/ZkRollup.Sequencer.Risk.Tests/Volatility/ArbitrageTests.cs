using ZkRollup.Sequencer.Risk.Options;
using ZkRollup.Sequencer.Risk.Volatility;

namespace ZkRollup.Sequencer.Risk.Tests.Volatility;

public class ArbitrageTests
{
    private const double Range = VolatilitySurface.LogMoneynessMax;

    [Fact]
    public void FindButterfly_VogtSmile_IsFoundWhereTheDensityIsNegative()
    {
        Assert.InRange(Smiles.Vogt.WingSlope, 0, RawSvi.WingSlopeMax);
        Assert.InRange(Smiles.Vogt.SmallestVariance, 1e-9, 1);
        ArbitragePoint? found = Arbitrage.FindButterfly(Smiles.Vogt, Smiles.Vogt, Range);
        Assert.NotNull(found);
        Assert.InRange(found.Value.LogMoneyness, 0.6, 1.1);
        Assert.InRange(Smiles.Density(Smiles.Vogt, Smiles.Vogt, 1, found.Value.LogMoneyness), -1, -1e-6);
    }

    /// <summary>Example 5.1 of Gatheral and Jacquier: two ways of flattening its call wing free the Vogt smile of arbitrage.</summary>
    [Theory]
    [InlineData(0.3493158, 0.01548182)]
    [InlineData(0.8564763, 0.0116249)]
    public void FindButterfly_VogtSmileRepaired_IsNotFound(double callSlope, double smallest)
    {
        RawSvi repaired = Smiles.OfJumpWings(1, 0.01742625, -0.1752111, 0.6997381, callSlope, smallest);
        Assert.Null(Arbitrage.FindButterfly(repaired, repaired, Range));
    }

    /// <summary>g is the density at expiry but for a positive factor: second differences of option prices know nothing of g.</summary>
    [Fact]
    public void Density_RandomSmiles_IsThatOfSecondDifferencesOfPrices() => Property.Holds(300, random =>
    {
        RawSvi smile = Smiles.Next(random);
        double k = random.Next(-1.0, 1);
        double w = smile.TotalVariance(k);
        double below = (-k / Math.Sqrt(w)) - (0.5 * Math.Sqrt(w));
        if (Math.Abs(below) > 3 || w < 0.005)
        {
            return;
        }

        double strike = Math.Exp(k);
        double step = 2e-4 * strike * Math.Min(smile.Sigma, 0.2);
        double PriceAt(double at)
        {
            double volatility = Math.Sqrt(smile.TotalVariance(Math.Log(at)));
            OptionKind kind = at > 1 ? OptionKind.Call : OptionKind.Put;
            Assert.Equal(PricingResult.Valid, Black76.Price(new(kind, 1, at, 1, 0), volatility, out double price));
            return kind == OptionKind.Call ? price : price + 1 - at;
        }

        double difference = (PriceAt(strike + step) - (2 * PriceAt(strike)) + PriceAt(strike - step)) / step / step;
        double expected = Arbitrage.Density(smile, k) * Normal.Density(below) / Math.Sqrt(w) / strike;
        Assert.Equal(expected, difference, 0.002 * Normal.Density(below) / Math.Sqrt(w) / strike * (1 + (1 / smile.Sigma)));
    });

    [Fact]
    public void FindButterfly_RandomSmiles_AgreesWithAFineGrid()
    {
        int free = 0;
        int found = 0;
        Property.Holds(400, random =>
        {
            RawSvi smile = Smiles.Next(random);
            ArbitragePoint? point = Arbitrage.FindButterfly(smile, smile, Range);
            if (point is not null)
            {
                found++;
                Assert.InRange(Smiles.Density(smile, smile, 1, point.Value.LogMoneyness), double.MinValue, 1e-6);
                Assert.Equal(1, point.Value.Share);
                return;
            }

            free++;
            for (double k = -Range; k <= Range; k += 1e-3)
            {
                Assert.InRange(Smiles.Density(smile, smile, 1, k), 0, double.MaxValue);
            }
        });
        Assert.InRange(free, 50, 350);
        Assert.InRange(found, 50, 350);
    }

    /// <summary>A violation over an interval that is far narrower than any grid would be, and one that misses by as little.</summary>
    [Theory]
    [InlineData(-1e-9, true)]
    [InlineData(1e-5, false)]
    public void FindButterfly_DensityThatTouchesZero_IsDecidedByItsSign(double lowest, bool isFound)
    {
        // The steeper the call wing of the Vogt smile, the lower its density: halving finds the wing with the lowest density asked for.
        (double low, double high) = (0.8, 1.316798);
        for (int i = 0; i < 60; i++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = Lowest(Wing(middle)) > lowest ? (middle, high) : (low, middle);
        }

        RawSvi smile = Wing(low);
        Assert.Equal(lowest, Lowest(smile), 1e-11);
        Assert.Equal(isFound, Arbitrage.FindButterfly(smile, smile, Range) is not null);
    }

    private static RawSvi Wing(double slope) => Smiles.OfJumpWings(1, 0.01742625, -0.1752111, 0.6997381, slope, 0.0116249);

    /// <summary>The lowest density of a smile with a single dip, by a grid and then by ever finer ones about its lowest point.</summary>
    private static double Lowest(in RawSvi smile)
    {
        double centre = 0;
        for (double width = Range; width > 1e-7; width *= 0.05)
        {
            double best = centre;
            for (int i = -200; i <= 200; i++)
            {
                double k = Math.Clamp(centre + (width * i / 200), -Range, Range);
                best = Arbitrage.Density(smile, k) < Arbitrage.Density(smile, best) ? k : best;
            }

            centre = best;
        }

        return Arbitrage.Density(smile, centre);
    }

    /// <summary>Two smiles without arbitrage, neither within an expiry nor between the two, whose mixture has some.</summary>
    [Fact]
    public void FindButterfly_MixtureOfSoundSmiles_MayHaveArbitrage()
    {
        RawSvi near = OfSmallest(1.2e-4, 0.04926, -0.8305, -0.0946, 0.8204);
        RawSvi far = OfSmallest(0.26, 0.28057, 0.7405, -0.0287, 0.1393);
        Assert.Null(Arbitrage.FindButterfly(near, near, Range));
        Assert.Null(Arbitrage.FindButterfly(far, far, Range));
        Assert.Null(Arbitrage.FindCalendar(near, far, Range));
        ArbitragePoint? point = Arbitrage.FindButterfly(near, far, Range);
        Assert.NotNull(point);
        Assert.InRange(point.Value.Share, 1e-12, 0.1);
        Assert.InRange(Smiles.Density(near, far, point.Value.Share, point.Value.LogMoneyness), -10, -1e-6);
    }

    private static RawSvi OfSmallest(double smallest, double b, double rho, double m, double sigma) =>
        new(smallest - (b * sigma * Math.Sqrt(1 - (rho * rho))), b, rho, m, sigma);

    [Fact]
    public void FindButterfly_RandomPairs_AgreesWithAGridOfTimesAndStrikes()
    {
        int free = 0;
        Property.Holds(300, random =>
        {
            RawSvi near = Smiles.Next(random);
            RawSvi far = random.Next(2) == 0 ? Smiles.Next(random) : near.Times(random.Next(1.1, 4));
            if (Arbitrage.FindButterfly(near, near, Range) is not null || Arbitrage.FindButterfly(far, far, Range) is not null)
            {
                return;
            }

            ArbitragePoint? point = Arbitrage.FindButterfly(near, far, Range);
            if (point is not null)
            {
                Assert.InRange(Smiles.Density(near, far, point.Value.Share, point.Value.LogMoneyness), double.MinValue, 1e-6);
                return;
            }

            free++;
            for (int i = 0; i <= 20; i++)
            {
                double share = Math.Pow(i / 20.0, 3);
                for (double k = -Range; k <= Range; k += 0.01)
                {
                    Assert.InRange(Smiles.Density(near, far, share, k), 0, double.MaxValue);
                }
            }
        });
        Assert.InRange(free, 20, 300);
    }

    /// <summary>What the surface does before its first expiry: less of the same smile never creates arbitrage.</summary>
    [Fact]
    public void FindButterfly_LessOfASoundSmile_IsNotFound() => Property.Holds(300, random =>
    {
        RawSvi smile = Smiles.Next(random);
        if (Arbitrage.FindButterfly(smile, smile, Range) is null)
        {
            RawSvi less = smile.Times(random.NextLog(0.01, 1));
            Assert.Null(Arbitrage.FindButterfly(less, less, Range));
        }
    });

    /// <summary>The bound that the proof rests on, against g at points all over boxes of any size.</summary>
    [Fact]
    public void LeastDensity_RandomBoxes_IsBelowTheDensityEverywhereInThem() => Property.Holds(2000, random =>
    {
        RawSvi near = Smiles.Next(random);
        RawSvi far = Smiles.Next(random);
        double from = random.Next(-Range, Range);
        double length = random.NextLog(1e-4, 1);
        double share = random.NextDouble() * random.NextDouble();
        double width = random.NextLog(1e-4, 1) * (1 - share);
        double bound = Arbitrage.LeastDensity(near, far, from, from + length, share, share + width);
        for (int i = 0; i <= 8; i++)
        {
            for (int j = 0; j <= 8; j++)
            {
                double density = Smiles.Density(near, far, share + (width * j / 8), from + (length * i / 8));
                Assert.InRange(bound, double.MinValue, density + (1e-9 * (1 + Math.Abs(density))));
            }
        }
    });

    [Fact]
    public void FindCalendar_RandomPairs_AgreesWithAFineGrid()
    {
        int free = 0;
        Property.Holds(400, random =>
        {
            RawSvi near = Smiles.Next(random);
            RawSvi far = Smiles.Next(random);
            if (Arbitrage.FindCalendar(near, far, Range) is ArbitragePoint point)
            {
                Assert.InRange(far.TotalVariance(point.LogMoneyness) - near.TotalVariance(point.LogMoneyness), double.MinValue, 0);
                return;
            }

            free++;
            for (double k = -Range; k <= Range; k += 1e-3)
            {
                Assert.InRange(far.TotalVariance(k) - near.TotalVariance(k), -Arbitrage.VarianceTolerance, double.MaxValue);
            }
        });
        Assert.InRange(free, 20, 350);
    }

    /// <summary>Total variances that are equal, or cross over an interval far narrower than any grid would be.</summary>
    [Theory]
    [InlineData(0.0, false)]
    [InlineData(1e-9, false)]
    [InlineData(-1e-11, true)]
    [InlineData(-1e-9, true)]
    public void FindCalendar_SmilesThatTouch_AreDecidedByTheirOrder(double gap, bool isFound)
    {
        RawSvi lifted = Smiles.Month with { A = Smiles.Month.A + gap };
        Assert.Equal(isFound, Arbitrage.FindCalendar(Smiles.Month, lifted, Range) is not null);

        // A later smile with a sharper bend touches the earlier one from above at its vertex alone.
        RawSvi blunt = new(0.01, 0.1, 0, 0.3, 0.2);
        RawSvi sharp = new(0.01 + (0.1 * 0.1) + gap, 0.1, 0, 0.3, 0.1);
        ArbitragePoint? point = Arbitrage.FindCalendar(blunt, sharp with { B = 0.15, A = 0.01 + 0.02 - 0.015 + gap }, Range);
        Assert.Equal(isFound, point is not null);
        Assert.Equal(0.3, point?.LogMoneyness ?? 0.3, 1e-3);
    }
}
