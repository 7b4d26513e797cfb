using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>What a contract logged.</summary>
/// <param name="Address">The contract.</param>
/// <param name="Topics">The event's topic, then its indexed arguments.</param>
/// <param name="Data">The other arguments.</param>
/// <param name="BlockNumber">Where.</param>
/// <param name="BlockHash">In which of the blocks of that number.</param>
/// <param name="TransactionHash">By which transaction.</param>
/// <param name="Index">Its place among the logs of the block.</param>
public sealed record L1Log(
    EthereumAddress Address,
    IReadOnlyList<Hash32> Topics,
    ReadOnlyMemory<byte> Data,
    ulong BlockNumber,
    Hash32 BlockHash,
    Hash32 TransactionHash,
    ulong Index);
