// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IBatchVerifier, VerificationStatus} from "../../src/interfaces/IBatchVerifier.sol";
import {Test} from "../Test.sol";
import {EverythingOneTrace, EverythingTwoTrace, IVerifierTrace, Places, SquaresFourTrace} from "./Traces.sol";

/// @notice docs/vectors/proof.json through verifiers generated from its keys: the same statuses and challenges as in C#.
contract VectorsTest is Test {
    /// @dev The names of statuses in the file, in the order of the enumeration.
    string[] private _names;
    string private _json;
    uint256 private _run;
    uint256 private _left;

    function setUp() public {
        _json = vm.readFile("../docs/vectors/proof.json");
        _names = [
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
    }

    function test_Verify_CasesOfEverythingWithFactorOne_GiveTheirStatus() public {
        EverythingOneTrace verifier = new EverythingOneTrace();
        _runAll(verifier, verifier, 0, 1, 64);
        assertEq(_run, 30, "cases");
        assertEq(_left, 3, "cases that the contract cannot be asked");
    }

    function test_Verify_CasesOfEverythingWithFactorTwo_GiveTheirStatus() public {
        EverythingTwoTrace verifier = new EverythingTwoTrace();
        _runAll(verifier, verifier, 1, 1, 64);
        assertEq(_run, 30, "cases");
        assertEq(_left, 3, "cases that the contract cannot be asked");
    }

    function test_Verify_CasesOfSquares_GiveTheirStatus() public {
        SquaresFourTrace verifier = new SquaresFourTrace();
        _runAll(verifier, verifier, 2, 0, 0);
        assertEq(_run, 27, "cases");
        assertEq(_left, 2, "cases that the contract cannot be asked");
    }

    /// @dev A case with another number of columns, or of blobs than the verifier has built in, cannot be put to it.
    function _runAll(IBatchVerifier verifier, IVerifierTrace traced, uint256 circuit, uint256 columns, uint256 blobBytes) private {
        string memory cases = string.concat(".circuits[", vm.toString(circuit), "].cases[");
        for (uint256 i = 0;; i++) {
            string memory path = string.concat(cases, vm.toString(i), "]");
            if (!vm.keyExistsJson(_json, path)) break;
            bool hasColumns = vm.keyExistsJson(_json, string.concat(path, ".instanceColumns[0]"));
            bool hasMore = vm.keyExistsJson(_json, string.concat(path, ".instanceColumns[1]"));
            uint256 got = hasMore ? 2 : hasColumns ? 1 : 0;
            uint256 blobs = vm.parseJsonBytes32Array(_json, string.concat(path, ".blobHashes")).length * 32;
            if (got != columns || blobs != blobBytes) {
                _left++;
                continue;
            }
            // A call of its own: its memory is free again afterwards.
            this.runCase(verifier, traced, path, columns);
            _run++;
        }
    }

    function runCase(IBatchVerifier verifier, IVerifierTrace traced, string memory path, uint256 columns) external {
        address rollup = vm.parseJsonAddress(_json, string.concat(path, ".contract"));
        uint256 slots = vm.parseJsonUint(_json, string.concat(path, ".slots"));
        uint256[] memory scalars = vm.parseJsonUintArray(_json, string.concat(path, ".publicScalars"));
        uint256[] memory words = new uint256[](0);
        if (columns > 0) words = vm.parseJsonUintArray(_json, string.concat(path, ".instanceColumns[0]"));
        bytes memory proof = vm.parseJsonBytes(_json, string.concat(path, ".proof"));
        vm.chainId(vm.parseJsonUint(_json, string.concat(path, ".chainId")));
        string memory status = vm.parseJsonString(_json, string.concat(path, ".status"));
        string memory what = string.concat(path, vm.parseJsonString(_json, string.concat(path, ".name")), ": ", status);
        uint256 got = uint256(verifier.verify(rollup, slots, scalars, words, proof));
        assertEq(uint256(keccak256(bytes(_names[got]))), uint256(keccak256(bytes(status))), string.concat(what, " got ", _names[got]));
        if (!vm.keyExistsJson(_json, string.concat(path, ".challenges.beta"))) return;
        uint256[] memory memory_ = traced.trace(rollup, slots, scalars, words, proof);
        Places memory places = traced.places();
        _compare(memory_[places.beta / 32 - 4], path, "beta");
        _compare(memory_[places.gamma / 32 - 4], path, "gamma");
        _compare(memory_[places.y / 32 - 4], path, "y");
        _compare(memory_[places.zeta / 32 - 4], path, "zeta");
        _compare(memory_[places.v / 32 - 4], path, "v");
        _compare(memory_[places.z / 32 - 4], path, "z");
    }

    function _compare(uint256 got, string memory path, string memory name) private view {
        assertEq(got, vm.parseJsonUint(_json, string.concat(path, ".challenges.", name)), string.concat(path, name));
    }
}
