using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>The collateral, EIP-20, through a node.</summary>
/// <param name="client">The node.</param>
/// <param name="address">Where the contract is.</param>
public sealed class TokenContract(IL1Client client, EthereumAddress address) : ContractBinding(client, address)
{
    private static readonly AbiFunction ApproveFunction = new("approve(address spender,uint256 amount)", "bool");
    private static readonly AbiFunction BalanceFunction = new("balanceOf(address owner)", "uint256");
    private static readonly AbiFunction AllowanceFunction = new("allowance(address owner,address spender)", "uint256");

    internal static IReadOnlyList<AbiFunction> Functions { get; } = [ApproveFunction, BalanceFunction, AllowanceFunction];

    /// <summary>Allows another to take up to an amount; the vault must be allowed before a deposit.</summary>
    public L1Request Approve(EthereumAddress spender, BigInteger amount) => Request(ApproveFunction, spender, amount);

    /// <summary>What an account holds.</summary>
    public Task<L1Result<BigInteger>> BalanceAsync(EthereumAddress owner, BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(BalanceFunction, value => value.Integer, tag, cancellation, owner);

    /// <summary>What another may still take.</summary>
    public Task<L1Result<BigInteger>> AllowanceAsync(
        EthereumAddress owner,
        EthereumAddress spender,
        BlockTag tag,
        CancellationToken cancellation) =>
        ViewAsync(AllowanceFunction, value => value.Integer, tag, cancellation, owner, spender);
}
