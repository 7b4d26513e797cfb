// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {AccountOpening, InstrumentOpening} from "../src/types/Openings.sol";
import {Poseidon2} from "../src/verifier/Poseidon2.sol";

/// @notice A sparse 4-ary tree of depth 15, as obvious as it can be: a map of nodes, each write hashes its path anew.
contract TestTree {
    uint256 internal constant DEPTH = 15;

    bytes private _table;
    uint256[16] private _empty;
    mapping(uint256 level => mapping(uint256 index => uint256)) private _nodes;
    mapping(uint256 level => mapping(uint256 index => bool)) private _written;
    mapping(uint256 index => uint256[4]) private _records;

    constructor() {
        _table = Poseidon2.constants();
        _empty[0] = Poseidon2.compress(_table, 0, 0, 0, 0, Poseidon2.LEAF);
        for (uint256 level = 1; level <= DEPTH; level++) {
            uint256 below = _empty[level - 1];
            _empty[level] = Poseidon2.compress(_table, below, below, below, below, Poseidon2.NODE);
        }
    }

    function root() public view returns (uint256) {
        return node(DEPTH, 0);
    }

    function node(uint256 level, uint256 index) public view returns (uint256) {
        return _written[level][index] ? _nodes[level][index] : _empty[level];
    }

    function record(uint256 index) public view returns (uint256[4] memory) {
        return _records[index];
    }

    function set(uint256 index, uint256[4] memory lanes) public {
        bytes memory table = _table;
        _records[index] = lanes;
        _put(0, index, Poseidon2.compress(table, lanes[0], lanes[1], lanes[2], lanes[3], Poseidon2.LEAF));
        for (uint256 level = 1; level <= DEPTH; level++) {
            index /= 4;
            uint256[4] memory c;
            for (uint256 i = 0; i < 4; i++) {
                c[i] = node(level - 1, 4 * index + i);
            }
            _put(level, index, Poseidon2.compress(table, c[0], c[1], c[2], c[3], Poseidon2.NODE));
        }
    }

    function openInstrument(uint256 instrument) public view returns (InstrumentOpening memory opening) {
        opening.terms = _records[8 * instrument];
        opening.limitsLeaf = node(0, 8 * instrument + 1);
        opening.risk = _records[8 * instrument + 2];
        opening.book = _records[8 * instrument + 3];
        uint256 index = 2 * instrument;
        for (uint256 level = 0; level < 14; level++) {
            opening.siblings[level] = _siblings(level + 1, index);
            index /= 4;
        }
    }

    function openAccount(uint256 account) public view returns (AccountOpening memory opening) {
        uint256 base = 64 * account;
        opening.owner = _records[base];
        opening.account = _records[base + 1];
        opening.headLeaves = [node(0, base + 2), node(0, base + 3)];
        opening.headGroups = [node(1, base / 4 + 1), node(1, base / 4 + 2), node(1, base / 4 + 3)];
        opening.reservedGroups = [node(1, base / 4 + 6), node(1, base / 4 + 7)];
        opening.restGroups = [node(2, base / 16 + 2), node(2, base / 16 + 3)];
        uint256 mask = opening.account[3] >> 144 & 0xffff;
        uint256 taken = 0;
        for (uint256 place = 0; place < 8; place++) {
            taken += mask >> place & 1;
        }
        opening.positions = new uint256[4][](taken);
        opening.vacantLeaves = new uint256[](8 - taken);
        uint256 next = 0;
        for (uint256 place = 0; place < 8; place++) {
            if (mask >> place & 1 == 1) opening.positions[next++] = _records[base + 16 + place];
            else opening.vacantLeaves[place - next] = node(0, base + 16 + place);
        }
        uint256 index = account;
        for (uint256 level = 0; level < 12; level++) {
            opening.siblings[level] = _siblings(level + 3, index);
            index /= 4;
        }
    }

    function _siblings(uint256 level, uint256 index) private view returns (uint256[3] memory siblings) {
        uint256 next = 0;
        for (uint256 digit = 0; digit < 4; digit++) {
            if (digit != index % 4) siblings[next++] = node(level, index - index % 4 + digit);
        }
    }

    function _put(uint256 level, uint256 index, uint256 hash) private {
        _nodes[level][index] = hash;
        _written[level][index] = true;
    }
}
