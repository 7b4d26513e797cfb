// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {Poseidon2} from "../../src/verifier/Poseidon2.sol";
import {Test} from "../Test.sol";
import {Poseidon2Plain} from "../twins/Poseidon2Plain.sol";

contract Poseidon2Test is Test {
    Poseidon2Plain.Parameters private _parameters;
    string private _json;

    function setUp() public {
        _json = vm.readFile("../docs/vectors/poseidon2.json");
        _parameters.external_ = vm.parseJsonUintArray(_json, ".externalRoundConstants");
        _parameters.internal_ = vm.parseJsonUintArray(_json, ".internalRoundConstants");
        _parameters.diagonal = vm.parseJsonUintArray(_json, ".internalDiagonal");
    }

    function test_Permute_Vectors_Match() public view {
        bytes memory table = Poseidon2.constants();
        uint256 count = 0;
        for (string memory path = _at("permutation", 0); vm.keyExistsJson(_json, path); path = _at("permutation", ++count)) {
            uint256[] memory x = vm.parseJsonUintArray(_json, string.concat(path, ".input"));
            uint256[] memory y = vm.parseJsonUintArray(_json, string.concat(path, ".output"));
            (uint256 y0, uint256 y1, uint256 y2, uint256 y3) = Poseidon2.permute(table, x[0], x[1], x[2], x[3]);
            assertEq(y0, y[0], path);
            assertEq(y1, y[1], path);
            assertEq(y2, y[2], path);
            assertEq(y3, y[3], path);
        }
        assertEq(count, 5, "permutations in the file");
    }

    function test_Compress_Vectors_Match() public view {
        bytes memory table = Poseidon2.constants();
        uint256 count = 0;
        for (string memory path = _at("compression", 0); vm.keyExistsJson(_json, path); path = _at("compression", ++count)) {
            uint256[] memory x = vm.parseJsonUintArray(_json, string.concat(path, ".input"));
            bytes32 name = keccak256(bytes(vm.parseJsonString(_json, string.concat(path, ".domain"))));
            uint256 domain = name == keccak256("leaf") ? Poseidon2.LEAF : Poseidon2.NODE;
            uint256 digest = Poseidon2.compress(table, x[0], x[1], x[2], x[3], domain);
            assertEq(digest, vm.parseJsonUint(_json, string.concat(path, ".output")), path);
        }
        assertEq(count, 10, "compressions in the file");
    }

    function testFuzz_Compress_AnyLanes_EqualsPlainTwin(uint256[4] memory x, uint256 domain) public view {
        for (uint256 i = 0; i < 4; i++) {
            // A few of the bits of the fuzzer choose the edges of the field.
            x[i] = x[i] % 7 == 0 ? Poseidon2.ORDER - 1 - x[i] % 2 : x[i] % Poseidon2.ORDER;
        }
        uint256 digest = Poseidon2.compress(Poseidon2.constants(), x[0], x[1], x[2], x[3], domain);
        assertEq(digest, Poseidon2Plain.compress(_parameters, x, domain), "digest");
    }

    function test_Compress_AHash_CostsLessThan22000Gas() public view {
        bytes memory table = Poseidon2.constants();
        Poseidon2.compress(table, 4, 3, 2, 1, Poseidon2.NODE);
        uint256 before = gasleft();
        Poseidon2.compress(table, 1, 2, 3, 4, Poseidon2.NODE);
        uint256 used = before - gasleft();
        assertTrue(used < 22_000, vm.toString(used));
    }

    function _at(string memory list, uint256 i) private pure returns (string memory) {
        return string.concat(".", list, "[", vm.toString(i), "]");
    }
}
