using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Liquidation;

/// <summary>Liquidation and deleveraging (docs/protocol.md, 10.2, 10.3).</summary>
internal static class LiquidationPrograms
{
    /// <summary>All programs of the family, in the order of their numbers.</summary>
    internal static IReadOnlyList<StepProgram> All { get; } = [];

    /// <summary>The contexts of its phases.</summary>
    internal static IReadOnlyList<Context> Contexts { get; } = [];

    internal static void Plan(StepSequence steps, in Liquidate transaction, TransactionFacts facts) =>
        throw new NotSupportedException($"{transaction} at {facts.Time} after {steps.Steps.Count} steps.");

    internal static void Plan(StepSequence steps, in Deleverage transaction, TransactionFacts facts) =>
        throw new NotSupportedException($"{transaction} at {facts.Time} after {steps.Steps.Count} steps.");
}
