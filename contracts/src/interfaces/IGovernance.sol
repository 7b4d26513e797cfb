// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

/// @notice What governance can change. There is nothing else.
/// @dev Data: QueueOperation has five lanes, the others an address.
enum ChangeKind {
    None,
    QueueOperation,
    Verifier,
    Sequencer,
    Guardian,
    Governor
}

/// @title Changes under notice
/// @notice Whoever dislikes a change can leave by force before it takes effect: the notice is at least the deadline of the queue and 14
/// days, and nothing shortens it.
interface IGovernance {
    /// @notice A change was announced.
    event ChangeScheduled(uint256 indexed id, ChangeKind kind, bytes data, uint256 readyAt);

    /// @notice A change was taken back.
    event ChangeCancelled(uint256 indexed id);

    /// @notice A change took effect.
    event ChangeExecuted(uint256 indexed id);

    /// @notice Only that address may call.
    error CallerNotAllowed(address expected, address got);

    /// @notice The notice is too short for those who want to leave.
    error NoticeTooShort(uint256 least, uint256 got);

    /// @notice There is no such change, or its data are others.
    error ChangeUnknown(uint256 id);

    /// @notice Its notice has not passed.
    error NoticeNotPassed(uint256 readyAt, uint256 timestamp);

    /// @notice It lapsed: a change must follow its notice, not wait for years.
    error ChangeLapsed(uint256 lapsedAt, uint256 timestamp);

    /// @notice Data of another length.
    error DataLengthWrong(uint256 expected, uint256 got);

    /// @notice No change of that kind.
    error KindUnknown();

    /// @notice A frozen exchange changes no more.
    error Frozen();

    /// @notice An address that must not be zero is.
    error AddressZero();

    /// @notice Announces a change. Only the governor.
    function schedule(ChangeKind kind, bytes calldata data) external returns (uint256 id);

    /// @notice Takes a change back. Only the governor.
    function cancel(uint256 id) external;

    /// @notice Makes a change whose notice has passed. Anyone may call.
    function execute(uint256 id, ChangeKind kind, bytes calldata data) external;

    /// @notice When a change may be made; 0 if there is none.
    function readyAt(uint256 id) external view returns (uint256);

    /// @notice Seconds from announcement to effect.
    function notice() external view returns (uint256);
}
