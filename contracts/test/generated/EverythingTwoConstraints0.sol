// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

// Generated from a verifying key by `zkr make-verifier`; changes belong there.
// Circuit everything, key 0x9a651aaea0e39a0a25741c200c7899cf544f29bb3ecda1fd2751332cd54ca9fa.
// solhint-disable

/// @title Part 0 of the combined expression of the circuit "everything"
/// @notice Values that are used once stay on the stack, others lie in memory. Sums stay below twice the order, so that two fit a word.
contract EverythingTwoConstraints0 {
    /// @notice Computes this part.
    /// @dev The row: evaluations of the proof, β, γ, y, the symbols, public scalars, instance columns, then what the part before returns.
    /// @return values that later parts use
    function evaluate(uint256[48] calldata) external pure returns (uint256[1] memory values) {
        assembly ("memory-safe") {
            if iszero(eq(mload(0x40), 0xa0)) { revert(0, 0) }
            mstore(0x40, 0x100)
            let r := 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001
            let rr := 0xe7db4ea6533afa906673b0101343b00aa77b4805fffcb7fdfffffffe00000002
            mstore(0xa0, mulmod(calldataload(0x4e4), mulmod(calldataload(0x4e4), calldataload(0x4e4), r), r))
            mstore(0xc0, mulmod(calldataload(0x324), calldataload(0x324), r))
            mstore(0xe0, add(mulmod(calldataload(0x24), add(sub(r, calldataload(0x44)), addmod(add(calldataload(0x3c4), sub(r,
                mload(0xc0))), sub(r, calldataload(0x324)), r)), r), mulmod(calldataload(0x4e4), add(mulmod(mload(0xa0),
                add(mulmod(calldataload(0x544), add(calldataload(0x324), sub(r, calldataload(0x5a4))), r),
                mulmod(calldataload(0x4e4), mulmod(calldataload(0x524), add(calldataload(0x324), sub(r, calldataload(0x584))),
                r), r)), r), mulmod(calldataload(0x04), addmod(add(calldataload(0x244), sub(r, calldataload(0x324))),
                mulmod(calldataload(0x4e4), addmod(mulmod(calldataload(0x4e4), add(calldataload(0x364), sub(r,
                calldataload(0x5e4))), r), add(calldataload(0x344), sub(r, mulmod(calldataload(0x324),
                mulmod(calldataload(0x324), mulmod(mload(0xc0), calldataload(0x324), r), r), r))), r), r), r), r)), r)))
            mstore(0x80, mulmod(mulmod(mload(0xa0), calldataload(0x4e4), r), add(mulmod(calldataload(0x524),
                add(calldataload(0x424), sub(r, 0x01)), r), mulmod(calldataload(0x4e4), add(mulmod(calldataload(0x84),
                mulmod(calldataload(0x364), add(calldataload(0x364), sub(r, 0x01)), r), r), mulmod(calldataload(0x4e4),
                add(mulmod(calldataload(0x64), add(calldataload(0x244), sub(r, calldataload(0x344))), r),
                mulmod(calldataload(0x4e4), add(mulmod(mload(0xe0), calldataload(0x4e4), r), mulmod(mulmod(calldataload(0x64),
                calldataload(0x564), r), addmod(add(calldataload(0x3c4), sub(r, calldataload(0x324))), sub(r, 0x01), r), r)),
                r)), r)), r)), r))
        }
    }
}
