// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

/// @notice Operations of the queue, by their numbers in docs/protocol.md, 5.1.
enum OperationKind {
    None,
    Deposit,
    ChangeMasterKey,
    ForcedCancelAll,
    ForcedWithdraw,
    ForcedClose,
    ListInstrument,
    SetParameters,
    SetOracleKey
}

/// @notice An entry of the queue: the five lanes of docs/protocol.md, 6.1, when they came and what was paid.
/// @param lane0 kind, account and small fields; always below 2^93
/// @param enqueuedAt seconds
/// @param fee of a forced request, in wei
/// @param lanes how many lanes are stored; the others are zero, and neither written nor read
/// @param lane1 owner, or what governance set
/// @param lane2 a further lane
/// @param lane3 see lane2
/// @param lane4 see lane2
struct Entry {
    uint96 lane0;
    uint48 enqueuedAt;
    uint96 fee;
    uint8 lanes;
    uint256 lane1;
    uint256 lane2;
    uint256 lane3;
    uint256 lane4;
}
