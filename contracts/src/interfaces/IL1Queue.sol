// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {Entry} from "../types/Operation.sol";

/// @title The queue of operations that batches must consume in order
/// @notice Deposits, forced requests and what governance decided. Entries are kept, so that the contract itself feeds them into the public
/// inputs of a proof. Nothing here asks the operator for anything.
interface IL1Queue {
    /// @notice An operation was queued.
    /// @param index its place
    /// @param lanes its five lanes
    /// @param enqueuedAt seconds
    event Enqueued(uint256 indexed index, uint256[5] lanes, uint256 enqueuedAt);

    /// @notice An address was given its account.
    event AccountAssigned(uint256 indexed account, address indexed owner);

    /// @notice A proven batch consumed an operation.
    /// @param index its place
    /// @param outcome code + 2^8·value
    event Consumed(uint256 indexed index, uint256 outcome);

    /// @notice What came with an operation that a frozen exchange will never consume went back.
    event Reclaimed(uint256 indexed index, address indexed owner);

    /// @notice Only that contract may call.
    error CallerNotAllowed(address expected, address got);

    /// @notice The exchange is frozen: nothing enters the queue any more.
    error Frozen();

    /// @notice This is for a frozen exchange.
    error NotFrozen();

    /// @notice A deposit is below the minimum.
    error DepositTooSmall(uint256 minimum, uint256 got);

    /// @notice Only the owner may give the key of an account: else a stranger could open it with a key of its own.
    error KeyNotOwners(address owner, address caller);

    /// @notice The zero address owns nothing.
    error OwnerZero();

    /// @notice No account number is left.
    error AccountsExhausted(uint256 limit);

    /// @notice The caller has no account.
    error NoAccount(address caller);

    /// @notice The fee has risen with the queue, or was not sent.
    error FeeTooLow(uint256 expected, uint256 got);

    /// @notice Such a request of this account (and instrument) waits already.
    error RequestPending(uint256 kind, uint256 account, uint256 instrument);

    /// @notice Operations are consumed in order.
    error OperationIndexWrong(uint256 expected, uint256 got);

    /// @notice A batch consumes operations that are not there.
    error OperationMissing(uint256 length, uint256 asked);

    /// @notice An outcome that no operation of that kind has.
    error OutcomeUnknown(uint256 index, uint256 outcome);

    /// @notice The operation was consumed, reclaimed, or never was one that money came with.
    error NothingToReclaim(uint256 index);

    /// @notice Nobody has fees to get back.
    error NoFees(address owner);

    /// @notice The receiver refused ether.
    error PaymentRefused(address to);

    /// @notice The deadline is outside of its bounds.
    error DeadlineOutOfRange(uint256 least, uint256 most, uint256 got);

    /// @notice The fee of a request is outside of its bounds.
    error FeeOutOfRange(uint256 least, uint256 most, uint256 got);

    /// @notice The minimum of a deposit is outside of its bounds.
    error MinimumOutOfRange(uint256 least, uint256 most, uint256 got);

    /// @notice Pays collateral into an account; makes one for an owner who has none.
    /// @dev The caller must have allowed the vault to take it. Reverts in order: Frozen, OwnerZero, KeyNotOwners, FieldOutOfRange,
    /// the vault's errors, DepositTooSmall.
    /// @param owner of the account, who alone can ever be paid from it
    /// @param amount units of the token
    /// @param keyX master key of an account that does not exist yet; 0, 0 for none, and always unless the owner calls
    /// @param keyY see keyX
    /// @return index place in the queue
    function deposit(address owner, uint256 amount, uint256 keyX, uint256 keyY) external returns (uint256 index);

    /// @notice Pays collateral into the common fund, which covers losses before traders do. It does not come back.
    function depositToFund(uint256 amount) external returns (uint256 index);

    /// @notice Asks for another master key; 0, 0 removes it. Ends all sessions and cancels all orders.
    function changeMasterKey(uint256 keyX, uint256 keyY) external payable returns (uint256 index);

    /// @notice Asks for the end of all sessions and orders.
    function cancelAll() external payable returns (uint256 index);

    /// @notice Asks for a withdrawal of what is free, up to an amount.
    /// @param amount quanta
    function forceWithdraw(uint256 amount) external payable returns (uint256 index);

    /// @notice Asks for a position to be closed.
    /// @param instrument its number
    /// @param isShort the side of the position
    /// @param largestSize most lots
    function forceClose(uint256 instrument, bool isShort, uint256 largestSize) external payable returns (uint256 index);

    /// @notice Queues what governance decided. Only governance.
    function enqueueGoverned(uint256[5] calldata lanes) external returns (uint256 index);

    /// @notice A proven batch consumed operations. Only the rollup.
    /// @param first index of the first
    /// @param outcomes of each: code + 2^8·value
    function consume(uint256 first, uint256[] calldata outcomes) external;

    /// @notice After a freeze: the deposit or the fee of an operation that was not consumed goes back to its owner's balance. Anyone may
    /// call.
    function reclaim(uint256 index) external;

    /// @notice Pays the fees that an owner gets back to the owner. Anyone may call, always.
    function withdrawFees(address owner) external;

    /// @notice Burns the fees of requests that had no effect. Anyone may call.
    function burnFees() external;

    /// @notice The fee of a request now, in wei: base·(1 + n/256), at most 20·base, with n operations waiting.
    function requestFee() external view returns (uint256);

    /// @notice The lanes of operations, five each.
    function lanesOf(uint256 first, uint256 count) external view returns (uint256[] memory);

    /// @notice An operation.
    function entry(uint256 index) external view returns (Entry memory);

    /// @notice How many operations there ever were.
    function length() external view returns (uint256);

    /// @notice Index of the first operation that no proven batch has consumed.
    function head() external view returns (uint256);

    /// @notice The account of an owner; 0 if it has none.
    function accounts(address owner) external view returns (uint256);

    /// @notice Whether the operation at the head is past its deadline.
    function isOverdue() external view returns (bool);

    /// @notice Whether a batch that consumes operations from `first` on may leave the operation after them.
    /// @dev It may if that one is younger than 24 hours, or if the batch is full: 64 operations, or too heavy for the next one.
    function mayLeaveNext(uint256 first, uint256 count) external view returns (bool);

    /// @notice Seconds that an operation may wait.
    function deadline() external view returns (uint256);
}
