namespace ZkRollup.Sequencer.Risk.Indices;

/// <summary>What became of one venue's price; the first failing cause in the order of checking, which is the order here.</summary>
public enum VenueResult
{
    /// <summary>Not looked at: the index was refused before.</summary>
    NotExamined = 0,

    /// <summary>It took part in the index.</summary>
    Used,

    /// <summary>The price is infinite or not a number.</summary>
    PriceNotFinite,

    /// <summary>The price is zero or negative.</summary>
    PriceNotPositive,

    /// <summary>The price is above <see cref="IndexPrice.PriceMax"/>.</summary>
    PriceTooLarge,

    /// <summary>The weight is infinite or not a number.</summary>
    WeightNotFinite,

    /// <summary>The weight is zero or negative.</summary>
    WeightNotPositive,

    /// <summary>The weight is above <see cref="IndexPrice.WeightMax"/>.</summary>
    WeightTooLarge,

    /// <summary>The price is said to be made after now.</summary>
    TimeInFuture,

    /// <summary>The price is older than <see cref="IndexRules.AgeMsMax"/>.</summary>
    Stale,

    /// <summary>The price is further from the median than <see cref="IndexRules.DeviationMax"/>.</summary>
    Outlier,
}
