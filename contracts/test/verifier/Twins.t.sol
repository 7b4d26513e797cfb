// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IBatchVerifier, VerificationStatus} from "../../src/interfaces/IBatchVerifier.sol";
import {PlainKey, PlainKeyReader} from "../twins/PlainKey.sol";
import {PlainInput, PlainTrace, PlainVerifier} from "../twins/PlainVerifier.sol";
import {RealProof} from "./RealProof.sol";
import {EverythingOneTrace, EverythingTwoTrace, IVerifierTrace, Places, RollupTrace, SquaresFourTrace} from "./Traces.sol";

/// @notice Every word that the assembly of generated verifiers computes, against plain Solidity that reads the key.
contract TwinsTest is RealProof {
    uint256 private constant BASE_HIGH = 0x1a0111ea397fe69a4b1ba7b6434bacd7;
    uint256 private constant BASE_LOW = 0x64774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab;

    PlainVerifier private _plain;
    /// @dev Encoded, since the compiler does not copy such structures to storage.
    bytes[4] private _keys;
    IVerifierTrace[4] private _traces;
    PlainInput[4] private _inputs;
    uint256 private _state;

    function setUp() public {
        _plain = new PlainVerifier();
        PlainKeyReader reader = new PlainKeyReader();
        string memory vectors = vm.readFile("../docs/vectors/proof.json");
        readProof();
        _inputs[3] = PlainInput(rollup, slots, scalars, instance, "", proof);
        _keys[3] = abi.encode(reader.read(vm.parseJsonBytes(json, ".key")));
        for (uint256 i = 0; i < 3; i++) {
            string memory path = string.concat(".circuits[", vm.toString(i), "]");
            _keys[i] = abi.encode(reader.read(vm.parseJsonBytes(vectors, string.concat(path, ".key"))));
            path = string.concat(path, ".cases[0]");
            _inputs[i] = PlainInput(
                vm.parseJsonAddress(vectors, string.concat(path, ".contract")),
                vm.parseJsonUint(vectors, string.concat(path, ".slots")),
                vm.parseJsonUintArray(vectors, string.concat(path, ".publicScalars")),
                i == 2 ? new uint256[](0) : vm.parseJsonUintArray(vectors, string.concat(path, ".instanceColumns[0]")),
                abi.encodePacked(vm.parseJsonBytes32Array(vectors, string.concat(path, ".blobHashes"))),
                vm.parseJsonBytes(vectors, string.concat(path, ".proof"))
            );
        }
        _traces = [
            IVerifierTrace(new EverythingOneTrace()),
            IVerifierTrace(new EverythingTwoTrace()),
            IVerifierTrace(new SquaresFourTrace()),
            IVerifierTrace(new RollupTrace())
        ];
    }

    function test_Trace_RealProof_EqualsPlainTwin() public view {
        for (uint256 i = 0; i < 4; i++) {
            _compare(i, _inputs[i]);
        }
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_Trace_AnyStatementAndProof_EqualsPlainTwin(uint256 seed) public {
        _state = seed;
        for (uint256 i = 0; i < 3; i++) {
            _compare(i, _any(i));
        }
    }

    function test_Trace_RollupWithAnyEvaluations_EqualsPlainTwin() public {
        _state = 0x7a6b72;
        for (uint256 run = 0; run < 4; run++) {
            _compare(3, _any(3));
        }
    }

    /// @dev One coordinate of a good proof becomes any number of 384 bits: below p it is off the curve.
    function testFuzz_Verify_AnyCoordinate_IsNamed(uint256 circuit, uint256 place, uint128 high, uint256 low, uint8 kind) public {
        circuit = bound(circuit, 0, 3);
        // The edges of the field more often than chance would have them.
        if (kind % 4 == 0) (high, low) = (uint128(BASE_HIGH), BASE_LOW - 1 + kind / 4 % 3);
        if (kind % 4 == 1) high = uint128(BASE_HIGH);
        if (kind % 4 == 2) high = uint128(bound(high, 0, BASE_HIGH));
        PlainInput memory input = _inputs[circuit];
        vm.assume(_replace(input.proof, _coordinate(circuit, place, input.proof.length), abi.encodePacked(high, low)));
        bool isCanonical = high < BASE_HIGH || (high == BASE_HIGH && low < BASE_LOW);
        VerificationStatus expected = isCanonical ? VerificationStatus.PointNotOnCurve : VerificationStatus.PointNotCanonical;
        requireStatus(_verify(circuit, input), expected, "coordinate");
    }

    /// @dev One evaluation of a good proof becomes any word.
    function testFuzz_Verify_AnyEvaluation_IsNamed(uint256 circuit, uint256 place, uint256 value, uint8 kind) public {
        circuit = bound(circuit, 0, 3);
        PlainInput memory input = _inputs[circuit];
        uint256 commitments = _commitments(_key(circuit));
        place = bound(place, 0, (input.proof.length - 96 * (commitments + 2)) / 32 - 1);
        if (kind % 4 == 0) value = ORDER - 1 + kind / 4 % 3;
        vm.assume(_replace(input.proof, 96 * commitments + 32 * place, abi.encode(value)));
        VerificationStatus expected = value < ORDER ? VerificationStatus.PairingsDiffer : VerificationStatus.EvaluationNotCanonical;
        requireStatus(_verify(circuit, input), expected, "evaluation");
    }

    /// @dev The byte at which a coordinate begins: W and W' come after the evaluations.
    function _coordinate(uint256 circuit, uint256 place, uint256 length) private view returns (uint256) {
        uint256 commitments = _commitments(_key(circuit));
        place = bound(place, 0, 2 * commitments + 3);
        return 48 * place + (place < 2 * commitments ? 0 : length - 96 * (commitments + 2));
    }

    /// @dev Whether that changed anything.
    function _replace(bytes memory data, uint256 from, bytes memory part) private pure returns (bool isChanged) {
        for (uint256 i = 0; i < part.length; i++) {
            isChanged = isChanged || data[from + i] != part[i];
            data[from + i] = part[i];
        }
    }

    function _verify(uint256 circuit, PlainInput memory input) private returns (VerificationStatus) {
        vm.chainId(circuit == 2 ? type(uint64).max : 31_337);
        IBatchVerifier target = IBatchVerifier(address(_traces[circuit]));
        return target.verify(input.rollup, input.slots, input.scalars, input.words, input.proof);
    }

    /// @dev Any statement of a circuit, and any proof of the right length whose bytes are canonical.
    function _any(uint256 circuit) private returns (PlainInput memory input) {
        PlainKey memory key = _key(circuit);
        input.rollup = address(uint160(_next()));
        input.slots = key.slotsMin;
        if (key.counters.length > 0) input.slots <<= _next() % key.counters.length;
        input.scalars = _elements(key.scalarCount);
        uint256 most = input.slots * key.rowsPerSlot / key.stride;
        input.words = _elements(key.instanceCount * (_next() % (circuit == 3 ? 12 : most + 1)));
        input.blobHashes = _inputs[circuit].blobHashes;
        uint256 commitments = _commitments(key);
        uint256 evaluations = (_inputs[circuit].proof.length - 96 * (commitments + 2)) / 32;
        input.proof = bytes.concat(_points(commitments), abi.encodePacked(_elements(evaluations)), _points(2));
    }

    function _key(uint256 circuit) private view returns (PlainKey memory) {
        return abi.decode(_keys[circuit], (PlainKey));
    }

    function _commitments(PlainKey memory key) private pure returns (uint256) {
        return key.witnessPacks.length + key.helperPacks.length + (key.degree + key.factor - 2) / key.factor;
    }

    function _points(uint256 count) private returns (bytes memory points) {
        for (uint256 i = 0; i < 2 * count; i++) {
            points = bytes.concat(points, bytes16(uint128(_next() % BASE_HIGH)), bytes32(_next()));
        }
    }

    function _elements(uint256 count) private returns (uint256[] memory elements) {
        elements = new uint256[](count);
        for (uint256 i = 0; i < count; i++) {
            uint256 value = _next();
            elements[i] = value % 5 == 0 ? 0 : value % 5 == 1 ? ORDER - 1 - value / 5 % 2 : value % ORDER;
        }
    }

    function _next() private returns (uint256) {
        _state = uint256(keccak256(abi.encode(_state)));
        return _state;
    }

    function _compare(uint256 circuit, PlainInput memory input) private view {
        PlainTrace memory expected = _plain.trace(_key(circuit), input);
        Places memory places = _traces[circuit].places();
        uint256[] memory got = _traces[circuit].trace(input.rollup, input.slots, input.scalars, input.words, input.proof);
        assertEq(_word(got, places.beta), expected.beta, "beta");
        assertEq(_word(got, places.gamma), expected.gamma, "gamma");
        assertEq(_word(got, places.y), expected.y, "y");
        assertEq(_word(got, places.zeta), expected.zeta, "zeta");
        assertEq(_word(got, places.v), expected.v, "v");
        assertEq(_word(got, places.z), expected.z, "z");
        assertEq(places.rowWords, expected.row.length, "length of the row");
        for (uint256 i = 0; i < expected.row.length; i++) {
            assertEq(_word(got, places.row + 32 * i), expected.row[i], string.concat("row ", vm.toString(i)));
        }
        assertEq(_word(got, places.carried), expected.combined, "combined expression");
        assertEq(_word(got, places.quotient), expected.quotient, "quotient");
        assertEq(5 * places.termCount, expected.terms.length, "terms");
        for (uint256 i = 0; i < expected.terms.length; i++) {
            assertEq(_word(got, places.terms + 32 * i), expected.terms[i], string.concat("word of terms ", vm.toString(i)));
        }
    }

    function _word(uint256[] memory memory_, uint256 place) private pure returns (uint256) {
        return memory_[place / 32 - 4];
    }
}
