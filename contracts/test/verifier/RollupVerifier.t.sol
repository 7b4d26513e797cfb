// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {Rollup} from "../../src/core/Rollup.sol";
import {StateProofs} from "../../src/core/StateProofs.sol";
import {VerificationStatus} from "../../src/interfaces/IBatchVerifier.sol";
import {IRollup} from "../../src/interfaces/IRollup.sol";
import {Config} from "../../src/types/Config.sol";
import {RollupVerifier} from "../../src/verifier/generated/RollupVerifier.sol";
import {RealProof} from "./RealProof.sol";

/// @notice The generated verifier of the rollup: a real proof, and everything near it.
contract RollupVerifierTest is RealProof {
    address private constant POWER = address(0x05);
    address private constant ADD = address(0x0b);
    address private constant MULTIPLY = address(0x0c);
    address private constant PAIRING = address(0x0f);

    function setUp() public {
        verifier = new RollupVerifier();
        readProof();
    }

    function test_Verify_RealProof_Valid() public view {
        requireStatus(_verify(scalars, instance, proof), VerificationStatus.Valid, "the proof");
    }

    function test_Verify_FlippedBits_GiveTheStatusOfTheReference() public {
        bytes memory changed = proof;
        uint256 count = 0;
        for (string memory path = ".flips[0]"; vm.keyExistsJson(json, path); path = _flip(++count)) {
            this.checkFlip(path, changed);
        }
        assertTrue(count > 60, "flips in the file");
    }

    function checkFlip(string memory path, bytes memory changed) external view {
        uint256 offset = vm.parseJsonUint(json, string.concat(path, ".offset"));
        changed[offset] ^= bytes1(uint8(vm.parseJsonUint(json, string.concat(path, ".mask"))));
        requireStatus(_verify(scalars, instance, changed), vm.parseJsonString(json, string.concat(path, ".status")), path);
    }

    function test_Verify_AnyPublicScalarChanged_IsRefused() public view {
        uint256[] memory changed = scalars;
        for (uint256 i = 0; i < changed.length; i++) {
            uint256 kept = changed[i];
            changed[i] = addmod(kept, 1, ORDER);
            requireStatus(_verify(changed, instance, proof), VerificationStatus.PairingsDiffer, "plus one");
            changed[i] = kept + ORDER;
            requireStatus(_verify(changed, instance, proof), VerificationStatus.PublicInputNotCanonical, "plus r");
            changed[i] = kept;
        }
        changed[0] = ORDER;
        requireStatus(_verify(changed, instance, proof), VerificationStatus.PublicInputNotCanonical, "r");
        changed[0] = ORDER - 1;
        requireStatus(_verify(changed, instance, proof), VerificationStatus.PairingsDiffer, "r - 1");
    }

    function test_Verify_WordsOfEachColumnChanged_AreRefused() public view {
        uint256[] memory changed = instance;
        uint256 words = changed.length / COLUMNS;
        for (uint256 i = 0; i < COLUMNS; i++) {
            uint256 place = i * words + (i * 37) % words;
            uint256 kept = changed[place];
            changed[place] = addmod(kept, 1, ORDER);
            requireStatus(_verify(scalars, changed, proof), VerificationStatus.PairingsDiffer, "plus one");
            changed[place] = kept + ORDER;
            requireStatus(_verify(scalars, changed, proof), VerificationStatus.PublicInputNotCanonical, "plus r");
            changed[place] = kept;
        }
        changed[changed.length - 1] = type(uint256).max;
        requireStatus(_verify(scalars, changed, proof), VerificationStatus.PublicInputNotCanonical, "last word");
    }

    function test_Verify_OtherShapes_AreNamed() public view {
        uint256[5] memory wrong = [uint256(0), 100, 64, 2048, 2 ** 255];
        for (uint256 i = 0; i < wrong.length; i++) {
            VerificationStatus status = verifier.verify(rollup, wrong[i], scalars, instance, proof);
            requireStatus(status, VerificationStatus.SlotsNotAllowed, "slots");
        }
        requireStatus(_verify(new uint256[](18), instance, proof), VerificationStatus.PublicScalarCount, "18 scalars");
        requireStatus(_verify(new uint256[](20), instance, proof), VerificationStatus.PublicScalarCount, "20 scalars");
        requireStatus(_verify(scalars, new uint256[](10), proof), VerificationStatus.InstanceWordCount, "10 words");
        requireStatus(_verify(scalars, new uint256[](9 * 1024), proof), VerificationStatus.PairingsDiffer, "as many words as rows");
        requireStatus(_verify(scalars, new uint256[](9 * 1025), proof), VerificationStatus.InstanceWordCount, "a word too many");
        requireStatus(_verify(scalars, new uint256[](0), proof), VerificationStatus.PairingsDiffer, "no words");
        requireStatus(_verify(scalars, instance, bytes.concat(proof, hex"00")), VerificationStatus.ProofLength, "a byte more");
        requireStatus(_verify(scalars, instance, new bytes(proof.length - 1)), VerificationStatus.ProofLength, "a byte less");
        requireStatus(_verify(scalars, instance, ""), VerificationStatus.ProofLength, "empty");
        requireStatus(_verify(scalars, instance, new bytes(proof.length)), VerificationStatus.PairingsDiffer, "all zero");
    }

    function test_Verify_AnotherPlace_IsRefused() public {
        VerificationStatus status = verifier.verify(address(this), slots, scalars, instance, proof);
        requireStatus(status, VerificationStatus.PairingsDiffer, "another rollup");
        vm.chainId(1337);
        requireStatus(_verify(scalars, instance, proof), VerificationStatus.PairingsDiffer, "another chain");
    }

    /// @dev Too little gas must never look like a bad proof, nor like a good one.
    function test_Verify_TooLittleGas_Reverts() public view {
        bytes memory call_ = abi.encodeCall(verifier.verify, (rollup, slots, scalars, instance, proof));
        bytes memory bad = abi.encodeCall(verifier.verify, (address(this), slots, scalars, instance, proof));
        uint256 valid = 0;
        uint256 dry = 0;
        uint256 named = 0;
        for (uint256 gas_ = 20_000; gas_ < 1_100_000; gas_ += 9973) {
            (bool isDone, bytes memory result) = address(verifier).staticcall{gas: gas_}(call_);
            if (isDone) {
                requireStatus(abi.decode(result, (VerificationStatus)), VerificationStatus.Valid, vm.toString(gas_));
                valid++;
            } else {
                dry++;
                if (bytes4(result) == RollupVerifier.GasTooLow.selector) named++;
            }
            (isDone, result) = address(verifier).staticcall{gas: gas_}(bad);
            if (isDone) requireStatus(abi.decode(result, (VerificationStatus)), VerificationStatus.PairingsDiffer, vm.toString(gas_));
        }
        assertTrue(valid > 10 && dry > 10, "both happen");
        // Where a precompile would be short of its limit.
        assertTrue(named > 10, "the verifier says so before it calls");
    }

    function testFuzz_Verify_TooLittleGas_RevertsOrIsRight(uint256 gas_) public view {
        gas_ = bound(gas_, 30_000, 1_000_000);
        bytes memory call_ = abi.encodeCall(verifier.verify, (rollup, slots, scalars, instance, proof));
        (bool isDone, bytes memory result) = address(verifier).staticcall{gas: gas_}(call_);
        if (isDone) requireStatus(abi.decode(result, (VerificationStatus)), VerificationStatus.Valid, vm.toString(gas_));
    }

    function test_Verify_RevertWhen_APrecompileIsMissing() public {
        address[3] memory precompiles = [POWER, MULTIPLY, PAIRING];
        for (uint256 i = 0; i < precompiles.length; i++) {
            vm.mockCall(precompiles[i], "", "");
            vm.expectRevert(abi.encodeWithSelector(RollupVerifier.CallFailed.selector, precompiles[i]));
            _verify(scalars, instance, proof);
            vm.clearMockedCalls();
        }
        requireStatus(_verify(scalars, instance, proof), VerificationStatus.Valid, "without mocks");
    }

    function test_Verify_PrecompileThatLies_IsNotBelieved() public {
        vm.mockCall(PAIRING, "", abi.encode(2));
        requireStatus(_verify(scalars, instance, proof), VerificationStatus.PairingsDiffer, "a pairing result that is not 1");
        vm.mockCall(PAIRING, "", abi.encode(1, 1));
        vm.expectRevert(abi.encodeWithSelector(RollupVerifier.CallFailed.selector, PAIRING));
        _verify(scalars, instance, proof);
        vm.clearMockedCalls();
        vm.mockCall(POWER, "", abi.encode(3));
        vm.expectRevert(abi.encodeWithSelector(RollupVerifier.CallFailed.selector, POWER));
        _verify(scalars, instance, proof);
        vm.clearMockedCalls();
        vm.mockCallRevert(PAIRING, "", "");
        vm.expectRevert(abi.encodeWithSelector(RollupVerifier.CallFailed.selector, PAIRING));
        _verify(scalars, instance, proof);
        vm.clearMockedCalls();
        // All points are good, so the precompile is to blame when it refuses the sum, but not those of the proof alone.
        vm.mockCallRevert(MULTIPLY, "", "");
        requireStatus(_verify(scalars, instance, proof), VerificationStatus.PointNotInSubgroup, "a multiplication that refuses all");
        vm.clearMockedCalls();
        bytes memory changed = proof;
        changed[0] ^= 0x80;
        vm.mockCall(ADD, "", "");
        changed[96] ^= 0x80;
        changed[0] ^= 0x80;
        vm.expectRevert(abi.encodeWithSelector(RollupVerifier.CallFailed.selector, ADD));
        _verify(scalars, instance, changed);
    }

    function test_Verify_AcceptedUnderAnyCaller() public {
        vm.prank(address(0xbeef));
        requireStatus(_verify(scalars, instance, proof), VerificationStatus.Valid, "a stranger");
    }

    function test_IsDevelopmentSetup_KeyOfTheRepository_SaysSo() public view {
        assertTrue(verifier.isDevelopmentSetup(), "development setup");
    }

    function test_Deployment_OnAnotherChain_RefusesTheDevelopmentSetup() public {
        Config memory config;
        config.token = address(this);
        config.quantum = 1;
        config.minimumDeposit = 1;
        config.requestFee = 1e14;
        config.deadline = 7 days;
        config.notice = 21 days;
        config.operator = config.sequencer = config.governor = config.guardian = address(this);
        config.verifier = verifier;
        config.proofs = new StateProofs();
        assertTrue(address(new Rollup(config).verifier()) == address(verifier), "a local chain");
        vm.chainId(1);
        vm.expectRevert(abi.encodeWithSelector(IRollup.DevelopmentSetupRefused.selector, 1));
        new Rollup(config);
    }

    function test_KeyDigest_IsThatOfTheKeyBytes() public view {
        bytes32 digest = keccak256(vm.parseJsonBytes(json, ".key"));
        assertTrue(RollupVerifier(address(verifier)).KEY_DIGEST() == digest, "digest");
    }

    function _verify(uint256[] memory scalars_, uint256[] memory instance_, bytes memory proof_) private view returns (VerificationStatus) {
        return verifier.verify(rollup, slots, scalars_, instance_, proof_);
    }

    function _flip(uint256 i) private pure returns (string memory) {
        return string.concat(".flips[", vm.toString(i), "]");
    }
}
