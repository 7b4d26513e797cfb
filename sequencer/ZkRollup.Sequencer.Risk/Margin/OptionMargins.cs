using ZkRollup.Sequencer.Risk.Options;

namespace ZkRollup.Sequencer.Risk.Margin;

/// <summary>From the market to the numbers that the risk key wants to sign; <see cref="ProtocolBounds"/> then says what it may.</summary>
/// <remarks>Nothing here throws on any market. Rules and rounding: docs/risk.md, Margin.</remarks>
public static class OptionMargins
{
    /// <summary>Computes mark and requirements of one option.</summary>
    /// <param name="contract">The option.</param>
    /// <param name="market">The market.</param>
    /// <param name="scenario">The moves that margin must bear.</param>
    /// <param name="margin">The numbers; zeros if refused.</param>
    /// <returns>Valid or the first failing cause, up to MarkTooLarge.</returns>
    /// <remarks>
    /// Mark: Black's price, rounded half up. Initial: the worst scenario's value less the mark, at least 10 % and at most 100 % of index.
    /// Maintenance: 75 % of initial, at least 7.5 % of index. Both rounded up.
    /// </remarks>
    public static MarginResult Compute(in OptionContract contract, in OptionMarket market, Scenario scenario, out OptionMargin margin)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        margin = default;
        MarginResult result = Check(contract, market.IndexTicks);
        if (result == MarginResult.Valid)
        {
            result = CheckMarket(market);
        }

        if (result != MarginResult.Valid)
        {
            return result;
        }

        EuropeanOption option = new(contract.Kind, market.ForwardTicks, contract.StrikeTicks, market.Years, market.Rate);
        double mark = Math.Round(Black76.PriceUnchecked(option, market.Volatility), MidpointRounding.AwayFromZero);
        if (mark > UnitLimits.TicksMax)
        {
            return MarginResult.MarkTooLarge;
        }

        // The loss is cut at 100 % of index, in ticks, before it is money, so that no product can leave its range.
        double lossTicks = Math.Clamp(scenario.HighestValue(option, market.Volatility) - mark, 0, market.IndexTicks);
        long loss = Math.Min((long)Math.Ceiling(lossTicks * contract.Multiplier), market.IndexTicks * contract.Multiplier);
        long initial = Math.Max(InitialFloor(contract, market.IndexTicks), loss);
        long share = MarginRules.MultiplyDivideCeil(initial, MarginRules.MaintenanceShareMillionths, MarginRules.Million);
        long maintenance = Math.Max(MaintenanceFloor(contract, market.IndexTicks), share);
        margin = new OptionMargin((long)mark, initial, maintenance);
        return MarginResult.Valid;
    }

    /// <summary>10 % of the index, for one lot, rounded up.</summary>
    internal static long InitialFloor(in OptionContract contract, long indexTicks) =>
        MarginRules.MultiplyDivideCeil(indexTicks * contract.Multiplier, MarginRules.InitialFloorPpm, MarginRules.Million);

    /// <summary>7.5 % of the index, for one lot, rounded up.</summary>
    internal static long MaintenanceFloor(in OptionContract contract, long indexTicks) =>
        MarginRules.MultiplyDivideCeil(indexTicks * contract.Multiplier, MarginRules.MaintenanceFloorPpm, MarginRules.Million);

    /// <summary>Whether a contract and an index are in range.</summary>
    internal static MarginResult Check(in OptionContract contract, long indexTicks) => contract switch
    {
        { Kind: not (OptionKind.Call or OptionKind.Put) } => MarginResult.KindUnknown,
        { StrikeTicks: < 1 or > UnitLimits.TicksMax } => MarginResult.StrikeOutOfRange,
        { Multiplier: < 1 or > UnitLimits.MultiplierMax } => MarginResult.MultiplierOutOfRange,
        _ when indexTicks is < 1 or > UnitLimits.IndexTicksMax => MarginResult.IndexOutOfRange,
        _ when indexTicks * contract.Multiplier > UnitLimits.RequirementMax => MarginResult.LotTooLarge,
        _ => MarginResult.Valid,
    };

    private static MarginResult CheckMarket(in OptionMarket market) => market switch
    {
        _ when !double.IsFinite(market.ForwardTicks) => MarginResult.ForwardNotFinite,
        { ForwardTicks: < Black76.PriceMin or > UnitLimits.TicksMax } => MarginResult.ForwardOutOfRange,
        _ when !double.IsFinite(market.Years) => MarginResult.YearsNotFinite,
        { Years: <= 0 } => MarginResult.YearsNotPositive,
        { Years: < Black76.YearsMin or > Black76.YearsMax } => MarginResult.YearsOutOfRange,
        _ when !double.IsFinite(market.Rate) => MarginResult.RateNotFinite,
        { Rate: < -Black76.RateMax or > Black76.RateMax } => MarginResult.RateOutOfRange,
        _ when !double.IsFinite(market.Volatility) => MarginResult.VolatilityNotFinite,
        { Volatility: < Black76.VolatilityMin or > Black76.VolatilityMax } => MarginResult.VolatilityOutOfRange,
        _ => MarginResult.Valid,
    };
}
