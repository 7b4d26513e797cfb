namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>What became of a script.</summary>
/// <param name="Refusal">What both implementations answered to the last command.</param>
/// <param name="Applying">All preconditions that applied to it, in order.</param>
/// <param name="Failure">Why the script could not be run to its end, or what differed; null if nothing.</param>
/// <param name="IsDifference">True if the implementations differ: always a fault.</param>
internal sealed record ScriptResult(Refusal Refusal, IReadOnlyList<Refusal> Applying, string? Failure, bool IsDifference)
{
    /// <summary>False if the implementations differ, or answered anything but the first precondition that applied.</summary>
    internal bool IsConsistent => !IsDifference && (Failure is not null || Refusal == (Applying.Count > 0 ? Applying[0] : Refusal.None));

    /// <summary>True if the script came to its end and both preconditions applied there, whatever was answered.</summary>
    internal bool Apply(Refusal first, Refusal second) => Failure is null && Applying.Contains(first) && Applying.Contains(second);
}
