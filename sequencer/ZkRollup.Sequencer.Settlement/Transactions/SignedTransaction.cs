using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Transactions;

/// <summary>A transaction that can be sent.</summary>
/// <param name="Content">What was signed.</param>
/// <param name="Raw">Its bytes.</param>
/// <param name="Hash">Its name on L1.</param>
public sealed record SignedTransaction(Eip1559Transaction Content, ReadOnlyMemory<byte> Raw, Hash32 Hash);
