// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {VerificationStatus} from "../../src/interfaces/IBatchVerifier.sol";
import {EverythingOneVerifier} from "../generated/EverythingOneVerifier.sol";
import {RealProof} from "./RealProof.sol";

/// @notice A verifier whose challenges the test chooses: those that a proof cannot lead to.
contract ChosenChallenges is EverythingOneVerifier {
    function prepare(
        uint256 slots,
        uint256[] calldata scalars,
        uint256[] calldata instance,
        bytes calldata proof,
        uint256[4] calldata challenges
    ) external view returns (VerificationStatus status, uint256 denominator) {
        status = _readStatement(slots, scalars, instance);
        if (status == VerificationStatus.Valid) status = _readProof(proof);
        if (status != VerificationStatus.Valid) return (status, 0);
        assembly {
            mstore(BETA, calldataload(challenges))
            mstore(GAMMA, calldataload(add(challenges, 0x20)))
            mstore(ZETA, calldataload(add(challenges, 0x40)))
            mstore(Z, calldataload(add(challenges, 0x60)))
        }
        _putTerms();
        denominator = _load(TERM_DENOMINATORS);
        status = _prepare(slots);
    }
}

/// @notice The three causes for which no vector can exist, in their order, and that faults of points count before them.
contract ChallengesTest is RealProof {
    uint256 private constant OMEGA_EXPONENT = (ORDER - 1) / 16;

    ChosenChallenges private _verifier;

    function setUp() public {
        _verifier = new ChosenChallenges();
        json = vm.readFile("../docs/vectors/proof.json");
        slots = vm.parseJsonUint(json, ".circuits[0].cases[0].slots");
        scalars = vm.parseJsonUintArray(json, ".circuits[0].cases[0].publicScalars");
        instance = vm.parseJsonUintArray(json, ".circuits[0].cases[0].instanceColumns[0]");
        proof = vm.parseJsonBytes(json, ".circuits[0].cases[0].proof");
    }

    function test_Prepare_AnyChallenges_Valid() public view {
        _require([uint256(2), 3, 5, 7], VerificationStatus.Valid, "small challenges");
    }

    function test_Prepare_PublicTermWithoutDenominator_IsNamed() public view {
        (, uint256 denominator) = _verifier.prepare(slots, scalars, instance, proof, [uint256(2), 0, 5, 7]);
        _require([2, ORDER - denominator, 5, 7], VerificationStatus.PublicDenominatorZero, "term");
        _require([2, ORDER - denominator, 0, 0], VerificationStatus.PublicDenominatorZero, "term and zeta");
    }

    function test_Prepare_EvaluationPointInDomain_IsNamed() public view {
        uint256 omega = _power(7, OMEGA_EXPONENT);
        uint256 point = 1;
        for (uint256 i = 0; i < 16; i++) {
            _require([2, 3, point, 7], VerificationStatus.EvaluationPointInDomain, vm.toString(i));
            point = mulmod(point, omega, ORDER);
        }
        assertEq(point, 1, "order of omega");
        _require([uint256(2), 3, 0, 7], VerificationStatus.EvaluationPointInDomain, "zero");
        _require([uint256(2), 3, 1, 1], VerificationStatus.EvaluationPointInDomain, "z on a divisor too");
    }

    function test_Prepare_OpeningPointOnDivisor_IsNamed() public view {
        uint256 omega = _power(7, OMEGA_EXPONENT);
        _require([uint256(2), 3, 5, 5], VerificationStatus.OpeningPointOnDivisor, "zeta");
        _require([2, 3, 5, mulmod(5, omega, ORDER)], VerificationStatus.OpeningPointOnDivisor, "zeta omega");
    }

    function test_Prepare_FaultsOfPoints_CountFirst() public {
        bytes memory kept = proof;
        proof[95] ^= 0x01;
        _require([uint256(2), 3, 0, 7], VerificationStatus.PointNotOnCurve, "off the curve");
        for (uint256 i = 0;; i++) {
            string memory path = string.concat(".circuits[0].cases[", vm.toString(i), "]");
            if (_isOutside(path)) {
                proof = vm.parseJsonBytes(json, string.concat(path, ".proof"));
                break;
            }
        }
        _require([uint256(2), 3, 0, 7], VerificationStatus.PointNotInSubgroup, "outside the subgroup");
        _require([uint256(2), 3, 5, 5], VerificationStatus.PointNotInSubgroup, "outside the subgroup");
        proof = kept;
        _require([uint256(2), 3, 0, 7], VerificationStatus.EvaluationPointInDomain, "good points");
    }

    function _isOutside(string memory path) private view returns (bool) {
        return keccak256(bytes(vm.parseJsonString(json, string.concat(path, ".status")))) == keccak256("PointNotInSubgroup");
    }

    function _require(uint256[4] memory challenges, VerificationStatus expected, string memory what) private view {
        (VerificationStatus status,) = _verifier.prepare(slots, scalars, instance, proof, challenges);
        requireStatus(status, expected, what);
    }

    function _power(uint256 a, uint256 exponent) private pure returns (uint256 result) {
        result = 1;
        for (; exponent > 0; exponent /= 2) {
            if (exponent % 2 == 1) result = mulmod(result, a, ORDER);
            a = mulmod(a, a, ORDER);
        }
    }
}
