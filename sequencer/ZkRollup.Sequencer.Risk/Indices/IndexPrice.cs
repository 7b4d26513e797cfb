namespace ZkRollup.Sequencer.Risk.Indices;

/// <summary>From the prices of several venues to one index.</summary>
/// <remarks>
/// Prices that are malformed or stale are dropped, then those far from the median of the rest; the median of what is left is the index. No
/// venue alone has more than half the weight: one that lies moves the index at most half-way from the nearest other price to its own, which
/// must still lie near the median. See docs/risk.md, Index.
/// </remarks>
public static class IndexPrice
{
    /// <summary>Most venues of one index.</summary>
    public const int VenuesMax = 64;

    /// <summary>Largest price of a venue.</summary>
    public const double PriceMax = 1e15;

    /// <summary>Largest weight of a venue: sums of <see cref="VenuesMax"/> weights stay far from overflow.</summary>
    public const double WeightMax = 1e18;

    /// <summary>Computes the index.</summary>
    /// <param name="venues">One element a venue.</param>
    /// <param name="nowMs">The time now, on the clock of <see cref="VenuePrice.TimeMs"/>.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="outcomes">Receives what became of each venue; as long as <paramref name="venues"/>.</param>
    /// <param name="index">The index, or not a number if refused.</param>
    /// <returns>Valid, TooManyVenues, TooFewFresh or TooFewAgree.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static IndexResult Aggregate(
        ReadOnlySpan<VenuePrice> venues,
        long nowMs,
        IndexRules rules,
        Span<VenueResult> outcomes,
        out double index)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (outcomes.Length != venues.Length)
        {
            throw new ArgumentException($"There is room for {outcomes.Length} outcomes of {venues.Length} venues.", nameof(outcomes));
        }

        index = double.NaN;
        outcomes.Clear();
        if (venues.Length > VenuesMax)
        {
            return IndexResult.TooManyVenues;
        }

        Span<double> prices = stackalloc double[VenuesMax];
        Span<double> weights = stackalloc double[VenuesMax];
        for (int i = 0; i < venues.Length; i++)
        {
            outcomes[i] = Examine(venues[i], nowMs, rules);
        }

        int count = CollectSorted(venues, outcomes, IndexAverage.Median, prices, weights);
        if (count < rules.VenuesMin)
        {
            return IndexResult.TooFewFresh;
        }

        double centre = Median(prices[..count], weights[..count]);
        for (int i = 0; i < venues.Length; i++)
        {
            if (outcomes[i] == VenueResult.Used && Math.Abs(venues[i].Price - centre) > rules.DeviationMax * centre)
            {
                outcomes[i] = VenueResult.Outlier;
            }
        }

        count = CollectSorted(venues, outcomes, rules.Average, prices, weights);
        if (count < rules.VenuesMin)
        {
            return IndexResult.TooFewAgree;
        }

        LimitLargest(weights[..count]);
        index = Median(prices[..count], weights[..count]);
        return IndexResult.Valid;
    }

    /// <summary>Rounds a price to ticks, halves up.</summary>
    /// <param name="price">The price, in quote units.</param>
    /// <param name="tick">The size of one tick, in quote units.</param>
    /// <param name="ticks">The number of ticks, or 0 if refused.</param>
    /// <returns>Valid, TickOutOfRange, PriceOutOfRange or TicksOutOfRange.</returns>
    public static IndexResult ToTicks(double price, double tick, out long ticks)
    {
        ticks = 0;
        if (!(double.IsFinite(tick) && tick > 0))
        {
            return IndexResult.TickOutOfRange;
        }

        if (!(double.IsFinite(price) && price > 0))
        {
            return IndexResult.PriceOutOfRange;
        }

        double rounded = Math.Round(price / tick, MidpointRounding.AwayFromZero);
        if (!(rounded >= 1 && rounded <= UnitLimits.IndexTicksMax))
        {
            return IndexResult.TicksOutOfRange;
        }

        ticks = (long)rounded;
        return IndexResult.Valid;
    }

    private static VenueResult Examine(in VenuePrice venue, long nowMs, IndexRules rules) => venue switch
    {
        _ when !double.IsFinite(venue.Price) => VenueResult.PriceNotFinite,
        { Price: <= 0 } => VenueResult.PriceNotPositive,
        { Price: > PriceMax } => VenueResult.PriceTooLarge,
        _ when !double.IsFinite(venue.Weight) => VenueResult.WeightNotFinite,
        { Weight: <= 0 } => VenueResult.WeightNotPositive,
        { Weight: > WeightMax } => VenueResult.WeightTooLarge,
        _ when venue.TimeMs > nowMs => VenueResult.TimeInFuture,
        _ when (Int128)nowMs - venue.TimeMs > rules.AgeMsMax => VenueResult.Stale,
        _ => VenueResult.Used,
    };

    /// <summary>Writes the used prices in rising order, each with its weight, which is 1 for a plain median.</summary>
    private static int CollectSorted(
        ReadOnlySpan<VenuePrice> venues,
        ReadOnlySpan<VenueResult> outcomes,
        IndexAverage average,
        Span<double> prices,
        Span<double> weights)
    {
        int count = 0;
        for (int i = 0; i < venues.Length; i++)
        {
            if (outcomes[i] == VenueResult.Used)
            {
                prices[count] = venues[i].Price;
                weights[count] = average == IndexAverage.Median ? 1 : venues[i].Weight;
                count++;
            }
        }

        prices[..count].Sort(weights[..count]);
        return count;
    }

    /// <summary>Volume is easily faked, so no venue may outweigh all others together; only one can be above that limit.</summary>
    private static void LimitLargest(Span<double> weights)
    {
        int largest = 0;
        for (int i = 1; i < weights.Length; i++)
        {
            largest = weights[i] > weights[largest] ? i : largest;
        }

        double others = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            others += i == largest ? 0 : weights[i];
        }

        if (weights.Length > 1 && weights[largest] > others)
        {
            weights[largest] = others;
        }
    }

    /// <summary>The price where half the weight lies on either side; the middle of the two where the halves meet between prices.</summary>
    private static double Median(ReadOnlySpan<double> prices, ReadOnlySpan<double> weights)
    {
        double total = 0;
        foreach (double weight in weights)
        {
            total += weight;
        }

        double below = weights[0];
        int i = 0;
        while (2 * below < total && i + 1 < prices.Length)
        {
            below += weights[++i];
        }

        bool isBetween = 2 * below == total && i + 1 < prices.Length;
        return isBetween ? prices[i] + ((prices[i + 1] - prices[i]) / 2) : prices[i];
    }
}
