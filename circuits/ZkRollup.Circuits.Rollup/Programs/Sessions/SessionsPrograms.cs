using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Sessions;

/// <summary>Sessions and withdrawals (docs/protocol.md, 7).</summary>
internal static class SessionsPrograms
{
    /// <summary>CancelAll.</summary>
    internal static StepProgram CancelAll { get; } = CancelAllProgram.Write();

    /// <summary>All programs of the family, in the order of their numbers.</summary>
    internal static IReadOnlyList<StepProgram> All { get; } = [CancelAll];

    /// <summary>The contexts of its phases.</summary>
    internal static IReadOnlyList<Context> Contexts { get; } = [];

    internal static void Plan(StepSequence steps, in OpenSession transaction, TransactionFacts facts) =>
        throw new NotSupportedException($"{transaction} at {facts.Time} after {steps.Steps.Count} steps.");

    internal static void Plan(StepSequence steps, in RevokeSession transaction, TransactionFacts facts) =>
        throw new NotSupportedException($"{transaction} at {facts.Time} after {steps.Steps.Count} steps.");

    internal static void Plan(StepSequence steps, in CancelAll transaction, TransactionFacts facts)
    {
        StepInputs inputs = facts.Inputs();
        MessageFields.Fill(inputs, transaction);
        steps.Step(inputs, CancelAll);
    }

    internal static void Plan(StepSequence steps, in Withdraw transaction, TransactionFacts facts) =>
        throw new NotSupportedException($"{transaction} at {facts.Time} after {steps.Steps.Count} steps.");
}
