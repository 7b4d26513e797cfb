// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

/// @title Halts proofs for a while
/// @notice A halt keeps batches from being proven and nothing else: deposits, requests, withdrawals and freezing go on, and no deadline
/// waits for it.
interface IGuardian {
    /// @notice Proofs are halted.
    event HaltBegan(uint256 until);

    /// @notice The halt ends early.
    event HaltEnded(uint256 until);

    /// @notice Another guardian.
    event GuardianChanged(address indexed guardian);

    /// @notice Only that address may call.
    error CallerNotAllowed(address expected, address got);

    /// @notice A halt is at least an hour and at most 72.
    error DurationOutOfRange(uint256 least, uint256 most, uint256 got);

    /// @notice With those of the last 30 days it would be more than 72 hours.
    error HaltBudgetExceeded(uint256 left, uint256 asked);

    /// @notice There is a halt.
    error AlreadyHalted(uint256 until);

    /// @notice There is none.
    error NotHalted();

    /// @notice An address that must not be zero is.
    error AddressZero();

    /// @notice Halts proofs. Only the guardian.
    /// @param duration seconds
    function halt(uint256 duration) external;

    /// @notice Ends the halt. Only the guardian.
    function resume() external;

    /// @notice Another guardian. Only governance.
    function setGuardian(address guardian) external;

    /// @notice When the last halt ends or ended, in seconds.
    function haltedUntil() external view returns (uint256);

    /// @notice Seconds that the guardian could halt now.
    function budget() external view returns (uint256);
}
