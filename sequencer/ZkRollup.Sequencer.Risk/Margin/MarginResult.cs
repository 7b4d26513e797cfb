using ZkRollup.Sequencer.Risk.Options;

namespace ZkRollup.Sequencer.Risk.Margin;

/// <summary>Outcome for margin numbers; the first failing cause in the order of checking, which is the order here.</summary>
public enum MarginResult
{
    /// <summary>Neither call nor put.</summary>
    KindUnknown = 0,

    /// <summary>Computed, or bounded.</summary>
    Valid,

    /// <summary>The strike is not between 1 and <see cref="UnitLimits.TicksMax"/> ticks.</summary>
    StrikeOutOfRange,

    /// <summary>The multiplier is not between 1 and <see cref="UnitLimits.MultiplierMax"/>.</summary>
    MultiplierOutOfRange,

    /// <summary>The index is not between 1 and <see cref="UnitLimits.IndexTicksMax"/> ticks.</summary>
    IndexOutOfRange,

    /// <summary>Index times multiplier, the ceiling of requirements, is above <see cref="UnitLimits.RequirementMax"/>.</summary>
    LotTooLarge,

    /// <summary>The forward is infinite or not a number.</summary>
    ForwardNotFinite,

    /// <summary>The forward is not above 0 and at most <see cref="UnitLimits.TicksMax"/> ticks.</summary>
    ForwardOutOfRange,

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

    /// <summary>The mark would be above <see cref="UnitLimits.TicksMax"/>.</summary>
    MarkTooLarge,

    /// <summary>The wanted numbers are not all between 0 and their limits in <see cref="UnitLimits"/>.</summary>
    WantedOutOfRange,

    /// <summary>The previous numbers are not all between 0 and their limits in <see cref="UnitLimits"/>.</summary>
    PreviousOutOfRange,

    /// <summary>Rounds since the previous numbers are negative or more than <see cref="UnitLimits.RoundsMax"/>.</summary>
    RoundsOutOfRange,

    /// <summary>No mark is both within its bounds and near enough to the previous one; after more rounds there is one.</summary>
    NoMarkAllowed,
}
