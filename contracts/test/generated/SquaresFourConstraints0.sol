// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

// Generated from a verifying key by `zkr make-verifier`; changes belong there.
// Circuit squares, key 0x41854196e1da08c167f77863f7aa74ce1ce84a5be6dddf774b65954c47e26ec5.
// solhint-disable

/// @title Part 0 of the combined expression of the circuit "squares"
/// @notice Values that are used once stay on the stack, others lie in memory. Sums stay below twice the order, so that two fit a word.
contract SquaresFourConstraints0 {
    /// @notice Computes this part.
    /// @dev The row: evaluations of the proof, β, γ, y, the symbols, public scalars, instance columns, then what the part before returns.
    /// @return value of the expression
    function evaluate(uint256[14] calldata) external pure returns (uint256 value) {
        assembly ("memory-safe") {
            if iszero(eq(mload(0x40), 0x80)) { revert(0, 0) }
            mstore(0x40, 0xa0)
            let r := 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001
            let rr := 0xe7db4ea6533afa906673b0101343b00aa77b4805fffcb7fdfffffffe00000002
            mstore(0x80, add(calldataload(0x84), sub(r, mulmod(calldataload(0x44), calldataload(0x44), r))))
            value := mod(add(mulmod(mload(0x80), mulmod(calldataload(0x24), calldataload(0x164), r), r),
                mulmod(calldataload(0xe4), add(mulmod(calldataload(0x04), mload(0x80), r), mulmod(calldataload(0xe4),
                add(mulmod(calldataload(0x144), add(calldataload(0x44), sub(r, calldataload(0x1a4))), r),
                mulmod(calldataload(0xe4), mulmod(calldataload(0x124), add(calldataload(0x44), sub(r, calldataload(0x184))), r),
                r)), r)), r)), r)
        }
    }
}
