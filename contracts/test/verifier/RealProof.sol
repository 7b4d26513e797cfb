// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IBatchVerifier, VerificationStatus} from "../../src/interfaces/IBatchVerifier.sol";
import {Test} from "../Test.sol";

/// @notice A real proof of the rollup's circuit and its statement: docs/vectors/rollup-proof.json.
abstract contract RealProof is Test {
    uint256 internal constant ORDER = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001;
    uint256 internal constant COLUMNS = 9;

    IBatchVerifier internal verifier;
    address internal rollup;
    uint256 internal slots;
    uint256[] internal scalars;
    uint256[] internal instance;
    bytes internal proof;
    string internal json;

    /// @dev The names of statuses, in the order of the enumeration.
    string[16] internal names = [
        "None",
        "Valid",
        "SlotsNotAllowed",
        "PublicScalarCount",
        "InstanceColumnCount",
        "InstanceWordCount",
        "PublicInputNotCanonical",
        "ProofLength",
        "PointNotCanonical",
        "PointNotOnCurve",
        "EvaluationNotCanonical",
        "PointNotInSubgroup",
        "PublicDenominatorZero",
        "EvaluationPointInDomain",
        "OpeningPointOnDivisor",
        "PairingsDiffer"
    ];

    function readProof() internal {
        json = vm.readFile("../docs/vectors/rollup-proof.json");
        rollup = vm.parseJsonAddress(json, ".contract");
        slots = vm.parseJsonUint(json, ".slots");
        scalars = vm.parseJsonUintArray(json, ".publicScalars");
        instance = vm.parseJsonUintArray(json, ".instance");
        proof = vm.parseJsonBytes(json, ".proof");
        vm.chainId(31_337);
    }

    function requireStatus(VerificationStatus got, VerificationStatus expected, string memory what) internal view {
        string memory message = string.concat(what, ": expected ", names[uint256(expected)], ", got ", names[uint256(got)]);
        assertEq(uint256(got), uint256(expected), message);
    }

    function requireStatus(VerificationStatus got, string memory expected, string memory what) internal view {
        string memory name = names[uint256(got)];
        assertTrue(keccak256(bytes(name)) == keccak256(bytes(expected)), string.concat(what, ": expected ", expected, ", got ", name));
    }
}
