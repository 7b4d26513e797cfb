// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IGuardian} from "../interfaces/IGuardian.sol";

/// @title Guardian
/// @notice Counts halts, so that they stay exceptions.
/// @dev A halt counts in full if it ended less than 30 days before the new one begins. So in any 30 days, what counted for the last halt
/// that begins in them is at least what was halted in them: at most 72 hours.
contract Guardian is IGuardian {
    struct Halt {
        uint128 begin;
        uint128 end;
    }

    /// @notice Most seconds of halts in a window.
    uint256 public constant BUDGET = 72 hours;

    /// @notice The window.
    uint256 public constant WINDOW = 30 days;

    /// @notice Least seconds of a halt, also of one that ends early: so few count at any time.
    uint256 public constant LEAST = 1 hours;

    /// @notice Who may change the guardian.
    address public immutable GOVERNANCE;

    /// @notice Who may halt.
    address public guardian;

    Halt[] private _halts;

    modifier only(address allowed) {
        if (msg.sender != allowed) revert CallerNotAllowed(allowed, msg.sender);
        _;
    }

    constructor(address guardian_, address governance) {
        GOVERNANCE = governance;
        _setGuardian(guardian_);
    }

    /// @inheritdoc IGuardian
    function halt(uint256 duration) external only(guardian) {
        uint256 until = haltedUntil();
        if (block.timestamp < until) revert AlreadyHalted(until);
        if (duration < LEAST || duration > BUDGET) revert DurationOutOfRange(LEAST, BUDGET, duration);
        uint256 left = budget();
        if (duration > left) revert HaltBudgetExceeded(left, duration);
        _halts.push(Halt(uint128(block.timestamp), uint128(block.timestamp + duration)));
        emit HaltBegan(block.timestamp + duration);
    }

    /// @inheritdoc IGuardian
    function resume() external only(guardian) {
        if (block.timestamp >= haltedUntil()) revert NotHalted();
        Halt storage last = _halts[_halts.length - 1];
        uint256 least = last.begin + LEAST;
        last.end = uint128(block.timestamp < least ? least : block.timestamp);
        emit HaltEnded(last.end);
    }

    /// @inheritdoc IGuardian
    function setGuardian(address guardian_) external only(GOVERNANCE) {
        _setGuardian(guardian_);
    }

    /// @inheritdoc IGuardian
    function haltedUntil() public view returns (uint256) {
        return _halts.length == 0 ? 0 : _halts[_halts.length - 1].end;
    }

    /// @inheritdoc IGuardian
    function budget() public view returns (uint256) {
        uint256 used = 0;
        for (uint256 i = _halts.length; i > 0; i--) {
            Halt storage past = _halts[i - 1];
            if (past.end + WINDOW <= block.timestamp) break;
            used += past.end - past.begin;
        }
        return used >= BUDGET ? 0 : BUDGET - used;
    }

    function _setGuardian(address guardian_) private {
        if (guardian_ == address(0)) revert AddressZero();
        guardian = guardian_;
        emit GuardianChanged(guardian_);
    }
}
