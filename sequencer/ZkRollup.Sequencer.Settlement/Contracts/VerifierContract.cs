using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>A generated verifier, through a node: contracts/src/interfaces/IBatchVerifier.sol.</summary>
/// <param name="client">The node.</param>
/// <param name="address">Where the contract is.</param>
public sealed class VerifierContract(IL1Client client, EthereumAddress address) : ContractBinding(client, address)
{
    private static readonly AbiFunction VerifyFunction =
        new("verify(address rollup,uint256 slots,uint256[] scalars,uint256[] instance,bytes proof)", "uint8");

    private static readonly AbiFunction DevelopmentFunction = new("isDevelopmentSetup()", "bool");

    internal static IReadOnlyList<AbiFunction> Functions { get; } = [VerifyFunction, DevelopmentFunction];

    /// <summary>Checks a proof.</summary>
    /// <param name="rollup">The contract that the batch is for.</param>
    /// <param name="slots">T.</param>
    /// <param name="scalars">Public scalars.</param>
    /// <param name="instance">Words of the instance columns, column after column.</param>
    /// <param name="proof">Its bytes.</param>
    /// <param name="tag">In which block.</param>
    /// <param name="cancellation">Ends waiting.</param>
    public Task<L1Result<ProofStatus>> VerifyAsync(
        EthereumAddress rollup,
        ulong slots,
        IReadOnlyList<BigInteger> scalars,
        IReadOnlyList<BigInteger> instance,
        byte[] proof,
        BlockTag tag,
        CancellationToken cancellation) =>
        ViewAsync(
            VerifyFunction,
            value => (ProofStatus)value.UInt64,
            tag,
            cancellation,
            rollup,
            slots,
            AbiValue.OfIntegers(scalars),
            AbiValue.OfIntegers(instance),
            proof);

    /// <summary>The request of such a check, to estimate its gas.</summary>
    public L1Request Verify(
        EthereumAddress rollup, ulong slots, IReadOnlyList<BigInteger> scalars, IReadOnlyList<BigInteger> instance, byte[] proof) =>
        Request(VerifyFunction, rollup, slots, AbiValue.OfIntegers(scalars), AbiValue.OfIntegers(instance), proof);

    /// <summary>Whether anyone can forge proofs for its key.</summary>
    public Task<L1Result<bool>> IsDevelopmentSetupAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(DevelopmentFunction, value => value.Boolean, tag, cancellation);
}
