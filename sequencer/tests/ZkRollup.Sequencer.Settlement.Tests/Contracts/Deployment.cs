using System.Numerics;
using ZkRollup.Contracts.Anvil;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Contracts;
using ZkRollup.Sequencer.Settlement.Deployment;
using ZkRollup.Sequencer.Settlement.Rpc;
using ZkRollup.Sequencer.Settlement.Transactions;

namespace ZkRollup.Sequencer.Settlement.Tests.Contracts;

/// <summary>All contracts on a local chain. The first key is sender, sequencer, governor and guardian; the second one operator.</summary>
internal sealed class Deployment
{
    internal const ulong Notice = 21 * 24 * 3600;

    /// <summary>Creation code of a "verifier" that answers 1 to everything: valid, and of the development setup.</summary>
    private static readonly byte[] AcceptsAll = Convert.FromHexString("6760015f5260205ff35f5260086018f3");

    private Deployment(LocalChain chain, TransactionSender sender, SettlementAddresses addresses, EthereumAddress token, ulong block)
    {
        (Sender, Addresses, FirstBlock) = (sender, addresses, block);
        Rollup = new RollupContract(chain.Client, addresses.Rollup);
        Queue = new QueueContract(chain.Client, addresses.Queue);
        Vault = new VaultContract(chain.Client, addresses.Vault);
        Governance = new GovernanceContract(chain.Client, addresses.Governance);
        Guardian = new GuardianContract(chain.Client, addresses.Guardian);
        Escape = new EscapeContract(chain.Client, addresses.Escape);
        Token = new TokenContract(chain.Client, token);
    }

    internal TransactionSender Sender { get; }

    internal SettlementAddresses Addresses { get; }

    internal ulong FirstBlock { get; }

    internal RollupContract Rollup { get; }

    internal QueueContract Queue { get; }

    internal VaultContract Vault { get; }

    internal GovernanceContract Governance { get; }

    internal GuardianContract Guardian { get; }

    internal EscapeContract Escape { get; }

    internal TokenContract Token { get; }

    internal static async Task<Deployment> MakeAsync(LocalChain chain)
    {
        TransactionSender sender = chain.Sender();
        EthereumAddress token = await LocalChain.DeployAsync(sender, Code("TestToken"));
        TransactionReceipt receipt = await LocalChain.DoAsync(sender, new L1Request(null, await RollupCodeAsync(chain, sender, token)));
        RollupContract rollup = new(chain.Client, receipt.ContractAddress!.Value);
        SettlementAddresses addresses = (await rollup.AddressesAsync(default)).Value;
        Deployment deployment = new(chain, sender, addresses, token, receipt.BlockNumber);
        AbiFunction mint = new("mint(address to,uint256 amount)");
        _ = await LocalChain.DoAsync(sender, new L1Request(token, mint.Encode(sender.Account, BigInteger.Pow(2, 60))));
        _ = await LocalChain.DoAsync(sender, deployment.Token.Approve(addresses.Vault, BigInteger.Pow(2, 100)));
        return deployment;
    }

    /// <summary>What is sent to deploy Rollup, its parts before it.</summary>
    internal static async Task<byte[]> RollupCodeAsync(
        LocalChain chain,
        TransactionSender sender,
        EthereumAddress token,
        ulong notice = Notice)
    {
        EthereumAddress verifier = await LocalChain.DeployAsync(sender, AcceptsAll);
        EthereumAddress proofs = await LocalChain.DeployAsync(sender, Code("StateProofs"));
        EthereumAddress all = chain.Keys[0].Address;
        EthereumAddress operatorOwner = chain.Keys[1].Address;
        RollupConfig config = new(
            token,
            Quantum: 1,
            MinimumDeposit: 1_000,
            RequestFee: new BigInteger(100_000_000_000_000),
            Deadline: 604_800,
            (uint)notice,
            operatorOwner,
            Sequencer: all,
            Governor: all,
            Guardian: all);
        RollupCode code = new(AcceptsAll, Code("StateProofs"), Code("Rollup"));
        return code.MakeRollup(config, verifier, proofs, operations: default).Data.ToArray();
    }

    internal static byte[] Code(string contract) => ContractArtifacts.Read(contract).CreationCode.ToArray();
}
