// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {VerificationStatus} from "../../src/interfaces/IBatchVerifier.sol";
import {RollupVerifier} from "../../src/verifier/generated/RollupVerifier.sol";
import {EverythingOneVerifier} from "../generated/EverythingOneVerifier.sol";
import {EverythingTwoVerifier} from "../generated/EverythingTwoVerifier.sol";
import {SquaresFourVerifier} from "../generated/SquaresFourVerifier.sol";

/// @notice Where the parts of a trace lie: bytes of memory, and how many there are.
struct Places {
    uint256 beta;
    uint256 gamma;
    uint256 y;
    uint256 zeta;
    uint256 v;
    uint256 z;
    uint256 row;
    uint256 rowWords;
    uint256 carried;
    uint256 quotient;
    uint256 terms;
    uint256 termCount;
}

/// @notice Shows what a verifier computes before it calls the precompiles for points.
/// @dev The verifiers are generated for a key each and have nothing in common but their text, so the four below are alike.
interface IVerifierTrace {
    /// @notice All memory of the verifier from 0x80 on, when only the pairing check is left.
    function trace(address rollup, uint256 slots, uint256[] calldata scalars, uint256[] calldata instance, bytes calldata proof)
        external
        view
        returns (uint256[] memory);

    /// @notice What lies where.
    function places() external view returns (Places memory);
}

contract EverythingOneTrace is IVerifierTrace, EverythingOneVerifier {
    error NotTraced(VerificationStatus status);

    function trace(address rollup, uint256 slots, uint256[] calldata scalars, uint256[] calldata instance, bytes calldata proof)
        external
        view
        returns (uint256[] memory)
    {
        VerificationStatus status = _readStatement(slots, scalars, instance);
        if (status == VerificationStatus.Valid) status = _readProof(proof);
        if (status != VerificationStatus.Valid) revert NotTraced(status);
        _draw(rollup, slots);
        status = _prepare(slots);
        if (status != VerificationStatus.Valid) revert NotTraced(status);
        _evaluateInstance();
        _evaluateConstraints();
        _putKey(slots);
        _combine();
        assembly {
            let end := mload(0x40)
            let size := sub(end, START_OF_MEMORY)
            mstore(end, 0x20)
            mstore(add(end, 0x20), div(size, 0x20))
            mcopy(add(end, 0x40), START_OF_MEMORY, size)
            return(end, add(size, 0x40))
        }
    }

    function places() external pure returns (Places memory) {
        return Places(BETA, GAMMA, Y, ZETA, V, Z, ROW, ROW_WORDS, CARRIED, QUOTIENT_VALUE, SUM_TERMS, SUM_COUNT);
    }
}

contract EverythingTwoTrace is IVerifierTrace, EverythingTwoVerifier {
    error NotTraced(VerificationStatus status);

    function trace(address rollup, uint256 slots, uint256[] calldata scalars, uint256[] calldata instance, bytes calldata proof)
        external
        view
        returns (uint256[] memory)
    {
        VerificationStatus status = _readStatement(slots, scalars, instance);
        if (status == VerificationStatus.Valid) status = _readProof(proof);
        if (status != VerificationStatus.Valid) revert NotTraced(status);
        _draw(rollup, slots);
        status = _prepare(slots);
        if (status != VerificationStatus.Valid) revert NotTraced(status);
        _evaluateInstance();
        _evaluateConstraints();
        _putKey(slots);
        _combine();
        assembly {
            let end := mload(0x40)
            let size := sub(end, START_OF_MEMORY)
            mstore(end, 0x20)
            mstore(add(end, 0x20), div(size, 0x20))
            mcopy(add(end, 0x40), START_OF_MEMORY, size)
            return(end, add(size, 0x40))
        }
    }

    function places() external pure returns (Places memory) {
        return Places(BETA, GAMMA, Y, ZETA, V, Z, ROW, ROW_WORDS, CARRIED, QUOTIENT_VALUE, SUM_TERMS, SUM_COUNT);
    }
}

contract SquaresFourTrace is IVerifierTrace, SquaresFourVerifier {
    error NotTraced(VerificationStatus status);

    function trace(address rollup, uint256 slots, uint256[] calldata scalars, uint256[] calldata instance, bytes calldata proof)
        external
        view
        returns (uint256[] memory)
    {
        VerificationStatus status = _readStatement(slots, scalars, instance);
        if (status == VerificationStatus.Valid) status = _readProof(proof);
        if (status != VerificationStatus.Valid) revert NotTraced(status);
        _draw(rollup, slots);
        status = _prepare(slots);
        if (status != VerificationStatus.Valid) revert NotTraced(status);
        _evaluateInstance();
        _evaluateConstraints();
        _putKey(slots);
        _combine();
        assembly {
            let end := mload(0x40)
            let size := sub(end, START_OF_MEMORY)
            mstore(end, 0x20)
            mstore(add(end, 0x20), div(size, 0x20))
            mcopy(add(end, 0x40), START_OF_MEMORY, size)
            return(end, add(size, 0x40))
        }
    }

    function places() external pure returns (Places memory) {
        return Places(BETA, GAMMA, Y, ZETA, V, Z, ROW, ROW_WORDS, CARRIED, QUOTIENT_VALUE, SUM_TERMS, SUM_COUNT);
    }
}

contract RollupTrace is IVerifierTrace, RollupVerifier {
    error NotTraced(VerificationStatus status);

    function trace(address rollup, uint256 slots, uint256[] calldata scalars, uint256[] calldata instance, bytes calldata proof)
        external
        view
        returns (uint256[] memory)
    {
        VerificationStatus status = _readStatement(slots, scalars, instance);
        if (status == VerificationStatus.Valid) status = _readProof(proof);
        if (status != VerificationStatus.Valid) revert NotTraced(status);
        _draw(rollup, slots);
        status = _prepare(slots);
        if (status != VerificationStatus.Valid) revert NotTraced(status);
        _evaluateInstance();
        _evaluateConstraints();
        _putKey(slots);
        _combine();
        assembly {
            let end := mload(0x40)
            let size := sub(end, START_OF_MEMORY)
            mstore(end, 0x20)
            mstore(add(end, 0x20), div(size, 0x20))
            mcopy(add(end, 0x40), START_OF_MEMORY, size)
            return(end, add(size, 0x40))
        }
    }

    function places() external pure returns (Places memory) {
        return Places(BETA, GAMMA, Y, ZETA, V, Z, ROW, ROW_WORDS, CARRIED, QUOTIENT_VALUE, SUM_TERMS, SUM_COUNT);
    }
}
