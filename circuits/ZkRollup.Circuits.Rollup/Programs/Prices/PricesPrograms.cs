using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Prices;

/// <summary>Oracle, marks and risk numbers (docs/protocol.md, 9).</summary>
internal static class PricesPrograms
{
    /// <summary>All programs of the family, in the order of their numbers.</summary>
    internal static IReadOnlyList<StepProgram> All { get; } = [];

    /// <summary>The contexts of its phases.</summary>
    internal static IReadOnlyList<Context> Contexts { get; } = [];

    internal static void Plan(StepSequence steps, in OracleUpdate transaction, TransactionFacts facts) =>
        throw new NotSupportedException($"{transaction} at {facts.Time} after {steps.Steps.Count} steps.");

    internal static void Plan(StepSequence steps, in UpdateMark transaction, TransactionFacts facts) =>
        throw new NotSupportedException($"{transaction} at {facts.Time} after {steps.Steps.Count} steps.");

    internal static void Plan(StepSequence steps, in RiskUpdate transaction, TransactionFacts facts) =>
        throw new NotSupportedException($"{transaction} at {facts.Time} after {steps.Steps.Count} steps.");
}
