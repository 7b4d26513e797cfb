using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>Why a command had no effect: a cause, or an outcome of the queue; the default if it had one.</summary>
internal readonly record struct Refusal(Cause Cause, OutcomeCode Outcome)
{
    internal static Refusal None => default;

    public static implicit operator Refusal(Cause cause) => new(cause, default);

    public static implicit operator Refusal(OutcomeCode outcome) => new(Cause.Accepted, outcome);

    internal static Refusal Of(CommandResult result) =>
        result is { Cause: Cause.Accepted, Outcome.TookEffect: false } && result.Outcome.Code != default
            ? result.Outcome.Code
            : result.Cause;

    public override string ToString() => Outcome != default ? Outcome.ToString() : Cause.ToString();
}
