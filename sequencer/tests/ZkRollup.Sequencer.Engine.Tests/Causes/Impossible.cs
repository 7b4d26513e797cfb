namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>Preconditions that cannot apply together with one that is before them.</summary>
/// <param name="First">The earlier one.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Others">The later ones.</param>
internal sealed record Impossible(Refusal First, string Reason, params Refusal[] Others);
