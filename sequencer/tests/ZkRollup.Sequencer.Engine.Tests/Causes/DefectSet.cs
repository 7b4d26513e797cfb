using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>Everything that can be wrong with one transaction.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Preconditions">Its preconditions, in order.</param>
/// <param name="Base">A script that is accepted; the defects change it.</param>
/// <param name="Defects">At least one for each precondition that can be reached.</param>
/// <param name="Impossible">Pairs that cannot apply together.</param>
internal sealed record DefectSet(
    string Name,
    IReadOnlyList<Precondition> Preconditions,
    Func<Script> Base,
    IReadOnlyList<Defect> Defects,
    IReadOnlyList<Impossible> Impossible)
{
    /// <summary>Preconditions that no command can meet here, with the reason.</summary>
    internal IReadOnlyDictionary<Refusal, string> Unreachable { get; init; } = new Dictionary<Refusal, string>();

    internal static DefectSet Of(
        TransactionKind kind, Func<Script> script, IReadOnlyList<Defect> defects, params Impossible[] impossible) =>
        new(kind.ToString(), PreconditionTable.Of(kind), script, defects, impossible);
}
