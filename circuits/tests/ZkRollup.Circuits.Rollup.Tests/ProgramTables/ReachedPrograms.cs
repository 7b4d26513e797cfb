using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Tests.Differential;
using ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramTables;

/// <summary>The programs that proved each kind of transaction: in the streams, and where they are rare.</summary>
internal static class ReachedPrograms
{
    private static readonly Lazy<SortedDictionary<TransactionKind, HashSet<StepProgram>>> Made = new(Make);

    internal static IReadOnlyDictionary<TransactionKind, HashSet<StepProgram>> ByKind => Made.Value;

    private static SortedDictionary<TransactionKind, HashSet<StepProgram>> Make()
    {
        SortedDictionary<TransactionKind, HashSet<StepProgram>> programs = [];
        foreach ((TransactionKind kind, HashSet<StepProgram> used) in RecordedSteps.Instance.Programs)
        {
            programs.Add(kind, [.. used]);
        }

        ExchangeEngine engine = new(WitnessStream.Limits);
        WitnessFollower follower = new()
        {
            OnChain = chain => programs[chain.Kind].UnionWith(chain.Steps.Select(step => step.Program)),
        };
        RareKinds rare = new(engine, _ => follower.Follow(engine.Log!));
        rare.Prepare();
        rare.Run();
        return programs;
    }
}
