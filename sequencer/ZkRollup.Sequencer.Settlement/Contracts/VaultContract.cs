using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>Vault of contracts/src/core, through a node.</summary>
/// <param name="client">The node.</param>
/// <param name="address">Where the contract is.</param>
public sealed class VaultContract(IL1Client client, EthereumAddress address) : ContractBinding(client, address)
{
    private static readonly AbiFunction WithdrawFunction = new("withdraw(address owner)");
    private static readonly AbiFunction BalancesFunction = new("balances(address owner)", "uint256");
    private static readonly AbiFunction PendingFunction = new("pendingDeposits()", "uint256");
    private static readonly AbiFunction FundsFunction = new("exchangeFunds()", "uint256");
    private static readonly AbiFunction TotalFunction = new("totalBalances()", "uint256");
    private static readonly AbiFunction SecuredFunction = new("securedFunds()", "uint256");
    private static readonly AbiFunction TokenFunction = new("TOKEN()", "address");
    private static readonly AbiFunction QuantumFunction = new("QUANTUM()", "uint256");

    internal static IReadOnlyList<AbiFunction> Functions { get; } =
    [
        WithdrawFunction, BalancesFunction, PendingFunction, FundsFunction, TotalFunction, SecuredFunction, TokenFunction, QuantumFunction,
    ];

    /// <summary>Pays all of an owner's balance to the owner; anyone may send it.</summary>
    public L1Request Withdraw(EthereumAddress owner) => Request(WithdrawFunction, owner);

    /// <summary>What an owner may pull, in quanta.</summary>
    public Task<L1Result<BigInteger>> BalanceAsync(EthereumAddress owner, BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(BalancesFunction, value => value.Integer, tag, cancellation, owner);

    /// <summary>Deposits that no batch has consumed, in quanta.</summary>
    public Task<L1Result<BigInteger>> PendingDepositsAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(PendingFunction, value => value.Integer, tag, cancellation);

    /// <summary>Funds of the exchange, in quanta.</summary>
    public Task<L1Result<BigInteger>> ExchangeFundsAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(FundsFunction, value => value.Integer, tag, cancellation);

    /// <summary>All balances to pull, in quanta.</summary>
    public Task<L1Result<BigInteger>> TotalBalancesAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(TotalFunction, value => value.Integer, tag, cancellation);

    /// <summary>Funds of the exchange that the token confirms.</summary>
    public Task<L1Result<BigInteger>> SecuredFundsAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(SecuredFunction, value => value.Integer, tag, cancellation);

    /// <summary>The collateral.</summary>
    public Task<L1Result<EthereumAddress>> TokenAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(TokenFunction, value => value.Address, tag, cancellation);

    /// <summary>Units of the token in a quantum.</summary>
    public Task<L1Result<BigInteger>> QuantumAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(QuantumFunction, value => value.Integer, tag, cancellation);
}
