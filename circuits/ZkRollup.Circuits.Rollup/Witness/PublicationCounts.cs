namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>How much a batch publishes (docs/protocol.md, 13).</summary>
/// <param name="Operations">Operations of the L1 queue.</param>
/// <param name="Withdrawals">Withdrawals.</param>
/// <param name="Records">Records outside the subtree of orders that were written; one that ends as it began is not published.</param>
public readonly record struct PublicationCounts(int Operations, int Withdrawals, int Records);
