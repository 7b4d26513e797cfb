// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IStateProofs} from "../interfaces/IStateProofs.sol";
import {Records} from "../libraries/Records.sol";
import {StateTree} from "../libraries/StateTree.sol";
import {AccountOpening, AccountState, InstrumentOpening, InstrumentState, PositionState} from "../types/Openings.sol";
import {Poseidon2} from "../verifier/Poseidon2.sol";

/// @title StateProofs
/// @notice Hashes what it is given up to a root, and unpacks it.
/// @dev The index of a node on its path is the number of the account or instrument itself, digit by digit: nobody chooses it.
contract StateProofs is IStateProofs {
    uint256 private constant ACCOUNTS = 1 << 24;
    uint256 private constant INSTRUMENTS = 1 << 12;
    uint256 private constant PLACES = 8;
    uint256 private constant GROUP = 4;

    /// @inheritdoc IStateProofs
    function openInstrument(uint256 root, uint256 instrument, InstrumentOpening calldata opening)
        external
        pure
        returns (InstrumentState memory)
    {
        if (instrument == 0 || instrument >= INSTRUMENTS) revert InstrumentOutOfRange(INSTRUMENTS, instrument);
        bytes memory table = Poseidon2.constants();

        // Records 8·instrument to 8·instrument + 3 are the leaves of node 2·instrument.
        uint256 hash = StateTree.node(
            table,
            StateTree.leaf(table, opening.terms),
            opening.limitsLeaf,
            StateTree.leaf(table, opening.risk),
            StateTree.leaf(table, opening.book)
        );
        uint256 index = 2 * instrument;
        for (uint256 level = 0; level < opening.siblings.length; level++) {
            hash = StateTree.parent(table, hash, index, opening.siblings[level]);
            index /= GROUP;
        }

        if (hash != root) revert RootDiffers(root, hash);
        return Records.instrument(opening.terms, opening.risk, opening.book);
    }

    /// @inheritdoc IStateProofs
    function openAccount(uint256 root, uint256 account, AccountOpening calldata opening) external pure returns (AccountState memory state) {
        if (account == 0 || account >= ACCOUNTS) revert AccountOutOfRange(ACCOUNTS, account);
        bytes memory table = Poseidon2.constants();
        uint256 hash = _block(table, opening);

        // The block of an account has 64 leaves: three levels. Its index on the fourth is the account.
        uint256 index = account;
        for (uint256 level = 0; level < opening.siblings.length; level++) {
            hash = StateTree.parent(table, hash, index, opening.siblings[level]);
            index /= GROUP;
        }

        if (hash != root) revert RootDiffers(root, hash);
        state.owner = Records.owner(opening.owner);
        state.live = Records.isLive(opening.account);
        state.cash = Records.cash(opening.account);
        state.positions = new PositionState[](opening.positions.length);
        for (uint256 i = 0; i < opening.positions.length; i++) {
            state.positions[i] = Records.position(opening.positions[i]);
        }
    }

    /// @dev Owner and Account are leaves 0 and 1, positions 16 to 23; the rest comes as hashes.
    function _block(bytes memory table, AccountOpening calldata opening) private pure returns (uint256) {
        uint256 head = StateTree.node(
            table,
            StateTree.leaf(table, opening.owner),
            StateTree.leaf(table, opening.account),
            opening.headLeaves[0],
            opening.headLeaves[1]
        );
        head = StateTree.node(table, head, opening.headGroups[0], opening.headGroups[1], opening.headGroups[2]);

        uint256[8] memory places = _places(table, opening);
        uint256 positions = StateTree.node(
            table,
            StateTree.node(table, places[0], places[1], places[2], places[3]),
            StateTree.node(table, places[4], places[5], places[6], places[7]),
            opening.reservedGroups[0],
            opening.reservedGroups[1]
        );
        return StateTree.node(table, head, positions, opening.restGroups[0], opening.restGroups[1]);
    }

    /// @dev The leaf of each place: of a record where the mask has a bit, else as given.
    function _places(bytes memory table, AccountOpening calldata opening) private pure returns (uint256[8] memory leaves) {
        uint256 mask = Records.positionMask(opening.account);
        if (mask >> PLACES != 0) revert PlaceReserved(PLACES, mask);
        uint256 given = opening.positions.length;
        uint256 taken = 0;
        for (uint256 place = 0; place < PLACES; place++) {
            taken += (mask >> place) & 1;
        }
        if (given != taken) revert PositionCountDiffers(taken, given);
        if (opening.vacantLeaves.length != PLACES - taken) revert PositionCountDiffers(PLACES - taken, opening.vacantLeaves.length);

        uint256 next = 0;
        for (uint256 place = 0; place < PLACES; place++) {
            if ((mask >> place) & 1 == 1) {
                leaves[place] = StateTree.leaf(table, opening.positions[next]);
                next++;
            } else {
                leaves[place] = opening.vacantLeaves[place - next];
            }
        }
    }
}
