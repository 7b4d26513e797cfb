namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>One way to make one precondition apply.</summary>
/// <param name="Refusal">The precondition.</param>
/// <param name="Apply">Changes the script.</param>
internal sealed record Defect(Refusal Refusal, Action<Script> Apply);
