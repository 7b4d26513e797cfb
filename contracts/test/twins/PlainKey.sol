// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

/// @notice A program of a key: instructions are opcode, A, B.
struct PlainProgram {
    uint256[] constants;
    uint256[3][] code;
    uint256[] outputs;
}

/// @notice A pack of columns.
struct PlainPack {
    uint256 kind;
    uint256[] columns;
    uint256 factor;
    bool isRotated;
    uint256 period;
}

/// @notice What docs/proof-format.md, Key, says of a circuit.
struct PlainKey {
    bytes32 digest;
    uint256 rowsPerSlot;
    uint256 degree;
    uint256 factor;
    uint256 fixedCount;
    uint256 witnessCount;
    uint256 helperCount;
    uint256 instanceCount;
    uint256 stride;
    uint256 scalarCount;
    uint256 slotsMin;
    uint256 counterCount;
    uint256[] periods;
    uint256[] rotatedWitness;
    uint256[] rotatedHelpers;
    PlainProgram combined;
    PlainProgram terms;
    bytes[] commitments;
    bytes[] counters;
    PlainPack[] keyPacks;
    PlainPack[] witnessPacks;
    PlainPack[] helperPacks;
}

/// @notice Reads the bytes of a key and plans its packs: plain Solidity, a line of the page at a time. Checks nothing.
contract PlainKeyReader {
    uint256 private constant FIXED = 0;
    uint256 private constant TABLE = 1;
    uint256 private constant WITNESS = 2;
    uint256 private constant HELPER = 4;

    function read(bytes calldata data) external pure returns (PlainKey memory key) {
        key.digest = keccak256(data);
        uint256 slotsMax;
        uint256 tables;
        uint256 place = 8;
        place += 4 + _number(data, place);
        key.rowsPerSlot = _number(data, place);
        key.degree = _number(data, place + 4);
        key.factor = _number(data, place + 8);
        key.fixedCount = _number(data, place + 12);
        tables = _number(data, place + 16);
        key.witnessCount = _number(data, place + 20);
        uint256 rotatedWitness = _number(data, place + 24);
        key.helperCount = _number(data, place + 28);
        uint256 rotatedHelpers = _number(data, place + 32);
        key.instanceCount = _number(data, place + 36);
        key.stride = _number(data, place + 40);
        key.scalarCount = _number(data, place + 44);
        key.slotsMin = _number(data, place + 48);
        slotsMax = _number(data, place + 52);
        key.counterCount = _number(data, place + 56);
        place += 60;
        (key.periods, place) = _numbers(data, place, tables);
        (key.rotatedWitness, place) = _numbers(data, place, rotatedWitness);
        (key.rotatedHelpers, place) = _numbers(data, place, rotatedHelpers);
        (key.combined, place) = _program(data, place);
        (key.terms, place) = _program(data, place);
        _plan(key);
        (key.commitments, place) = _points(data, place, key.keyPacks.length);
        uint256 counters = 0;
        for (uint256 t = key.slotsMin; t <= slotsMax; t *= 2) {
            counters += key.counterCount;
        }
        (key.counters, place) = _points(data, place, counters);
    }

    function _plan(PlainKey memory key) private pure {
        PlainPack[] memory packs = new PlainPack[](1 + key.periods.length);
        uint256 count = 0;
        if (key.fixedCount > 0) packs[count++] = PlainPack(FIXED, _range(key.fixedCount), key.fixedCount, false, key.rowsPerSlot);
        for (uint256 period = 2; period <= 2 ** 28; period *= 2) {
            uint256[] memory columns = new uint256[](key.periods.length);
            uint256 found = 0;
            for (uint256 i = 0; i < key.periods.length; i++) {
                if (key.periods[i] == period) columns[found++] = i;
            }
            PlainPack[] memory chunks = _chunks(TABLE, _first(columns, found), key.factor, false, period);
            for (uint256 i = 0; i < chunks.length; i++) {
                packs[count++] = chunks[i];
            }
        }
        key.keyPacks = new PlainPack[](count);
        for (uint256 i = 0; i < count; i++) {
            key.keyPacks[i] = packs[i];
        }
        key.witnessPacks = _committed(WITNESS, key.witnessCount, key.rotatedWitness, key.factor);
        key.helperPacks = _committed(HELPER, key.helperCount, key.rotatedHelpers, key.factor);
    }

    function _committed(uint256 kind, uint256 count, uint256[] memory rotated, uint256 factor)
        private
        pure
        returns (PlainPack[] memory packs)
    {
        uint256[] memory others = new uint256[](count);
        uint256 found = 0;
        for (uint256 i = 0; i < count; i++) {
            bool isRotated = false;
            for (uint256 j = 0; j < rotated.length; j++) {
                if (rotated[j] == i) isRotated = true;
            }
            if (!isRotated) others[found++] = i;
        }
        PlainPack[] memory first = _chunks(kind, _first(others, found), factor, false, 0);
        PlainPack[] memory second = _chunks(kind, rotated, factor, true, 0);
        packs = new PlainPack[](first.length + second.length);
        for (uint256 i = 0; i < packs.length; i++) {
            packs[i] = i < first.length ? first[i] : second[i - first.length];
        }
    }

    function _chunks(uint256 kind, uint256[] memory columns, uint256 factor, bool isRotated, uint256 period)
        private
        pure
        returns (PlainPack[] memory packs)
    {
        packs = new PlainPack[]((columns.length + factor - 1) / factor);
        for (uint256 i = 0; i < packs.length; i++) {
            uint256 left = columns.length - i * factor;
            uint256[] memory part = new uint256[](left < factor ? left : factor);
            for (uint256 j = 0; j < part.length; j++) {
                part[j] = columns[i * factor + j];
            }
            packs[i] = PlainPack(kind, part, factor, isRotated, period);
        }
    }

    function _program(bytes calldata data, uint256 place) private pure returns (PlainProgram memory program, uint256 end) {
        program.constants = new uint256[](_number(data, place));
        program.code = new uint256[3][](_number(data, place + 4));
        uint256 outputs = _number(data, place + 8);
        end = place + 12;
        for (uint256 i = 0; i < program.constants.length; i++) {
            program.constants[i] = uint256(bytes32(data[end:end + 32]));
            end += 32;
        }
        for (uint256 i = 0; i < program.code.length; i++) {
            program.code[i] = [uint256(uint8(data[end])), _number(data, end + 1), _number(data, end + 5)];
            end += 9;
        }
        (program.outputs, end) = _numbers(data, end, outputs);
    }

    function _points(bytes calldata data, uint256 place, uint256 count) private pure returns (bytes[] memory points, uint256 end) {
        points = new bytes[](count);
        end = place;
        for (uint256 i = 0; i < count; i++) {
            points[i] = data[end:end + 96];
            end += 96;
        }
    }

    function _numbers(bytes calldata data, uint256 place, uint256 count) private pure returns (uint256[] memory numbers, uint256 end) {
        numbers = new uint256[](count);
        end = place;
        for (uint256 i = 0; i < count; i++) {
            numbers[i] = _number(data, end);
            end += 4;
        }
    }

    function _number(bytes calldata data, uint256 place) private pure returns (uint256) {
        return uint32(bytes4(data[place:place + 4]));
    }

    function _range(uint256 count) private pure returns (uint256[] memory numbers) {
        numbers = new uint256[](count);
        for (uint256 i = 0; i < count; i++) {
            numbers[i] = i;
        }
    }

    function _first(uint256[] memory numbers, uint256 count) private pure returns (uint256[] memory part) {
        part = new uint256[](count);
        for (uint256 i = 0; i < count; i++) {
            part[i] = numbers[i];
        }
    }
}
