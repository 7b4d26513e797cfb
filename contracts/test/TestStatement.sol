// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {BatchData, BatchHeader} from "../src/types/Batch.sol";

/// @notice The public inputs of a batch once more, row by row, as docs/circuits/devices.md describes the instance columns. What the test
/// verifier accepts is what this says, not what the contract says.
library TestStatement {
    function proof(address rollup, uint256 slots, BatchHeader memory header, BatchData memory data, uint256[5][] memory lanes)
        internal
        view
        returns (bytes memory)
    {
        return abi.encode(keccak256(abi.encode(rollup, slots, scalars(rollup, header, data), columns(header, data, lanes))));
    }

    function scalars(address rollup, BatchHeader memory h, BatchData memory data) internal view returns (uint256[] memory) {
        uint256[19] memory s = [
            h.oldRoots[0],
            h.oldRoots[1],
            h.oldRoots[2],
            h.oldRoots[3],
            h.newRoots[0],
            h.newRoots[1],
            h.newRoots[2],
            h.newRoots[3],
            h.number,
            h.firstTime,
            h.lastTime,
            h.firstSequence,
            h.lastSequence,
            h.logRoot,
            h.firstOperation,
            h.operationCount,
            data.withdrawals.length / 2,
            data.records.length / 5,
            block.chainid + 2 ** 64 * uint256(uint160(rollup))
        ];
        uint256[] memory words = new uint256[](19);
        for (uint256 i = 0; i < 19; i++) {
            words[i] = s[i];
        }
        return words;
    }

    function columns(BatchHeader memory header, BatchData memory data, uint256[5][] memory lanes) internal pure returns (uint256[] memory) {
        uint256 rows = lanes.length + data.withdrawals.length / 2 + data.records.length / 5;
        uint256[9][] memory table = new uint256[9][](rows);
        uint256 row = 0;
        for (uint256 i = 0; i < lanes.length; i++) {
            uint256[5] memory l = lanes[i];
            table[row++] = [uint256(1), header.firstOperation + i, l[0], l[1], l[2], l[3], l[4], data.outcomes[i], 1];
        }
        for (uint256 i = 0; i < data.withdrawals.length / 2; i++) {
            table[row++] = [uint256(1), i, data.withdrawals[2 * i], data.withdrawals[2 * i + 1], 0, 0, 0, 0, 2];
        }
        for (uint256 i = 0; i < data.records.length; i += 5) {
            uint256[] memory r = data.records;
            table[row++] = [uint256(1), r[i], r[i + 1], r[i + 2], r[i + 3], r[i + 4], 0, 0, 0];
        }
        uint256[] memory words = new uint256[](9 * rows);
        for (uint256 i = 0; i < 9 * rows; i++) {
            words[i] = table[i % rows][i / rows];
        }
        return words;
    }
}
