using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Sequencer.Engine.Tests.Differential;

/// <summary>A stream to run.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Profile">Magnitudes.</param>
/// <param name="Commands">How many commands.</param>
/// <param name="Intervals">How often the whole state is compared.</param>
/// <param name="SnapshotInterval">After so many commands the engine is replaced by one restored from its snapshot; 0 for never.</param>
/// <param name="HasLog">Whether the engine writes its log; it must make no difference.</param>
internal sealed record StreamPlan(
    ulong Seed,
    TrafficProfile Profile,
    int Commands,
    CheckIntervals Intervals,
    int SnapshotInterval = 0,
    bool HasLog = false)
{
    public override string ToString() => $"seed {Seed}, {Profile.Name}, {Commands} commands, snapshots {SnapshotInterval}, log {HasLog}";
}
