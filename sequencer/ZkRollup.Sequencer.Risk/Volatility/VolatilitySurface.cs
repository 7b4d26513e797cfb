using ZkRollup.Sequencer.Risk.Options;

namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>Implied volatility over strike and time, proven free of static arbitrage when built; immutable.</summary>
/// <remarks>
/// Between expiries total variance is linear in time at constant log-moneyness to the forward. Before the first expiry volatility is that
/// of the first, which creates no arbitrage: for w = θ·w₁, g is concave in θ, a square at θ = 0 and not negative at θ = 1. After the last
/// expiry, and beyond <see cref="LogMoneynessMax"/>, nothing is said. See docs/risk.md, Surface.
/// </remarks>
public sealed class VolatilitySurface
{
    /// <summary>Most expiries of one surface.</summary>
    public const int ExpiriesMax = 64;

    /// <summary>Strikes from forward·e⁻³ to forward·e³ are covered.</summary>
    public const double LogMoneynessMax = 3;

    private readonly ExpirySmile[] _expiries;

    private VolatilitySurface(ExpirySmile[] expiries) => _expiries = expiries;

    /// <summary>The expiries, earliest first.</summary>
    public IReadOnlyList<ExpirySmile> Expiries => Array.AsReadOnly(_expiries);

    /// <summary>Builds a surface if its smiles are well formed and free of arbitrage.</summary>
    /// <param name="expiries">The smiles, earliest expiry first.</param>
    /// <param name="surface">The surface, or null if refused.</param>
    /// <returns>Valid, or the first failing cause and where it is: the form of each expiry first, then the arbitrage of each.</returns>
    public static SurfaceFault Build(ReadOnlySpan<ExpirySmile> expiries, out VolatilitySurface? surface)
    {
        surface = null;
        if (expiries.IsEmpty || expiries.Length > ExpiriesMax)
        {
            return NoPlace(expiries.IsEmpty ? SurfaceResult.NoExpiry : SurfaceResult.TooManyExpiries);
        }

        for (int i = 0; i < expiries.Length; i++)
        {
            SurfaceResult form = CheckForm(expiries[i], i == 0 ? 0 : expiries[i - 1].Years);
            if (form != SurfaceResult.Valid)
            {
                return new SurfaceFault(form, i, expiries[i].Years, double.NaN, double.NaN);
            }
        }

        for (int i = 0; i < expiries.Length; i++)
        {
            if (FindArbitrage(expiries, i) is SurfaceFault fault)
            {
                return fault;
            }
        }

        surface = new VolatilitySurface(expiries.ToArray());
        return NoPlace(SurfaceResult.Valid);
    }

    /// <summary>Reads the volatility at a time and a log-moneyness.</summary>
    /// <param name="years">Time to expiry in years.</param>
    /// <param name="logMoneyness">ln(strike/forward), with the forward for that time.</param>
    /// <param name="volatility">Volatility a year, or not a number if refused.</param>
    /// <returns>Valid, YearsNotFinite, YearsOutOfRange, YearsBeyondLast or LogMoneynessOutOfRange.</returns>
    public SurfaceResult Volatility(double years, double logMoneyness, out double volatility)
    {
        volatility = double.NaN;
        SurfaceResult result = CheckPoint(years, logMoneyness);
        if (result != SurfaceResult.Valid)
        {
            return result;
        }

        int next = 0;
        while (_expiries[next].Years < years)
        {
            next++;
        }

        double variance = _expiries[next].Smile.TotalVariance(logMoneyness);
        if (next == 0)
        {
            variance *= years / _expiries[0].Years;
        }
        else
        {
            double share = (_expiries[next].Years - years) / (_expiries[next].Years - _expiries[next - 1].Years);
            variance += share * (_expiries[next - 1].Smile.TotalVariance(logMoneyness) - variance);
        }

        volatility = Math.Sqrt(variance / years);
        return SurfaceResult.Valid;
    }

