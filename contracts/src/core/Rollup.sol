// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IBatchVerifier, VerificationStatus} from "../interfaces/IBatchVerifier.sol";
import {IGuardian} from "../interfaces/IGuardian.sol";
import {IL1Queue} from "../interfaces/IL1Queue.sol";
import {IRollup} from "../interfaces/IRollup.sol";
import {IStateProofs} from "../interfaces/IStateProofs.sol";
import {IVault} from "../interfaces/IVault.sol";
import {PublicInputs} from "../libraries/PublicInputs.sol";
import {SequencerSignature} from "../libraries/SequencerSignature.sol";
import {StateTree} from "../libraries/StateTree.sol";
import {BatchData, BatchHeader, Commitment, Tip} from "../types/Batch.sol";
import {Config} from "../types/Config.sol";
import {InstrumentOpening, InstrumentState} from "../types/Openings.sol";
import {Escape} from "./Escape.sol";
import {Governance} from "./Governance.sol";
import {Guardian} from "./Guardian.sol";
import {L1Queue} from "./L1Queue.sol";

/// @title Rollup
/// @notice The state of the exchange on L1, and the address that messages name.
/// @dev Deploys the contracts that know each other in its constructor: there is no moment at which they could be wired differently.
/// Verifier and StateProofs know nobody and are there before.
contract Rollup is IRollup {
    /// @notice Seconds without a proven batch, or without a mark of an instrument that is held, after which anyone may freeze.
    uint256 public constant SILENCE = 7 days;

    /// @notice Seconds from the commitment of a batch to the latest proof.
    uint256 public constant PROVING = 24 hours;

    /// @notice Milliseconds that the last time of a batch may lie before its commitment.
    uint256 public constant AGE = 1 hours * 1000;

    /// @notice Most transactions of a batch.
    uint256 public constant TRANSACTIONS_MAX = 16_384;

    /// @notice Most batches that wait for their proof.
    uint256 public constant COMMITTED_MAX = 256;

    uint256 private constant INSTRUMENTS = 2;
    uint256 private constant OPERATIONS_MAX = 64;
    uint256 private constant ROUND = 3 seconds;
    uint256 private constant SETTLED = 2;

    /// @notice Governance.
    address public immutable GOVERNANCE;

    /// @notice The guardian.
    IGuardian public immutable GUARDIAN;

    /// @notice The queue.
    IL1Queue public immutable QUEUE;

    /// @notice The vault.
    IVault public immutable VAULT;

    /// @notice Reads records out of roots.
    IStateProofs public immutable PROOFS;

    /// @notice The way out of a frozen exchange.
    address public immutable ESCAPE;

    /// @notice Lane 0 of users' messages.
    uint256 public immutable DOMAIN_LANE;

    bytes32 private immutable SEPARATOR;

    /// @notice Checks proofs.
    IBatchVerifier public verifier;

    /// @notice Signs batches.
    address public sequencer;

    /// @notice How often batches were discarded.
    uint256 public attempt;

    /// @inheritdoc IRollup
    uint256[4] public roots;

    /// @inheritdoc IRollup
    uint256 public frozenAt;

    Tip private _proven;
    Tip private _committed;
    bytes32 private _committedRoots;
    mapping(uint256 place => Commitment) private _commitments;

    modifier whileRunning() {
        if (frozenAt != 0) revert Frozen();
        _;
    }

    modifier only(address allowed) {
        if (msg.sender != allowed) revert CallerNotAllowed(allowed, msg.sender);
        _;
    }

    constructor(Config memory config) {
        if (block.chainid > type(uint64).max) revert ChainIdTooLarge(block.chainid);
        if (config.operator == address(0)) revert AddressZero("operator");
        GOVERNANCE = address(new Governance(config.governor, config.notice, config.deadline));
        GUARDIAN = new Guardian(config.guardian, GOVERNANCE);
        L1Queue queue = new L1Queue(config, GOVERNANCE);
        QUEUE = queue;
        VAULT = queue.VAULT();
        if (address(config.proofs).code.length == 0) revert AddressZero("proofs");
        PROOFS = config.proofs;
        ESCAPE = address(new Escape(VAULT, config.proofs));
        DOMAIN_LANE = block.chainid | (uint256(uint160(address(this))) << 64);
        SEPARATOR = SequencerSignature.separator();
        _setVerifier(config.verifier);
        _setSequencer(config.sequencer);
        for (uint256 i = 0; i < 4; i++) {
            roots[i] = StateTree.EMPTY_ROOT;
        }
        _proven.settledAt = uint48(block.timestamp);
        _committed = _proven;
        _committedRoots = _hash(roots);
    }

    /// @inheritdoc IRollup
    function commitBatch(BatchHeader calldata header, bytes calldata signature) external whileRunning {
        Tip memory tip = _committed;
        if (tip.batches - _proven.batches >= COMMITTED_MAX) revert TooManyCommitted(COMMITTED_MAX);
        bytes32 headerHash = keccak256(abi.encode(header));
        Commitment storage commitment = _commitments[header.number % COMMITTED_MAX];
        _requireFollows(header, tip);
        _requireOperations(header, tip.nextOperation);
        // What was committed in time once may be committed again, however late: else an outage of proofs could never be made up for.
        if (commitment.headerHash != headerHash) _requireTimely(header);
        address signer = SequencerSignature.recover(SequencerSignature.digest(SEPARATOR, headerHash, attempt), signature);
        if (signer != sequencer) revert SequencerDiffers(sequencer, signer);

        commitment.headerHash = headerHash;
        commitment.committedAt = uint48(block.timestamp);
        _committed = _tipOf(header);
        _committedRoots = _hash(header.newRoots);
        emit BatchCommitted(header.number, headerHash, _committedRoots);
    }

    /// @inheritdoc IRollup
    function proveBatch(BatchHeader calldata header, BatchData calldata data, uint256 slots, bytes calldata proof) external whileRunning {
        _requireProvable(header);
        PublicInputs.requireLists(header, data);
        bytes32 dataHash = PublicInputs.dataHash(data);
        if (dataHash != header.dataHash) revert DataHashDiffers(header.dataHash, dataHash);
        _verify(header, data, slots, proof);

        roots = header.newRoots;
        _proven = _tipOf(header);
        emit BatchProven(header.number, header, data.outcomes, data.withdrawals, data.records);
        if (data.outcomes.length > 0) QUEUE.consume(header.firstOperation, data.outcomes);
        if (data.withdrawals.length > 0) VAULT.pay(data.withdrawals);
    }

    /// @inheritdoc IRollup
    function discardExpired() external whileRunning {
        Tip memory tip = _proven;
        uint256 latest = _latestProof(tip.batches);
        if (_committed.batches == tip.batches || block.timestamp <= latest) revert NothingExpired(latest, block.timestamp);
        emit BatchesDiscarded(tip.batches, _committed.batches - tip.batches);
        _committed = tip;
        _committedRoots = _hash(roots);
        attempt++;
    }

    /// @inheritdoc IRollup
    function freeze() external whileRunning {
        bool isOverdue = QUEUE.isOverdue();
        uint256 provenAt = _proven.settledAt;
        if (!isOverdue && block.timestamp <= provenAt + SILENCE) revert NoCauseToFreeze(isOverdue, provenAt, block.timestamp);
        _freeze(isOverdue);
    }

    /// @inheritdoc IRollup
    function freezeForSilence(uint256 instrument, InstrumentOpening calldata opening) external whileRunning {
        InstrumentState memory state = PROOFS.openInstrument(roots[INSTRUMENTS], instrument, opening);
        uint256 markedAt = state.indexRound * ROUND;
        uint256 lots = state.longLots + state.shortLots;
        if (state.status == SETTLED || lots == 0 || block.timestamp <= markedAt + SILENCE) {
            revert NotSilent(markedAt, block.timestamp, state.status, lots);
        }
        _freeze(false);
    }

    /// @inheritdoc IRollup
    function setVerifier(IBatchVerifier verifier_) external only(GOVERNANCE) whileRunning {
        _setVerifier(verifier_);
    }

    /// @inheritdoc IRollup
    function setSequencer(address sequencer_) external only(GOVERNANCE) whileRunning {
        _setSequencer(sequencer_);
    }

    /// @inheritdoc IRollup
    function payClaim(address owner, uint256 quanta) external only(ESCAPE) {
        if (frozenAt == 0) revert NotFrozen();
        VAULT.payClaim(owner, quanta);
    }

    /// @inheritdoc IRollup
    function digest(BatchHeader calldata header) external view returns (bytes32) {
        return SequencerSignature.digest(SEPARATOR, keccak256(abi.encode(header)), attempt);
    }

    /// @inheritdoc IRollup
    function proven() external view returns (Tip memory) {
        return _proven;
    }

    /// @inheritdoc IRollup
    function committed() external view returns (Tip memory) {
        return _committed;
    }

    /// @inheritdoc IRollup
    function isFrozen() external view returns (bool) {
        return frozenAt != 0;
    }

    /// @inheritdoc IRollup
    function queueAddress() external view returns (address) {
        return address(QUEUE);
    }

    /// @inheritdoc IRollup
    function guardianAddress() external view returns (address) {
        return address(GUARDIAN);
    }

    function _freeze(bool isQueueOverdue) private {
        frozenAt = block.timestamp;
        emit FrozenForEver(_proven.batches, isQueueOverdue);
    }

    function _setVerifier(IBatchVerifier verifier_) private {
        if (address(verifier_) == address(0)) revert AddressZero("verifier");
        bool isLocal = block.chainid == 31_337 || block.chainid == 1337;
        if (verifier_.isDevelopmentSetup() && !isLocal) revert DevelopmentSetupRefused(block.chainid);
        verifier = verifier_;
        emit VerifierChanged(address(verifier_));
    }

    function _setSequencer(address sequencer_) private {
        if (sequencer_ == address(0)) revert AddressZero("sequencer");
        sequencer = sequencer_;
        emit SequencerChanged(sequencer_);
    }

    /// @dev The proof speaks of the lanes that the queue holds, whatever the sequencer took them to be.
    function _verify(BatchHeader calldata header, BatchData calldata data, uint256 slots, bytes calldata proof) private view {
        uint256[] memory lanes = QUEUE.lanesOf(header.firstOperation, header.operationCount);
        VerificationStatus status = verifier.verify(
            address(this), slots, PublicInputs.scalars(header, data, DOMAIN_LANE), PublicInputs.instance(header, data, lanes), proof
        );
        if (status != VerificationStatus.Valid) revert ProofRejected(status);
    }

    function _requireProvable(BatchHeader calldata header) private view {
        uint256 until = GUARDIAN.haltedUntil();
        if (block.timestamp < until) revert Halted(until);
        uint256 number = _proven.batches;
        if (header.number != number || _committed.batches == number) revert BatchNumberWrong(number, header.number);
        bytes32 expected = _commitments[number % COMMITTED_MAX].headerHash;
        bytes32 got = keccak256(abi.encode(header));
        if (got != expected) revert HeaderDiffers(expected, got);
        uint256 latest = _latestProof(number);
        if (block.timestamp > latest) revert CommitmentExpired(latest, block.timestamp);
    }

    function _latestProof(uint256 number) private view returns (uint256) {
        return _commitments[number % COMMITTED_MAX].committedAt + PROVING;
    }

    function _requireFollows(BatchHeader calldata header, Tip memory tip) private view {
        if (header.number != tip.batches) revert BatchNumberWrong(tip.batches, header.number);
        bytes32 oldRoots = _hash(header.oldRoots);
        if (oldRoots != _committedRoots) revert OldRootsDiffer(_committedRoots, oldRoots);
        if (header.firstSequence != tip.lastSequence + 1) revert FirstSequenceWrong(tip.lastSequence + 1, header.firstSequence);
        int256 count = int256(uint256(header.lastSequence)) - int256(uint256(header.firstSequence)) + 1;
        if (count < 1 || count > int256(TRANSACTIONS_MAX)) revert TransactionCountWrong(1, TRANSACTIONS_MAX, count);
        if (header.firstTime < tip.lastTime) revert TimeDecreases(tip.lastTime, header.firstTime);
        if (header.lastTime < header.firstTime) revert TimeDecreases(header.firstTime, header.lastTime);
    }

    function _requireOperations(BatchHeader calldata header, uint256 next) private view {
        if (header.firstOperation != next) revert FirstOperationWrong(next, header.firstOperation);
        if (header.operationCount > OPERATIONS_MAX) revert TooManyOperations(OPERATIONS_MAX, header.operationCount);
        uint256 length = QUEUE.length();
        if (next + header.operationCount > length) revert IL1Queue.OperationMissing(length, next + header.operationCount);
    }

    function _requireTimely(BatchHeader calldata header) private view {
        uint256 most = block.timestamp * 1000;
        uint256 least = most - AGE;
        if (header.lastTime < least || header.lastTime > most) revert LastTimeOutOfRange(least, most, header.lastTime);
        if (!QUEUE.mayLeaveNext(header.firstOperation, header.operationCount)) {
            revert OperationTooOld(uint256(header.firstOperation) + header.operationCount);
        }
    }

    function _tipOf(BatchHeader calldata header) private view returns (Tip memory) {
        uint48 next = header.firstOperation + header.operationCount;
        return Tip(header.number + 1, header.lastTime, header.lastSequence, next, uint48(block.timestamp));
    }

    function _hash(uint256[4] memory four) private pure returns (bytes32) {
        return keccak256(abi.encode(four));
    }
}
