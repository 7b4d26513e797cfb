using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>Governance of contracts/src/core, through a node.</summary>
/// <param name="client">The node.</param>
/// <param name="address">Where the contract is.</param>
public sealed class GovernanceContract(IL1Client client, EthereumAddress address) : ContractBinding(client, address)
{
    private static readonly AbiFunction ScheduleFunction = new("schedule(uint8 kind,bytes data)", "uint256");
    private static readonly AbiFunction CancelFunction = new("cancel(uint256 id)");
    private static readonly AbiFunction ExecuteFunction = new("execute(uint256 id,uint8 kind,bytes data)");
    private static readonly AbiFunction ReadyFunction = new("readyAt(uint256 id)", "uint256");
    private static readonly AbiFunction NoticeFunction = new("notice()", "uint256");
    private static readonly AbiType[] LanesType = [AbiType.Parse("uint256[5]")];
    private static readonly AbiType[] AddressType = [AbiType.Parse("address")];

    internal static IReadOnlyList<AbiFunction> Functions { get; } =
        [ScheduleFunction, CancelFunction, ExecuteFunction, ReadyFunction, NoticeFunction];

    /// <summary>Data of a change that queues an operation: five lanes.</summary>
    /// <exception cref="ArgumentException">Another number of lanes.</exception>
    public static byte[] Data(IReadOnlyList<BigInteger> lanes) => AbiEncoder.Encode(LanesType, [AbiValue.OfIntegers(lanes)]);

    /// <summary>Data of any other change: an address.</summary>
    public static byte[] Data(EthereumAddress target) => AbiEncoder.Encode(AddressType, [target]);

    /// <summary>Announces a change. Only the governor.</summary>
    public L1Request Schedule(ChangeKind kind, byte[] data) => Request(ScheduleFunction, (ulong)kind, data);

    /// <summary>Takes a change back. Only the governor.</summary>
    public L1Request Cancel(ulong id) => Request(CancelFunction, id);

    /// <summary>Makes a change whose notice has passed.</summary>
    public L1Request Execute(ulong id, ChangeKind kind, byte[] data) => Request(ExecuteFunction, id, (ulong)kind, data);

    /// <summary>When a change may be made, in seconds; 0 if there is none.</summary>
    public Task<L1Result<ulong>> ReadyAtAsync(ulong id, BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(ReadyFunction, value => value.UInt64, tag, cancellation, id);

    /// <summary>Seconds from announcement to effect.</summary>
    public Task<L1Result<ulong>> NoticeAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(NoticeFunction, value => value.UInt64, tag, cancellation);
}