    /// <summary>Whether a smile is well formed, arbitrage apart but for the slopes of its wings.</summary>
    internal static SurfaceResult CheckSmile(in RawSvi smile) => smile switch
    {
        _ when !IsFinite(smile) => SurfaceResult.ParameterNotFinite,
        _ when LargestParameter(smile) > RawSvi.ParameterMax => SurfaceResult.ParameterTooLarge,
        { B: < 0 } => SurfaceResult.SlopeNegative,
        { Rho: < -1 or > 1 } => SurfaceResult.RotationOutOfRange,
        { Sigma: < RawSvi.SigmaMin } => SurfaceResult.WidthTooSmall,
        { SmallestVariance: <= 0 } => SurfaceResult.VarianceNotPositive,
        { WingSlope: >= RawSvi.WingSlopeMax } => SurfaceResult.WingTooSteep,
        _ => SurfaceResult.Valid,
    };

    private SurfaceResult CheckPoint(double years, double logMoneyness) => years switch
    {
        _ when !double.IsFinite(years) => SurfaceResult.YearsNotFinite,
        < Black76.YearsMin or > Black76.YearsMax => SurfaceResult.YearsOutOfRange,
        _ when years > _expiries[^1].Years => SurfaceResult.YearsBeyondLast,
        _ when !(Math.Abs(logMoneyness) <= LogMoneynessMax) => SurfaceResult.LogMoneynessOutOfRange,
        _ => SurfaceResult.Valid,
    };

    private static SurfaceResult CheckForm(in ExpirySmile expiry, double yearsBefore) => expiry switch
    {
        _ when !double.IsFinite(expiry.Years) => SurfaceResult.YearsNotFinite,
        { Years: < Black76.YearsMin or > Black76.YearsMax } => SurfaceResult.YearsOutOfRange,
        _ when expiry.Years <= yearsBefore => SurfaceResult.YearsNotIncreasing,
        _ when !double.IsFinite(expiry.Forward) => SurfaceResult.ForwardNotFinite,
        { Forward: < Black76.PriceMin or > Black76.PriceMax } => SurfaceResult.ForwardOutOfRange,
        _ => CheckSmile(expiry.Smile),
    };

    private static bool IsFinite(in RawSvi smile) =>
        double.IsFinite(smile.A)
        && double.IsFinite(smile.B)
        && double.IsFinite(smile.Rho)
        && double.IsFinite(smile.M)
        && double.IsFinite(smile.Sigma);

    private static double LargestParameter(in RawSvi smile) => Math.Max(
        Math.Max(Math.Abs(smile.A), Math.Abs(smile.B)),
        Math.Max(Math.Abs(smile.M), Math.Abs(smile.Sigma)));

    private static SurfaceFault NoPlace(SurfaceResult result) => new(result, -1, double.NaN, double.NaN, double.NaN);

    private static SurfaceFault? FindArbitrage(ReadOnlySpan<ExpirySmile> expiries, int i)
    {
        ExpirySmile expiry = expiries[i];
        if (Arbitrage.FindButterfly(expiry.Smile, expiry.Smile, LogMoneynessMax) is ArbitragePoint butterfly)
        {
            return FaultAt(SurfaceResult.Butterfly, i, expiry, expiry, butterfly);
        }

        if (i == 0)
        {
            return null;
        }

        ExpirySmile before = expiries[i - 1];
        if (Arbitrage.FindCalendar(before.Smile, expiry.Smile, LogMoneynessMax) is ArbitragePoint calendar)
        {
            return FaultAt(SurfaceResult.Calendar, i, before, expiry, calendar);
        }

        return Arbitrage.FindButterfly(before.Smile, expiry.Smile, LogMoneynessMax) is ArbitragePoint between
            ? FaultAt(SurfaceResult.ButterflyBetweenExpiries, i, before, expiry, between)
            : null;
    }

    private static SurfaceFault FaultAt(
        SurfaceResult result,
        int i,
        in ExpirySmile before,
        in ExpirySmile expiry,
        ArbitragePoint at) => new(
        result,
        i,
        before.Years + (at.Share * (expiry.Years - before.Years)),
        at.LogMoneyness,
        expiry.Forward * Math.Exp(at.LogMoneyness));
}
