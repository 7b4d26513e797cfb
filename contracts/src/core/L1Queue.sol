// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IERC20} from "../interfaces/IERC20.sol";
import {IL1Queue} from "../interfaces/IL1Queue.sol";
import {IRollup} from "../interfaces/IRollup.sol";
import {IVault} from "../interfaces/IVault.sol";
import {Lanes} from "../libraries/Lanes.sol";
import {Config} from "../types/Config.sol";
import {Entry, OperationKind} from "../types/Operation.sol";
import {RequestFees} from "./RequestFees.sol";
import {Vault} from "./Vault.sol";

/// @title L1Queue
/// @notice Keeps operations until a proven batch consumes them, and carries out what their outcomes mean on L1.
contract L1Queue is IL1Queue, RequestFees {
    /// @notice Most operations of a batch, and most weight.
    uint256 public constant OPERATIONS_MAX = 64;

    /// @notice A forced close may take 18 forced trades: 37 slots, and records and nodes of 58. Operations but these two weigh 1.
    uint256 public constant CLOSE_WEIGHT = 32;

    /// @notice A forced withdrawal looks at up to 8 positions: 5 slots, and records and nodes of 9.
    uint256 public constant WITHDRAWAL_WEIGHT = 5;

    /// @notice Seconds after which a batch that is not full must consume an operation.
    uint256 public constant INCLUSION = 24 hours;

    /// @notice Bounds of the deadline. A sequencer that may leave an operation for 24 hours, has 24 hours to prove and may be halted for 72
    /// must be able to meet it; whoever wants to leave must be able to wait for it.
    uint256 public constant DEADLINE_LEAST = 5 days;

    /// @notice See DEADLINE_LEAST.
    uint256 public constant DEADLINE_MOST = 14 days;

    uint256 private constant ACCOUNT_LIMIT = 1 << 24;
    uint256 private constant EFFECTLESS = 16;
    uint8 private constant SHORT = 2;
    uint8 private constant LONG = 5;

    /// @notice Consumes operations.
    IRollup public immutable ROLLUP;

    /// @notice Holds what is deposited.
    IVault public immutable VAULT;

    /// @notice Decides on instruments, parameters and keys.
    address public immutable GOVERNANCE;

    /// @notice Least deposit, in quanta.
    uint256 public immutable MINIMUM_DEPOSIT;

    /// @inheritdoc IL1Queue
    uint256 public immutable deadline;

    /// @inheritdoc IL1Queue
    mapping(address owner => uint256 account) public accounts;

    mapping(uint256 index => Entry) private _entries;
    mapping(uint256 request => bool) private _isPending;
    uint48 private _length;
    uint48 private _head;
    uint32 private _accounts;

    modifier whileRunning() {
        if (ROLLUP.isFrozen()) revert Frozen();
        _;
    }

    constructor(Config memory config, address governance) RequestFees(config.requestFee) {
        if (config.deadline < DEADLINE_LEAST || config.deadline > DEADLINE_MOST) {
            revert DeadlineOutOfRange(DEADLINE_LEAST, DEADLINE_MOST, config.deadline);
        }
        if (config.minimumDeposit == 0 || config.minimumDeposit >= Lanes.AMOUNT_LIMIT) {
            revert MinimumOutOfRange(1, Lanes.AMOUNT_LIMIT - 1, config.minimumDeposit);
        }
        ROLLUP = IRollup(msg.sender);
        GOVERNANCE = governance;
        MINIMUM_DEPOSIT = config.minimumDeposit;
        deadline = config.deadline;
        VAULT = new Vault(IERC20(config.token), config.quantum, msg.sender);
        _assign(config.operator);
        if (config.operations == address(0)) return;
        uint256[5][] memory operations = abi.decode(config.operations.code, (uint256[5][]));
        for (uint256 i = 0; i < operations.length; i++) {
            _enqueueGoverned(operations[i]);
        }
    }

    /// @inheritdoc IL1Queue
    function deposit(address owner, uint256 amount, uint256 keyX, uint256 keyY) external whileRunning returns (uint256) {
        if (owner == address(0)) revert OwnerZero();
        if (owner != msg.sender && (keyX | keyY) != 0) revert KeyNotOwners(owner, msg.sender);
        Lanes.requireKey(keyX, keyY);
        uint256 quanta = _collect(amount);
        uint256 account = accounts[owner];
        if (account == 0) account = _assign(owner);
        return _enqueue([Lanes.lane0(OperationKind.Deposit, account, quanta), uint256(uint160(owner)), keyX, keyY, 0], 0);
    }

    /// @inheritdoc IL1Queue
    function depositToFund(uint256 amount) external whileRunning returns (uint256) {
        uint256 quanta = _collect(amount);
        return _enqueue([Lanes.lane0(OperationKind.Deposit, 0, quanta), uint256(uint160(msg.sender)), 0, 0, 0], 0);
    }

    /// @inheritdoc IL1Queue
    function changeMasterKey(uint256 keyX, uint256 keyY) external payable whileRunning returns (uint256) {
        Lanes.requireKey(keyX, keyY);
        return _request(OperationKind.ChangeMasterKey, 0, keyX, keyY);
    }

    /// @inheritdoc IL1Queue
    function cancelAll() external payable whileRunning returns (uint256) {
        return _request(OperationKind.ForcedCancelAll, 0, 0, 0);
    }

    /// @inheritdoc IL1Queue
    function forceWithdraw(uint256 amount) external payable whileRunning returns (uint256) {
        Lanes.require_("amount", amount, Lanes.AMOUNT_LIMIT);
        return _request(OperationKind.ForcedWithdraw, amount, 0, 0);
    }

    /// @inheritdoc IL1Queue
    function forceClose(uint256 instrument, bool isShort, uint256 largestSize) external payable whileRunning returns (uint256) {
        return _request(OperationKind.ForcedClose, Lanes.close(instrument, isShort, largestSize), 0, 0);
    }

    /// @inheritdoc IL1Queue
    function enqueueGoverned(uint256[5] calldata lanes) external whileRunning returns (uint256) {
        if (msg.sender != GOVERNANCE) revert CallerNotAllowed(GOVERNANCE, msg.sender);
        return _enqueueGoverned(lanes);
    }

    /// @inheritdoc IL1Queue
    function consume(uint256 first, uint256[] calldata outcomes) external {
        if (msg.sender != address(ROLLUP)) revert CallerNotAllowed(address(ROLLUP), msg.sender);
        if (first != _head) revert OperationIndexWrong(_head, first);
        _requireThere(first, outcomes.length);
        _head = uint48(first + outcomes.length);
        uint256 accepted = 0;
        for (uint256 i = 0; i < outcomes.length; i++) {
            accepted += _finish(first + i, outcomes[i]);
        }
        if (accepted > 0) VAULT.accept(accepted);
    }

    /// @inheritdoc IL1Queue
    function reclaim(uint256 index) external {
        if (!ROLLUP.isFrozen()) revert NotFrozen();
        Entry storage operation = _entries[index];
        uint256 lane = operation.lane0;
        OperationKind kind = Lanes.kindOf(lane);
        if (index < _head || kind == OperationKind.None || kind > OperationKind.ForcedClose) revert NothingToReclaim(index);
        operation.lane0 = 0;
        address owner = address(uint160(operation.lane1));
        emit Reclaimed(index, owner);
        if (kind == OperationKind.Deposit) VAULT.giveBack(owner, Lanes.amountOf(lane));
        else _refund(owner, operation.fee);
    }

    /// @inheritdoc IL1Queue
    function requestFee() external view returns (uint256) {
        return _feeAt(_length - _head);
    }

    /// @inheritdoc IL1Queue
    function lanesOf(uint256 first, uint256 count) external view returns (uint256[] memory lanes) {
        _requireThere(first, count);
        lanes = new uint256[](5 * count);
        for (uint256 i = 0; i < count; i++) {
            Entry storage operation = _entries[first + i];
            lanes[5 * i] = operation.lane0;
            lanes[5 * i + 1] = operation.lane1;
            if (operation.lanes == SHORT) continue;
            lanes[5 * i + 2] = operation.lane2;
            lanes[5 * i + 3] = operation.lane3;
            lanes[5 * i + 4] = operation.lane4;
        }
    }

    /// @inheritdoc IL1Queue
    function entry(uint256 index) external view returns (Entry memory) {
        return _entries[index];
    }

    /// @inheritdoc IL1Queue
    function length() external view returns (uint256) {
        return _length;
    }

    /// @inheritdoc IL1Queue
    function head() external view returns (uint256) {
        return _head;
    }

    /// @inheritdoc IL1Queue
    function isOverdue() external view returns (bool) {
        return _head < _length && block.timestamp > _entries[_head].enqueuedAt + deadline;
    }

    /// @inheritdoc IL1Queue
    function mayLeaveNext(uint256 first, uint256 count) external view returns (bool) {
        _requireThere(first, count);
        uint256 next = first + count;
        if (next == _length || block.timestamp <= _entries[next].enqueuedAt + INCLUSION || count == OPERATIONS_MAX) return true;
        uint256 weight = 0;
        for (uint256 i = first; i <= next; i++) {
            OperationKind kind = Lanes.kindOf(_entries[i].lane0);
            weight += kind == OperationKind.ForcedClose ? CLOSE_WEIGHT : kind == OperationKind.ForcedWithdraw ? WITHDRAWAL_WEIGHT : 1;
        }
        return weight > OPERATIONS_MAX;
    }

    /// @dev What an outcome does on L1. Returns the quanta of an accepted deposit.
    function _finish(uint256 index, uint256 outcome) private returns (uint256) {
        Entry storage operation = _entries[index];
        uint256 lane = operation.lane0;
        OperationKind kind = Lanes.kindOf(lane);
        uint256 code = outcome & 0xff;
        if (code == 0) revert OutcomeUnknown(index, outcome);
        bool hadEffect = code < EFFECTLESS;
        emit Consumed(index, outcome);
        if (kind == OperationKind.Deposit) {
            if (hadEffect) return Lanes.amountOf(lane);
            VAULT.giveBack(address(uint160(operation.lane1)), Lanes.amountOf(lane));
        } else if (kind <= OperationKind.ForcedClose) {
            _isPending[_requestKey(lane)] = false;
            if (hadEffect) _refund(address(uint160(operation.lane1)), operation.fee);
            else _addToBurn(operation.fee);
        }
        return 0;
    }

    /// @dev Collected first, so that a callback of the token meets a queue that has not moved.
    function _collect(uint256 amount) private returns (uint256 quanta) {
        quanta = VAULT.collect(msg.sender, amount);
        if (quanta < MINIMUM_DEPOSIT) revert DepositTooSmall(MINIMUM_DEPOSIT, quanta);
        Lanes.require_("amount", quanta, Lanes.AMOUNT_LIMIT);
    }

    function _request(OperationKind kind, uint256 fields, uint256 lane2, uint256 lane3) private returns (uint256) {
        uint256 account = accounts[msg.sender];
        if (account == 0) revert NoAccount(msg.sender);
        uint256 lane = Lanes.lane0(kind, account, fields);
        uint256 key = _requestKey(lane);
        if (_isPending[key]) revert RequestPending(uint256(kind), account, Lanes.instrumentOf(key));
        _isPending[key] = true;
        uint96 fee = _takeFee(_length - _head);
        return _enqueue([lane, uint256(uint160(msg.sender)), lane2, lane3, 0], fee);
    }

    function _enqueueGoverned(uint256[5] memory lanes) private returns (uint256) {
        Lanes.requireGoverned(lanes);
        return _enqueue(lanes, 0);
    }

    function _enqueue(uint256[5] memory lanes, uint96 fee) private returns (uint256 index) {
        index = _length;
        _length = uint48(index + 1);
        Entry storage operation = _entries[index];
        operation.lane0 = uint96(lanes[0]);
        operation.enqueuedAt = uint48(block.timestamp);
        operation.fee = fee;
        operation.lane1 = lanes[1];
        if ((lanes[2] | lanes[3] | lanes[4]) == 0) {
            operation.lanes = SHORT;
        } else {
            operation.lanes = LONG;
            operation.lane2 = lanes[2];
            operation.lane3 = lanes[3];
            operation.lane4 = lanes[4];
        }
        emit Enqueued(index, lanes, block.timestamp);
    }

    function _assign(address owner) private returns (uint256 account) {
        account = uint256(_accounts) + 1;
        if (account >= ACCOUNT_LIMIT) revert AccountsExhausted(ACCOUNT_LIMIT);
        _accounts = uint32(account);
        accounts[owner] = account;
        emit AccountAssigned(account, owner);
    }

    function _requireThere(uint256 first, uint256 count) private view {
        if (first + count > _length) revert OperationMissing(_length, first + count);
    }

    /// @dev Kind and account, and the instrument of a close: what at most one pending request has.
    function _requestKey(uint256 lane) private pure returns (uint256) {
        uint256 fields = Lanes.kindOf(lane) == OperationKind.ForcedClose ? Lanes.instrumentOf(lane) : 0;
        return (lane & 0xffffffff) | (fields << 32);
    }
}
