using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>Rollup of contracts/src/core, through a node.</summary>
/// <param name="client">The node.</param>
/// <param name="address">Where the contract is.</param>
public sealed class RollupContract(IL1Client client, EthereumAddress address) : ContractBinding(client, address)
{
    private static readonly AbiFunction CommitFunction = new($"commitBatch({BatchHeader.Type} header,bytes signature)");
    private static readonly AbiFunction ProveFunction =
        new($"proveBatch({BatchHeader.Type} header,{BatchData.Type} data,uint256 slots,bytes proof)");

    private static readonly AbiFunction DiscardFunction = new("discardExpired()");
    private static readonly AbiFunction FreezeFunction = new("freeze()");
    private static readonly AbiFunction SilenceFunction = new($"freezeForSilence(uint256 instrument,{InstrumentOpening.Type} opening)");
    private static readonly AbiFunction DigestFunction = new($"digest({BatchHeader.Type} header)", "bytes32");
    private static readonly AbiFunction RootsFunction = new("roots(uint256 subtree)", "uint256");
    private static readonly AbiFunction ProvenFunction = new("proven()", BatchTip.Type);
    private static readonly AbiFunction CommittedFunction = new("committed()", BatchTip.Type);
    private static readonly AbiFunction AttemptFunction = new("attempt()", "uint256");
    private static readonly AbiFunction FrozenAtFunction = new("frozenAt()", "uint256");
    private static readonly AbiFunction SequencerFunction = new("sequencer()", "address");
    private static readonly AbiFunction VerifierFunction = new("verifier()", "address");
    private static readonly AbiFunction QueueFunction = new("QUEUE()", "address");
    private static readonly AbiFunction VaultFunction = new("VAULT()", "address");
    private static readonly AbiFunction EscapeFunction = new("ESCAPE()", "address");
    private static readonly AbiFunction GovernanceFunction = new("GOVERNANCE()", "address");
    private static readonly AbiFunction GuardianFunction = new("GUARDIAN()", "address");
    private static readonly AbiFunction ProofsFunction = new("PROOFS()", "address");

    internal static IReadOnlyList<AbiFunction> Functions { get; } =
    [
        CommitFunction, ProveFunction, DiscardFunction, FreezeFunction, SilenceFunction, DigestFunction, RootsFunction, ProvenFunction,
        CommittedFunction, AttemptFunction, FrozenAtFunction, SequencerFunction, VerifierFunction, QueueFunction, VaultFunction,
        EscapeFunction, GovernanceFunction, GuardianFunction, ProofsFunction,
    ];

    /// <summary>Commits the sequencer to a batch.</summary>
    public L1Request CommitBatch(BatchHeader header, byte[] signature) => Request(CommitFunction, header.ToAbi(), signature);

    /// <summary>Proves the oldest committed batch.</summary>
    public L1Request ProveBatch(BatchHeader header, BatchData data, ulong slots, byte[] proof) =>
        Request(ProveFunction, header.ToAbi(), data.ToAbi(), slots, proof);

    /// <summary>Discards all batches that wait, once the oldest is too late.</summary>
    public L1Request DiscardExpired() => Request(DiscardFunction);

    /// <summary>Freezes for an overdue operation, or because no batch was proven.</summary>
    public L1Request Freeze() => Request(FreezeFunction);

    /// <summary>Freezes because an instrument has had no mark.</summary>
    public L1Request FreezeForSilence(ulong instrument, InstrumentOpening opening) => Request(SilenceFunction, instrument, opening.ToAbi());

    /// <summary>What the sequencer signs of a header now, by the contract.</summary>
    public Task<L1Result<Hash32>> DigestAsync(BatchHeader header, BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(DigestFunction, value => Hash32.Of(value.Bytes.Span), tag, cancellation, header.ToAbi());

    /// <summary>Root of a subtree of the proven state.</summary>
    public Task<L1Result<BigInteger>> RootAsync(int subtree, BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(RootsFunction, value => value.Integer, tag, cancellation, (ulong)subtree);

    /// <summary>Where the proven batches end.</summary>
    public Task<L1Result<BatchTip>> ProvenAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(ProvenFunction, BatchTip.FromAbi, tag, cancellation);

    /// <summary>Where the committed batches end.</summary>
    public Task<L1Result<BatchTip>> CommittedAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(CommittedFunction, BatchTip.FromAbi, tag, cancellation);

    /// <summary>How often batches were discarded.</summary>
    public Task<L1Result<BigInteger>> AttemptAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(AttemptFunction, value => value.Integer, tag, cancellation);

    /// <summary>When it was frozen, in seconds; 0 if it is not.</summary>
    public Task<L1Result<ulong>> FrozenAtAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(FrozenAtFunction, value => value.UInt64, tag, cancellation);

    /// <summary>Who signs batches.</summary>
    public Task<L1Result<EthereumAddress>> SequencerAsync(BlockTag tag, CancellationToken cancellation) =>
        AddressAsync(SequencerFunction, tag, cancellation);

    /// <summary>What checks proofs.</summary>
    public Task<L1Result<EthereumAddress>> VerifierAsync(BlockTag tag, CancellationToken cancellation) =>
        AddressAsync(VerifierFunction, tag, cancellation);

    /// <summary>Where the other contracts are; they never change.</summary>
    public async Task<L1Result<SettlementAddresses>> AddressesAsync(CancellationToken cancellation)
    {
        AbiFunction[] functions = [QueueFunction, VaultFunction, EscapeFunction, GovernanceFunction, GuardianFunction, ProofsFunction];
        EthereumAddress[] found = new EthereumAddress[functions.Length];
        for (int i = 0; i < functions.Length; i++)
        {
            L1Result<EthereumAddress> result = await AddressAsync(functions[i], BlockTag.Latest, cancellation).ConfigureAwait(false);
            if (!result.TryGet(out found[i], out L1Error? error))
            {
                return error;
            }
        }

        return new SettlementAddresses(Address, found[0], found[1], found[2], found[3], found[4], found[5]);
    }

    private Task<L1Result<EthereumAddress>> AddressAsync(AbiFunction function, BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(function, value => value.Address, tag, cancellation);
}
