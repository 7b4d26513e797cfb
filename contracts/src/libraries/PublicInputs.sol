// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IRollup} from "../interfaces/IRollup.sol";
import {BatchData, BatchHeader} from "../types/Batch.sol";

/// @title Public inputs of a batch's proof (docs/settlement.md, 5)
/// @notice The one place where the words of docs/protocol.md, 13 become scalars and instance columns.
library PublicInputs {
    /// @notice Public scalars: 18 words and the domain of messages.
    uint256 internal constant SCALARS = 19;

    /// @notice Instance columns: used, word 0 to word 6, kind.
    uint256 internal constant COLUMNS = 9;

    /// @notice Most withdrawals of a batch.
    uint256 internal constant WITHDRAWALS_MAX = 256;

    uint256 private constant LANES = 5;
    uint256 private constant WITHDRAWAL_WORDS = 2;
    uint256 private constant RECORD_WORDS = 5;
    uint256 private constant KIND_OPERATION = 1;
    uint256 private constant KIND_WITHDRAWAL = 2;

    /// @notice The hash of the lists, which the header holds.
    function dataHash(BatchData calldata data) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256(abi.encodePacked(data.outcomes)),
                keccak256(abi.encodePacked(data.withdrawals)),
                keccak256(abi.encodePacked(data.records))
            )
        );
    }

    /// @notice Refuses lists whose lengths do not fit, and records out of order.
    function requireLists(BatchHeader calldata header, BatchData calldata data) internal pure {
        _requireLength("outcomes", header.operationCount, data.outcomes.length);
        uint256 withdrawals = data.withdrawals.length / WITHDRAWAL_WORDS;
        if (withdrawals > WITHDRAWALS_MAX) withdrawals = WITHDRAWALS_MAX;
        _requireLength("withdrawals", withdrawals * WITHDRAWAL_WORDS, data.withdrawals.length);
        _requireLength("records", data.records.length / RECORD_WORDS * RECORD_WORDS, data.records.length);
        // Address 0 is no record that is ever published: it belongs to account 0.
        uint256 last = 0;
        for (uint256 i = 0; i < data.records.length; i += RECORD_WORDS) {
            if (data.records[i] <= last) revert IRollup.RecordsNotAscending(last, data.records[i]);
            last = data.records[i];
        }
    }

    /// @notice The public scalars, in the order of the key.
    /// @param domain lane 0 of messages: chain id + 2^64·rollup
    function scalars(BatchHeader calldata header, BatchData calldata data, uint256 domain) internal pure returns (uint256[] memory words) {
        words = new uint256[](SCALARS);
        for (uint256 i = 0; i < 4; i++) {
            words[i] = header.oldRoots[i];
            words[4 + i] = header.newRoots[i];
        }
        words[8] = header.number;
        words[9] = header.firstTime;
        words[10] = header.lastTime;
        words[11] = header.firstSequence;
        words[12] = header.lastSequence;
        words[13] = header.logRoot;
        words[14] = header.firstOperation;
        words[15] = header.operationCount;
        words[16] = data.withdrawals.length / WITHDRAWAL_WORDS;
        words[17] = data.records.length / RECORD_WORDS;
        words[18] = domain;
    }

    /// @notice The instance columns, one after the other: a row for each operation, withdrawal and record.
    /// @param lanes of the operations, from the queue
    function instance(BatchHeader calldata header, BatchData calldata data, uint256[] memory lanes)
        internal
        pure
        returns (uint256[] memory words)
    {
        uint256 operations = data.outcomes.length;
        uint256 withdrawals = data.withdrawals.length / WITHDRAWAL_WORDS;
        uint256 rows = operations + withdrawals + data.records.length / RECORD_WORDS;
        words = new uint256[](COLUMNS * rows);
        for (uint256 row = 0; row < rows; row++) {
            words[row] = 1;
        }
        _putOperations(words, rows, header.firstOperation, data.outcomes, lanes);
        _putWithdrawals(words, rows, operations, data.withdrawals);
        _putRecords(words, rows, operations + withdrawals, data.records);
    }

    /// @dev index, five lanes, outcome; kind 1.
    function _putOperations(uint256[] memory words, uint256 rows, uint256 first, uint256[] calldata outcomes, uint256[] memory lanes)
        private
        pure
    {
        for (uint256 i = 0; i < outcomes.length; i++) {
            words[rows + i] = first + i;
            for (uint256 lane = 0; lane < LANES; lane++) {
                words[(2 + lane) * rows + i] = lanes[LANES * i + lane];
            }
            words[7 * rows + i] = outcomes[i];
            words[8 * rows + i] = KIND_OPERATION;
        }
    }

    /// @dev position, owner and amount, account; kind 2.
    function _putWithdrawals(uint256[] memory words, uint256 rows, uint256 row, uint256[] calldata list) private pure {
        for (uint256 i = 0; i < list.length; i += WITHDRAWAL_WORDS) {
            words[rows + row] = i / WITHDRAWAL_WORDS;
            words[2 * rows + row] = list[i];
            words[3 * rows + row] = list[i + 1];
            words[8 * rows + row] = KIND_WITHDRAWAL;
            row++;
        }
    }

    /// @dev address, four lanes; kind 0. Most of a batch's words: an index that cannot overflow is not checked.
    function _putRecords(uint256[] memory words, uint256 rows, uint256 row, uint256[] calldata list) private pure {
        unchecked {
            for (uint256 i = 0; i < list.length; i += RECORD_WORDS) {
                uint256 place = rows + row;
                for (uint256 word = 0; word < RECORD_WORDS; word++) {
                    words[place] = list[i + word];
                    place += rows;
                }
                row++;
            }
        }
    }

    function _requireLength(string memory list, uint256 expected, uint256 got) private pure {
        if (got != expected) revert IRollup.ListLengthWrong(list, expected, got);
    }
}
