using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>Which logs.</summary>
/// <param name="Addresses">Of these contracts.</param>
/// <param name="Topics">With one of these first topics; none means any.</param>
public sealed record LogFilter(IReadOnlyList<EthereumAddress> Addresses, IReadOnlyList<Hash32> Topics);
