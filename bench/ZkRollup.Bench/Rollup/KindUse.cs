using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Bench.Rollup;

/// <summary>Slots that transactions of a kind take.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Transactions">How many there were.</param>
/// <param name="Slots">Slots of all.</param>
/// <param name="Most">Slots of the one that took most.</param>
internal sealed record KindUse(TransactionKind Kind, int Transactions, int Slots, int Most)
{
    /// <summary>Slots of one.</summary>
    public double SlotsPerTransaction => (double)Slots / Transactions;
}
