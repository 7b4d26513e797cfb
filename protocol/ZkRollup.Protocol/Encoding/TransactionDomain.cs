using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Where signatures count: one contract on one chain. Lane 0 of all transactions but queue operations.</summary>
public readonly record struct TransactionDomain
{
    private const int ChainBits = 64;

    /// <summary>The domain of a contract.</summary>
    /// <param name="chain">The L1 chain.</param>
    /// <param name="contract">The rollup's contract there.</param>
    public TransactionDomain(ChainId chain, EthereumAddress contract)
    {
        Chain = chain;
        Contract = contract;
        Lane = AddressLane.Pack(new LanePacker().Add(chain.Value, ChainBits), contract);
    }

    /// <summary>The L1 chain.</summary>
    public ChainId Chain { get; }

    /// <summary>The rollup's contract there.</summary>
    public EthereumAddress Contract { get; }

    /// <summary>chain id (64) · contract address (160).</summary>
    public Fr Lane { get; }
}
