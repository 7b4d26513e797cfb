using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Prices;

/// <summary>Oracle, marks and risk numbers (docs/protocol.md, 9).</summary>
internal static class PricesPrograms
{
    /// <summary>OracleUpdate.</summary>
    internal static StepProgram OracleUpdate { get; } = OracleUpdateProgram.Write();

    /// <summary>UpdateMark.</summary>
    internal static StepProgram UpdateMark { get; } = UpdateMarkProgram.Write();

    /// <summary>RiskUpdate.</summary>
    internal static StepProgram RiskUpdate { get; } = RiskUpdateProgram.Write();

    /// <summary>All programs of the family, in the order of their numbers.</summary>
    internal static IReadOnlyList<StepProgram> All { get; } = [OracleUpdate, UpdateMark, RiskUpdate];

    /// <summary>The contexts of its phases.</summary>
    internal static IReadOnlyList<Context> Contexts { get; } = [];

    internal static void Plan(StepSequence steps, in OracleUpdate transaction, TransactionFacts facts) =>
        steps.Step(facts.Inputs(transaction), OracleUpdate);

    internal static void Plan(StepSequence steps, in UpdateMark transaction, TransactionFacts facts) =>
        steps.Step(facts.Inputs(transaction), UpdateMark);

    internal static void Plan(StepSequence steps, in RiskUpdate transaction, TransactionFacts facts) =>
        steps.Step(facts.Inputs(transaction), RiskUpdate);
}
