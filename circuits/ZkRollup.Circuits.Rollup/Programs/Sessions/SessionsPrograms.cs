using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Sessions;

/// <summary>Sessions and withdrawals (docs/protocol.md, 7).</summary>
internal static class SessionsPrograms
{
    /// <summary>OpenSession.</summary>
    internal static StepProgram OpenSession { get; } = OpenSessionProgram.Write();

    /// <summary>RevokeSession.</summary>
    internal static StepProgram RevokeSession { get; } = RevokeSessionProgram.Write();

    /// <summary>CancelAll.</summary>
    internal static StepProgram CancelAll { get; } = CancelAllProgram.Write();

    /// <summary>Withdraw, its first slot, by a session.</summary>
    internal static StepProgram WithdrawBySession { get; } = WithdrawProgram.WriteOfSession();

    /// <summary>Withdraw, its first slot, by the master key.</summary>
    internal static StepProgram WithdrawByMaster { get; } = WithdrawProgram.WriteOfMaster();

    /// <summary>Further positions of an account that withdraws.</summary>
    internal static StepProgram Withdrawable { get; } = WithdrawableProgram.Write();

    /// <summary>All programs of the family, in the order of their numbers.</summary>
    internal static IReadOnlyList<StepProgram> All { get; } =
        [OpenSession, RevokeSession, CancelAll, WithdrawBySession, WithdrawByMaster, Withdrawable];

    /// <summary>The contexts of its phases.</summary>
    internal static IReadOnlyList<Context> Contexts { get; } = [WithdrawableContext.Context];

    internal static void Plan(StepSequence steps, in OpenSession transaction, TransactionFacts facts) =>
        steps.Step(facts.Inputs(transaction), OpenSession);

    internal static void Plan(StepSequence steps, in RevokeSession transaction, TransactionFacts facts) =>
        steps.Step(facts.Inputs(transaction), RevokeSession);

    internal static void Plan(StepSequence steps, in CancelAll transaction, TransactionFacts facts) =>
        steps.Step(facts.Inputs(transaction), CancelAll);

    internal static void Plan(StepSequence steps, in Withdraw transaction, TransactionFacts facts)
    {
        steps.Step(facts.Inputs(transaction), WithdrawBySession, WithdrawByMaster);
        PlanPositions(steps);
    }

    /// <summary>The slots after a payout, until no position is left.</summary>
    internal static void PlanPositions(StepSequence steps)
    {
        while (!steps.Carried[(int)CarriedRegister.Phase].IsZero)
        {
            steps.Step(new(), Withdrawable);
        }
    }
}
