// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IBatchVerifier} from "../interfaces/IBatchVerifier.sol";
import {IStateProofs} from "../interfaces/IStateProofs.sol";

/// @notice What a deployment chooses. Nothing but verifier, sequencer, guardian and governor can change afterwards.
/// @param token the collateral
/// @param quantum units of the token in a quantum
/// @param minimumDeposit quanta
/// @param requestFee of a forced request while the queue is empty, in wei
/// @param deadline of an entry of the queue, in seconds
/// @param notice of a change, in seconds; at least the deadline and 14 days
/// @param operator owner of account 1, which fees go to
/// @param sequencer signs batches
/// @param governor schedules changes
/// @param guardian may halt proofs for a while
/// @param verifier checks proofs
/// @param proofs reads records out of roots; without state, so it may serve several deployments
/// @param operations first entries of the queue, of governance: keys of signers, instruments. They are too many for the arguments of a
/// constructor, which count as creation code: the ABI encoding of uint256[5][] is the code of the contract at this address; 0 for none. It
/// begins with a byte 0, so it does nothing when it is called
struct Config {
    address token;
    uint256 quantum;
    uint64 minimumDeposit;
    uint96 requestFee;
    uint32 deadline;
    uint32 notice;
    address operator;
    address sequencer;
    address governor;
    address guardian;
    IBatchVerifier verifier;
    IStateProofs proofs;
    address operations;
}
