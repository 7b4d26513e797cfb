using ZkRollup.Sequencer.Risk.Indices;

namespace ZkRollup.Sequencer.Risk.Tests.Indices;

public class IndexPriceTests
{
    private const long Now = 1_700_000_000_000;
    private static readonly IndexRules Plain = new(10_000, 0.01, 3, IndexAverage.Median);
    private static readonly IndexRules Weighted = new(10_000, 0.01, 3, IndexAverage.WeightedMedian);

    private static VenuePrice At(double price, double weight = 1) => new(price, weight, Now);

    private static (IndexResult Result, double Index, VenueResult[] Outcomes) Aggregate(IndexRules rules, params VenuePrice[] venues)
    {
        VenueResult[] outcomes = new VenueResult[venues.Length];
        IndexResult result = IndexPrice.Aggregate(venues, Now, rules, outcomes, out double index);
        Assert.Equal(result != IndexResult.Valid, double.IsNaN(index));
        return (result, index, outcomes);
    }

    [Fact]
    public void Aggregate_OddNumberOfVenues_IsTheMiddlePrice() =>
        Assert.Equal(100.1, Aggregate(Plain, At(100.3), At(99.9), At(100.1)).Index);

    [Fact]
    public void Aggregate_EvenNumberOfVenues_IsHalfWayBetweenTheMiddleTwo() =>
        Assert.Equal(100.25, Aggregate(Plain, At(100.5), At(100), At(99.9), At(100.6)).Index);

    [Fact]
    public void Aggregate_WeightedMedian_IsWhereHalfTheWeightLies()
    {
        Assert.Equal(100.2, Aggregate(Weighted, At(100, 1), At(100.1, 2), At(100.2, 6), At(100.3, 2)).Index);
        Assert.Equal(100.1, Aggregate(Weighted, At(100.3, 1), At(100, 2), At(100.1, 1.5), At(100.2, 0.1)).Index);
        Assert.Equal(100.15, Aggregate(Weighted, At(100, 1), At(100.1, 2), At(100.2, 1), At(100.3, 2)).Index, 1e-12);
    }

    /// <summary>A venue that claims a million times the volume of the others still has half of the weight only.</summary>
    [Fact]
    public void Aggregate_VenueWithAllTheVolume_CannotLeaveTheOthers()
    {
        Assert.Equal(100, Aggregate(Weighted, At(100, 1e9), At(100.4, 1), At(99.8, 1)).Index);
        Assert.Equal((100.9 + 100.2) / 2, Aggregate(Weighted, At(100.9, 1e9), At(100.2, 2), At(100.1, 1)).Index, 1e-12);
    }

    [Fact]
    public void Aggregate_RandomVenues_LiesBetweenThemAndIgnoresTheirOrder() => Property.Holds(1000, random =>
    {
        VenuePrice[] venues = new VenuePrice[random.Next(3, 65)];
        for (int i = 0; i < venues.Length; i++)
        {
            venues[i] = At(random.Next(99.8, 100.2), random.Next(1, 100));
        }

        IndexRules rules = random.Next(2) == 0 ? Plain : Weighted;
        double index = Aggregate(rules, venues).Index;
        Assert.InRange(index, venues.Min(venue => venue.Price), venues.Max(venue => venue.Price));
        random.Shuffle(venues);
        Assert.Equal(index, Aggregate(rules, venues).Index, 1e-12);
    });

    /// <summary>One venue that lies, among three or more of equal weight, keeps the index within what the others say.</summary>
    [Fact]
    public void Aggregate_OneLiarOfEqualWeight_StaysWithinTheHonest() => Property.Holds(1000, random =>
    {
        VenuePrice[] venues = new VenuePrice[random.Next(4, 10)];
        for (int i = 0; i < venues.Length; i++)
        {
            venues[i] = At(random.Next(99.8, 100.2));
        }

        double least = venues[1..].Min(venue => venue.Price);
        double most = venues[1..].Max(venue => venue.Price);
        venues[0] = venues[0] with { Price = random.NextAny() };
        Assert.InRange(Aggregate(Plain, venues).Index, least, most);
    });

    public static TheoryData<VenuePrice, VenueResult> BadVenues => new()
    {
        { At(double.NaN), VenueResult.PriceNotFinite },
        { At(double.PositiveInfinity), VenueResult.PriceNotFinite },
        { At(double.NegativeInfinity), VenueResult.PriceNotFinite },
        { At(0), VenueResult.PriceNotPositive },
        { At(-100), VenueResult.PriceNotPositive },
        { At(1.1e15), VenueResult.PriceTooLarge },
        { At(100, double.NaN), VenueResult.WeightNotFinite },
        { At(100, double.PositiveInfinity), VenueResult.WeightNotFinite },
        { At(100, 0), VenueResult.WeightNotPositive },
        { At(100, -1), VenueResult.WeightNotPositive },
        { At(100, 1.1e18), VenueResult.WeightTooLarge },
        { new(100, 1, Now + 1), VenueResult.TimeInFuture },
        { new(100, 1, long.MaxValue), VenueResult.TimeInFuture },
        { new(100, 1, Now - 10_000), VenueResult.Used },
        { new(100, 1, Now - 10_001), VenueResult.Stale },
        { new(100, 1, long.MinValue), VenueResult.Stale },
        { At(101), VenueResult.Used },
        { At(101.01), VenueResult.Outlier },
        { At(99), VenueResult.Used },
        { At(98.99), VenueResult.Outlier },
    };

