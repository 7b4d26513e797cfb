// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {PositionState} from "../types/Openings.sol";

/// @title What a position is worth
/// @notice As docs/protocol.md, 4.1 and 4.3 value it, at a stored mark.
/// @dev Sizes are below 2^35, marks below 2^36, multipliers below 2^24, indices below 2^59 in magnitude: nothing comes near 2^255.
library Equity {
    /// @notice An instrument's numbers that an escape values positions at.
    struct Mark {
        bool isStored;
        uint40 mark;
        uint24 multiplier;
        int64 longIndex;
        int64 shortIndex;
    }

    /// @notice size·mark·multiplier, and what the cumulative indices owe.
    function ofPosition(PositionState memory position, Mark memory mark) internal pure returns (int256) {
        int256 size = position.size;
        int256 worth = size * int256(uint256(mark.mark)) * int256(uint256(mark.multiplier));
        int256 owed = size > 0 ? size * (mark.longIndex - position.snapshot) : -size * (mark.shortIndex - position.snapshot);
        return worth + owed;
    }
}
