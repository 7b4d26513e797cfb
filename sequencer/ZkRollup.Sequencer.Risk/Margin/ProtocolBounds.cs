using ZkRollup.Sequencer.Risk.Options;

namespace ZkRollup.Sequencer.Risk.Margin;

/// <summary>Brings wanted numbers into what the protocol accepts, given those it accepted last.</summary>
/// <remarks>
/// Integers only. Where a bound has a fraction, it is rounded to the strict side, so that the result is accepted however the protocol
/// rounds. The bounds themselves are the protocol's: they hold whatever the risk key signs. See docs/risk.md, Margin.
/// </remarks>
public static class ProtocolBounds
{
    /// <summary>Clamps the numbers of one option.</summary>
    /// <param name="contract">The option.</param>
    /// <param name="indexTicks">The index in ticks that the update will be checked against.</param>
    /// <param name="wanted">The numbers that were computed.</param>
    /// <param name="previous">The numbers accepted last, or null before the first.</param>
    /// <param name="roundsElapsed">Rounds of the index from those to now, 0 if it has not moved; not looked at before the first.</param>
    /// <param name="allowed">The nearest numbers that are allowed; zeros if refused.</param>
    /// <param name="clamps">What was changed.</param>
    /// <returns>Valid or the first failing cause.</returns>
    public static MarginResult Clamp(
        in OptionContract contract,
        long indexTicks,
        in OptionMargin wanted,
        OptionMargin? previous,
        long roundsElapsed,
        out OptionMargin allowed,
        out MarginClamps clamps)
    {
        allowed = default;
        clamps = MarginClamps.None;
        MarginResult result = Check(contract, indexTicks, wanted, previous, roundsElapsed);
        if (result != MarginResult.Valid)
        {
            return result;
        }

        MarginClamps changed = MarginClamps.None;
        if (!TryClampMark(contract, indexTicks, wanted.MarkTicks, previous?.MarkTicks, roundsElapsed, out long mark, ref changed))
        {
            return MarginResult.NoMarkAllowed;
        }

        long ceiling = indexTicks * contract.Multiplier;
        long initial = ClampRequirement(
            wanted.InitialShort,
            OptionMargins.InitialFloor(contract, indexTicks),
            ceiling,
            RiseLimit(previous?.InitialShort, roundsElapsed),
            (MarginClamps.InitialAtFloor, MarginClamps.InitialAtCeiling, MarginClamps.InitialRiseLimited),
            ref changed);
        long maintenance = ClampRequirement(
            wanted.MaintenanceShort,
            OptionMargins.MaintenanceFloor(contract, indexTicks),
            initial,
            RiseLimit(previous?.MaintenanceShort, roundsElapsed),
            (MarginClamps.MaintenanceAtFloor, MarginClamps.MaintenanceAtInitial, MarginClamps.MaintenanceRiseLimited),
            ref changed);
        allowed = new OptionMargin(mark, initial, maintenance);
        clamps = changed;
        return MarginResult.Valid;
    }

    private static MarginResult Check(
        in OptionContract contract,
        long indexTicks,
        in OptionMargin wanted,
        OptionMargin? previous,
        long roundsElapsed)
    {
        MarginResult result = OptionMargins.Check(contract, indexTicks);
        return result switch
        {
            not MarginResult.Valid => result,
            _ when !IsInRange(wanted) => MarginResult.WantedOutOfRange,
            _ when previous is OptionMargin numbers && !IsInRange(numbers) => MarginResult.PreviousOutOfRange,
            _ when previous is not null && roundsElapsed is < 0 or > UnitLimits.RoundsMax => MarginResult.RoundsOutOfRange,
            _ => MarginResult.Valid,
        };
    }

    private static bool IsInRange(in OptionMargin margin) =>
        margin.MarkTicks is >= 0 and <= UnitLimits.TicksMax
        && margin.InitialShort is >= 0 and <= UnitLimits.RequirementMax
        && margin.MaintenanceShort is >= 0 and <= UnitLimits.RequirementMax;

    private static bool TryClampMark(
        in OptionContract contract,
        long indexTicks,
        long wanted,
        long? previous,
        long roundsElapsed,
        out long mark,
        ref MarginClamps changed)
    {
        bool isCall = contract.Kind == OptionKind.Call;
        long intrinsic = isCall ? indexTicks - contract.StrikeTicks : contract.StrikeTicks - indexTicks;
        long slack = MarginRules.MultiplyDivideFloor(indexTicks, MarginRules.IntrinsicSlackPpm, MarginRules.Million);
        long floor = Math.Max(0, intrinsic - slack);
        long ceiling = isCall ? indexTicks : contract.StrikeTicks;
        long step = Math.Max(1, MarginRules.MultiplyDivideFloor(indexTicks, MarginRules.MarkMovePpm, MarginRules.Million));
        long move = step * Math.Clamp(roundsElapsed, 1, MarginRules.MarkMoveRoundsMax);
        long lowest = previous is long from ? from - move : floor;
        long highest = previous is long to ? to + move : ceiling;
        long low = Math.Max(floor, lowest);
        long high = Math.Min(ceiling, highest);
        mark = 0;
        if (low > high)
        {
            return false;
        }

        mark = Math.Clamp(wanted, low, high);
        if (mark > wanted)
        {
            changed |= floor >= lowest ? MarginClamps.MarkAtFloor : MarginClamps.MarkFallLimited;
        }
        else if (mark < wanted)
        {
            changed |= ceiling <= highest ? MarginClamps.MarkAtCeiling : MarginClamps.MarkRiseLimited;
        }

        return true;
    }

    /// <summary>The most that a requirement may be after some rounds; null where there was none before.</summary>
    private static long? RiseLimit(long? previous, long roundsElapsed)
    {
        if (previous is not long before)
        {
            return null;
        }

        // At most 2⁴⁸·2¹¹·10⁵ < 2⁷⁶; cut to the largest requirement before it is narrowed.
        long rounds = Math.Min(roundsElapsed, MarginRules.RoundsPerHour);
        Int128 rise = (Int128)before * rounds * MarginRules.RisePerHourPpm / (MarginRules.RoundsPerHour * MarginRules.Million);
        return (long)Int128.Min(before + rise, UnitLimits.RequirementMax);
    }

    /// <summary>The floor wins over the limit on rises, and is never above the ceiling.</summary>
    private static long ClampRequirement(
        long wanted,
        long floor,
        long ceiling,
        long? riseLimit,
        (MarginClamps Floor, MarginClamps Ceiling, MarginClamps Rise) names,
        ref MarginClamps changed)
    {
        long rise = Math.Max(floor, riseLimit ?? ceiling);
        long requirement = Math.Clamp(wanted, floor, Math.Min(ceiling, rise));
        if (requirement > wanted)
        {
            changed |= names.Floor;
        }
        else if (requirement < wanted)
        {
            changed |= ceiling <= rise ? names.Ceiling : names.Rise;
        }

        return requirement;
    }
}
