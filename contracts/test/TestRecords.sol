// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

/// @notice Records as docs/protocol.md, 3.3 packs them, written from the table and not from the code that reads them.
library TestRecords {
    function lanes(uint256 x, uint256 y, uint256[5] memory a, uint256[6] memory b) internal pure returns (uint256[4] memory) {
        uint256 lane2 = a[0] | a[1] << 60 | a[2] << 108 | a[3] << 156 | a[4] << 204;
        uint256 lane3 = b[0] | b[1] << 60 | b[2] << 108 | b[3] << 144 | b[4] << 180 | b[5] << 216;
        return [x, y, lane2, lane3];
    }

    function owner(address who) internal pure returns (uint256[4] memory) {
        uint256 bits = uint160(who);
        uint256 low = bits & ((1 << 60) - 1);
        uint256 middle = (bits >> 60) & ((1 << 60) - 1);
        return lanes(5, 6, [low, bits >> 120, 77, 0, 0], [middle, 0, 0, 0, 0, 0]);
    }

    function account(int256 cash, uint256 mask) internal pure returns (uint256[4] memory) {
        return lanes(0, 0, [signed60(cash), 3, 4, 5, 0], [uint256(0), 0, 0, mask, 6, 1]);
    }

    function position(uint256 instrument, int256 size, int256 snapshot) internal pure returns (uint256[4] memory) {
        return lanes(0, 0, [signed60(snapshot), 9, 0, 0, 0], [uint256(0), 0, instrument, uint256(size + 2 ** 35), 11, 12]);
    }

    function terms(uint256 kind, uint256 multiplier) internal pure returns (uint256[4] memory) {
        return lanes(0, 0, [uint256(0), 0, multiplier, 1, 0], [uint256(0), 0, kind, 7, 0, 2 ** 20]);
    }

    function risk(int256 longIndex, int256 shortIndex, uint256 mark, uint256 round, uint256 status)
        internal
        pure
        returns (uint256[4] memory)
    {
        return lanes(0, 0, [signed60(longIndex), 1, 2, 3, 4], [signed60(shortIndex), mark << 12, mark, 17, round, status]);
    }

    function book(uint256 longLots, uint256 shortLots) internal pure returns (uint256[4] memory) {
        return lanes(0, 0, [uint256(8), longLots, shortLots, 0, 0], [uint256(0), 0, 1, 2, 3, 4]);
    }

    function signed60(int256 value) internal pure returns (uint256) {
        return uint256(value + 2 ** 59);
    }
}
