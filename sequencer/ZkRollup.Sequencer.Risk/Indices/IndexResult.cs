namespace ZkRollup.Sequencer.Risk.Indices;

/// <summary>Outcome of computing an index; the first failing cause in the order of checking, which is the order here.</summary>
public enum IndexResult
{
    /// <summary>There are more than <see cref="IndexPrice.VenuesMax"/> venues.</summary>
    TooManyVenues = 0,

    /// <summary>Computed.</summary>
    Valid,

    /// <summary>Too few venues have a price that is well formed and fresh.</summary>
    TooFewFresh,

    /// <summary>Enough venues are fresh, but too few of them lie near the median: the venues disagree.</summary>
    TooFewAgree,

    /// <summary>The tick is infinite, not a number, zero or negative.</summary>
    TickOutOfRange,

    /// <summary>The price is infinite, not a number, zero or negative.</summary>
    PriceOutOfRange,

    /// <summary>The price is not between 1 and <see cref="UnitLimits.IndexTicksMax"/> ticks.</summary>
    TicksOutOfRange,
}
