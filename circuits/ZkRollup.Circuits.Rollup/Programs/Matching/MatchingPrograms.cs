using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>The steps of matching (docs/protocol.md, 8.3 to 8.6).</summary>
internal static class MatchingPrograms
{
    /// <summary>A fill of an order after which lots remain.</summary>
    internal static StepProgram Fill { get; } = FillProgram.Write(MatchingContext.Instance, isLast: false);

    /// <summary>A fill of an order's last lots, which ends it.</summary>
    internal static StepProgram LastFill { get; } = FillProgram.Write(MatchingContext.Instance, isLast: true);

    /// <summary>The same of a position under liquidation.</summary>
    internal static StepProgram LiquidationFill { get; } = FillProgram.Write(LiquidationContext.Instance, isLast: false);

    /// <summary>A fill of the last lots of a step of liquidation.</summary>
    internal static StepProgram LastLiquidationFill { get; } = FillProgram.Write(LiquidationContext.Instance, isLast: true);

    /// <summary>All programs of the family, in the order of their numbers.</summary>
    internal static IReadOnlyList<StepProgram> All { get; } = [Fill, LastFill, LiquidationFill, LastLiquidationFill];

    /// <summary>The contexts of its phases.</summary>
    internal static IReadOnlyList<Context> Contexts { get; } =
        [MatchingContext.Instance, LiquidationContext.Instance, LiquidationMatchedContext.Instance.Context];
}
