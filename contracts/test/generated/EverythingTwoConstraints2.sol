// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

// Generated from a verifying key by `zkr make-verifier`; changes belong there.
// Circuit everything, key 0x9a651aaea0e39a0a25741c200c7899cf544f29bb3ecda1fd2751332cd54ca9fa.
// solhint-disable

/// @title Part 2 of the combined expression of the circuit "everything"
/// @notice Values that are used once stay on the stack, others lie in memory. Sums stay below twice the order, so that two fit a word.
contract EverythingTwoConstraints2 {
    /// @notice Computes this part.
    /// @dev The row: evaluations of the proof, β, γ, y, the symbols, public scalars, instance columns, then what the part before returns.
    /// @return value of the expression
    function evaluate(uint256[52] calldata) external pure returns (uint256 value) {
        assembly ("memory-safe") {
            if iszero(eq(mload(0x40), 0x80)) { revert(0, 0) }
            mstore(0x40, 0x1c0)
            let r := 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001
            let rr := 0xe7db4ea6533afa906673b0101343b00aa77b4805fffcb7fdfffffffe00000002
            mstore(0x80, add(0x02, mulmod(calldataload(0x4a4), add(calldataload(0x344), mulmod(calldataload(0x364),
                calldataload(0x4a4), r)), r)))
            mstore(0xa0, mulmod(calldataload(0x344), calldataload(0x4a4), r))
            mstore(0xc0, add(calldataload(0x4c4), addmod(mulmod(calldataload(0x84), add(mload(0xa0), 0x03), r),
                add(mulmod(calldataload(0xa4), mload(0x80), r), mulmod(calldataload(0xc4), mload(0x80), r)), r)))
            mstore(0xe0, addmod(calldataload(0x4c4), add(0x01, mulmod(calldataload(0x204), calldataload(0x4a4), r)), r))
            mstore(0x100, mulmod(mload(0xc0), mload(0xe0), r))
            mstore(0x120, addmod(calldataload(0x4c4), add(0x01, mulmod(calldataload(0x384), calldataload(0x4a4), r)), r))
            mstore(0x140, mulmod(mload(0x100), mload(0x120), r))
            mstore(0x160, addmod(calldataload(0x4c4), add(mload(0xa0), 0x04), r))
            mstore(0x180, 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000000)
            mstore(0x1a0, mulmod(calldataload(0x4e4), add(mulmod(calldataload(0x4e4), addmod(calldataload(0x624),
                add(calldataload(0x644), sub(r, mulmod(calldataload(0x484), calldataload(0x664), r))), r), r),
                addmod(mulmod(calldataload(0x3e4), mulmod(mload(0x140), mload(0x160), r), r), sub(rr, add(mulmod(mload(0x140),
                calldataload(0xe4), r), mulmod(mload(0x160), add(mload(0x100), mulmod(mload(0x120), add(mulmod(mload(0xc0),
                add(0, sub(r, calldataload(0x3a4))), r), mulmod(mload(0xe0), addmod(add(calldataload(0xa4),
                mulmod(calldataload(0xc4), mload(0x180), r)), mulmod(calldataload(0x84), calldataload(0x364), r), r), r)), r)),
                r))), r)), r))
            value := mod(add(calldataload(0x604), addmod(mload(0x1a0), add(sub(r, mulmod(calldataload(0x104), mload(0x180), r)),
                mulmod(mload(0x160), add(sub(r, calldataload(0x3e4)), addmod(calldataload(0x504), add(calldataload(0x464), sub(r,
                calldataload(0x404))), r)), r)), r)), r)
        }
    }
}
