// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {VerificationStatus} from "../../src/interfaces/IBatchVerifier.sol";
import {RollupVerifier} from "../../src/verifier/generated/RollupVerifier.sol";
import {RollupVerifierParts} from "../verifier/Parts.sol";
import {RealProof} from "../verifier/RealProof.sol";

/// @notice What verification costs, and its parts, in snapshots/VerifierGasTest.json: without the transaction's 21,000.
contract VerifierGasTest is RealProof {
    uint256 private constant LIMIT = 700_000;
    uint256 private constant BASE = 21_000;

    function setUp() public {
        verifier = new RollupVerifier();
        readProof();
    }

    /// @dev Calldata of the proof at 16 gas a byte that is not zero, 4 for others: verification costs more than the floor price.
    function test_Gas_Verification_IsWithinTheLimit() public {
        uint256 data = 0;
        bytes memory bytes_ = proof;
        for (uint256 i = 0; i < bytes_.length; i++) {
            data += bytes_[i] == 0 ? 4 : 16;
        }
        uint256 without = _measure("no published data", new uint256[](0));
        vm.snapshotValue("verify, no published data", without);
        vm.snapshotValue("calldata of the proof", data);
        assertTrue(BASE + data + without < LIMIT, "verification before published data");
        uint256 with = _measure("real proof", instance);
        uint256 words = instance.length / COLUMNS;
        vm.snapshotValue(string.concat("verify, ", vm.toString(words), " published rows"), with);
        vm.snapshotValue("verify, each published row", (with - without) / words);
    }

    /// @dev The pairing check fails without the words, at the same price.
    function _measure(string memory name, uint256[] memory words) private returns (uint256 used) {
        RollupVerifierParts parts = new RollupVerifierParts();
        (uint256 packed, VerificationStatus status) = parts.parts{gas: 15_000_000}(rollup, slots, scalars, words, proof);
        requireStatus(status, words.length == 0 ? VerificationStatus.PairingsDiffer : VerificationStatus.Valid, name);
        string[9] memory steps =
            ["statement", "points and evaluations", "transcript", "inverses", "instance", "constraints", "key", "scalars", "points"];
        for (uint256 i = 9; i > 0; i--) {
            uint256 step = ((packed >> 24) & 0xffffff) - (packed & 0xffffff);
            vm.snapshotValue(string.concat(name, ", ", vm.toString(i), " ", steps[i - 1]), step);
            used += step;
            packed >>= 24;
        }
    }
}
