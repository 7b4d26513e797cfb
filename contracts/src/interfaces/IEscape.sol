// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {AccountOpening, InstrumentOpening} from "../types/Openings.sol";

/// @title The way out of a frozen exchange
/// @notice Needs the proven roots and the published records, and nobody's help. Accounts claim their equity at the last marks; if all
/// claims together exceed what is there, each is paid the same share.
interface IEscape {
    /// @notice An instrument's mark was stored.
    event MarkTaken(uint256 indexed instrument, uint256 mark, uint256 multiplier, int256 longIndex, int256 shortIndex);

    /// @notice A claim was registered.
    event ClaimRegistered(uint256 indexed account, address indexed owner, uint256 claim);

    /// @notice Registration is over.
    event RegistrationClosed(uint256 funds, uint256 claims);

    /// @notice A claim was paid, into the owner's balance in the vault.
    event ClaimPaid(uint256 indexed account, address indexed owner, uint256 claim, uint256 paid);

    /// @notice The exchange is not frozen.
    error NotFrozen();

    /// @notice The mark is stored.
    error MarkStored(uint256 instrument);

    /// @notice The mark of an instrument in which the account has a position must be stored first.
    error MarkMissing(uint256 instrument);

    /// @notice There is no such instrument.
    error InstrumentUnknown(uint256 instrument);

    /// @notice There is no such account.
    error AccountUnknown(uint256 account);

    /// @notice The account has claimed.
    error AlreadyClaimed(uint256 account);

    /// @notice The account is worth nothing, or less.
    error NothingToClaim(uint256 account, int256 equity);

    /// @notice An equity that no proven state has.
    error ClaimTooLarge(uint256 limit, uint256 got);

    /// @notice Claims are paid once the time to register them is over.
    error RegistrationOpen(uint256 until, uint256 timestamp);

    /// @notice The account has no registered claim that is unpaid.
    error NothingToPay(uint256 account);

    /// @notice Stores an instrument's mark, once. Anyone may call.
    function storeMark(uint256 instrument, InstrumentOpening calldata opening) external;

    /// @notice Registers an account's claim, once; after 60 days it is paid at once, from what the others left. Anyone may call.
    function registerClaim(uint256 account, AccountOpening calldata opening) external;

    /// @notice Pays a registered claim into its owner's balance, after 60 days. Anyone may call.
    function payClaim(uint256 account) external;

    /// @notice End of registration, in seconds.
    function registrationEnd() external view returns (uint256);

    /// @notice All claims registered in time, in quanta.
    function totalClaims() external view returns (uint256);
}
