// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IStateProofs} from "../interfaces/IStateProofs.sol";
import {Poseidon2} from "../verifier/Poseidon2.sol";

/// @title The state tree
/// @notice Four 4-ary trees of depth 15 (docs/protocol.md, 3).
/// @dev Every word that comes from outside is compared with the order of the field here: the hash takes field elements, and a word and that
/// word plus the order would be one.
library StateTree {
    /// @notice The root of each subtree while no record exists. A test computes it.
    uint256 internal constant EMPTY_ROOT = 0x033c2a24348b5612b9a808f7160a08544d674eca37ac38671cccf07d28a27640;

    /// @notice The leaf of a record.
    /// @param table constants of the hash
    function leaf(bytes memory table, uint256[4] calldata lanes) internal pure returns (uint256) {
        return _compress(table, lanes[0], lanes[1], lanes[2], lanes[3], Poseidon2.LEAF);
    }

    /// @notice The node of four children.
    function node(bytes memory table, uint256 a, uint256 b, uint256 c, uint256 d) internal pure returns (uint256) {
        return _compress(table, a, b, c, d, Poseidon2.NODE);
    }

    /// @notice The node above a child.
    /// @param child the child's hash
    /// @param index of the child on its level; only its two lowest bits matter
    /// @param siblings the other three, in the order of their indices
    function parent(bytes memory table, uint256 child, uint256 index, uint256[3] calldata siblings) internal pure returns (uint256) {
        uint256 digit = index % 4;
        if (digit == 0) return node(table, child, siblings[0], siblings[1], siblings[2]);
        if (digit == 1) return node(table, siblings[0], child, siblings[1], siblings[2]);
        if (digit == 2) return node(table, siblings[0], siblings[1], child, siblings[2]);
        return node(table, siblings[0], siblings[1], siblings[2], child);
    }

    function _compress(bytes memory table, uint256 a, uint256 b, uint256 c, uint256 d, uint256 domain) private pure returns (uint256) {
        _requireCanonical(a);
        _requireCanonical(b);
        _requireCanonical(c);
        _requireCanonical(d);
        return Poseidon2.compress(table, a, b, c, d, domain);
    }

    function _requireCanonical(uint256 word) private pure {
        if (word >= Poseidon2.ORDER) revert IStateProofs.WordNotCanonical(Poseidon2.ORDER, word);
    }
}
