// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {AccountOpening, AccountState, InstrumentOpening, InstrumentState} from "../types/Openings.sol";

/// @title Reads records of the state out of the roots of its subtrees
/// @notice Has no state and no owner: whoever has an opening gets the truth or a revert.
interface IStateProofs {
    /// @notice An account is 1 to 2^24 − 1.
    error AccountOutOfRange(uint256 limit, uint256 got);

    /// @notice An instrument is 1 to 4,095.
    error InstrumentOutOfRange(uint256 limit, uint256 got);

    /// @notice The opening leads to another root.
    error RootDiffers(uint256 expected, uint256 got);

    /// @notice The opening has as many positions as the mask has bits, and as many other leaves as are left of eight.
    error PositionCountDiffers(uint256 expected, uint256 got);

    /// @notice The mask names a place that the first set does not have.
    error PlaceReserved(uint256 limit, uint256 mask);

    /// @notice A word is no element of the field.
    error WordNotCanonical(uint256 order, uint256 got);

    /// @notice Reads an account and its positions.
    /// @param root root of the subtree of accounts
    /// @param account number of the account
    /// @param opening records and hashes
    function openAccount(uint256 root, uint256 account, AccountOpening calldata opening) external pure returns (AccountState memory);

    /// @notice Reads an instrument.
    /// @param root root of the subtree of instruments
    /// @param instrument number of the instrument
    /// @param opening records and hashes
    function openInstrument(uint256 root, uint256 instrument, InstrumentOpening calldata opening)
        external
        pure
        returns (InstrumentState memory);
}
