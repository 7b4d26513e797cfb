namespace ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

/// <summary>A stretch of traffic of one character.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="StepMax">Most milliseconds between two commands.</param>
/// <param name="Drift">How prices move each round, in thousandths.</param>
/// <param name="Noise">And how much of it is noise.</param>
/// <param name="HasOracle">Whether anybody reports prices.</param>
/// <param name="HasKeepers">Whether anybody liquidates and settles.</param>
/// <param name="FirstStep">Milliseconds that pass before it begins.</param>
internal sealed record TrafficPhase(string Name, int StepMax, int Drift, int Noise, bool HasOracle, bool HasKeepers, long FirstStep = 0)
{
    internal static IReadOnlyList<TrafficPhase> All { get; } =
    [
        new("calm", 60, 0, 2, true, true),
        new("calm", 60, 0, 5, true, true),
        new("rising", 80, 12, 6, true, true),
        new("falling", 80, -12, 6, true, true),
        new("crash", 120, -52, 3, true, true),
        new("crash without keepers", 150, -52, 3, true, false),
        new("rally", 120, 55, 3, true, true),
        new("rally without keepers", 150, 55, 3, true, false),
        new("silence", 60, 0, 0, false, true, 58_000),
        new("slow", 1_500, 0, 10, true, true),
        new("night", 60, 3, 5, true, true, 1_700_000),
        new("moments", 20, 0, 5, true, true),
    ];
}
