// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

// Generated from a verifying key by `zkr make-verifier`; changes belong there.
// Circuit everything, key 0xb18a20d347c60ac792a96ffe8633ed2f33aaf797976fdc7eae84d3b50a12b1e4.
// solhint-disable

/// @title Part 0 of the combined expression of the circuit "everything"
/// @notice Values that are used once stay on the stack, others lie in memory. Sums stay below twice the order, so that two fit a word.
contract EverythingOneConstraints0 {
    /// @notice Computes this part.
    /// @dev The row: evaluations of the proof, β, γ, y, the symbols, public scalars, instance columns, then what the part before returns.
    /// @return value of the expression
    function evaluate(uint256[48] calldata) external pure returns (uint256 value) {
        assembly ("memory-safe") {
            if iszero(eq(mload(0x40), 0x80)) { revert(0, 0) }
            mstore(0x40, 0x340)
            let r := 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001
            let rr := 0xe7db4ea6533afa906673b0101343b00aa77b4805fffcb7fdfffffffe00000002
            mstore(0x80, mulmod(calldataload(0x4e4), mulmod(calldataload(0x4e4), calldataload(0x4e4), r), r))
            mstore(0xa0, mulmod(calldataload(0x324), calldataload(0x324), r))
            mstore(0xc0, add(mulmod(calldataload(0x44), add(sub(r, calldataload(0x64)), addmod(add(calldataload(0x3c4), sub(r,
                mload(0xa0))), sub(r, calldataload(0x324)), r)), r), mulmod(calldataload(0x4e4), add(mulmod(mload(0x80),
                add(mulmod(calldataload(0x544), add(calldataload(0x324), sub(r, calldataload(0x5a4))), r),
                mulmod(calldataload(0x4e4), mulmod(calldataload(0x524), add(calldataload(0x324), sub(r, calldataload(0x584))),
                r), r)), r), mulmod(calldataload(0x24), addmod(add(calldataload(0x244), sub(r, calldataload(0x324))),
                mulmod(calldataload(0x4e4), addmod(mulmod(calldataload(0x4e4), add(calldataload(0x364), sub(r,
                calldataload(0x5e4))), r), add(calldataload(0x344), sub(r, mulmod(calldataload(0x324),
                mulmod(calldataload(0x324), mulmod(mload(0xa0), calldataload(0x324), r), r), r))), r), r), r), r)), r)))
            mstore(0xe0, mulmod(calldataload(0x224), mulmod(calldataload(0x4a4), 0x07, r), r))
            mstore(0x100, addmod(calldataload(0x4c4), add(calldataload(0x244), mload(0xe0)), r))
            mstore(0x120, addmod(add(calldataload(0x264), mload(0xe0)), add(calldataload(0x4a4), calldataload(0x4c4)), r))
            mstore(0x140, addmod(add(calldataload(0x284), mload(0xe0)), add(calldataload(0x4c4), mulmod(calldataload(0x4a4),
                0x02, r)), r))
            mstore(0x160, addmod(add(calldataload(0x2a4), mload(0xe0)), add(calldataload(0x4c4), mulmod(calldataload(0x4a4),
                0x03, r)), r))
            mstore(0x180, addmod(add(calldataload(0x2c4), mload(0xe0)), add(calldataload(0x4c4), mulmod(calldataload(0x4a4),
                0x04, r)), r))
            mstore(0x1a0, addmod(add(calldataload(0x2e4), mload(0xe0)), add(calldataload(0x4c4), mulmod(calldataload(0x4a4),
                0x05, r)), r))
            mstore(0x1c0, addmod(add(calldataload(0x304), mload(0xe0)), add(calldataload(0x4c4), mulmod(calldataload(0x4a4),
                0x06, r)), r))
            mstore(0x1e0, mulmod(calldataload(0x4e4), add(mulmod(calldataload(0x424), mulmod(mload(0x180), mulmod(mload(0x160),
                mulmod(mload(0x140), mulmod(mload(0x100), mload(0x120), r), r), r), r), r), sub(r, mulmod(calldataload(0x444),
                mulmod(add(mload(0x180), mulmod(calldataload(0x4a4), calldataload(0x1c4), r)), mulmod(add(mload(0x160),
                mulmod(calldataload(0x4a4), calldataload(0x1a4), r)), mulmod(add(mload(0x140), mulmod(calldataload(0x4a4),
                calldataload(0x184), r)), mulmod(add(mload(0x100), mulmod(calldataload(0x4a4), calldataload(0x144), r)),
                add(mload(0x120), mulmod(calldataload(0x4a4), calldataload(0x164), r)), r), r), r), r), r))), r))
            mstore(0x200, add(0x02, mulmod(calldataload(0x4a4), add(calldataload(0x344), mulmod(calldataload(0x364),
                calldataload(0x4a4), r)), r)))
            mstore(0x220, mulmod(calldataload(0x344), calldataload(0x4a4), r))
            mstore(0x240, add(calldataload(0x4c4), addmod(mulmod(calldataload(0xa4), add(mload(0x220), 0x03), r),
                add(mulmod(calldataload(0xc4), mload(0x200), r), mulmod(calldataload(0xe4), mload(0x200), r)), r)))
            mstore(0x260, addmod(calldataload(0x4c4), add(0x01, mulmod(calldataload(0x04), calldataload(0x4a4), r)), r))
            mstore(0x280, mulmod(mload(0x240), mload(0x260), r))
            mstore(0x2a0, addmod(calldataload(0x4c4), add(0x01, mulmod(calldataload(0x384), calldataload(0x4a4), r)), r))
            mstore(0x2c0, mulmod(mload(0x280), mload(0x2a0), r))
            mstore(0x2e0, addmod(calldataload(0x4c4), add(mload(0x220), 0x04), r))
            mstore(0x300, 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000000)
            mstore(0x320, mulmod(calldataload(0x4e4), add(mulmod(calldataload(0x4e4), addmod(mload(0x1e0),
                add(mulmod(calldataload(0x444), mulmod(mload(0x1a0), mload(0x1c0), r), r), sub(r, mulmod(calldataload(0x484),
                mulmod(add(mload(0x1a0), mulmod(calldataload(0x4a4), calldataload(0x1e4), r)), add(mload(0x1c0),
                mulmod(calldataload(0x4a4), calldataload(0x204), r)), r), r))), r), r), addmod(mulmod(calldataload(0x3e4),
                mulmod(mload(0x2c0), mload(0x2e0), r), r), sub(rr, add(mulmod(mload(0x2c0), calldataload(0x104), r),
                mulmod(mload(0x2e0), add(mload(0x280), mulmod(mload(0x2a0), add(mulmod(mload(0x240), add(0, sub(r,
                calldataload(0x3a4))), r), mulmod(mload(0x260), addmod(add(calldataload(0xc4), mulmod(calldataload(0xe4),
                mload(0x300), r)), mulmod(calldataload(0xa4), calldataload(0x364), r), r), r)), r)), r))), r)), r))
            value := mod(add(addmod(mload(0x320), add(sub(r, mulmod(calldataload(0x124), mload(0x300), r)), mulmod(mload(0x2e0),
                add(sub(r, calldataload(0x3e4)), addmod(calldataload(0x504), add(calldataload(0x464), sub(r,
                calldataload(0x404))), r)), r)), r), mulmod(mulmod(mload(0x80), calldataload(0x4e4), r),
                add(mulmod(calldataload(0x524), add(calldataload(0x424), sub(r, 0x01)), r), mulmod(calldataload(0x4e4),
                add(mulmod(calldataload(0xa4), mulmod(calldataload(0x364), add(calldataload(0x364), sub(r, 0x01)), r), r),
                mulmod(calldataload(0x4e4), add(mulmod(calldataload(0x84), add(calldataload(0x244), sub(r, calldataload(0x344))),
                r), mulmod(calldataload(0x4e4), add(mulmod(mload(0xc0), calldataload(0x4e4), r),
                mulmod(mulmod(calldataload(0x84), calldataload(0x564), r), addmod(add(calldataload(0x3c4), sub(r,
                calldataload(0x324))), sub(r, 0x01), r), r)), r)), r)), r)), r)), r)
        }
    }
}
