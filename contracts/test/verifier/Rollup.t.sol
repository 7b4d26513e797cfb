// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {VerificationStatus} from "../../src/interfaces/IBatchVerifier.sol";
import {RollupVerifier} from "../../src/verifier/generated/RollupVerifier.sol";
import {Test} from "../Test.sol";

/// @notice The verifier of the rollup against a real proof: docs/vectors/rollup-proof.json.
contract RollupVerifierTest is Test {
    RollupVerifier private _verifier;
    address private _rollup;
    uint256 private _slots;
    uint256[] private _scalars;
    uint256[] private _instance;
    bytes private _proof;

    function setUp() public {
        _verifier = new RollupVerifier();
        string memory json = vm.readFile("../docs/vectors/rollup-proof.json");
        _rollup = vm.parseJsonAddress(json, ".contract");
        _slots = vm.parseJsonUint(json, ".slots");
        _scalars = vm.parseJsonUintArray(json, ".publicScalars");
        _instance = vm.parseJsonUintArray(json, ".instance");
        _proof = vm.parseJsonBytes(json, ".proof");
        vm.chainId(31_337);
    }

    function test_Verify_RealProof_Valid() public view {
        uint256[] memory scalars = _scalars;
        uint256[] memory instance = _instance;
        bytes memory proof = _proof;
        uint256 before = gasleft();
        VerificationStatus status = _verifier.verify(_rollup, _slots, scalars, instance, proof);
        uint256 used = before - gasleft();
        assertEq(uint256(status), uint256(VerificationStatus.Valid), "status");
        assertEq(used, 0, "gas");
    }
}
