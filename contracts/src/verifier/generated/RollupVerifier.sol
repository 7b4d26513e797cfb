// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

// Generated from a verifying key by `zkr make-verifier`; changes belong there. Steps and names are those of docs/proof-format.md.
// Circuit rollup, key 0x7d4924b067a893232af1c560b0a89a34a89444ac1f88880ecead97a0f267c3b2.
// Functions are in the order of the steps, and as long as the key makes them.
// solhint-disable const-name-snakecase, function-max-lines, no-inline-assembly, no-unused-vars, ordering

import {IBatchVerifier, VerificationStatus} from "../../interfaces/IBatchVerifier.sol";
import {RollupConstraints0} from "./RollupConstraints0.sol";

/// @title Verifier of the circuit "rollup"
/// @notice One key is built in. Keeps nothing, trusts no caller, and calls nothing but precompiles and the parts it made itself.
/// @dev All memory is allocated once and used at fixed addresses. Precompiles get twice their price, so that a dearer one does not stop
/// the exchange, and a caller with less gas than that is told so: a proof is never refused for want of gas.
contract RollupVerifier is IBatchVerifier {
    /// @notice Keccak-256 of the verifying key.
    bytes32 public constant KEY_DIGEST = 0x7d4924b067a893232af1c560b0a89a34a89444ac1f88880ecead97a0f267c3b2;

    /// @inheritdoc IBatchVerifier
    bool public constant isDevelopmentSetup = true;

    uint256 internal constant ORDER = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001;
    uint256 internal constant TWICE_ORDER = 0xe7db4ea6533afa906673b0101343b00aa77b4805fffcb7fdfffffffe00000002;
    uint256 internal constant LARGEST = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000000;
    uint256 internal constant BASE_HIGH = 0x1a0111ea397fe69a4b1ba7b6434bacd7;
    uint256 internal constant BASE_LOW = 0x64774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab;

    // What the key says.
    uint256 internal constant SLOTS_MIN = 128;
    uint256 internal constant SLOTS_MAX = 1024;
    uint256 internal constant ROWS_PER_SLOT = 256;
    uint256 internal constant SCALARS = 19;
    uint256 internal constant COLUMNS = 9;
    uint256 internal constant STRIDE = 32;
    uint256 internal constant WITNESS_POINTS = 11;
    uint256 internal constant HELPER_POINTS = 3;
    uint256 internal constant QUOTIENT_POINTS = 2;
    uint256 internal constant COMMITMENTS = 16;
    uint256 internal constant EVALUATIONS = 179;
    uint256 internal constant PROOF_LENGTH = 7456;
    uint256 internal constant BLOB_HASHES = 0;
    uint256 internal constant TERMS = 5;
    uint256 internal constant DIVISOR_COUNT = 5;
    uint256 internal constant FRACTIONS = 14;
    uint256 internal constant SUM_COUNT = 24;
    uint256 internal constant ROW_WORDS = 214;
    uint256 internal constant LONGEST_PERIOD = 32768;
    uint256 internal constant QUOTIENT_DIVISOR = 0x3d20;
    uint256 internal constant START_OF_MEMORY = 0x80;
    uint256 internal constant OMEGA_OF_MAX = 0x2d3056a530794f01652f717ae1c34bb0bb97a3bf30ce40fd6f421a7d8ef674fb;
    uint256 internal constant OMEGA_INVERSE_OF_MAX = 0x11b71ed3f4008128706fe0e351de8579e358c8a0bbd6a83352b9248126d911d3;
    uint256 internal constant ROWS_INVERSE_OF_MAX = 0x73ed8a57bfc8b2e0d3e7cb39939fd59cddbc4f1396fd9bff69003fff00004001;

    // Where things lie in memory.
    uint256 internal constant SCRATCH = 0x80;
    uint256 internal constant WORDS = 0x180;
    uint256 internal constant WORDS_AT = 0x1a0;
    uint256 internal constant PREFIXES_AT = 0x1c0;
    uint256 internal constant OMEGA = 0x1e0;
    uint256 internal constant OMEGA_INVERSE = 0x200;
    uint256 internal constant ROWS_INVERSE = 0x220;
    uint256 internal constant GRID_STEP = 0x240;
    uint256 internal constant ZETA = 0x260;
    uint256 internal constant V = 0x280;
    uint256 internal constant Z = 0x2a0;
    uint256 internal constant VANISHING = 0x2c0;
    uint256 internal constant ZETA_N = 0x2e0;
    uint256 internal constant ZETA_PIECE = 0x300;
    uint256 internal constant QUOTIENT_VALUE = 0x320;
    uint256 internal constant ZETA_32768 = 0x340;
    uint256 internal constant ZETA_256 = 0x360;
    uint256 internal constant Z_90 = 0x380;
    uint256 internal constant Z_4 = 0x3a0;
    uint256 internal constant Z_1 = 0x3c0;
    uint256 internal constant WITNESS = 0x440;
    uint256 internal constant HELPERS = 0xa20;
    uint256 internal constant QUOTIENT = 0xc00;
    uint256 internal constant OPENING = 0xd60;
    uint256 internal constant ROW = 0xec0;
    uint256 internal constant BETA = 0x2520;
    uint256 internal constant GAMMA = 0x2540;
    uint256 internal constant Y = 0x2560;
    uint256 internal constant BUS_BALANCE = 0x2580;
    uint256 internal constant FIRST_ROW = 0x25a0;
    uint256 internal constant LAST_ROW = 0x25c0;
    uint256 internal constant EXCEPT_LAST_ROW = 0x25e0;
    uint256 internal constant SCALARS_AT = 0x2600;
    uint256 internal constant INSTANCE = 0x2860;
    uint256 internal constant CARRIED = 0x2980;
    uint256 internal constant SUM_TERMS = 0x29a0;
    uint256 internal constant PROOF_TERMS = 0x2cc0;
    uint256 internal constant QUOTIENT_SCALARS = 0x3600;
    uint256 internal constant PAIRING = 0x38a0;
    uint256 internal constant TERM_NUMERATORS = 0x3ba0;
    uint256 internal constant DENOMINATORS = 0x3c60;
    uint256 internal constant FIRST_ROW_DENOMINATOR = 0x3c80;
    uint256 internal constant LAST_ROW_DENOMINATOR = 0x3ca0;
    uint256 internal constant STEP = 0x3cc0;
    uint256 internal constant DIVISORS = 0x3ce0;
    uint256 internal constant TERM_DENOMINATORS = 0x3d80;
    uint256 internal constant GRID = 0x3e20;

    // Gas of precompiles, twice their price, and what is kept back to go on.
    uint256 internal constant ADD_GAS = 750;
    uint256 internal constant MULTIPLY_GAS = 389952;
    uint256 internal constant PAIRING_GAS = 205_800;
    uint256 internal constant POWER_GAS = 8128;
    uint256 internal constant MARGIN = 2000;

    // The transcript after its domain and the digest of the key.
    bytes32 internal constant START = 0xc7333597c268fba5f7512e22420fed87b3bcf0e108abc68a8290963b417bd054;

    RollupConstraints0 internal immutable PART_0;

    /// @notice The caller gave too little gas to tell a bad proof from a call that ran dry.
    error GasTooLow(uint256 expected, uint256 got);

    /// @notice A precompile, or a part, is not what this contract was made for.
    error CallFailed(uint256 target);

    /// @notice Memory was used before the verifier allocated it.
    error MemoryInUse();

    constructor() {
        PART_0 = new RollupConstraints0();
    }

    /// @inheritdoc IBatchVerifier
    function verify(address rollup, uint256 slots, uint256[] calldata scalars, uint256[] calldata instance, bytes calldata proof)
        external
        view
        returns (VerificationStatus status)
    {
        status = _readStatement(slots, scalars, instance);
        if (status == VerificationStatus.Valid) status = _readProof(proof);
        if (status == VerificationStatus.Valid) {
            _draw(rollup, slots);
            status = _prepare(slots);
        }
        if (status == VerificationStatus.Valid) {
            _evaluateInstance();
            _evaluateConstraints();
            _putKey(slots);
            _combine();
            status = _pair();
        }
    }

    /// @dev Step 1. Allocates all memory, copies scalars and words.
    function _readStatement(uint256 slots, uint256[] calldata scalars, uint256[] calldata instance)
        internal
        pure
        returns (VerificationStatus)
    {
        if (slots < SLOTS_MIN || slots > SLOTS_MAX || slots & (slots - 1) != 0) return VerificationStatus.SlotsNotAllowed;
        if (scalars.length != SCALARS) return VerificationStatus.PublicScalarCount;
        uint256 words = instance.length / COLUMNS;
        uint256 most = slots * ROWS_PER_SLOT / STRIDE;
        if (most == 0) most = 1;
        if (words > most || words * COLUMNS != instance.length) return VerificationStatus.InstanceWordCount;
        _allocate(words);
        bool isCanonical;
        assembly ("memory-safe") {
            let bad := 0
            calldatacopy(SCALARS_AT, scalars.offset, mul(scalars.length, 0x20))
            for { let place := SCALARS_AT } lt(place, add(SCALARS_AT, mul(SCALARS, 0x20))) { place := add(place, 0x20) } {
                bad := or(bad, gt(mload(place), LARGEST))
            }
            let from := mload(WORDS_AT)
            calldatacopy(from, instance.offset, mul(instance.length, 0x20))
            let end := add(from, mul(instance.length, 0x20))
            let m := LARGEST
            for {} lt(from, end) { from := add(from, 0x120) } {
                bad := or(bad, or(gt(mload(add(from, 0x100)), m), or(gt(mload(add(from, 0xe0)), m), or(gt(mload(add(from, 0xc0)),
                m), or(gt(mload(add(from, 0xa0)), m), or(gt(mload(add(from, 0x80)), m), or(gt(mload(add(from, 0x60)), m),
                or(gt(mload(add(from, 0x40)), m), or(gt(mload(add(from, 0x20)), m), gt(mload(from), m))))))))))
            }
            isCanonical := iszero(bad)
        }
        return isCanonical ? VerificationStatus.Valid : VerificationStatus.PublicInputNotCanonical;
    }

    /// @dev Takes all memory that this contract will use: the fixed part, a denominator and a prefix product for each word, the words.
    function _allocate(uint256 words) internal pure {
        bool isFree;
        assembly ("memory-safe") {
            isFree := eq(mload(0x40), START_OF_MEMORY)
            if isFree {
                let list := mul(add(add(FRACTIONS, words), 8), 0x20)
                let from := add(add(DENOMINATORS, list), 0x60)
                let prefixes := add(from, mul(mul(COLUMNS, words), 0x20))
                mstore(0x40, add(prefixes, list))
                mstore(WORDS, words)
                mstore(WORDS_AT, from)
                mstore(PREFIXES_AT, prefixes)
            }
        }
        if (!isFree) revert MemoryInUse();
    }

    /// @dev Step 2 but for subgroups, which the precompile checks.
    function _readProof(bytes calldata proof) internal view returns (VerificationStatus) {
        if (proof.length != PROOF_LENGTH) return VerificationStatus.ProofLength;
        uint256 from;
        assembly ("memory-safe") {
            from := proof.offset
        }
        uint256 to = PROOF_TERMS;
        uint256 evaluations = from + COMMITMENTS * 96;
        to = _readPoints(from, WITNESS, to, WITNESS_POINTS);
        if (to == PROOF_TERMS + WITNESS_POINTS * 160) to = _readPoints(from + WITNESS_POINTS * 96, HELPERS, to, HELPER_POINTS);
        if (to == PROOF_TERMS + (WITNESS_POINTS + HELPER_POINTS) * 160) {
            to = _readPoints(evaluations - QUOTIENT_POINTS * 96, QUOTIENT, to, QUOTIENT_POINTS);
        }
        if (to == PROOF_TERMS + COMMITMENTS * 160) to = _readPoints(evaluations + EVALUATIONS * 32, OPENING, to, 2);
        if (to != PROOF_TERMS + (COMMITMENTS + 2) * 160) {
            return _hasOff(to) ? VerificationStatus.PointNotOnCurve : VerificationStatus.PointNotCanonical;
        }
        bool bad;
        assembly ("memory-safe") {
            calldatacopy(ROW, evaluations, mul(EVALUATIONS, 0x20))
            // Up to seven words beyond are those of symbols, which are still zero.
            for { let place := ROW } lt(place, add(ROW, mul(EVALUATIONS, 0x20))) { place := add(place, 0x100) } {
                let m := LARGEST
                bad := or(or(gt(mload(place), m), gt(mload(add(place, 0x20)), m)), bad)
                bad := or(or(gt(mload(add(place, 0x40)), m), gt(mload(add(place, 0x60)), m)), bad)
                bad := or(or(gt(mload(add(place, 0x80)), m), gt(mload(add(place, 0xa0)), m)), bad)
                bad := or(or(gt(mload(add(place, 0xc0)), m), gt(mload(add(place, 0xe0)), m)), bad)
            }
        }
        if (!bad) return VerificationStatus.Valid;
        return _hasOff(to) ? VerificationStatus.PointNotOnCurve : VerificationStatus.EvaluationNotCanonical;
    }

    /// @dev Copies points from calldata, padded as EIP-2537 wants them, both for the transcript and among the terms of the sum, with the
    /// scalar 1. Returns the term after the last one that was read: that of the first point with a coordinate of p or more.
    function _readPoints(uint256 from, uint256 to, uint256 term, uint256 count) internal pure returns (uint256 next) {
        assembly ("memory-safe") {
            next := term
            for { let end := add(from, mul(count, 96)) } lt(from, end) { from := add(from, 96) } {
                let xHigh := shr(128, calldataload(from))
                let xLow := calldataload(add(from, 16))
                let yHigh := shr(128, calldataload(add(from, 48)))
                let yLow := calldataload(add(from, 64))
                if or(gt(xHigh, BASE_HIGH), and(eq(xHigh, BASE_HIGH), iszero(lt(xLow, BASE_LOW)))) { break }
                if or(gt(yHigh, BASE_HIGH), and(eq(yHigh, BASE_HIGH), iszero(lt(yLow, BASE_LOW)))) { break }
                mstore(to, xHigh)
                mstore(add(to, 0x20), xLow)
                mstore(add(to, 0x40), yHigh)
                mstore(add(to, 0x60), yLow)
                mcopy(next, to, 0x80)
                mstore(add(next, 0x80), 1)
                to := add(to, 0x80)
                next := add(next, 0xa0)
            }
        }
    }

    /// @dev Step 3. The state is the only thing that is passed on.
    function _draw(address rollup, uint256 slots) internal view {
        bytes32 state = _absorbWord(START, bytes32("slots") | bytes32(uint256(4)), slots);
        state = _absorbWord(state, bytes32("chain") | bytes32(uint256(4)), block.chainid);
        state = _absorbWord(state, bytes32("contract") | bytes32(uint256(4)), uint256(uint160(rollup)));
        state = _absorb(state, bytes32("public-scalars") | bytes32(uint256(2)), SCALARS_AT, SCALARS * 32);
        state = _absorbWord(state, bytes32("instance-words") | bytes32(uint256(4)), _load(WORDS));
        state = _absorb(state, bytes32("instance") | bytes32(uint256(2)), _load(WORDS_AT), _load(WORDS) * COLUMNS * 32);
        // There are no blobs yet.
        state = _absorb(state, bytes32("blob-hashes") | bytes32(uint256(1)), SCRATCH + 0x60, BLOB_HASHES * 32);
        state = _absorb(state, bytes32("witness") | bytes32(uint256(3)), WITNESS, WITNESS_POINTS * 128);
        state = _challenge(state, bytes32("beta") | bytes32(uint256(16)), BETA);
        state = _challenge(state, bytes32("gamma") | bytes32(uint256(16)), GAMMA);
        state = _absorb(state, bytes32("helpers") | bytes32(uint256(3)), HELPERS, HELPER_POINTS * 128);
        state = _challenge(state, bytes32("y") | bytes32(uint256(16)), Y);
        state = _absorb(state, bytes32("quotient") | bytes32(uint256(3)), QUOTIENT, QUOTIENT_POINTS * 128);
        state = _challenge(state, bytes32("zeta") | bytes32(uint256(16)), ZETA);
        state = _absorb(state, bytes32("evaluations") | bytes32(uint256(2)), ROW, EVALUATIONS * 32);
        state = _challenge(state, bytes32("v") | bytes32(uint256(16)), V);
        state = _absorb(state, bytes32("opening") | bytes32(uint256(3)), OPENING, 128);
        _challenge(state, bytes32("z") | bytes32(uint256(16)), Z);
    }

    /// @dev Steps 4 and 5, and from step 8 the divisors: everything that must not be zero, and the inverses of all that.
    function _prepare(uint256 slots) internal view returns (VerificationStatus) {
        _putPowers(slots);
        _putDivisors();
        _putTerms();
        uint256 cause;
        assembly ("memory-safe") {
            let hasZero := 0
            for { let place := DIVISORS } lt(place, add(DIVISORS, mul(DIVISOR_COUNT, 0x20))) { place := add(place, 0x20) } {
                hasZero := or(hasZero, iszero(mload(place)))
            }
            if hasZero { cause := 3 }
            if or(iszero(mload(ZETA)), iszero(mload(VANISHING))) { cause := 2 }
            hasZero := 0
            for { let place := TERM_DENOMINATORS } lt(place, add(TERM_DENOMINATORS, mul(TERMS, 0x20))) { place := add(place, 0x20) } {
                hasZero := or(hasZero, iszero(mload(place)))
            }
            if hasZero { cause := 1 }
        }
        if (cause != 0) {
            VerificationStatus fault = _faultOfPoints();
            if (fault != VerificationStatus.Valid) return fault;
            if (cause == 1) return VerificationStatus.PublicDenominatorZero;
            return cause == 2 ? VerificationStatus.EvaluationPointInDomain : VerificationStatus.OpeningPointOnDivisor;
        }
        _putGrid();
        _invert();
        return VerificationStatus.Valid;
    }

    /// @dev ω, 1/n, and the powers of ζ and z that follow from T: first of the largest n, then squared down to that of this T.
    function _putPowers(uint256 slots) internal pure {
        assembly ("memory-safe") {
            let r := ORDER
            let omega := OMEGA_OF_MAX
            let inverse := OMEGA_INVERSE_OF_MAX
            let part := ROWS_INVERSE_OF_MAX
            for { let size := SLOTS_MAX } gt(size, slots) { size := shr(1, size) } {
                omega := mulmod(omega, omega, r)
                inverse := mulmod(inverse, inverse, r)
                part := addmod(part, part, r)
            }
            mstore(OMEGA, omega)
            mstore(OMEGA_INVERSE, inverse)
            mstore(ROWS_INVERSE, part)
            let x := mload(ZETA)
            for { let size := div(mul(slots, ROWS_PER_SLOT), LONGEST_PERIOD) } gt(size, 1) { size := shr(1, size) } {
                x := mulmod(x, x, r)
            }
            mstore(ZETA_32768, x)
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            mstore(ZETA_256, x)
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            mstore(ZETA_N, x)
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            mstore(ZETA_PIECE, x)
            let z := mload(Z)
            x := z
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            x := mulmod(x, z, r)
            x := mulmod(x, x, r)
            x := mulmod(x, z, r)
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            x := mulmod(x, z, r)
            x := mulmod(x, x, r)
            mstore(Z_90, x)
            x := z
            x := mulmod(x, x, r)
            x := mulmod(x, x, r)
            mstore(Z_4, x)
            x := z
            mstore(Z_1, x)
        }
    }

    /// @dev What is inverted for the symbols, and the divisors at z of all groups of packs.
    function _putDivisors() internal pure {
        assembly ("memory-safe") {
            let r := ORDER
            let zeta := mload(ZETA)
            let minusZeta := sub(r, zeta)
            let next := mulmod(zeta, mload(OMEGA), r)
            mstore(VANISHING, addmod(mload(ZETA_N), LARGEST, r))
            mstore(DENOMINATORS, mload(VANISHING))
            mstore(FIRST_ROW_DENOMINATOR, addmod(zeta, LARGEST, r))
            mstore(EXCEPT_LAST_ROW, addmod(zeta, sub(r, mload(OMEGA_INVERSE)), r))
            mstore(LAST_ROW_DENOMINATOR, mload(EXCEPT_LAST_ROW))
            mstore(STEP, addmod(next, minusZeta, r))
            mstore(0x3ce0, addmod(mload(Z_90), sub(r, mload(ZETA_256)), r))
            mstore(0x3d00, addmod(mload(Z_4), sub(r, mload(ZETA_32768)), r))
            mstore(0x3d20, addmod(mload(Z_1), minusZeta, r))
            mstore(0x3d40, addmod(mload(Z_4), minusZeta, r))
            mstore(0x3d60, mulmod(addmod(mload(Z_4), minusZeta, r), addmod(mload(Z_4), sub(r, next), r), r))
        }
    }

    /// @dev Numerators and denominators of the public terms, by the program of the key.
    function _putTerms() internal pure {
        assembly ("memory-safe") {
            let r := ORDER
            let rr := TWICE_ORDER
            mstore(0x3c40, 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000000)
            mstore(0x3ba0, mload(0x3c40))
            mstore(0x3d80, addmod(mload(0x2540), add(0x03, mulmod(mload(0x2520), add(0x0f, mulmod(mload(0x2520),
            mulmod(mload(0x2520), add(mload(0x2600), mulmod(mload(0x2680), mload(0x2520), r)), r), r)), r)), r))
            mstore(0x3bc0, mload(0x3c40))
            mstore(0x3da0, addmod(mload(0x2540), add(0x03, mulmod(mload(0x2520), add(0x010000000f, mulmod(mload(0x2520),
            add(0x01, mulmod(mload(0x2520), add(mload(0x2620), mulmod(mload(0x26a0), mload(0x2520), r)), r)), r)), r)), r))
            mstore(0x3be0, mload(0x3c40))
            mstore(0x3dc0, addmod(mload(0x2540), add(0x03, mulmod(mload(0x2520), add(0x0f, mulmod(mload(0x2520), add(0x02,
            mulmod(mload(0x2520), add(mload(0x2640), mulmod(mload(0x26c0), mload(0x2520), r)), r)), r)), r)), r))
            mstore(0x3c00, mload(0x3c40))
            mstore(0x3de0, addmod(mload(0x2540), add(0x03, mulmod(mload(0x2520), add(0x0f, mulmod(mload(0x2520), add(0x03,
            mulmod(mload(0x2520), add(mload(0x2660), mulmod(mload(0x26e0), mload(0x2520), r)), r)), r)), r)), r))
            mstore(0x3c20, mload(0x3c40))
            mstore(0x3e00, addmod(mload(0x2540), add(0x03, mulmod(mload(0x2520), add(0x0200000007, mulmod(mload(0x2520),
            mulmod(mload(0x2520), add(0x66cbab1fd3d3f24649f50ba36e25cffaf0f4df2b47f8219fb6bae749c2c9b17f, mulmod(mload(0x27a0),
            mload(0x2520), r)), r), r)), r)), r))
        }
    }

    /// @dev ζ − ω^(j·stride) for each word.
    function _putGrid() internal pure {
        assembly ("memory-safe") {
            let r := ORDER
            let step := mload(OMEGA)
            for { let size := STRIDE } gt(size, 1) { size := shr(1, size) } { step := mulmod(step, step, r) }
            mstore(GRID_STEP, step)
            let zeta := mload(ZETA)
            let point := 1
            for { let place := GRID } lt(place, add(GRID, mul(mload(WORDS), 0x20))) { place := add(place, 0x20) } {
                mstore(place, addmod(zeta, sub(r, point), r))
                point := mulmod(point, step, r)
            }
        }
    }

    /// @dev All inverses with one inversion (Montgomery's trick). None of the values is zero.
    function _invert() internal view {
        uint256 product = 1;
        assembly ("memory-safe") {
            let r := ORDER
            let prefix := mload(PREFIXES_AT)
            for { let place := DENOMINATORS } lt(place, add(GRID, mul(mload(WORDS), 0x20))) { place := add(place, 0x20) } {
                mstore(prefix, product)
                product := mulmod(product, mload(place), r)
                prefix := add(prefix, 0x20)
            }
            mstore(SCRATCH, 0x20)
            mstore(add(SCRATCH, 0x20), 0x20)
            mstore(add(SCRATCH, 0x40), 0x20)
            mstore(add(SCRATCH, 0x60), product)
            mstore(add(SCRATCH, 0x80), sub(r, 2))
            mstore(add(SCRATCH, 0xa0), r)
        }
        if (!_call(0x05, POWER_GAS, SCRATCH, 0xc0, SCRATCH, 0x20)) revert CallFailed(0x05);
        bool isInverse;
        assembly ("memory-safe") {
            let r := ORDER
            let inverse := mload(SCRATCH)
            isInverse := eq(mulmod(inverse, product, r), 1)
            let place := add(GRID, mul(mload(WORDS), 0x20))
            let prefix := add(mload(PREFIXES_AT), sub(place, DENOMINATORS))
            for {} gt(place, DENOMINATORS) {} {
                place := sub(place, 0x20)
                prefix := sub(prefix, 0x20)
                let value := mload(place)
                mstore(place, mulmod(inverse, mload(prefix), r))
                inverse := mulmod(inverse, value, r)
            }
        }
        if (!isInverse) revert CallFailed(0x05);
    }

    /// @dev Step 6.
    function _evaluateInstance() internal pure {
        assembly ("memory-safe") {
            let r := ORDER
            let scale := mulmod(mload(VANISHING), mload(ROWS_INVERSE), r)
            mstore(FIRST_ROW, mulmod(scale, mload(FIRST_ROW_DENOMINATOR), r))
            mstore(LAST_ROW, mulmod(mulmod(scale, mload(OMEGA_INVERSE), r), mload(LAST_ROW_DENOMINATOR), r))
            let sum := 0
            for { let i := 0 } lt(i, mul(TERMS, 0x20)) { i := add(i, 0x20) } {
                sum := addmod(sum, mulmod(mload(add(TERM_NUMERATORS, i)), mload(add(TERM_DENOMINATORS, i)), r), r)
            }
            mstore(BUS_BALANCE, mulmod(sub(r, sum), mload(ROWS_INVERSE), r))

            // Weights ω^(j·stride)/(ζ − ω^(j·stride)) take the place of the inverses; zeros make their number a multiple of eight.
            let point := scale
            let end := add(GRID, mul(mload(WORDS), 0x20))
            for { let place := GRID } lt(place, end) { place := add(place, 0x20) } {
                mstore(place, mulmod(point, mload(place), r))
                point := mulmod(point, mload(GRID_STEP), r)
            }
            for { let place := end } lt(place, add(end, 0x100)) { place := add(place, 0x20) } { mstore(place, 0) }

            let word := mload(WORDS_AT)
            for { let column := INSTANCE } lt(column, add(INSTANCE, mul(COLUMNS, 0x20))) { column := add(column, 0x20) } {
                sum := 0
                let from := word
                for { let place := GRID } lt(place, end) { place := add(place, 0x100) } {
                    sum := addmod(
                        add(mulmod(mload(place), mload(from), r), mulmod(mload(add(place, 0x20)), mload(add(from, 0x20)), r)),
                        sum, r)
                    sum := addmod(
                        add(
                            mulmod(mload(add(place, 0x40)), mload(add(from, 0x40)), r),
                            mulmod(mload(add(place, 0x60)), mload(add(from, 0x60)), r)),
                        sum, r)
                    sum := addmod(
                        add(
                            mulmod(mload(add(place, 0x80)), mload(add(from, 0x80)), r),
                            mulmod(mload(add(place, 0xa0)), mload(add(from, 0xa0)), r)),
                        sum, r)
                    sum := addmod(
                        add(
                            mulmod(mload(add(place, 0xc0)), mload(add(from, 0xc0)), r),
                            mulmod(mload(add(place, 0xe0)), mload(add(from, 0xe0)), r)),
                        sum, r)
                    from := add(from, 0x100)
                }
                mstore(column, sum)
                word := add(word, mul(mload(WORDS), 0x20))
            }
        }
    }

    /// @dev Step 7: what the parts compute from the row, over ζ^n − 1.
    function _evaluateConstraints() internal view {
        _callPart(address(PART_0), RollupConstraints0.evaluate.selector, 0, 1);
        assembly ("memory-safe") {
            mstore(QUOTIENT_VALUE, mulmod(mload(CARRIED), mload(DENOMINATORS), ORDER))
        }
    }

    /// @dev The commitments of the key, that of the counter for this T among them, and the generators.
    function _putKey(uint256 slots) internal pure {
        assembly ("memory-safe") {
            mstore(0x29a0, 0x1218d14122745db2e635cac99dbc554e)
            mstore(0x29c0, 0x0dc3b34a88a54f7cc22cfd1bec920d48e3befa0256b44ea4598c2e33f6407745)
            mstore(0x29e0, 0x19ddedccf0b5fab299b474ec50d70166)
            mstore(0x2a00, 0x2d4762e437e06f9ff371019cb93ce64aec0207f6f36f2b2f22481b4f673a301b)
            mstore(0x2a40, 0x119ec8395346cd0768cf52a53bbb2c40)
            mstore(0x2a60, 0x1a5366dcd7533c93528e54d6ce7e7ecd5db96767b4a7fd214823a2023a8e5032)
            mstore(0x2a80, 0x1662f06a5762042379e94b616e18bb7c)
            mstore(0x2aa0, 0x5b4dc2fa3c6b6e276b80c84c0e0a8a862103c7ecfe0f67558b5e9580582992b9)
            mstore(0x2ae0, 0x121c8d7b95695b356935479a5236deb4)
            mstore(0x2b00, 0xe6019d4866485a0fb744726f693e1438a855d8a21e2607881fdb6d80c7f7c00a)
            mstore(0x2b20, 0x0132d0d54744ab0f9f1acc3aa7053f09)
            mstore(0x2b40, 0x02211d0b9f29685c6e5233b0eac21d64acd6df4f748ee0f654fb6438c73011bf)
            mstore(0x2b80, 0x031442c02814d0cf09d67d025baf0994)
            mstore(0x2ba0, 0x0aa254bba96b09c1f7db16c7f8444f786efdc027d4d60b41c6b4c75b4c743a8a)
            mstore(0x2bc0, 0x1088ac3e76eef3c505bb105bf2db0cec)
            mstore(0x2be0, 0x6b09bf657678b0c0d7b113ac7b223c364f6d28e049aa94bf33ffa3a27b25ea3d)
            switch slots
            case 128 {
                mstore(0x2c20, 0x03d4176585a5b5294bec6fe649a1d0c8)
                mstore(0x2c40, 0xac51d32cd329e0a59095d66a9ef43671e3cfc36ba25ec4abb2dbcad99c18c4aa)
                mstore(0x2c60, 0x136054b9539dc6f02627e4b89faedac8)
                mstore(0x2c80, 0x51e8b82265d0632827bcdd78e318b122b6ccb2d6072165c78b00c6a438c64fca)
            }
            case 256 {
                mstore(0x2c20, 0x01b76c1ed08e77938b0ce50b844c02ff)
                mstore(0x2c40, 0x47ce3263466a6e8c75eeebdc0e4f217433b0ffeaabc4f5b2705e2bd4509cca9d)
                mstore(0x2c60, 0x189306a92d0c877fd3e0098a03982e4c)
                mstore(0x2c80, 0x722a9ae1647db05aecfbc0b4a88f18b4a76bc0492c82cbf7edad2d995f6312d2)
            }
            case 512 {
                mstore(0x2c20, 0x103293b0aaf667ca630b2255e70bb088)
                mstore(0x2c40, 0x77858b469aeca4ae08d84e95da092fc3d0454c4a46d183862eb80a0752e0f1b0)
                mstore(0x2c60, 0x08a8122895dc43ebb5572178b535c16f)
                mstore(0x2c80, 0xfb6d215ede7bc6c8f00441a8103e3c6b8a1344439f8414fb3be7dfe04025c0ef)
            }
            case 1024 {
                mstore(0x2c20, 0x059212994260729a84bff81a3f5b2b0e)
                mstore(0x2c40, 0xbc45d173a2ff822843f2bf3e8a2d4ec5971dc8e1553c6cbde6f7eeca4d0db698)
                mstore(0x2c60, 0x0adefa59a9522652eef63488cd3b3456)
                mstore(0x2c80, 0x84f1e1b603a61a6d5077abdad4847ea8d1da47e73b2b8a42ddca73e3685268dd)
            }
            mstore(0x3800, 0x17f1d3a73197d7942695638c4fa9ac0f)
            mstore(0x3820, 0xc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb)
            mstore(0x3840, 0x08b3f481e3aaa0f1a09e30ed741d8ae4)
            mstore(0x3860, 0xfcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1)
            // −[1]₂ and [τ]₂; the points of G1 follow later.
            mstore(0x3920, 0x024aa2b2f08f0a91260805272dc51051)
            mstore(0x3940, 0xc6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8)
            mstore(0x3960, 0x13e02b6052719f607dacd3a088274f65)
            mstore(0x3980, 0x596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e)
            mstore(0x39a0, 0x0d1b3cc2c7027888be51d9ef691d77bc)
            mstore(0x39c0, 0xb679afda66c73f17f9ee3837a55024f78c71363275a75d75d86bab79f74782aa)
            mstore(0x39e0, 0x13fa4d4a0ad8b1ce186ed5061789213d)
            mstore(0x3a00, 0x993923066dddaf1040bc3ff59f825c78df74f2d75467e25e0f55f8a00fa030ed)
            mstore(0x3aa0, 0x15d3d3481a08c4c0ed25e2297873c56f)
            mstore(0x3ac0, 0x8238ba92ac9dbc226b0a513c24783858ebbfd89cc3794d38390d65fd63499395)
            mstore(0x3ae0, 0x146d2cdfaeb0cfb3f6c0c27ef7e07c86)
            mstore(0x3b00, 0x8191afffc09978bdb1158fa486ee22596ee16b4de703afd7cd4c80e321768d03)
            mstore(0x3b20, 0x0fdb5adadba167a8a61c6e1ef5870764)
            mstore(0x3b40, 0x9e49b2b4ef88a5025ec7d56400470792755a275c5f508cec0a7a9070a953b012)
            mstore(0x3b60, 0x0b146a78f36cff098dab56cb8188607f)
            mstore(0x3b80, 0xa953d2d08ba4c2ab30dbd6a4c9f8dfca44a8ffbde160e359cee6e1a3c3eba6f6)
        }
    }

    /// @dev Step 8, and the scalars of step 9.
    function _combine() internal pure {
        assembly ("memory-safe") {
            let r := ORDER
            let z := mload(Z)
            let v := mload(V)
            let power := 1
            let rr := TWICE_ORDER
            let constant_ := 0
            let weight := 0
            let a := 0
            let b := 0
            // (z^F − ζ)/(ζω − ζ): how far z^F is from ζ towards ζω.
            let step := mulmod(addmod(mload(Z_4), sub(r, mload(ZETA)), r), mload(STEP), r)
            // Pack 0: Fixed columns 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33
            // 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71
            // 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89.
            a := mload(0x19e0)
            a := add(mulmod(a, z, r), mload(0x19c0))
            a := add(mulmod(a, z, r), mload(0x19a0))
            a := add(mulmod(a, z, r), mload(0x1980))
            a := add(mulmod(a, z, r), mload(0x1960))
            a := add(mulmod(a, z, r), mload(0x1940))
            a := add(mulmod(a, z, r), mload(0x1920))
            a := add(mulmod(a, z, r), mload(0x1900))
            a := add(mulmod(a, z, r), mload(0x18e0))
            a := add(mulmod(a, z, r), mload(0x18c0))
            a := add(mulmod(a, z, r), mload(0x18a0))
            a := add(mulmod(a, z, r), mload(0x1880))
            a := add(mulmod(a, z, r), mload(0x1860))
            a := add(mulmod(a, z, r), mload(0x1840))
            a := add(mulmod(a, z, r), mload(0x1820))
            a := add(mulmod(a, z, r), mload(0x1800))
            a := add(mulmod(a, z, r), mload(0x17e0))
            a := add(mulmod(a, z, r), mload(0x17c0))
            a := add(mulmod(a, z, r), mload(0x17a0))
            a := add(mulmod(a, z, r), mload(0x1780))
            a := add(mulmod(a, z, r), mload(0x1760))
            a := add(mulmod(a, z, r), mload(0x1740))
            a := add(mulmod(a, z, r), mload(0x1720))
            a := add(mulmod(a, z, r), mload(0x1700))
            a := add(mulmod(a, z, r), mload(0x16e0))
            a := add(mulmod(a, z, r), mload(0x16c0))
            a := add(mulmod(a, z, r), mload(0x16a0))
            a := add(mulmod(a, z, r), mload(0x1680))
            a := add(mulmod(a, z, r), mload(0x1660))
            a := add(mulmod(a, z, r), mload(0x1640))
            a := add(mulmod(a, z, r), mload(0x1620))
            a := add(mulmod(a, z, r), mload(0x1600))
            a := add(mulmod(a, z, r), mload(0x15e0))
            a := add(mulmod(a, z, r), mload(0x15c0))
            a := add(mulmod(a, z, r), mload(0x15a0))
            a := add(mulmod(a, z, r), mload(0x1580))
            a := add(mulmod(a, z, r), mload(0x1560))
            a := add(mulmod(a, z, r), mload(0x1540))
            a := add(mulmod(a, z, r), mload(0x1520))
            a := add(mulmod(a, z, r), mload(0x1500))
            a := add(mulmod(a, z, r), mload(0x14e0))
            a := add(mulmod(a, z, r), mload(0x14c0))
            a := add(mulmod(a, z, r), mload(0x14a0))
            a := add(mulmod(a, z, r), mload(0x1480))
            a := add(mulmod(a, z, r), mload(0x1460))
            a := add(mulmod(a, z, r), mload(0x1440))
            a := add(mulmod(a, z, r), mload(0x1420))
            a := add(mulmod(a, z, r), mload(0x1400))
            a := add(mulmod(a, z, r), mload(0x13e0))
            a := add(mulmod(a, z, r), mload(0x13c0))
            a := add(mulmod(a, z, r), mload(0x13a0))
            a := add(mulmod(a, z, r), mload(0x1380))
            a := add(mulmod(a, z, r), mload(0x1360))
            a := add(mulmod(a, z, r), mload(0x1340))
            a := add(mulmod(a, z, r), mload(0x1320))
            a := add(mulmod(a, z, r), mload(0x1300))
            a := add(mulmod(a, z, r), mload(0x12e0))
            a := add(mulmod(a, z, r), mload(0x12c0))
            a := add(mulmod(a, z, r), mload(0x12a0))
            a := add(mulmod(a, z, r), mload(0x1280))
            a := add(mulmod(a, z, r), mload(0x1260))
            a := add(mulmod(a, z, r), mload(0x1240))
            a := add(mulmod(a, z, r), mload(0x1220))
            a := add(mulmod(a, z, r), mload(0x1200))
            a := add(mulmod(a, z, r), mload(0x11e0))
            a := add(mulmod(a, z, r), mload(0x11c0))
            a := add(mulmod(a, z, r), mload(0x11a0))
            a := add(mulmod(a, z, r), mload(0x1180))
            a := add(mulmod(a, z, r), mload(0x1160))
            a := add(mulmod(a, z, r), mload(0x1140))
            a := add(mulmod(a, z, r), mload(0x1120))
            a := add(mulmod(a, z, r), mload(0x1100))
            a := add(mulmod(a, z, r), mload(0x10e0))
            a := add(mulmod(a, z, r), mload(0x10c0))
            a := add(mulmod(a, z, r), mload(0x10a0))
            a := add(mulmod(a, z, r), mload(0x1080))
            a := add(mulmod(a, z, r), mload(0x1060))
            a := add(mulmod(a, z, r), mload(0x1040))
            a := add(mulmod(a, z, r), mload(0x1020))
            a := add(mulmod(a, z, r), mload(0x1000))
            a := add(mulmod(a, z, r), mload(0xfe0))
            a := add(mulmod(a, z, r), mload(0xfc0))
            a := add(mulmod(a, z, r), mload(0xfa0))
            a := add(mulmod(a, z, r), mload(0xf80))
            a := add(mulmod(a, z, r), mload(0xf60))
            a := add(mulmod(a, z, r), mload(0xf40))
            a := add(mulmod(a, z, r), mload(0xf20))
            a := add(mulmod(a, z, r), mload(0xf00))
            a := add(mulmod(a, z, r), mload(0xee0))
            a := add(mulmod(a, z, r), mload(0xec0))
            weight := mulmod(power, mload(0x3ce0), r)
            mstore(0x2a20, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 1: Table columns 0 1 2 3.
            a := mload(0x1a60)
            a := add(mulmod(a, z, r), mload(0x1a40))
            a := add(mulmod(a, z, r), mload(0x1a20))
            a := add(mulmod(a, z, r), mload(0x1a00))
            weight := mulmod(power, mload(0x3d00), r)
            mstore(0x2ac0, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 2: Table columns 4 5 6 7.
            a := mload(0x1ae0)
            a := add(mulmod(a, z, r), mload(0x1ac0))
            a := add(mulmod(a, z, r), mload(0x1aa0))
            a := add(mulmod(a, z, r), mload(0x1a80))
            weight := mulmod(power, mload(0x3d00), r)
            mstore(0x2b60, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 3: Table columns 8 9 10 11.
            a := mload(0x1b60)
            a := add(mulmod(a, z, r), mload(0x1b40))
            a := add(mulmod(a, z, r), mload(0x1b20))
            a := add(mulmod(a, z, r), mload(0x1b00))
            weight := mulmod(power, mload(0x3d00), r)
            mstore(0x2c00, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 4: Counter columns 0.
            a := mload(0x1b80)
            weight := mulmod(power, mload(0x3d20), r)
            mstore(0x2ca0, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 5: Witness columns 17 18 19 20.
            a := mload(0x1e20)
            a := add(mulmod(a, z, r), mload(0x1e00))
            a := add(mulmod(a, z, r), mload(0x1de0))
            a := add(mulmod(a, z, r), mload(0x1dc0))
            weight := mulmod(power, mload(0x3d40), r)
            mstore(0x2d40, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 6: Witness columns 21 22 23 24.
            a := mload(0x1ea0)
            a := add(mulmod(a, z, r), mload(0x1e80))
            a := add(mulmod(a, z, r), mload(0x1e60))
            a := add(mulmod(a, z, r), mload(0x1e40))
            weight := mulmod(power, mload(0x3d40), r)
            mstore(0x2de0, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 7: Witness columns 25 26 33 34.
            a := mload(0x1fe0)
            a := add(mulmod(a, z, r), mload(0x1fc0))
            a := add(mulmod(a, z, r), mload(0x1ee0))
            a := add(mulmod(a, z, r), mload(0x1ec0))
            weight := mulmod(power, mload(0x3d40), r)
            mstore(0x2e80, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 8: Witness columns 35 39 40.
            a := mload(0x20a0)
            a := add(mulmod(a, z, r), mload(0x2080))
            a := add(mulmod(a, z, r), mload(0x2000))
            weight := mulmod(power, mload(0x3d40), r)
            mstore(0x2f20, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 9: Witness columns 0 1 2 3.
            a := mload(0x1c00)
            a := add(mulmod(a, z, r), mload(0x1be0))
            a := add(mulmod(a, z, r), mload(0x1bc0))
            a := add(mulmod(a, z, r), mload(0x1ba0))
            b := mload(0x2120)
            b := add(mulmod(b, z, r), mload(0x2100))
            b := add(mulmod(b, z, r), mload(0x20e0))
            b := add(mulmod(b, z, r), mload(0x20c0))
            a := addmod(a, mulmod(addmod(b, sub(rr, a), r), step, r), r)
            weight := mulmod(power, mload(0x3d60), r)
            mstore(0x2fc0, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 10: Witness columns 4 5 6 7.
            a := mload(0x1c80)
            a := add(mulmod(a, z, r), mload(0x1c60))
            a := add(mulmod(a, z, r), mload(0x1c40))
            a := add(mulmod(a, z, r), mload(0x1c20))
            b := mload(0x21a0)
            b := add(mulmod(b, z, r), mload(0x2180))
            b := add(mulmod(b, z, r), mload(0x2160))
            b := add(mulmod(b, z, r), mload(0x2140))
            a := addmod(a, mulmod(addmod(b, sub(rr, a), r), step, r), r)
            weight := mulmod(power, mload(0x3d60), r)
            mstore(0x3060, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 11: Witness columns 8 9 10 11.
            a := mload(0x1d00)
            a := add(mulmod(a, z, r), mload(0x1ce0))
            a := add(mulmod(a, z, r), mload(0x1cc0))
            a := add(mulmod(a, z, r), mload(0x1ca0))
            b := mload(0x2220)
            b := add(mulmod(b, z, r), mload(0x2200))
            b := add(mulmod(b, z, r), mload(0x21e0))
            b := add(mulmod(b, z, r), mload(0x21c0))
            a := addmod(a, mulmod(addmod(b, sub(rr, a), r), step, r), r)
            weight := mulmod(power, mload(0x3d60), r)
            mstore(0x3100, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 12: Witness columns 12 13 14 15.
            a := mload(0x1d80)
            a := add(mulmod(a, z, r), mload(0x1d60))
            a := add(mulmod(a, z, r), mload(0x1d40))
            a := add(mulmod(a, z, r), mload(0x1d20))
            b := mload(0x22a0)
            b := add(mulmod(b, z, r), mload(0x2280))
            b := add(mulmod(b, z, r), mload(0x2260))
            b := add(mulmod(b, z, r), mload(0x2240))
            a := addmod(a, mulmod(addmod(b, sub(rr, a), r), step, r), r)
            weight := mulmod(power, mload(0x3d60), r)
            mstore(0x31a0, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 13: Witness columns 16 27 28 29.
            a := mload(0x1f40)
            a := add(mulmod(a, z, r), mload(0x1f20))
            a := add(mulmod(a, z, r), mload(0x1f00))
            a := add(mulmod(a, z, r), mload(0x1da0))
            b := mload(0x2320)
            b := add(mulmod(b, z, r), mload(0x2300))
            b := add(mulmod(b, z, r), mload(0x22e0))
            b := add(mulmod(b, z, r), mload(0x22c0))
            a := addmod(a, mulmod(addmod(b, sub(rr, a), r), step, r), r)
            weight := mulmod(power, mload(0x3d60), r)
            mstore(0x3240, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 14: Witness columns 30 31 32 36.
            a := mload(0x2020)
            a := add(mulmod(a, z, r), mload(0x1fa0))
            a := add(mulmod(a, z, r), mload(0x1f80))
            a := add(mulmod(a, z, r), mload(0x1f60))
            b := mload(0x23a0)
            b := add(mulmod(b, z, r), mload(0x2380))
            b := add(mulmod(b, z, r), mload(0x2360))
            b := add(mulmod(b, z, r), mload(0x2340))
            a := addmod(a, mulmod(addmod(b, sub(rr, a), r), step, r), r)
            weight := mulmod(power, mload(0x3d60), r)
            mstore(0x32e0, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 15: Witness columns 37 38.
            a := mload(0x2060)
            a := add(mulmod(a, z, r), mload(0x2040))
            b := mload(0x23e0)
            b := add(mulmod(b, z, r), mload(0x23c0))
            a := addmod(a, mulmod(addmod(b, sub(rr, a), r), step, r), r)
            weight := mulmod(power, mload(0x3d60), r)
            mstore(0x3380, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 16: Helper columns 0 1 2 5.
            a := mload(0x24a0)
            a := add(mulmod(a, z, r), mload(0x2440))
            a := add(mulmod(a, z, r), mload(0x2420))
            a := add(mulmod(a, z, r), mload(0x2400))
            weight := mulmod(power, mload(0x3d40), r)
            mstore(0x3420, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 17: Helper columns 6.
            a := mload(0x24c0)
            weight := mulmod(power, mload(0x3d40), r)
            mstore(0x34c0, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // Pack 18: Helper columns 3 4.
            a := mload(0x2480)
            a := add(mulmod(a, z, r), mload(0x2460))
            b := mload(0x2500)
            b := add(mulmod(b, z, r), mload(0x24e0))
            a := addmod(a, mulmod(addmod(b, sub(rr, a), r), step, r), r)
            weight := mulmod(power, mload(0x3d60), r)
            mstore(0x3560, weight)
            constant_ := addmod(constant_, mulmod(weight, a, r), r)
            power := mulmod(power, v, r)
            // The quotient, the last of all: piece j counts ζ^(m·j) times.
            weight := mulmod(power, mload(QUOTIENT_DIVISOR), r)
            constant_ := addmod(constant_, mulmod(weight, mload(QUOTIENT_VALUE), r), r)
            let place := QUOTIENT_SCALARS
            for { let end := add(place, mul(QUOTIENT_POINTS, 0xa0)) } lt(place, end) { place := add(place, 0xa0) } {
                mstore(place, weight)
                weight := mulmod(weight, mload(ZETA_PIECE), r)
            }
            mstore(place, LARGEST)
            mstore(add(place, 0xa0), z)
            mstore(add(place, 0x140), sub(r, constant_))
        }
    }

    /// @dev Step 9: e(A, −[1]₂)·e(W', [τ]₂) = 1. The sum checks curve and subgroup of all points, W' included.
    function _pair() internal view returns (VerificationStatus) {
        if (!_call(0x0c, MULTIPLY_GAS, SUM_TERMS, SUM_COUNT * 160, PAIRING, 128)) {
            VerificationStatus fault = _faultOfPoints();
            if (fault == VerificationStatus.Valid) revert CallFailed(0x0c);
            return fault;
        }
        assembly ("memory-safe") {
            mcopy(add(PAIRING, 0x180), add(OPENING, 0x80), 0x80)
        }
        if (!_call(0x0f, PAIRING_GAS, PAIRING, 768, SCRATCH, 32)) revert CallFailed(0x0f);
        return _load(SCRATCH) == 1 ? VerificationStatus.Valid : VerificationStatus.PairingsDiffer;
    }

    /// @dev What is wrong with the points of the proof, if anything. Costs nothing unless something is.
    function _faultOfPoints() internal view returns (VerificationStatus) {
        if (_hasOff(PROOF_TERMS + (COMMITMENTS + 2) * 160)) return VerificationStatus.PointNotOnCurve;
        bool isInside = _call(0x0c, MULTIPLY_GAS, PROOF_TERMS, (COMMITMENTS + 2) * 160, PAIRING, 128);
        return isInside ? VerificationStatus.Valid : VerificationStatus.PointNotInSubgroup;
    }

    /// @dev Whether a point of the proof before the term `end` is off the curve: then it cannot be added to infinity.
    function _hasOff(uint256 end) internal view returns (bool) {
        for (uint256 term = PROOF_TERMS; term < end; term += 160) {
            assembly ("memory-safe") {
                mcopy(SCRATCH, term, 0x80)
                mstore(add(SCRATCH, 0x80), 0)
                mstore(add(SCRATCH, 0xa0), 0)
                mstore(add(SCRATCH, 0xc0), 0)
                mstore(add(SCRATCH, 0xe0), 0)
            }
            if (!_call(0x0b, ADD_GAS, SCRATCH, 256, SCRATCH, 128)) return true;
        }
        return false;
    }

    /// @dev Calls a precompile with a limit, and only if all but one 64th of the gas covers it.
    function _call(uint256 target, uint256 limit, uint256 input, uint256 length, uint256 output, uint256 size)
        internal
        view
        returns (bool isDone)
    {
        uint256 needed = limit + limit / 63 + MARGIN;
        if (gasleft() < needed) revert GasTooLow(needed, gasleft());
        uint256 returned;
        assembly ("memory-safe") {
            isDone := staticcall(limit, target, input, length, output, size)
            returned := returndatasize()
        }
        if (isDone && returned != size) revert CallFailed(target);
    }

    /// @dev Hands the row, and what the part before carried over, to a part; what it returns takes the place of what was carried.
    function _callPart(address part, bytes4 selector, uint256 carried, uint256 returned) internal view {
        bool isDone;
        assembly ("memory-safe") {
            mstore(sub(ROW, 0x20), shr(224, selector))
            let length := add(4, mul(add(ROW_WORDS, carried), 0x20))
            isDone := staticcall(gas(), part, sub(ROW, 4), length, CARRIED, mul(returned, 0x20))
            isDone := and(isDone, eq(returndatasize(), mul(returned, 0x20)))
        }
        if (!isDone) revert CallFailed(uint160(part));
    }

    function _absorbWord(bytes32 state, bytes32 tag, uint256 word) internal pure returns (bytes32) {
        assembly ("memory-safe") {
            mstore(add(SCRATCH, 0x60), word)
        }
        return _absorb(state, tag, SCRATCH + 0x60, 32);
    }

    /// @dev The three words before the data are free for this.
    function _absorb(bytes32 state, bytes32 tag, uint256 data, uint256 length) internal pure returns (bytes32 next) {
        assembly ("memory-safe") {
            mstore(sub(data, 0x60), state)
            mstore(sub(data, 0x40), tag)
            mstore(sub(data, 0x20), length)
            next := keccak256(sub(data, 0x60), add(length, 0x60))
        }
    }

    function _challenge(bytes32 state, bytes32 tag, uint256 to) internal pure returns (bytes32 next) {
        assembly ("memory-safe") {
            mstore(0x00, state)
            mstore(0x20, tag)
            next := keccak256(0x00, 0x40)
            mstore(to, mod(next, ORDER))
        }
    }

    function _load(uint256 place) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := mload(place)
        }
    }
}
