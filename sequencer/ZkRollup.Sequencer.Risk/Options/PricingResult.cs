namespace ZkRollup.Sequencer.Risk.Options;

/// <summary>Outcome of pricing; the first failing cause in the order of checking, which is the order here.</summary>
public enum PricingResult
{
    /// <summary>Neither call nor put.</summary>
    KindUnknown = 0,

    /// <summary>Computed.</summary>
    Valid,

    /// <summary>The forward is infinite or not a number.</summary>
    ForwardNotFinite,

    /// <summary>The forward is not between <see cref="Black76.PriceMin"/> and <see cref="Black76.PriceMax"/>.</summary>
    ForwardOutOfRange,

    /// <summary>The strike is infinite or not a number.</summary>
    StrikeNotFinite,

    /// <summary>The strike is not between <see cref="Black76.PriceMin"/> and <see cref="Black76.PriceMax"/>.</summary>
    StrikeOutOfRange,

    /// <summary>The time to expiry is infinite or not a number.</summary>
    YearsNotFinite,

    /// <summary>The time to expiry is zero or negative: the option has expired.</summary>
    YearsNotPositive,

    /// <summary>The time to expiry is not between <see cref="Black76.YearsMin"/> and <see cref="Black76.YearsMax"/>.</summary>
    YearsOutOfRange,

    /// <summary>The rate is infinite or not a number.</summary>
    RateNotFinite,

    /// <summary>The rate is not between −<see cref="Black76.RateMax"/> and <see cref="Black76.RateMax"/>.</summary>
    RateOutOfRange,

    /// <summary>The volatility is infinite or not a number.</summary>
    VolatilityNotFinite,

    /// <summary>The volatility is not between <see cref="Black76.VolatilityMin"/> and <see cref="Black76.VolatilityMax"/>.</summary>
    VolatilityOutOfRange,

    /// <summary>The option's price is infinite or not a number.</summary>
    PriceNotFinite,

    /// <summary>The option's price is not above its discounted intrinsic value: no volatility gives it.</summary>
    PriceNotAboveIntrinsic,

    /// <summary>The option's price is not below its bound, the discounted forward for a call, the discounted strike for a put.</summary>
    PriceNotBelowBound,

    /// <summary>The price beyond intrinsic value is too small a number to be inverted.</summary>
    TimeValueTooSmall,

    /// <summary>The price belongs to a volatility below <see cref="Black76.VolatilityMin"/>.</summary>
    ImpliedTooLow,

    /// <summary>The price belongs to a volatility above <see cref="Black76.VolatilityMax"/>.</summary>
    ImpliedTooHigh,
}
