namespace ZkRollup.Sequencer.Exit.Steps;

/// <summary>What somebody who leaves can do now, in this order, and what then is to be waited for.</summary>
/// <param name="Steps">Transactions; each is to be in a block before the next is sent.</param>
/// <param name="Waits">What only time or the sequencer can bring; empty if nothing is left to wait for.</param>
public sealed record ExitPlan(IReadOnlyList<ExitStep> Steps, IReadOnlyList<string> Waits)
{
    /// <summary>Whether all is paid, or there never was anything.</summary>
    public bool IsDone => Steps.Count == 0 && Waits.Count == 0;
}
