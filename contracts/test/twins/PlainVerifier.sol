// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {PlainKey, PlainPack, PlainProgram} from "./PlainKey.sol";

/// @notice A statement and a proof of the right lengths.
struct PlainInput {
    address rollup;
    uint256 slots;
    uint256[] scalars;
    uint256[] words;
    bytes blobHashes;
    bytes proof;
}

/// @notice What a verifier knows before the pairing check. The row: evaluations, β, γ, y, BusBalance, FirstRow, LastRow, ExceptLastRow,
/// public scalars, instance columns. Terms: five words each, a point and its scalar.
struct PlainTrace {
    uint256 beta;
    uint256 gamma;
    uint256 y;
    uint256 zeta;
    uint256 v;
    uint256 z;
    uint256[] row;
    uint256 combined;
    uint256 quotient;
    uint256[] terms;
}

/// @notice Steps 3 to 9 of docs/proof-format.md but for the precompiles: no assembly, an inversion for each inverse, the combined
/// expression by interpreting its program. The twin of all assembly of a generated verifier.
contract PlainVerifier {
    uint256 private constant ORDER = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001;
    uint256 private constant GENERATOR = 7;
    uint256 private constant FIXED = 0;
    uint256 private constant TABLE = 1;
    uint256 private constant WITNESS = 2;
    uint256 private constant INSTANCE = 3;
    uint256 private constant HELPER = 4;
    uint256 private constant COUNTER = 5;
    uint256 private constant SYMBOLS = 7;

    /// @dev Numbers of points and evaluations in a proof.
    struct Layout {
        uint256 pieces;
        uint256 commitments;
        uint256 evaluations;
        uint256 rows;
        uint256 omega;
    }

    bytes private constant BASE_POINT = hex"17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"
        hex"08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1";

    function trace(PlainKey calldata key, PlainInput calldata input) external view returns (PlainTrace memory t) {
        Layout memory layout = _layout(key, input.slots);
        _draw(key, input, layout, t);
        _fillRow(key, input, layout, t);
        t.combined = _run(key, key.combined, layout, t.row)[0];
        t.quotient = mulmod(t.combined, _inverse(_minus(_power(t.zeta, layout.rows), 1)), ORDER);
        t.terms = _terms(key, input, layout, t);
    }

    function _layout(PlainKey calldata key, uint256 slots) private pure returns (Layout memory layout) {
        layout.pieces = (key.degree - 1 + key.factor - 1) / key.factor;
        layout.commitments = key.witnessPacks.length + key.helperPacks.length + layout.pieces;
        layout.evaluations = key.fixedCount + key.periods.length + key.counterCount + key.witnessCount + key.rotatedWitness.length
            + key.helperCount + key.rotatedHelpers.length;
        layout.rows = key.rowsPerSlot * slots;
        layout.omega = _power(GENERATOR, (ORDER - 1) / layout.rows);
    }

    function _draw(PlainKey calldata key, PlainInput calldata input, Layout memory layout, PlainTrace memory t) private view {
        bytes32 s = keccak256("zkrollup.plonk.v1");
        s = _absorb(s, "key", 1, abi.encode(key.digest));
        s = _absorb(s, "slots", 4, abi.encode(input.slots));
        s = _absorb(s, "chain", 4, abi.encode(block.chainid));
        s = _absorb(s, "contract", 4, abi.encode(input.rollup));
        s = _absorb(s, "public-scalars", 2, abi.encodePacked(input.scalars));
        s = _absorb(s, "instance-words", 4, abi.encode(key.instanceCount == 0 ? 0 : input.words.length / key.instanceCount));
        s = _absorb(s, "instance", 2, abi.encodePacked(input.words));
        s = _absorb(s, "blob-hashes", 1, input.blobHashes);
        uint256 helpers = key.witnessPacks.length * 96;
        uint256 pieces = helpers + key.helperPacks.length * 96;
        uint256 evaluations = layout.commitments * 96;
        uint256 opening = evaluations + layout.evaluations * 32;
        s = _absorb(s, "witness", 3, _padded(input.proof[:helpers]));
        (s, t.beta) = _challenge(s, "beta");
        (s, t.gamma) = _challenge(s, "gamma");
        s = _absorb(s, "helpers", 3, _padded(input.proof[helpers:pieces]));
        (s, t.y) = _challenge(s, "y");
        s = _absorb(s, "quotient", 3, _padded(input.proof[pieces:evaluations]));
        (s, t.zeta) = _challenge(s, "zeta");
        s = _absorb(s, "evaluations", 2, input.proof[evaluations:opening]);
        (s, t.v) = _challenge(s, "v");
        s = _absorb(s, "opening", 3, _padded(input.proof[opening:opening + 96]));
        (s, t.z) = _challenge(s, "z");
    }

    function _fillRow(PlainKey calldata key, PlainInput calldata input, Layout memory layout, PlainTrace memory t) private pure {
        uint256 e = layout.evaluations;
        t.row = new uint256[](e + SYMBOLS + key.scalarCount + key.instanceCount);
        for (uint256 i = 0; i < e; i++) {
            uint256 from = layout.commitments * 96 + 32 * i;
            t.row[i] = uint256(bytes32(input.proof[from:from + 32]));
        }
        t.row[e] = t.beta;
        t.row[e + 1] = t.gamma;
        t.row[e + 2] = t.y;
        for (uint256 i = 0; i < key.scalarCount; i++) {
            t.row[e + SYMBOLS + i] = input.scalars[i];
        }
        uint256 last = _power(layout.omega, layout.rows - 1);
        uint256 scale = mulmod(_minus(_power(t.zeta, layout.rows), 1), _inverse(layout.rows), ORDER);
        t.row[e + 4] = mulmod(scale, _inverse(_minus(t.zeta, 1)), ORDER);
        t.row[e + 5] = mulmod(mulmod(scale, last, ORDER), _inverse(_minus(t.zeta, last)), ORDER);
        t.row[e + 6] = _minus(t.zeta, last);
        _fillInstance(key, input, layout, t, scale);
        uint256[] memory terms = _run(key, key.terms, layout, t.row);
        uint256 sum = 0;
        for (uint256 i = 0; i < terms.length; i += 2) {
            sum = addmod(sum, mulmod(terms[i], _inverse(terms[i + 1]), ORDER), ORDER);
        }
        t.row[e + 3] = mulmod(_minus(0, sum), _inverse(layout.rows), ORDER);
    }

    function _fillInstance(PlainKey calldata key, PlainInput calldata input, Layout memory layout, PlainTrace memory t, uint256 scale)
        private
        pure
    {
        uint256 words = key.instanceCount == 0 ? 0 : input.words.length / key.instanceCount;
        uint256 place = layout.evaluations + SYMBOLS + key.scalarCount;
        for (uint256 j = 0; j < words; j++) {
            uint256 point = _power(layout.omega, j * key.stride);
            uint256 weight = mulmod(point, _inverse(_minus(t.zeta, point)), ORDER);
            for (uint256 c = 0; c < key.instanceCount; c++) {
                uint256 part = mulmod(mulmod(scale, weight, ORDER), input.words[c * words + j], ORDER);
                t.row[place + c] = addmod(t.row[place + c], part, ORDER);
            }
        }
    }

    function _run(PlainKey calldata key, PlainProgram calldata program, Layout memory layout, uint256[] memory row)
        private
        pure
        returns (uint256[] memory outputs)
    {
        uint256[] memory values = new uint256[](program.code.length);
        for (uint256 i = 0; i < values.length; i++) {
            uint256[3] calldata step = program.code[i];
            if (step[0] == 0) values[i] = program.constants[step[1]];
            else if (step[0] == 1) values[i] = row[_column(key, layout, step[1], step[2] % 8, step[2] / 8)];
            else if (step[0] == 2) values[i] = row[layout.evaluations + step[1]];
            else if (step[0] == 3) values[i] = row[layout.evaluations + SYMBOLS + step[1]];
            else if (step[0] == 4) values[i] = addmod(values[step[1]], values[step[2]], ORDER);
            else if (step[0] == 5) values[i] = _minus(values[step[1]], values[step[2]]);
            else values[i] = mulmod(values[step[1]], values[step[2]], ORDER);
        }
        outputs = new uint256[](program.outputs.length);
        for (uint256 i = 0; i < outputs.length; i++) {
            outputs[i] = values[program.outputs[i]];
        }
    }

    /// @dev Where a column lies in the row.
    function _column(PlainKey calldata key, Layout memory layout, uint256 index, uint256 kind, uint256 rotation)
        private
        pure
        returns (uint256 place)
    {
        if (kind == FIXED) return index;
        place = key.fixedCount;
        if (kind == TABLE) return place + index;
        place += key.periods.length;
        if (kind == COUNTER) return place;
        place += key.counterCount;
        if (kind == WITNESS) return rotation == 0 ? place + index : place + key.witnessCount + _find(key.rotatedWitness, index);
        place += key.witnessCount + key.rotatedWitness.length;
        if (kind == HELPER) return rotation == 0 ? place + index : place + key.helperCount + _find(key.rotatedHelpers, index);
        require(kind == INSTANCE, "an unknown kind of column");
        return layout.evaluations + SYMBOLS + key.scalarCount + index;
    }

    function _terms(PlainKey calldata key, PlainInput calldata input, Layout memory layout, PlainTrace memory t)
        private
        pure
        returns (uint256[] memory terms)
    {
        uint256 keyPoints = key.commitments.length + key.counterCount;
        terms = new uint256[](5 * (keyPoints + layout.commitments + 3));
        for (uint256 i = 0; i < key.commitments.length; i++) {
            _putPoint(terms, i, key.commitments[i]);
        }
        if (key.counterCount > 0) {
            uint256 index = 0;
            for (uint256 slots = key.slotsMin; slots < input.slots; slots *= 2) {
                index++;
            }
            _putPoint(terms, keyPoints - 1, key.counters[index]);
        }
        for (uint256 i = 0; i < layout.commitments + 2; i++) {
            uint256 from = 96 * i + (i < layout.commitments ? 0 : 32 * layout.evaluations);
            _putPoint(terms, keyPoints + i, input.proof[from:from + 96]);
        }
        _putPoint(terms, keyPoints + layout.commitments + 2, BASE_POINT);
        _putScalars(key, layout, t, terms);
    }

    function _putScalars(PlainKey calldata key, Layout memory layout, PlainTrace memory t, uint256[] memory terms) private pure {
        uint256 packs = key.keyPacks.length + key.counterCount + key.witnessPacks.length + key.helperPacks.length;
        uint256 sum = 0;
        uint256 power = 1;
        for (uint256 i = 0; i < packs; i++) {
            (uint256 divisor, uint256 remainder) = _open(key, layout, t, _pack(key, i));
            uint256 weight = mulmod(power, _inverse(divisor), ORDER);
            terms[5 * i + 4] = weight;
            sum = addmod(sum, mulmod(weight, remainder, ORDER), ORDER);
            power = mulmod(power, t.v, ORDER);
        }
        uint256 last = mulmod(power, _inverse(_minus(t.z, t.zeta)), ORDER);
        sum = addmod(sum, mulmod(last, t.quotient, ORDER), ORDER);
        uint256 place = 5 * packs + 4;
        for (uint256 j = 0; j < layout.pieces; j++) {
            terms[place] = mulmod(last, _power(t.zeta, key.factor * layout.rows * j), ORDER);
            place += 5;
        }
        terms[place] = ORDER - 1;
        terms[place + 5] = t.z;
        terms[place + 10] = ORDER - sum;
    }

    /// @dev Divisor and remainder of a pack at z.
    function _open(PlainKey calldata key, Layout memory layout, PlainTrace memory t, PlainPack memory pack)
        private
        pure
        returns (uint256 divisor, uint256 remainder)
    {
        uint256 first = pack.period == 0 ? t.zeta : _power(t.zeta, layout.rows / pack.period);
        uint256 next = mulmod(t.zeta, layout.omega, ORDER);
        uint256 offset = _minus(_power(t.z, pack.factor), first);
        divisor = pack.isRotated ? mulmod(offset, _minus(_power(t.z, pack.factor), next), ORDER) : offset;
        for (uint256 j = 0; j < pack.columns.length; j++) {
            uint256 a = t.row[_column(key, layout, pack.columns[j], pack.kind, 0)];
            if (pack.isRotated) {
                uint256 b = t.row[_column(key, layout, pack.columns[j], pack.kind, 1)];
                uint256 step = mulmod(offset, _inverse(_minus(next, t.zeta)), ORDER);
                a = addmod(a, mulmod(_minus(b, a), step, ORDER), ORDER);
            }
            remainder = addmod(remainder, mulmod(_power(t.z, j), a, ORDER), ORDER);
        }
    }

    function _pack(PlainKey calldata key, uint256 i) private pure returns (PlainPack memory) {
        if (i < key.keyPacks.length) return key.keyPacks[i];
        i -= key.keyPacks.length;
        if (i < key.counterCount) return PlainPack(COUNTER, new uint256[](1), 1, false, 0);
        i -= key.counterCount;
        return i < key.witnessPacks.length ? key.witnessPacks[i] : key.helperPacks[i - key.witnessPacks.length];
    }

    /// @dev Points as EIP-2537 pads them.
    function _padded(bytes calldata points) private pure returns (bytes memory padded) {
        for (uint256 i = 0; i < points.length; i += 48) {
            padded = bytes.concat(padded, bytes16(0), points[i:i + 48]);
        }
    }

    function _putPoint(uint256[] memory terms, uint256 term, bytes memory point) private pure {
        for (uint256 i = 0; i < 4; i++) {
            uint256 word = 0;
            // The high halves have 16 bytes, the low ones 32.
            uint256 from = i / 2 * 48 + (i % 2 == 0 ? 0 : 16);
            uint256 end = from + (i % 2 == 0 ? 16 : 32);
            for (uint256 j = from; j < end; j++) {
                word = word * 256 + uint8(point[j]);
            }
            terms[5 * term + i] = word;
        }
    }

    function _absorb(bytes32 state, bytes32 label, uint256 kind, bytes memory data) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(state, label | bytes32(kind), data.length, data));
    }

    function _challenge(bytes32 state, bytes32 label) private pure returns (bytes32 next, uint256 value) {
        next = keccak256(abi.encodePacked(state, label | bytes32(uint256(16))));
        value = uint256(next) % ORDER;
    }

    function _find(uint256[] calldata list, uint256 wanted) private pure returns (uint256) {
        for (uint256 i = 0; i < list.length; i++) {
            if (list[i] == wanted) return i;
        }
        revert("a column that is not rotated");
    }

    function _minus(uint256 a, uint256 b) private pure returns (uint256) {
        return addmod(a, ORDER - b % ORDER, ORDER);
    }

    function _inverse(uint256 a) private pure returns (uint256) {
        return _power(a, ORDER - 2);
    }

    function _power(uint256 a, uint256 exponent) private pure returns (uint256 result) {
        result = 1;
        for (; exponent > 0; exponent /= 2) {
            if (exponent % 2 == 1) result = mulmod(result, a, ORDER);
            a = mulmod(a, a, ORDER);
        }
    }
}
