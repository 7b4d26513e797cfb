namespace ZkRollup.Bench.Rollup;

/// <summary>An upper bound, and what was reached.</summary>
/// <param name="Name">What is bounded.</param>
/// <param name="Bound">The bound itself meets the goal.</param>
/// <param name="Unit">Of both.</param>
/// <param name="Reached">Null if it could not be measured.</param>
/// <param name="IsReached">Null if it was not judged.</param>
internal sealed record RollupGoal(string Name, double Bound, string Unit, double? Reached, bool? IsReached)
{
    private const double Gigabyte = 1e9;

    /// <summary>Seconds and gigabytes by T.</summary>
    private static readonly (int Slots, double Seconds, double Gigabytes)[] Sizes = [(128, 12, 4), (1_024, 90, 14)];

    /// <summary>All goals on these figures.</summary>
    internal static IReadOnlyList<RollupGoal> Judge(IReadOnlyList<RollupRow> rows, RollupCost cost, bool isQuick)
    {
        List<RollupGoal> goals = [];
        void Add(string name, double bound, string unit, double? reached) =>
            goals.Add(new(name, bound, unit, reached, isQuick || reached is null ? null : reached <= bound));

        foreach ((int slots, double seconds, double gigabytes) in Sizes)
        {
            RollupRow? row = rows.FirstOrDefault(row => row.Slots == slots);
            Add($"time at {slots} slots", seconds, "s", row?.Seconds);
            Add($"memory at {slots} slots", gigabytes, "GB", row?.PeakMemoryBytes / Gigabyte);
        }

        Add("planning and witness, of the time", 0.05, "", rows.Max(row => row.WitnessShare));
        Add("time of the dearest slot to the cheapest", 1.25, "", rows.Count > 1
            ? rows.Max(row => row.MillisecondsPerSlot) / rows.Min(row => row.MillisecondsPerSlot)
            : null);
        Add("cells of a slot", 12_288, "cells", cost.CellsPerSlot);
        Add("products a row", 1_800, "products", cost.Products);
        return goals;
    }
}
