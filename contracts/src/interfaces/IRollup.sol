// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {BatchData, BatchHeader, Tip} from "../types/Batch.sol";
import {InstrumentOpening} from "../types/Openings.sol";
import {IBatchVerifier, VerificationStatus} from "./IBatchVerifier.sol";

/// @title Accepts batches that are proven, and freezes when they fail to come
/// @notice The address that users' messages name. Its code never changes; governance can replace the verifier and the sequencer, under
/// notice.
interface IRollup {
    /// @notice A batch was committed.
    event BatchCommitted(uint64 indexed number, bytes32 headerHash, bytes32 newRoots);

    /// @notice A batch was proven. With those before, it is all that is needed to rebuild the state but orders.
    event BatchProven(uint64 indexed number, BatchHeader header, uint256[] outcomes, uint256[] withdrawals, uint256[] records);

    /// @notice Batches from a number on must be committed again.
    event BatchesDiscarded(uint64 indexed firstNumber, uint64 count);

    /// @notice The exchange is frozen.
    event FrozenForEver(uint64 batches, bool isQueueOverdue);

    /// @notice Another verifier checks proofs from now on.
    event VerifierChanged(address indexed verifier);

    /// @notice Another key signs batches from now on.
    event SequencerChanged(address indexed sequencer);

    /// @notice Only that contract may call.
    error CallerNotAllowed(address expected, address got);

    /// @notice The exchange is frozen, for ever.
    error Frozen();

    /// @notice The exchange is not frozen.
    error NotFrozen();

    /// @notice None of the causes of a freeze holds.
    error NoCauseToFreeze(bool isOverdue, uint256 provenAt, uint256 timestamp);

    /// @notice The instrument's mark is not old, is final, or nobody holds the instrument.
    error NotSilent(uint256 markedAt, uint256 timestamp, uint256 status, uint256 lots);

    /// @notice The guardian halts proofs.
    error Halted(uint256 until);

    /// @notice A batch has another number.
    error BatchNumberWrong(uint256 expected, uint256 got);

    /// @notice The batch does not start from the roots that the last one ended with. Both as hashes of four roots.
    error OldRootsDiffer(bytes32 expected, bytes32 got);

    /// @notice Its first sequence number does not follow.
    error FirstSequenceWrong(uint256 expected, uint256 got);

    /// @notice It has no transaction or too many.
    error TransactionCountWrong(uint256 least, uint256 most, int256 got);

    /// @notice A time is before the one that it must not precede.
    error TimeDecreases(uint256 least, uint256 got);

    /// @notice Its last time is in the future, or more than an hour ago. Milliseconds.
    error LastTimeOutOfRange(uint256 least, uint256 most, uint256 got);

    /// @notice It does not consume the queue from where it stands.
    error FirstOperationWrong(uint256 expected, uint256 got);

    /// @notice It consumes more than a batch can.
    error TooManyOperations(uint256 most, uint256 got);

    /// @notice It leaves an operation that has waited for 24 hours.
    error OperationTooOld(uint256 index);

    /// @notice Too many batches wait for their proof.
    error TooManyCommitted(uint256 most);

    /// @notice Signed by somebody else.
    error SequencerDiffers(address expected, address got);

    /// @notice A signature has 65 bytes, its s is in the lower half of the order, its v is 27 or 28.
    error SignatureMalformed();

    /// @notice Such a batch was not committed.
    error HeaderDiffers(bytes32 expected, bytes32 got);

    /// @notice Its proof came too late: what waits for a proof must be discarded and committed again.
    error CommitmentExpired(uint256 deadline, uint256 timestamp);

    /// @notice What waits for a proof has time left, or nothing waits.
    error NothingExpired(uint256 deadline, uint256 timestamp);

    /// @notice The lists are not those that were committed.
    error DataHashDiffers(bytes32 expected, bytes32 got);

    /// @notice A list has another length.
    error ListLengthWrong(string list, uint256 expected, uint256 got);

    /// @notice Addresses of records do not ascend.
    error RecordsNotAscending(uint256 last, uint256 got);

    /// @notice The verifier refused the proof.
    error ProofRejected(VerificationStatus status);

    /// @notice The key stands on the development string, whose secret is public, and this is no local chain.
    error DevelopmentSetupRefused(uint256 chainId);

    /// @notice A chain id has 64 bits.
    error ChainIdTooLarge(uint256 chainId);

    /// @notice An address that must not be zero is.
    error AddressZero(string what);

    /// @notice Commits the sequencer to the next batch. Anyone may relay what it signed.
    /// @dev Reverts in order: Frozen, TooManyCommitted, BatchNumberWrong, OldRootsDiffer, FirstSequenceWrong, TransactionCountWrong,
    /// TimeDecreases, FirstOperationWrong, TooManyOperations, OperationMissing, LastTimeOutOfRange, OperationTooOld, SignatureMalformed,
    /// SequencerDiffers. A header that was committed and discarded may come late, and leave what has grown old.
    /// @param header what it says of itself
    /// @param signature r, s, v over `digest(header)`
    function commitBatch(BatchHeader calldata header, bytes calldata signature) external;

    /// @notice Proves the oldest committed batch, makes its roots those of the exchange, and credits its withdrawals.
    /// @dev Anyone may call: the commitment says which batch, the proof that it is right. No write precedes verification. Reverts in order:
    /// Frozen, Halted, BatchNumberWrong, HeaderDiffers, CommitmentExpired, ListLengthWrong, RecordsNotAscending, DataHashDiffers,
    /// ProofRejected.
    /// @param header as committed
    /// @param data its lists
    /// @param slots slots of the proof, T
    /// @param proof bytes of the proof
    function proveBatch(BatchHeader calldata header, BatchData calldata data, uint256 slots, bytes calldata proof) external;

    /// @notice Discards all batches that wait for a proof, once the oldest has waited for 24 hours. Anyone may call.
    function discardExpired() external;

    /// @notice Freezes the exchange: an operation of the queue is past its deadline, or no batch was proven for 7 days. Anyone may call.
    function freeze() external;

    /// @notice Freezes the exchange: an instrument that is held has had no mark for 7 days, by the proven state. Anyone may call.
    function freezeForSilence(uint256 instrument, InstrumentOpening calldata opening) external;

    /// @notice Another verifier. Only governance.
    function setVerifier(IBatchVerifier verifier) external;

    /// @notice Another sequencer. Only governance.
    function setSequencer(address sequencer) external;

    /// @notice Credits a claim. Only the escape, and only after a freeze.
    function payClaim(address owner, uint256 quanta) external;

    /// @notice What the sequencer signs of a header: EIP-712, with the number of times that batches were discarded.
    function digest(BatchHeader calldata header) external view returns (bytes32);

    /// @notice Root of a subtree of the proven state.
    function roots(uint256 subtree) external view returns (uint256);

    /// @notice Where the proven batches end.
    function proven() external view returns (Tip memory);

    /// @notice Where the committed batches end.
    function committed() external view returns (Tip memory);

    /// @notice Whether the exchange is frozen.
    function isFrozen() external view returns (bool);

    /// @notice When it was frozen, in seconds; 0 if it is not.
    function frozenAt() external view returns (uint256);

    /// @notice The queue.
    function queueAddress() external view returns (address);

    /// @notice The guardian's contract.
    function guardianAddress() external view returns (address);
}
