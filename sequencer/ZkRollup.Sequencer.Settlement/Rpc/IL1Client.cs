using System.Numerics;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>A node of L1, as far as settlement needs it.</summary>
/// <remarks>
/// No type of a transport or a library is in it, so that another client can stand behind it. Implementations answer with an error and
/// do not throw, but for cancellation; they retry what is safe to ask twice, and never wait without limit.
/// </remarks>
public interface IL1Client
{
    /// <summary>Number of the chain, EIP-155.</summary>
    Task<L1Result<ulong>> ChainIdAsync(CancellationToken cancellation);

    /// <summary>A block; null if there is none of that number.</summary>
    Task<L1Result<L1Block?>> BlockAsync(BlockTag tag, CancellationToken cancellation);

    /// <summary>Blocks of consecutive numbers from the first on; fewer if the chain ends.</summary>
    Task<L1Result<IReadOnlyList<L1Block>>> BlocksAsync(ulong first, int count, CancellationToken cancellation);

    /// <summary>Wei of an account.</summary>
    Task<L1Result<BigInteger>> BalanceAsync(EthereumAddress account, BlockTag tag, CancellationToken cancellation);

    /// <summary>How many transactions an account has sent, which is the nonce of the next one.</summary>
    Task<L1Result<ulong>> NonceAsync(EthereumAddress account, BlockTag tag, CancellationToken cancellation);

    /// <summary>Code of a contract; empty if there is none.</summary>
    Task<L1Result<byte[]>> CodeAsync(EthereumAddress account, BlockTag tag, CancellationToken cancellation);

    /// <summary>What a call returns. Changes nothing.</summary>
    Task<L1Result<byte[]>> CallAsync(EthereumAddress? from, L1Request request, BlockTag tag, CancellationToken cancellation);

    /// <summary>Gas that a transaction would need on top of what is in the pool.</summary>
    Task<L1Result<ulong>> EstimateGasAsync(EthereumAddress from, L1Request request, CancellationToken cancellation);

    /// <summary>Fees of the last blocks, with the priority fee at a percentile.</summary>
    Task<L1Result<FeeHistory>> FeeHistoryAsync(int blocks, int percentile, CancellationToken cancellation);

    /// <summary>Gives a signed transaction to the pool. One that the pool has already counts as taken.</summary>
    Task<L1Result<Hash32>> SendRawTransactionAsync(ReadOnlyMemory<byte> transaction, CancellationToken cancellation);

    /// <summary>What became of a transaction; null if it is in no block of the present chain.</summary>
    Task<L1Result<TransactionReceipt?>> ReceiptAsync(Hash32 transaction, CancellationToken cancellation);

    /// <summary>Logs of the blocks from first to last, both included, in their order.</summary>
    Task<L1Result<IReadOnlyList<L1Log>>> LogsAsync(LogFilter filter, ulong first, ulong last, CancellationToken cancellation);
}
