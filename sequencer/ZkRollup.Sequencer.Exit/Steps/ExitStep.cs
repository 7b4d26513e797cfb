using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Exit.Steps;

/// <summary>A transaction that helps somebody to leave.</summary>
/// <param name="Action">What it does.</param>
/// <param name="Text">The same for people, with the amounts.</param>
/// <param name="Request">What to send.</param>
public sealed record ExitStep(ExitAction Action, string Text, L1Request Request)
{
    /// <summary>Whether only the owner can send it: the contract takes it for the account of the caller.</summary>
    public bool IsOwners => Action is ExitAction.CancelAll or ExitAction.ForceClose or ExitAction.ForceWithdraw;
}
