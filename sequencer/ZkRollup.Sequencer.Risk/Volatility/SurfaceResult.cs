using ZkRollup.Sequencer.Risk.Options;

namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>Outcome of building or reading a surface; the first failing cause in the order of checking, which is the order here.</summary>
public enum SurfaceResult
{
    /// <summary>There is no expiry.</summary>
    NoExpiry = 0,

    /// <summary>Built, or read.</summary>
    Valid,

    /// <summary>There are more than <see cref="VolatilitySurface.ExpiriesMax"/> expiries.</summary>
    TooManyExpiries,

    /// <summary>A time is infinite or not a number.</summary>
    YearsNotFinite,

    /// <summary>A time is not between <see cref="Black76.YearsMin"/> and <see cref="Black76.YearsMax"/>.</summary>
    YearsOutOfRange,

    /// <summary>An expiry is not later than the one before it.</summary>
    YearsNotIncreasing,

    /// <summary>A forward is infinite or not a number.</summary>
    ForwardNotFinite,

    /// <summary>A forward is not between <see cref="Black76.PriceMin"/> and <see cref="Black76.PriceMax"/>.</summary>
    ForwardOutOfRange,

    /// <summary>A parameter of a smile is infinite or not a number.</summary>
    ParameterNotFinite,

    /// <summary>A parameter of a smile is beyond <see cref="RawSvi.ParameterMax"/> in magnitude.</summary>
    ParameterTooLarge,

    /// <summary>b is negative: the smile would be concave.</summary>
    SlopeNegative,

    /// <summary>ρ is not between −1 and 1.</summary>
    RotationOutOfRange,

    /// <summary>σ is below <see cref="RawSvi.SigmaMin"/>.</summary>
    WidthTooSmall,

    /// <summary>The smallest total variance is not positive.</summary>
    VarianceNotPositive,

    /// <summary>A wing is as steep as <see cref="RawSvi.WingSlopeMax"/>: options far out would keep value at any strike.</summary>
    WingTooSteep,

    /// <summary>At this strike the price of a butterfly is negative, or so near zero that it could not be shown not to be.</summary>
    Butterfly,

    /// <summary>At this strike an option with this expiry is worth less than one with the expiry before.</summary>
    Calendar,

    /// <summary>As Butterfly, at an interpolated time between this expiry and the one before.</summary>
    ButterflyBetweenExpiries,

    /// <summary>The time asked for is after the last expiry: nothing is known there.</summary>
    YearsBeyondLast,

    /// <summary>The log-moneyness asked for is infinite, not a number or beyond <see cref="VolatilitySurface.LogMoneynessMax"/>.</summary>
    LogMoneynessOutOfRange,
}
