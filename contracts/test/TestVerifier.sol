// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IBatchVerifier, VerificationStatus} from "../src/interfaces/IBatchVerifier.sol";

/// @notice Stands for the generated verifier in tests: the "proof" of a statement is its hash. It proves nothing.
contract TestVerifier is IBatchVerifier {
    bool public immutable isDevelopmentSetup;

    constructor(bool isDevelopment) {
        isDevelopmentSetup = isDevelopment;
    }

    function verify(address rollup, uint256 slots, uint256[] calldata scalars, uint256[] calldata instance, bytes calldata proof)
        external
        pure
        returns (VerificationStatus)
    {
        if (slots == 0 || slots & (slots - 1) != 0) return VerificationStatus.SlotsNotAllowed;
        if (proof.length != 32) return VerificationStatus.ProofLength;
        bytes32 expected = keccak256(abi.encode(rollup, slots, scalars, instance));
        return bytes32(proof) == expected ? VerificationStatus.Valid : VerificationStatus.PairingsDiffer;
    }
}
