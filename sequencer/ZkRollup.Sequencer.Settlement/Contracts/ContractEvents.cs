using ZkRollup.Sequencer.Settlement.Abi;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>All events of the contracts. A test compares the list with what the compiler says.</summary>
internal static class ContractEvents
{
    internal static AbiEvent BatchCommitted { get; } = new("BatchCommitted(uint64 indexed number,bytes32 headerHash,bytes32 newRoots)");

    internal static AbiEvent BatchProven { get; } =
        new($"BatchProven(uint64 indexed number,{BatchHeader.Type} header,uint256[] outcomes,uint256[] withdrawals,uint256[] records)");

    internal static AbiEvent Enqueued { get; } = new("Enqueued(uint256 indexed index,uint256[5] lanes,uint256 enqueuedAt)");

    internal static AbiEvent Consumed { get; } = new("Consumed(uint256 indexed index,uint256 outcome)");

    internal static IReadOnlyList<AbiEvent> All { get; } =
    [
        BatchCommitted,
        BatchProven,
        Enqueued,
        Consumed,
        new("BatchesDiscarded(uint64 indexed firstNumber,uint64 count)"),
        new("FrozenForEver(uint64 batches,bool isQueueOverdue)"),
        new("VerifierChanged(address indexed verifier)"),
        new("SequencerChanged(address indexed sequencer)"),
        new("AccountAssigned(uint256 indexed account,address indexed owner)"),
        new("Reclaimed(uint256 indexed index,address indexed owner)"),
        new("Credited(address indexed owner,uint256 quanta)"),
        new("Withdrawn(address indexed owner,uint256 quanta)"),
        new("MarkTaken(uint256 indexed instrument,uint256 mark,uint256 multiplier,int256 longIndex,int256 shortIndex)"),
        new("ClaimRegistered(uint256 indexed account,address indexed owner,uint256 claim)"),
        new("RegistrationClosed(uint256 funds,uint256 claims)"),
        new("ClaimPaid(uint256 indexed account,address indexed owner,uint256 claim,uint256 paid)"),
        new("ChangeScheduled(uint256 indexed id,uint8 kind,bytes data,uint256 readyAt)"),
        new("ChangeCancelled(uint256 indexed id)"),
        new("ChangeExecuted(uint256 indexed id)"),
        new("HaltBegan(uint256 until)"),
        new("HaltEnded(uint256 until)"),
        new("GuardianChanged(address indexed guardian)"),
    ];
}
