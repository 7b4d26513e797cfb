// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {OperationKind} from "../types/Operation.sol";
import {Poseidon2} from "../verifier/Poseidon2.sol";

/// @title Lanes of queue operations
/// @notice Packed as docs/protocol.md, 6.1 says.
/// @dev What is checked here is what the protocol says the contract checks: the circuit relies on it.
library Lanes {
    /// @notice No amount is that large.
    uint256 internal constant AMOUNT_LIMIT = 1 << 59;

    /// @notice Nor that many lots.
    uint256 internal constant LOTS_LIMIT = 1 << 35;

    /// @notice Instruments are 1 to 4,095.
    uint256 internal constant INSTRUMENT_LIMIT = 1 << 12;

    uint256 private constant SIGNER_LIMIT = 5;
    uint256 private constant LANE_LIMIT = 1 << 252;

    /// @notice A field is not below its limit.
    error FieldOutOfRange(string field, uint256 limit, uint256 got);

    /// @notice Governance may list instruments, set parameters and keys of signers, nothing else.
    error KindNotGoverned(uint256 got);

    /// @notice Lane 0: number (8), account (24), then fields of the kind.
    function lane0(OperationKind kind, uint256 account, uint256 fields) internal pure returns (uint256) {
        return uint256(kind) | (account << 8) | (fields << 32);
    }

    /// @notice Fields of a forced close: instrument (12), side (1), largest size (36).
    function close(uint256 instrument, bool isShort, uint256 largestSize) internal pure returns (uint256) {
        if (instrument == 0) revert FieldOutOfRange("instrument", INSTRUMENT_LIMIT, instrument);
        require_("instrument", instrument, INSTRUMENT_LIMIT);
        require_("largestSize", largestSize, LOTS_LIMIT);
        return instrument | (isShort ? 1 << 12 : 0) | (largestSize << 13);
    }

    /// @notice The kind in a lane 0.
    function kindOf(uint256 lane) internal pure returns (OperationKind) {
        return OperationKind(lane & 0xff);
    }

    /// @notice The account in a lane 0 of an account's operation.
    function accountOf(uint256 lane) internal pure returns (uint256) {
        return (lane >> 8) & 0xffffff;
    }

    /// @notice The amount in the lane 0 of a deposit.
    function amountOf(uint256 lane) internal pure returns (uint256) {
        return (lane >> 32) & ((1 << 60) - 1);
    }

    /// @notice The instrument in the lane 0 of a forced close.
    function instrumentOf(uint256 lane) internal pure returns (uint256) {
        return (lane >> 32) & 0xfff;
    }

    /// @notice A key is two elements of the field.
    function requireKey(uint256 keyX, uint256 keyY) internal pure {
        require_("keyX", keyX, Poseidon2.ORDER);
        require_("keyY", keyY, Poseidon2.ORDER);
    }

    /// @notice Whether governance may make an operation with these lanes.
    function requireGoverned(uint256[5] memory lanes) internal pure {
        uint256 kind = lanes[0] & 0xff;
        uint256 number = lanes[0] >> 8;
        if (kind == uint256(OperationKind.SetOracleKey)) {
            require_("signer", number, SIGNER_LIMIT);
            requireKey(lanes[1], lanes[2]);
            require_("lane3", lanes[3], 1);
            require_("lane4", lanes[4], 1);
        } else if (kind == uint256(OperationKind.ListInstrument) || kind == uint256(OperationKind.SetParameters)) {
            require_("instrument", number, INSTRUMENT_LIMIT);
            bool isListing = kind == uint256(OperationKind.ListInstrument);
            require_("lane1", lanes[1], LANE_LIMIT);
            require_("lane2", lanes[2], LANE_LIMIT);
            require_("lane3", lanes[3], isListing ? LANE_LIMIT : 1);
            require_("lane4", lanes[4], isListing ? LANE_LIMIT : 1);
        } else {
            revert KindNotGoverned(kind);
        }
    }

    /// @notice Refuses a value that is not below its limit.
    function require_(string memory field, uint256 value, uint256 limit) internal pure {
        if (value >= limit) revert FieldOutOfRange(field, limit, value);
    }
}
