using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios;

/// <summary>What an exchange answered.</summary>
/// <param name="Cause">Accepted, or why not.</param>
/// <param name="Outcome">What became of a queue operation that was consumed; else the default.</param>
internal readonly record struct CommandResult(Cause Cause, QueueOutcome Outcome)
{
    internal bool IsAccepted => Cause == Cause.Accepted;
}
