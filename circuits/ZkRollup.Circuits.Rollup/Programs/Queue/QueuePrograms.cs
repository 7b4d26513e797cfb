using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Sessions;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Queue;

/// <summary>Operations of the L1 queue (docs/protocol.md, 6), but ForcedClose.</summary>
internal static class QueuePrograms
{
    /// <summary>Deposit.</summary>
    internal static StepProgram Deposit { get; } = DepositProgram.Write();

    /// <summary>ChangeMasterKey.</summary>
    internal static StepProgram ChangeMasterKey { get; } = OwnerPrograms.WriteChangeMasterKey();

    /// <summary>ForcedCancelAll.</summary>
    internal static StepProgram ForcedCancelAll { get; } = OwnerPrograms.WriteForcedCancelAll();

    /// <summary>ForcedWithdraw without effect on an account.</summary>
    internal static StepProgram RefusedWithdraw { get; } = OwnerPrograms.WriteRefusedWithdraw();

    /// <summary>ForcedWithdraw, its first slot.</summary>
    internal static StepProgram ForcedWithdraw { get; } = OwnerPrograms.WriteWithdraw();

    /// <summary>ListInstrument.</summary>
    internal static StepProgram ListInstrument { get; } = GovernancePrograms.WriteListInstrument();

    /// <summary>SetParameters.</summary>
    internal static StepProgram SetParameters { get; } = GovernancePrograms.WriteSetParameters();

    /// <summary>SetOracleKey.</summary>
    internal static StepProgram SetOracleKey { get; } = GovernancePrograms.WriteSetOracleKey();

    /// <summary>All programs of the family, in the order of their numbers.</summary>
    internal static IReadOnlyList<StepProgram> All { get; } =
        [Deposit, ChangeMasterKey, ForcedCancelAll, RefusedWithdraw, ForcedWithdraw, ListInstrument, SetParameters, SetOracleKey];

    /// <summary>The contexts of its phases.</summary>
    internal static IReadOnlyList<Context> Contexts { get; } = [];

    internal static void Plan(StepSequence steps, in Deposit transaction, TransactionFacts facts) =>
        steps.Step(facts.Inputs(transaction), Deposit);

    internal static void Plan(StepSequence steps, in ChangeMasterKey transaction, TransactionFacts facts) =>
        steps.Step(facts.Inputs(transaction), ChangeMasterKey);

    internal static void Plan(StepSequence steps, in ForcedCancelAll transaction, TransactionFacts facts) =>
        steps.Step(facts.Inputs(transaction), ForcedCancelAll);

    internal static void Plan(StepSequence steps, in ForcedWithdraw transaction, TransactionFacts facts)
    {
        long paid = Withdrawable.Of(steps, transaction.Account, facts.Time, transaction.Amount);
        steps.Step(facts.Inputs(transaction).Set(OwnerPrograms.PaidInput, paid), RefusedWithdraw, ForcedWithdraw);
        SessionsPrograms.PlanPositions(steps);
    }

    internal static void Plan(StepSequence steps, in ListInstrument transaction, TransactionFacts facts) =>
        steps.Step(facts.Inputs(transaction), ListInstrument);

    internal static void Plan(StepSequence steps, in SetParameters transaction, TransactionFacts facts) =>
        steps.Step(facts.Inputs(transaction), SetParameters);

    internal static void Plan(StepSequence steps, in SetOracleKey transaction, TransactionFacts facts) =>
        steps.Step(facts.Inputs(transaction), SetOracleKey);
}
