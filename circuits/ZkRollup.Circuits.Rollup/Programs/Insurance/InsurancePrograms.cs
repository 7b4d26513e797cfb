using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>Forced closes, fees and settlement (docs/protocol.md, 6.7, 10.5, 11).</summary>
internal static class InsurancePrograms
{
    /// <summary>All programs of the family, in the order of their numbers.</summary>
    internal static IReadOnlyList<StepProgram> All { get; } = [];

    /// <summary>The contexts of its phases.</summary>
    internal static IReadOnlyList<Context> Contexts { get; } = [];

    internal static void Plan(StepSequence steps, in ForcedClose transaction, TransactionFacts facts) =>
        throw new NotSupportedException($"{transaction} at {facts.Time} after {steps.Steps.Count} steps.");

    internal static void Plan(StepSequence steps, in CollectFees transaction, TransactionFacts facts) =>
        throw new NotSupportedException($"{transaction} at {facts.Time} after {steps.Steps.Count} steps.");

    internal static void Plan(StepSequence steps, in SettleExpiry transaction, TransactionFacts facts) =>
        throw new NotSupportedException($"{transaction} at {facts.Time} after {steps.Steps.Count} steps.");
}
