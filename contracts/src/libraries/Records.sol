// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {InstrumentState, PositionState} from "../types/Openings.sol";

/// @title Fields of records
/// @notice Packed as docs/protocol.md, 3.1 and 3.3 say.
/// @dev Lanes 2 and 3 of a record of a proven state are below 2^252 with each field within its bits, so masks lose nothing.
library Records {
    uint256 private constant BITS_36 = (1 << 36) - 1;
    uint256 private constant BITS_48 = (1 << 48) - 1;
    uint256 private constant BITS_60 = (1 << 60) - 1;

    /// @notice The address of an Owner record: bits 0 to 59 in a0, 60 to 119 in b0, 120 to 159 in a1.
    function owner(uint256[4] calldata lanes) internal pure returns (address) {
        uint256 high = _field48(lanes[2], 60);
        return address(uint160(_field60(lanes[2]) | (_field60(lanes[3]) << 60) | (high << 120)));
    }

    /// @notice Cash of an Account record.
    function cash(uint256[4] calldata lanes) internal pure returns (int256) {
        return _signed60(lanes[2]);
    }

    /// @notice Position mask of an Account record.
    function positionMask(uint256[4] calldata lanes) internal pure returns (uint256) {
        return _field36(lanes[3], 144);
    }

    /// @notice Whether an Account record is live.
    function isLive(uint256[4] calldata lanes) internal pure returns (bool) {
        return _field36(lanes[3], 216) == 1;
    }

    /// @notice A Position record.
    function position(uint256[4] calldata lanes) internal pure returns (PositionState memory) {
        int256 size = int256(_field36(lanes[3], 144)) - int256(1 << 35);
        return PositionState({instrument: _field36(lanes[3], 108), size: size, snapshot: _signed60(lanes[2])});
    }

    /// @notice Terms, Risk and Book of an instrument.
    function instrument(uint256[4] calldata terms, uint256[4] calldata risk, uint256[4] calldata book)
        internal
        pure
        returns (InstrumentState memory state)
    {
        state.kind = _field36(terms[3], 108);
        state.multiplier = _field48(terms[2], 108);
        state.status = _field36(risk[3], 216);
        state.mark = _field36(risk[3], 108);
        state.indexRound = _field36(risk[3], 180);
        state.longIndex = _signed60(risk[2]);
        state.shortIndex = _signed60(risk[3]);
        state.longLots = _field48(book[2], 60);
        state.shortLots = _field48(book[2], 108);
    }

    function _field36(uint256 lane, uint256 shift) private pure returns (uint256) {
        return (lane >> shift) & BITS_36;
    }

    function _field48(uint256 lane, uint256 shift) private pure returns (uint256) {
        return (lane >> shift) & BITS_48;
    }

    /// @dev a0 and b0 lie at the bottom of their lanes.
    function _field60(uint256 lane) private pure returns (uint256) {
        return lane & BITS_60;
    }

    function _signed60(uint256 lane) private pure returns (int256) {
        return int256(_field60(lane)) - int256(1 << 59);
    }
}
