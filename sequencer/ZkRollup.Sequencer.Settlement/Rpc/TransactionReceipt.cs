using System.Numerics;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>What became of a transaction that is in a block.</summary>
/// <param name="TransactionHash">Which.</param>
/// <param name="BlockNumber">Where.</param>
/// <param name="BlockHash">In which of the blocks of that number.</param>
/// <param name="IsSuccess">False if it reverted.</param>
/// <param name="GasUsed">Gas.</param>
/// <param name="EffectiveGasPrice">Wei paid for each.</param>
/// <param name="ContractAddress">The contract that it made, or null.</param>
/// <param name="Logs">What was logged.</param>
public sealed record TransactionReceipt(
    Hash32 TransactionHash,
    ulong BlockNumber,
    Hash32 BlockHash,
    bool IsSuccess,
    ulong GasUsed,
    BigInteger EffectiveGasPrice,
    EthereumAddress? ContractAddress,
    IReadOnlyList<L1Log> Logs);
