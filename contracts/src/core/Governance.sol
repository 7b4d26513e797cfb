// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IBatchVerifier} from "../interfaces/IBatchVerifier.sol";
import {ChangeKind, IGovernance} from "../interfaces/IGovernance.sol";
import {IGuardian} from "../interfaces/IGuardian.sol";
import {IL1Queue} from "../interfaces/IL1Queue.sol";
import {IRollup} from "../interfaces/IRollup.sol";
import {Lanes} from "../libraries/Lanes.sol";

/// @title Governance
/// @notice Announces changes and makes them after their notice.
contract Governance is IGovernance {
    struct Change {
        bytes32 content;
        uint256 readyAt;
    }

    /// @notice Seconds beyond the deadline of the queue that a notice has at least.
    uint256 public constant BEYOND_DEADLINE = 14 days;

    /// @notice Seconds after its notice in which a change can be made.
    uint256 public constant EXECUTION = 14 days;

    /// @notice What it governs.
    IRollup public immutable ROLLUP;

    /// @inheritdoc IGovernance
    uint256 public immutable notice;

    /// @notice Who announces changes.
    address public governor;

    /// @notice How many changes were ever announced.
    uint256 public count;

    mapping(uint256 id => Change) private _changes;

    modifier onlyGovernor() {
        if (msg.sender != governor) revert CallerNotAllowed(governor, msg.sender);
        _;
    }

    constructor(address governor_, uint256 notice_, uint256 deadline) {
        if (notice_ < deadline + BEYOND_DEADLINE) revert NoticeTooShort(deadline + BEYOND_DEADLINE, notice_);
        if (governor_ == address(0)) revert AddressZero();
        ROLLUP = IRollup(msg.sender);
        notice = notice_;
        governor = governor_;
    }

    /// @inheritdoc IGovernance
    function schedule(ChangeKind kind, bytes calldata data) external onlyGovernor returns (uint256 id) {
        if (kind == ChangeKind.None) revert KindUnknown();
        uint256 length = kind == ChangeKind.QueueOperation ? 160 : 32;
        if (data.length != length) revert DataLengthWrong(length, data.length);
        if (kind == ChangeKind.QueueOperation) Lanes.requireGoverned(abi.decode(data, (uint256[5])));
        else if (abi.decode(data, (address)) == address(0)) revert AddressZero();
        id = ++count;
        _changes[id] = Change(_content(kind, data), block.timestamp + notice);
        emit ChangeScheduled(id, kind, data, block.timestamp + notice);
    }

    /// @inheritdoc IGovernance
    function cancel(uint256 id) external onlyGovernor {
        if (_changes[id].readyAt == 0) revert ChangeUnknown(id);
        delete _changes[id];
        emit ChangeCancelled(id);
    }

    /// @inheritdoc IGovernance
    function execute(uint256 id, ChangeKind kind, bytes calldata data) external {
        Change memory change = _changes[id];
        if (change.readyAt == 0 || change.content != _content(kind, data)) revert ChangeUnknown(id);
        if (block.timestamp < change.readyAt) revert NoticeNotPassed(change.readyAt, block.timestamp);
        uint256 lapsedAt = change.readyAt + EXECUTION;
        if (block.timestamp > lapsedAt) revert ChangeLapsed(lapsedAt, block.timestamp);
        if (ROLLUP.isFrozen()) revert Frozen();
        delete _changes[id];
        emit ChangeExecuted(id);
        _make(kind, data);
    }

    /// @inheritdoc IGovernance
    function readyAt(uint256 id) external view returns (uint256) {
        return _changes[id].readyAt;
    }

    function _make(ChangeKind kind, bytes calldata data) private {
        if (kind == ChangeKind.QueueOperation) {
            IL1Queue(ROLLUP.queueAddress()).enqueueGoverned(abi.decode(data, (uint256[5])));
            return;
        }
        address target = abi.decode(data, (address));
        if (kind == ChangeKind.Verifier) ROLLUP.setVerifier(IBatchVerifier(target));
        else if (kind == ChangeKind.Sequencer) ROLLUP.setSequencer(target);
        else if (kind == ChangeKind.Guardian) IGuardian(ROLLUP.guardianAddress()).setGuardian(target);
        else governor = target;
    }

    function _content(ChangeKind kind, bytes calldata data) private pure returns (bytes32) {
        return keccak256(abi.encode(kind, data));
    }
}
