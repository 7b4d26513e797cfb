using ZkRollup.Sequencer.Risk.Options;

namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>Outcome of fitting a smile; the first failing cause in the order of checking, which is the order here.</summary>
public enum CalibrationResult
{
    /// <summary>There are fewer than <see cref="SmileCalibration.QuotesMin"/> quotes.</summary>
    TooFewQuotes = 0,

    /// <summary>Fitted.</summary>
    Valid,

    /// <summary>There are more than <see cref="SmileCalibration.QuotesMax"/> quotes.</summary>
    TooManyQuotes,

    /// <summary>The time to expiry is infinite or not a number.</summary>
    YearsNotFinite,

    /// <summary>The time to expiry is not between <see cref="Black76.YearsMin"/> and <see cref="Black76.YearsMax"/>.</summary>
    YearsOutOfRange,

    /// <summary>The forward is infinite or not a number.</summary>
    ForwardNotFinite,

    /// <summary>The forward is not between <see cref="Black76.PriceMin"/> and <see cref="Black76.PriceMax"/>.</summary>
    ForwardOutOfRange,

    /// <summary>The smile of the earlier expiry is not well formed.</summary>
    EarlierMalformed,

    /// <summary>A strike is infinite or not a number.</summary>
    StrikeNotFinite,

    /// <summary>A strike is not between <see cref="Black76.PriceMin"/> and <see cref="Black76.PriceMax"/>.</summary>
    StrikeOutOfRange,

    /// <summary>A strike is further from the forward than <see cref="VolatilitySurface.LogMoneynessMax"/>.</summary>
    StrikeTooFar,

    /// <summary>A strike is not above the one before it.</summary>
    StrikesNotIncreasing,

    /// <summary>A volatility is infinite or not a number.</summary>
    VolatilityNotFinite,

    /// <summary>A volatility is not between <see cref="Black76.VolatilityMin"/> and <see cref="Black76.VolatilityMax"/>.</summary>
    VolatilityOutOfRange,

    /// <summary>A weight is infinite or not a number.</summary>
    WeightNotFinite,

    /// <summary>A weight is not between <see cref="SmileCalibration.WeightMin"/> and <see cref="SmileCalibration.WeightMax"/>.</summary>
    WeightOutOfRange,
}
