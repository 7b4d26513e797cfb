using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Abi;

namespace ZkRollup.Sequencer.Settlement.Deployment;

/// <summary>What a deployment chooses: contracts/src/types/Config.sol. The bounds are in docs/settlement.md, 1.1.</summary>
/// <param name="Token">The collateral.</param>
/// <param name="Quantum">Units of the token in a quantum.</param>
/// <param name="MinimumDeposit">Quanta.</param>
/// <param name="RequestFee">Of a forced request while the queue is empty, in wei.</param>
/// <param name="Deadline">Of an operation of the queue, in seconds.</param>
/// <param name="Notice">Of a change, in seconds.</param>
/// <param name="Operator">Owner of account 1, which fees go to.</param>
/// <param name="Sequencer">Signs batches.</param>
/// <param name="Governor">Schedules changes.</param>
/// <param name="Guardian">May halt proofs for a while.</param>
public sealed record RollupConfig(
    EthereumAddress Token,
    BigInteger Quantum,
    ulong MinimumDeposit,
    BigInteger RequestFee,
    uint Deadline,
    uint Notice,
    EthereumAddress Operator,
    EthereumAddress Sequencer,
    EthereumAddress Governor,
    EthereumAddress Guardian)
{
    internal const string Type =
        "(address,uint256,uint64,uint96,uint32,uint32,address,address,address,address,address,address,address)";

    internal AbiValue ToAbi(EthereumAddress verifier, EthereumAddress proofs, EthereumAddress operations) =>
        AbiValue.Of(
            Token,
            Quantum,
            MinimumDeposit,
            RequestFee,
            (ulong)Deadline,
            (ulong)Notice,
            Operator,
            Sequencer,
            Governor,
            Guardian,
            verifier,
            proofs,
            operations);
}
