// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

/// @notice What the sequencer signs of a batch: words 1 to 16 of docs/protocol.md, 13, and the hash of the lists.
/// @param oldRoots roots of the four subtrees before
/// @param newRoots and after
/// @param number its number; the first is 0
/// @param firstTime not below the last time of the batch before, nor above the time of the first transaction; milliseconds
/// @param lastTime time of the last transaction; milliseconds
/// @param firstSequence number of its first transaction
/// @param lastSequence number of its last one
/// @param logRoot root of the tree over its transactions
/// @param firstOperation index of the first queue operation that it consumes, or of the next one
/// @param operationCount how many it consumes
/// @param dataHash `BatchHash.ofData` of its lists
struct BatchHeader {
    uint256[4] oldRoots;
    uint256[4] newRoots;
    uint64 number;
    uint48 firstTime;
    uint48 lastTime;
    uint48 firstSequence;
    uint48 lastSequence;
    uint256 logRoot;
    uint48 firstOperation;
    uint16 operationCount;
    bytes32 dataHash;
}

/// @notice The lists of a batch, flat, in the order of docs/protocol.md, 13. The lanes of queue operations are not among them: the contract
/// has them.
/// @param outcomes of each consumed operation: code + 2^8·value
/// @param withdrawals two words each: owner + 2^160·amount; account
/// @param records five words each: address; four lanes
struct BatchData {
    uint256[] outcomes;
    uint256[] withdrawals;
    uint256[] records;
}

/// @notice Where a sequence of batches ends.
/// @param batches how many there are, which is the number of the next one
/// @param lastTime of its last transaction; milliseconds
/// @param lastSequence number of its last transaction
/// @param nextOperation index of the first queue operation that it left
/// @param settledAt when it was committed, for the tip of commitments, or proven, in seconds
struct Tip {
    uint64 batches;
    uint48 lastTime;
    uint48 lastSequence;
    uint48 nextOperation;
    uint48 settledAt;
}

/// @notice A batch that was committed.
/// @param headerHash hash of its header
/// @param committedAt when, in seconds
struct Commitment {
    bytes32 headerHash;
    uint48 committedAt;
}
