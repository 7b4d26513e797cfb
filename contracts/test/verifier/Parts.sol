// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {VerificationStatus} from "../../src/interfaces/IBatchVerifier.sol";
import {RollupVerifier} from "../../src/verifier/generated/RollupVerifier.sol";

/// @notice The verifier of the rollup, which says what each of its steps costs.
contract RollupVerifierParts is RollupVerifier {
    /// @notice Gas of: statement, bytes of the proof, transcript, denominators and inverses, symbols and instance, constraints, points of
    /// the key, scalars, sum and pairing.
    function parts(address rollup, uint256 slots, uint256[] calldata scalars, uint256[] calldata instance, bytes calldata proof)
        external
        view
        returns (uint256, VerificationStatus)
    {
        // A memory array would be in the way of the verifier's memory: 24 bits a step.
        uint256 packed = gasleft();
        _readStatement(slots, scalars, instance);
        packed = _next(packed);
        _readProof(proof);
        packed = _next(packed);
        _draw(rollup, slots);
        packed = _next(packed);
        _prepare(slots);
        packed = _next(packed);
        _evaluateInstance();
        packed = _next(packed);
        _evaluateConstraints();
        packed = _next(packed);
        _putKey(slots);
        packed = _next(packed);
        _combine();
        packed = _next(packed);
        VerificationStatus status = _pair();
        return (_next(packed), status);
    }

    function _next(uint256 packed) private view returns (uint256) {
        return (packed << 24) | (gasleft() & 0xffffff);
    }
}
