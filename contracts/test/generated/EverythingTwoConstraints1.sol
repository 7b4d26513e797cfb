// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

// Generated from a verifying key by `zkr make-verifier`; changes belong there.
// Circuit everything, key 0x9a651aaea0e39a0a25741c200c7899cf544f29bb3ecda1fd2751332cd54ca9fa.
// solhint-disable

/// @title Part 1 of the combined expression of the circuit "everything"
/// @notice Values that are used once stay on the stack, others lie in memory. Sums stay below twice the order, so that two fit a word.
contract EverythingTwoConstraints1 {
    /// @notice Computes this part.
    /// @dev The row: evaluations of the proof, β, γ, y, the symbols, public scalars, instance columns, then what the part before returns.
    /// @return values that later parts use
    function evaluate(uint256[49] calldata) external pure returns (uint256[4] memory values) {
        assembly ("memory-safe") {
            if iszero(eq(mload(0x40), 0x100)) { revert(0, 0) }
            mstore(0x40, 0x200)
            let r := 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001
            let rr := 0xe7db4ea6533afa906673b0101343b00aa77b4805fffcb7fdfffffffe00000002
            mstore(0x100, mulmod(calldataload(0x224), mulmod(calldataload(0x4a4), 0x07, r), r))
            mstore(0x120, addmod(calldataload(0x4c4), add(calldataload(0x244), mload(0x100)), r))
            mstore(0x140, addmod(add(calldataload(0x264), mload(0x100)), add(calldataload(0x4a4), calldataload(0x4c4)), r))
            mstore(0x160, addmod(add(calldataload(0x284), mload(0x100)), add(calldataload(0x4c4), mulmod(calldataload(0x4a4),
                0x02, r)), r))
            mstore(0x180, addmod(add(calldataload(0x2a4), mload(0x100)), add(calldataload(0x4c4), mulmod(calldataload(0x4a4),
                0x03, r)), r))
            mstore(0x1a0, addmod(add(calldataload(0x2c4), mload(0x100)), add(calldataload(0x4c4), mulmod(calldataload(0x4a4),
                0x04, r)), r))
            mstore(0x1c0, addmod(add(calldataload(0x2e4), mload(0x100)), add(calldataload(0x4c4), mulmod(calldataload(0x4a4),
                0x05, r)), r))
            mstore(0x1e0, addmod(add(calldataload(0x304), mload(0x100)), add(calldataload(0x4c4), mulmod(calldataload(0x4a4),
                0x06, r)), r))
            mstore(0x80, calldataload(0x604))
            mstore(0xa0, mulmod(calldataload(0x4e4), add(mulmod(calldataload(0x424), mulmod(mload(0x1a0), mulmod(mload(0x180),
                mulmod(mload(0x160), mulmod(mload(0x120), mload(0x140), r), r), r), r), r), sub(r, mulmod(calldataload(0x444),
                mulmod(add(mload(0x1a0), mulmod(calldataload(0x4a4), calldataload(0x1a4), r)), mulmod(add(mload(0x180),
                mulmod(calldataload(0x4a4), calldataload(0x184), r)), mulmod(add(mload(0x160), mulmod(calldataload(0x4a4),
                calldataload(0x164), r)), mulmod(add(mload(0x120), mulmod(calldataload(0x4a4), calldataload(0x124), r)),
                add(mload(0x140), mulmod(calldataload(0x4a4), calldataload(0x144), r)), r), r), r), r), r))), r))
            mstore(0xc0, mulmod(calldataload(0x444), mulmod(mload(0x1c0), mload(0x1e0), r), r))
            mstore(0xe0, mulmod(add(mload(0x1c0), mulmod(calldataload(0x4a4), calldataload(0x1c4), r)), add(mload(0x1e0),
                mulmod(calldataload(0x4a4), calldataload(0x1e4), r)), r))
        }
    }
}
