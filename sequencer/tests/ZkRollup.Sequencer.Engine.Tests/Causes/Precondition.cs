namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>A line of a transaction's list of preconditions.</summary>
/// <param name="Refusal">What it says if it applies.</param>
/// <param name="Applies">Whether it does, by itself: records that do not exist are zero, as they are in the state.</param>
internal sealed record Precondition(Refusal Refusal, Func<Situation, bool> Applies);