    [Theory]
    [MemberData(nameof(BadVenues))]
    public void Aggregate_OneVenueAtABound_IsDroppedByItsCauseOrUsed(VenuePrice venue, VenueResult expected)
    {
        (IndexResult result, double index, VenueResult[] outcomes) = Aggregate(Plain, At(100), venue, At(100), At(100));
        Assert.Equal(IndexResult.Valid, result);
        Assert.Equal([VenueResult.Used, expected, VenueResult.Used, VenueResult.Used], outcomes);
        Assert.Equal(100, index);
    }

    [Fact]
    public void Aggregate_TooFewFresh_IsRefused()
    {
        Assert.Equal(IndexResult.TooFewFresh, Aggregate(Plain).Result);
        Assert.Equal(IndexResult.TooFewFresh, Aggregate(Plain, At(100), At(100)).Result);
        (IndexResult result, _, VenueResult[] outcomes) = Aggregate(Plain, At(100), At(100), At(double.NaN));
        Assert.Equal(IndexResult.TooFewFresh, result);
        Assert.Equal([VenueResult.Used, VenueResult.Used, VenueResult.PriceNotFinite], outcomes);
    }

    [Fact]
    public void Aggregate_VenuesDisagree_IsRefused()
    {
        (IndexResult result, _, VenueResult[] outcomes) = Aggregate(Plain, At(100), At(103), At(100.1), At(103.1));
        Assert.Equal(IndexResult.TooFewAgree, result);
        Assert.All(outcomes, outcome => Assert.Equal(VenueResult.Outlier, outcome));
    }

    [Fact]
    public void Aggregate_NumberOfVenues_IsBounded()
    {
        VenuePrice[] venues = new VenuePrice[65];
        Array.Fill(venues, At(100));
        Assert.Equal(IndexResult.Valid, Aggregate(Plain, venues[..64]).Result);
        (IndexResult result, _, VenueResult[] outcomes) = Aggregate(Plain, venues);
        Assert.Equal(IndexResult.TooManyVenues, result);
        Assert.All(outcomes, outcome => Assert.Equal(VenueResult.NotExamined, outcome));
    }

    [Fact]
    public void Aggregate_AnyVenues_NeverThrows() => Property.Holds(5000, random =>
    {
        VenuePrice[] venues = new VenuePrice[random.Next(0, 8)];
        for (int i = 0; i < venues.Length; i++)
        {
            long time = random.Next(3) == 0 ? random.NextAnyLong() : Now;
            venues[i] = random.Next(2) == 0 ? new(random.NextAny(), random.NextAny(), time) : new(random.Next(99.0, 101), 1, time);
        }

        long now = random.Next(3) == 0 ? random.NextAnyLong() : Now;
        VenueResult[] outcomes = new VenueResult[venues.Length];
        IndexResult result = IndexPrice.Aggregate(venues, now, random.Next(2) == 0 ? Plain : Weighted, outcomes, out double index);
        Assert.Equal(result == IndexResult.Valid, index is > 0 and <= IndexPrice.PriceMax);
        Assert.DoesNotContain(VenueResult.NotExamined, outcomes);
    });

    [Theory]
    [InlineData(100.0, 0.5, IndexResult.Valid, 200)]
    [InlineData(1.25, 0.5, IndexResult.Valid, 3)]
    [InlineData(1.2499, 0.5, IndexResult.Valid, 2)]
    [InlineData(0.5, 1.0, IndexResult.Valid, 1)]
    [InlineData(0.49999999999999994, 1.0, IndexResult.TicksOutOfRange, 0)]
    [InlineData(4294967295.0, 1.0, IndexResult.Valid, 4294967295)]
    [InlineData(4294967295.5, 1.0, IndexResult.TicksOutOfRange, 0)]
    [InlineData(1e300, 1e-300, IndexResult.TicksOutOfRange, 0)]
    [InlineData(1.0, 0.0, IndexResult.TickOutOfRange, 0)]
    [InlineData(1.0, -1.0, IndexResult.TickOutOfRange, 0)]
    [InlineData(1.0, double.NaN, IndexResult.TickOutOfRange, 0)]
    [InlineData(1.0, double.PositiveInfinity, IndexResult.TickOutOfRange, 0)]
    [InlineData(0.0, 1.0, IndexResult.PriceOutOfRange, 0)]
    [InlineData(-1.0, 1.0, IndexResult.PriceOutOfRange, 0)]
    [InlineData(double.NaN, 1.0, IndexResult.PriceOutOfRange, 0)]
    [InlineData(double.PositiveInfinity, 1.0, IndexResult.PriceOutOfRange, 0)]
    public void ToTicks_AtItsBounds_RoundsHalfUpOrRefuses(double price, double tick, IndexResult expected, long ticks)
    {
        Assert.Equal(expected, IndexPrice.ToTicks(price, tick, out long rounded));
        Assert.Equal(ticks, rounded);
    }

    [Fact]
    public void Aggregate_LengthsDiffer_Throws() =>
        Assert.Throws<ArgumentException>(() => IndexPrice.Aggregate([At(1)], Now, Plain, [], out _));

    [Theory]
    [InlineData(-1, 0.01, 1, IndexAverage.Median)]
    [InlineData(1, 0, 1, IndexAverage.Median)]
    [InlineData(1, 1, 1, IndexAverage.Median)]
    [InlineData(1, double.NaN, 1, IndexAverage.Median)]
    [InlineData(1, 0.01, 0, IndexAverage.Median)]
    [InlineData(1, 0.01, 65, IndexAverage.Median)]
    [InlineData(1, 0.01, 1, (IndexAverage)2)]
    public void Rules_OutsideTheirRange_Throw(long age, double deviation, int venues, IndexAverage average) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new IndexRules(age, deviation, venues, average));
}
