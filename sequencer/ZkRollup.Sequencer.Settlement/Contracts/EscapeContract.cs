using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>Escape of contracts/src/core, through a node.</summary>
/// <param name="client">The node.</param>
/// <param name="address">Where the contract is.</param>
public sealed class EscapeContract(IL1Client client, EthereumAddress address) : ContractBinding(client, address)
{
    private static readonly AbiFunction MarkFunction = new($"storeMark(uint256 instrument,{InstrumentOpening.Type} opening)");
    private static readonly AbiFunction RegisterFunction = new($"registerClaim(uint256 account,{AccountOpening.Type} opening)");
    private static readonly AbiFunction PayFunction = new("payClaim(uint256 account)");
    private static readonly AbiFunction EndFunction = new("registrationEnd()", "uint256");
    private static readonly AbiFunction TotalFunction = new("totalClaims()", "uint256");

    private static readonly AbiFunction MarksFunction = new("marks(uint256 instrument)", "bool,uint40,uint24,int64,int64");
    private static readonly AbiFunction ClaimsFunction = new("claims(uint256 account)", "address,uint88,uint8");

    internal static IReadOnlyList<AbiFunction> Functions { get; } =
        [MarkFunction, RegisterFunction, PayFunction, EndFunction, TotalFunction, MarksFunction, ClaimsFunction];

    /// <summary>Stores an instrument's mark, once.</summary>
    public L1Request StoreMark(ulong instrument, InstrumentOpening opening) => Request(MarkFunction, instrument, opening.ToAbi());

    /// <summary>Registers an account's claim, once.</summary>
    public L1Request RegisterClaim(ulong account, AccountOpening opening) => Request(RegisterFunction, account, opening.ToAbi());

    /// <summary>Pays a registered claim into its owner's balance.</summary>
    public L1Request PayClaim(ulong account) => Request(PayFunction, account);

    /// <summary>Whether an instrument's mark is stored.</summary>
    public Task<L1Result<bool>> IsMarkStoredAsync(ulong instrument, BlockTag tag, CancellationToken cancellation) =>
        ViewAllAsync(MarksFunction, values => values[0].Boolean, tag, cancellation, instrument);

    /// <summary>The claim of an account.</summary>
    public Task<L1Result<EscapeClaim>> ClaimAsync(ulong account, BlockTag tag, CancellationToken cancellation) =>
        ViewAllAsync(
            ClaimsFunction,
            values => new EscapeClaim(values[0].Address, values[1].Integer, (ClaimStatus)values[2].UInt64),
            tag,
            cancellation,
            account);

    /// <summary>End of registration, in seconds.</summary>
    public Task<L1Result<ulong>> RegistrationEndAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(EndFunction, value => value.UInt64, tag, cancellation);

    /// <summary>All claims registered in time, in quanta.</summary>
    public Task<L1Result<BigInteger>> TotalClaimsAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(TotalFunction, value => value.Integer, tag, cancellation);
}
