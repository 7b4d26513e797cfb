// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

/// @notice Shows the records of an instrument to lie in the subtree of instruments. They are leaves of one node.
/// @param terms lanes of Terms
/// @param limitsLeaf leaf of Limits
/// @param risk lanes of Risk
/// @param book lanes of Book
/// @param siblings of the 14 nodes from that one upwards, in the order of their indices
struct InstrumentOpening {
    uint256[4] terms;
    uint256 limitsLeaf;
    uint256[4] risk;
    uint256[4] book;
    uint256[3][14] siblings;
}

/// @notice Shows an account to lie in the subtree of accounts: its block of 64 leaves and the 12 levels above.
/// @param owner lanes of Owner
/// @param account lanes of Account
/// @param headLeaves leaves 2 and 3 of the block
/// @param headGroups nodes of the leaves 4 to 7, 8 to 11, 12 to 15
/// @param positions lanes of each position of the mask, in the order of their places
/// @param vacantLeaves leaves of the other places below 8, in their order
/// @param reservedGroups nodes of the leaves 24 to 27, 28 to 31
/// @param restGroups nodes of the leaves 32 to 47, 48 to 63
/// @param siblings of the 12 nodes from the block upwards, in the order of their indices
struct AccountOpening {
    uint256[4] owner;
    uint256[4] account;
    uint256[2] headLeaves;
    uint256[3] headGroups;
    uint256[4][] positions;
    uint256[] vacantLeaves;
    uint256[2] reservedGroups;
    uint256[2] restGroups;
    uint256[3][12] siblings;
}

/// @notice What an opening says of an instrument.
/// @param kind 1 to 4
/// @param multiplier quanta per tick and lot
/// @param status 0 no mark yet, 1 marked, 2 settled
/// @param mark in ticks
/// @param indexRound round of the index that the mark was made with
/// @param longIndex cash per long lot so far
/// @param shortIndex cash per short lot so far
/// @param longLots open long lots
/// @param shortLots open short lots
struct InstrumentState {
    uint256 kind;
    uint256 multiplier;
    uint256 status;
    uint256 mark;
    uint256 indexRound;
    int256 longIndex;
    int256 shortIndex;
    uint256 longLots;
    uint256 shortLots;
}

/// @notice What an opening says of an account.
/// @param owner the address that it belongs to
/// @param live whether it exists
/// @param cash in quanta
/// @param positions of its mask
struct AccountState {
    address owner;
    bool live;
    int256 cash;
    PositionState[] positions;
}

/// @notice A position.
/// @param instrument what it is in
/// @param size in lots; positive is long
/// @param snapshot the cumulative index that it was last settled at
struct PositionState {
    uint256 instrument;
    int256 size;
    int256 snapshot;
}
