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

    /// <summary>A maker is removed that no order can be filled with.</summary>
    internal static StepProgram MakerUnmatchable { get; } = MakerRemovedPrograms.Unmatchable(MatchingContext.Instance);

    /// <summary>
    /// Matching of an order, what happens most often first. None is provable if nothing crosses, or 64 makers were touched.
    /// </summary>
    internal static IReadOnlyList<StepProgram> OfOrder { get; } =
    [
        LastFill, Fill, MakerUnmatchable, MakerRemovedPrograms.Fault(MatchingContext.Instance),
        MakerRemovedPrograms.Margin(MatchingContext.Instance), MatchingEndedPrograms.Limits(),
        MatchingEndedPrograms.Margin(),
    ];

    /// <summary>The same where the next maker is of the taker's account.</summary>
    internal static IReadOnlyList<StepProgram> OfOwnMaker { get; } =
        [MakerUnmatchable, MakerRemovedPrograms.SelfTrade(), MatchingEndedPrograms.SelfTrade()];

    /// <summary>Matching in a liquidation.</summary>
    internal static IReadOnlyList<StepProgram> OfLiquidation { get; } =
    [
        LastLiquidationFill, LiquidationFill, MakerRemovedPrograms.Unmatchable(LiquidationContext.Instance),
        MakerRemovedPrograms.Fault(LiquidationContext.Instance), MakerRemovedPrograms.Margin(LiquidationContext.Instance),
        MatchingEndedPrograms.Liquidation(),
    ];

    /// <summary>All programs of the family, in the order of their numbers.</summary>
    internal static IReadOnlyList<StepProgram> All { get; } = [.. OfOrder, .. OfOwnMaker.Skip(1), .. OfLiquidation];

    /// <summary>The contexts of its phases.</summary>
    internal static IReadOnlyList<Context> Contexts { get; } =
        [MatchingContext.Instance, LiquidationContext.Instance, LiquidationMatchedContext.Instance.Context];
}
