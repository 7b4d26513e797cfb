using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>L1Queue of contracts/src/core, through a node.</summary>
/// <param name="client">The node.</param>
/// <param name="address">Where the contract is.</param>
public sealed class QueueContract(IL1Client client, EthereumAddress address) : ContractBinding(client, address)
{
    private static readonly AbiFunction DepositFunction = new("deposit(address owner,uint256 amount,uint256 keyX,uint256 keyY)", "uint256");
    private static readonly AbiFunction FundFunction = new("depositToFund(uint256 amount)", "uint256");
    private static readonly AbiFunction KeyFunction = new("changeMasterKey(uint256 keyX,uint256 keyY)", "uint256");
    private static readonly AbiFunction CancelFunction = new("cancelAll()", "uint256");
    private static readonly AbiFunction WithdrawFunction = new("forceWithdraw(uint256 amount)", "uint256");
    private static readonly AbiFunction CloseFunction = new("forceClose(uint256 instrument,bool isShort,uint256 largestSize)", "uint256");
    private static readonly AbiFunction ReclaimFunction = new("reclaim(uint256 index)");
    private static readonly AbiFunction WithdrawFeesFunction = new("withdrawFees(address owner)");
    private static readonly AbiFunction BurnFeesFunction = new("burnFees()");
    private static readonly AbiFunction RequestFeeFunction = new("requestFee()", "uint256");
    private static readonly AbiFunction FeeBaseFunction = new("FEE_BASE()", "uint256");
    private static readonly AbiFunction FeesToReturnFunction = new("feesToReturn(address owner)", "uint256");
    private static readonly AbiFunction LanesFunction = new("lanesOf(uint256 first,uint256 count)", "uint256[]");
    private static readonly AbiFunction EntryFunction = new("entry(uint256 index)", QueueEntry.Type);
    private static readonly AbiFunction LengthFunction = new("length()", "uint256");
    private static readonly AbiFunction HeadFunction = new("head()", "uint256");
    private static readonly AbiFunction AccountsFunction = new("accounts(address owner)", "uint256");
    private static readonly AbiFunction OverdueFunction = new("isOverdue()", "bool");
    private static readonly AbiFunction MayLeaveFunction = new("mayLeaveNext(uint256 first,uint256 count)", "bool");
    private static readonly AbiFunction DeadlineFunction = new("deadline()", "uint256");

    internal static IReadOnlyList<AbiFunction> Functions { get; } =
    [
        DepositFunction, FundFunction, KeyFunction, CancelFunction, WithdrawFunction, CloseFunction, ReclaimFunction, WithdrawFeesFunction,
        BurnFeesFunction, RequestFeeFunction, FeeBaseFunction, FeesToReturnFunction, LanesFunction, EntryFunction, LengthFunction,
        HeadFunction, AccountsFunction, OverdueFunction, MayLeaveFunction, DeadlineFunction,
    ];

    /// <summary>Pays collateral into an account; a key only if the owner pays, and 0, 0 otherwise.</summary>
    public L1Request Deposit(EthereumAddress owner, BigInteger amount, BigInteger keyX, BigInteger keyY) =>
        Request(DepositFunction, owner, amount, keyX, keyY);

    /// <summary>Pays collateral into the common fund.</summary>
    public L1Request DepositToFund(BigInteger amount) => Request(FundFunction, amount);

    /// <summary>Asks for another master key; 0, 0 removes it.</summary>
    /// <param name="keyX">The key.</param>
    /// <param name="keyY">The key.</param>
    /// <param name="fee">Wei, as for all requests; what is beyond the fee goes back.</param>
    public L1Request ChangeMasterKey(BigInteger keyX, BigInteger keyY, BigInteger fee) =>
        Request(KeyFunction, keyX, keyY) with { Value = fee };

    /// <summary>Asks for the end of all sessions and orders.</summary>
    public L1Request CancelAll(BigInteger fee) => Request(CancelFunction) with { Value = fee };

    /// <summary>Asks for a withdrawal of up to an amount, in quanta.</summary>
    public L1Request ForceWithdraw(BigInteger amount, BigInteger fee) => Request(WithdrawFunction, amount) with { Value = fee };

    /// <summary>Asks for a position to be closed.</summary>
    public L1Request ForceClose(ulong instrument, bool isShort, BigInteger largestSize, BigInteger fee) =>
        Request(CloseFunction, instrument, isShort, largestSize) with { Value = fee };

    /// <summary>After a freeze: gives back what came with an operation that was not consumed.</summary>
    public L1Request Reclaim(ulong index) => Request(ReclaimFunction, index);

    /// <summary>Pays the fees that an owner gets back.</summary>
    public L1Request WithdrawFees(EthereumAddress owner) => Request(WithdrawFeesFunction, owner);

    /// <summary>Burns the fees of requests without effect.</summary>
    public L1Request BurnFees() => Request(BurnFeesFunction);

    /// <summary>The fee of a request while the queue is empty, in wei.</summary>
    public Task<L1Result<BigInteger>> FeeBaseAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(FeeBaseFunction, value => value.Integer, tag, cancellation);

    /// <summary>The fee of a request now, in wei.</summary>
    public Task<L1Result<BigInteger>> RequestFeeAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(RequestFeeFunction, value => value.Integer, tag, cancellation);

    /// <summary>Fees that an owner gets back, in wei.</summary>
    public Task<L1Result<BigInteger>> FeesToReturnAsync(EthereumAddress owner, BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(FeesToReturnFunction, value => value.Integer, tag, cancellation, owner);

    /// <summary>Lanes of operations, five each.</summary>
    public Task<L1Result<BigInteger[]>> LanesAsync(ulong first, ulong count, BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(LanesFunction, value => value.ToIntegers(), tag, cancellation, first, count);

    /// <summary>An operation.</summary>
    public Task<L1Result<QueueEntry>> EntryAsync(ulong index, BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(EntryFunction, QueueEntry.FromAbi, tag, cancellation, index);

    /// <summary>How many operations there ever were.</summary>
    public Task<L1Result<ulong>> LengthAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(LengthFunction, value => value.UInt64, tag, cancellation);

    /// <summary>Index of the first operation that no proven batch has consumed.</summary>
    public Task<L1Result<ulong>> HeadAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(HeadFunction, value => value.UInt64, tag, cancellation);

    /// <summary>The account of an owner; 0 if it has none.</summary>
    public Task<L1Result<ulong>> AccountAsync(EthereumAddress owner, BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(AccountsFunction, value => value.UInt64, tag, cancellation, owner);

    /// <summary>Whether the operation at the head is past its deadline.</summary>
    public Task<L1Result<bool>> IsOverdueAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(OverdueFunction, value => value.Boolean, tag, cancellation);

    /// <summary>Whether a batch that consumes so many operations from the first on may leave the next one.</summary>
    public Task<L1Result<bool>> MayLeaveNextAsync(ulong first, ulong count, BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(MayLeaveFunction, value => value.Boolean, tag, cancellation, first, count);

    /// <summary>Seconds that an operation may wait.</summary>
    public Task<L1Result<ulong>> DeadlineAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(DeadlineFunction, value => value.UInt64, tag, cancellation);
}
