using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Solidity;

/// <summary>Packs with the same factor and opening points: they share a divisor.</summary>
/// <param name="Factor">F.</param>
/// <param name="Period">Their period, or 0 for columns that are opened at ζ itself.</param>
/// <param name="IsRotated">True if they are opened at ζω too.</param>
internal readonly record struct PackGroup(int Factor, int Period, bool IsRotated)
{
    /// <summary>The group of the quotient, and of a counter.</summary>
    internal static PackGroup Quotient { get; } = new(1, 0, IsRotated: false);

    /// <summary>The variable with z^F.</summary>
    internal string Power => $"Z_{Factor}";

    /// <summary>The variable with the first opening point.</summary>
    internal string Point => Period == 0 ? "ZETA" : $"ZETA_{Period}";

    /// <summary>The group of a pack.</summary>
    internal static PackGroup Of(Pack pack) => new(pack.Factor, pack.Period, pack.IsRotated);

    /// <summary>The groups of a plan, that of the quotient among them.</summary>
    internal static IReadOnlyList<PackGroup> All(PackPlan plan) => [.. plan.Packs.Select(Of).Append(Quotient).Distinct()];
}
