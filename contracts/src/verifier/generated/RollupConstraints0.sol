// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

// Generated from a verifying key by `zkr make-verifier`; changes belong there.
// Circuit rollup, key 0x7d4924b067a893232af1c560b0a89a34a89444ac1f88880ecead97a0f267c3b2.
// solhint-disable

/// @title Part 0 of the combined expression of the circuit "rollup"
/// @notice Values that are used once stay on the stack, others lie in memory. Sums stay below twice the order, so that two fit a word.
contract RollupConstraints0 {
    /// @notice Computes this part.
    /// @dev The row: evaluations of the proof, β, γ, y, the symbols, public scalars, instance columns, then what the part before returns.
    /// @return value of the expression
    function evaluate(uint256[214] calldata) external pure returns (uint256 value) {
        assembly ("memory-safe") {
            if iszero(eq(mload(0x40), 0x80)) { revert(0, 0) }
            mstore(0x40, 0x3d60)
            let r := 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001
            let rr := 0xe7db4ea6533afa906673b0101343b00aa77b4805fffcb7fdfffffffe00000002
            mstore(0x80, add(mulmod(calldataload(0x1704), addmod(calldataload(0xde4), sub(rr, add(calldataload(0x1904),
                calldataload(0x1924))), r), r), mulmod(calldataload(0x16a4), add(mulmod(calldataload(0x16e4),
                add(calldataload(0xdc4), sub(r, calldataload(0x1904))), r), mulmod(calldataload(0x16a4),
                add(mulmod(calldataload(0x1704), add(calldataload(0xdc4), sub(r, calldataload(0x18c4))), r),
                mulmod(calldataload(0x16a4), add(mulmod(calldataload(0x16e4), addmod(calldataload(0xda4), sub(rr,
                add(calldataload(0x18a4), sub(r, 0x01))), r), r), mulmod(calldataload(0x16a4), add(mulmod(calldataload(0x1704),
                add(calldataload(0xda4), sub(r, calldataload(0x1884))), r), mulmod(calldataload(0x16a4),
                add(mulmod(calldataload(0x16e4), add(calldataload(0xd84), sub(r, calldataload(0x1864))), r),
                mulmod(calldataload(0x16a4), add(mulmod(calldataload(0x1704), calldataload(0xd84), r),
                mulmod(calldataload(0x16a4), mulmod(calldataload(0x16e4), calldataload(0xce4), r), r)), r)), r)), r)), r)), r)),
                r)))
            mstore(0xa0, mulmod(calldataload(0x16a4), calldataload(0x16a4), r))
            mstore(0xc0, mulmod(calldataload(0xfc4), add(calldataload(0xfc4), sub(r, 0x01)), r))
            mstore(0xe0, mulmod(calldataload(0xce4), add(calldataload(0xfc4), sub(r, 0x02)), r))
            mstore(0x100, add(calldataload(0x1124), mulmod(0x1000, add(calldataload(0x1144), mulmod(0x1000,
                add(calldataload(0x1164), mulmod(0x1000, add(calldataload(0x1184), mulmod(calldataload(0x11a4), 0x1000, r)), r)),
                r)), r)))
            mstore(0x120, add(mulmod(mload(0xa0), add(mulmod(calldataload(0x16e4), calldataload(0xe44), r),
                mulmod(calldataload(0x16a4), add(mulmod(calldataload(0x1704), add(calldataload(0xe04), sub(r,
                calldataload(0x1944))), r), mulmod(calldataload(0x16a4), add(mulmod(mload(0x80), calldataload(0x16a4), r),
                mulmod(calldataload(0x16e4), calldataload(0xde4), r)), r)), r)), r), mulmod(calldataload(0x44),
                add(mulmod(add(calldataload(0xce4), sub(r, 0x01)), mulmod(mload(0xc0), mload(0xe0), r), r),
                mulmod(calldataload(0x16a4), add(sub(r, mulmod(mload(0xc0), mload(0x100), r)), addmod(mulmod(mload(0xe0),
                addmod(calldataload(0xfc4), add(calldataload(0xfc4), mulmod(mload(0xc0), 0x0fffffffffffffff, r)), r), r),
                add(calldataload(0xfa4), addmod(mulmod(calldataload(0xf84), calldataload(0xd04), r),
                add(mulmod(calldataload(0xf64), calldataload(0xee4), r), mulmod(calldataload(0xec4), addmod(calldataload(0xf44),
                add(mulmod(calldataload(0xf04), calldataload(0xee4), r), mulmod(calldataload(0xf24), calldataload(0xd04), r)),
                r), r)), r)), r)), r)), r)))
            mstore(0x140, mulmod(mload(0xa0), calldataload(0x16a4), r))
            mstore(0x160, mulmod(mload(0x140), calldataload(0x16a4), r))
            mstore(0x180, mulmod(mload(0x160), calldataload(0x16a4), r))
            mstore(0x1a0, mulmod(mload(0x180), calldataload(0x16a4), r))
            mstore(0x1c0, addmod(add(calldataload(0x1304), sub(r, calldataload(0xe04))), mulmod(calldataload(0x16a4),
                addmod(add(calldataload(0x12e4), sub(r, calldataload(0xde4))), mulmod(calldataload(0x16a4),
                addmod(add(calldataload(0x12c4), sub(r, calldataload(0xdc4))), mulmod(calldataload(0x16a4),
                addmod(add(calldataload(0x12a4), sub(r, calldataload(0xda4))), mulmod(calldataload(0x16a4),
                add(calldataload(0x1204), sub(r, calldataload(0xd84))), r), r), r), r), r), r), r), r))
            mstore(0x1e0, add(calldataload(0xcc4), sub(r, calldataload(0x04))))
            mstore(0x200, add(mulmod(calldataload(0xe4), addmod(sub(r, calldataload(0x104)), add(calldataload(0xda4), sub(r,
                mulmod(calldataload(0x12a4), 0x08, r))), r), r), mulmod(calldataload(0x16a4), add(mulmod(mload(0x140),
                add(mulmod(calldataload(0xa4), add(calldataload(0xce4), sub(r, calldataload(0x1984))), r),
                mulmod(calldataload(0x16a4), add(mulmod(mload(0x1a0), add(mulmod(mload(0x120), calldataload(0x16a4), r),
                mulmod(calldataload(0x64), add(calldataload(0x1424), sub(r, calldataload(0x1044))), r)), r),
                mulmod(mulmod(calldataload(0x84), calldataload(0x1724), r), addmod(add(calldataload(0x1364), sub(r,
                calldataload(0xe24))), mulmod(mload(0x1c0), calldataload(0x16a4), r), r), r)), r)), r),
                mulmod(calldataload(0xc4), addmod(add(calldataload(0xfe4), sub(r, 0x01)), mulmod(calldataload(0x16a4),
                add(calldataload(0xfc4), mulmod(calldataload(0x16a4), add(addmod(calldataload(0xe64), sub(rr, mload(0x1e0)), r),
                sub(r, mulmod(calldataload(0xe24), addmod(calldataload(0xe44), sub(rr, mload(0x1e0)), r), r))), r)), r), r), r)),
                r)))
            mstore(0x220, add(calldataload(0xde4), sub(r, calldataload(0x1044))))
            mstore(0x240, mulmod(calldataload(0x1044), add(calldataload(0x1044), sub(r, 0x01)), r))
            mstore(0x260, add(calldataload(0x14e4), mulmod(0x1000, add(calldataload(0x1504), mulmod(calldataload(0x1524), 0x1000,
                r)), r)))
            mstore(0x280, add(calldataload(0xe24), sub(r, 0x0800000000)))
            mstore(0x2a0, mulmod(mload(0x280), calldataload(0x1424), r))
            mstore(0x2c0, mulmod(calldataload(0x1064), calldataload(0xe44), r))
            mstore(0x2e0, mulmod(calldataload(0x1064), calldataload(0xe64), r))
            mstore(0x300, mulmod(calldataload(0x1324), addmod(mload(0x2e0), sub(rr, mload(0x280)), r), r))
            mstore(0x320, add(sub(r, mload(0x300)), mulmod(calldataload(0x1304), addmod(mload(0x280), mload(0x2c0), r), r)))
            mstore(0x340, mulmod(mload(0x320), calldataload(0x1044), r))
            mstore(0x360, add(addmod(add(calldataload(0x10a4), sub(r, mulmod(calldataload(0xe84), mulmod(mload(0x280),
                calldataload(0x13a4), r), r))), sub(r, mulmod(mload(0x260), addmod(add(calldataload(0x1384), sub(r,
                calldataload(0xd84))), mulmod(calldataload(0x1424), add(calldataload(0x12e4), sub(r, calldataload(0x1384))), r),
                r), r)), r), mulmod(calldataload(0x16a4), addmod(add(calldataload(0x10e4), sub(r, mulmod(mload(0x260),
                add(calldataload(0x1364), mulmod(calldataload(0x1424), add(calldataload(0x1344), sub(r, calldataload(0x1364))),
                r)), r))), mulmod(calldataload(0x16a4), add(addmod(add(calldataload(0x10c4), sub(r, mload(0x300))), sub(r,
                mload(0x340)), r), mulmod(calldataload(0x16a4), add(addmod(mload(0x100), sub(r, addmod(add(mload(0x340),
                mload(0x340)), sub(rr, mload(0x320)), r)), r), mulmod(calldataload(0x16a4), addmod(mload(0x260), sub(r,
                addmod(add(mload(0x2a0), mload(0x2a0)), sub(rr, mload(0x280)), r)), r), r)), r)), r), r), r)))
            mstore(0x380, addmod(add(0xea60, sub(r, calldataload(0xe84))), mulmod(calldataload(0xe44), 0x0bb8, r), r))
            mstore(0x3a0, mulmod(mload(0x380), calldataload(0x1044), r))
            mstore(0x3c0, add(0x01, sub(r, calldataload(0x1044))))
            mstore(0x3e0, mulmod(calldataload(0x1384), add(calldataload(0x1384), sub(r, 0x01)), r))
            mstore(0x400, mulmod(calldataload(0x1424), add(calldataload(0x1384), sub(r, mload(0x3e0))), r))
            mstore(0x420, add(mulmod(calldataload(0x1a4), addmod(calldataload(0x1064), sub(rr, add(sub(r, mload(0x400)),
                addmod(add(0x02, sub(r, mload(0x3e0))), sub(r, mload(0x400)), r))), r), r), mulmod(calldataload(0x16a4),
                add(mulmod(calldataload(0x184), addmod(mload(0x100), sub(r, addmod(sub(rr, mload(0x3c0)),
                addmod(add(mload(0x3a0), mload(0x3a0)), sub(r, mload(0x380)), r), r)), r), r), mulmod(calldataload(0x16a4),
                add(mulmod(calldataload(0x164), addmod(mulmod(mload(0x360), calldataload(0x16a4), r), add(calldataload(0x1084),
                sub(r, mulmod(calldataload(0x1444), add(mload(0x2e0), addmod(mload(0x260), mload(0x2c0), r)), r))), r), r),
                mulmod(mload(0x1a0), add(mulmod(calldataload(0x144), mload(0x240), r), mulmod(calldataload(0x16a4),
                add(mulmod(mload(0x200), mload(0xa0), r), mulmod(calldataload(0x124), add(mulmod(calldataload(0x16a4),
                mulmod(calldataload(0x1444), mload(0x220), r), r), addmod(add(calldataload(0x1444), sub(r, 0x01)),
                mulmod(mload(0x220), calldataload(0x1064), r), r)), r)), r)), r)), r)), r)))
            mstore(0x440, addmod(add(calldataload(0xe04), sub(r, calldataload(0x1324))), sub(r, calldataload(0x1324)), r))
            mstore(0x460, add(0x01, sub(r, mload(0x440))))
            mstore(0x480, add(calldataload(0x12a4), sub(r, calldataload(0xd84))))
            mstore(0x4a0, add(calldataload(0x12c4), sub(r, calldataload(0xda4))))
            mstore(0x4c0, add(calldataload(0x12e4), sub(r, calldataload(0xdc4))))
            mstore(0x4e0, add(calldataload(0x1304), sub(r, calldataload(0xde4))))
            mstore(0x500, add(calldataload(0x1484), sub(r, calldataload(0x10a4))))
            mstore(0x520, mulmod(calldataload(0x16a4), addmod(mload(0x500), mulmod(calldataload(0x16a4),
                addmod(add(calldataload(0x1444), sub(r, calldataload(0x1064))), mulmod(calldataload(0x16a4), add(mulmod(add(0x01,
                sub(r, calldataload(0x1084))), add(calldataload(0xe84), sub(r, calldataload(0xea4))), r),
                mulmod(calldataload(0x16a4), add(mulmod(calldataload(0x1084), add(0x01, sub(r, calldataload(0x1064))), r),
                mulmod(calldataload(0x16a4), mulmod(calldataload(0x1084), add(calldataload(0x1084), sub(r, 0x01)), r), r)), r)),
                r), r), r), r), r))
            mstore(0x540, mulmod(mload(0x1a0), calldataload(0x16a4), r))
            mstore(0x560, mulmod(mload(0x540), calldataload(0x16a4), r))
            mstore(0x580, mulmod(calldataload(0x16a4), mulmod(calldataload(0x16a4), mulmod(calldataload(0x16a4),
                mulmod(mload(0x560), calldataload(0x16a4), r), r), r), r))
            mstore(0x5a0, mulmod(calldataload(0x16a4), mulmod(calldataload(0x16a4), mulmod(calldataload(0x16a4),
                mulmod(mload(0x580), calldataload(0x16a4), r), r), r), r))
            mstore(0x5c0, add(mulmod(calldataload(0x224), addmod(mload(0x520), add(calldataload(0x14a4), sub(r,
                calldataload(0x10c4))), r), r), mulmod(mload(0x1a0), add(mulmod(mload(0x180), add(mulmod(calldataload(0x1e4),
                add(addmod(add(calldataload(0xe24), sub(r, 0x01)), mulmod(calldataload(0xde4), calldataload(0xe44), r), r),
                mulmod(calldataload(0x16a4), add(mulmod(calldataload(0xe04), calldataload(0x16a4), r),
                mulmod(calldataload(0xe24), calldataload(0xde4), r)), r)), r), mulmod(mload(0x140), add(mulmod(mload(0x420),
                mload(0xa0), r), mulmod(calldataload(0x1c4), addmod(add(calldataload(0xe04), sub(r, mulmod(calldataload(0xe64),
                calldataload(0x1384), r))), mulmod(calldataload(0x16a4), mulmod(calldataload(0xe64), add(calldataload(0xe64),
                sub(r, 0x01)), r), r), r), r)), r)), r), mulmod(calldataload(0x204), add(mulmod(mload(0x460), mload(0x4e0), r),
                mulmod(calldataload(0x16a4), add(mulmod(mload(0x460), mload(0x4c0), r), mulmod(calldataload(0x16a4),
                add(mulmod(mload(0x460), mload(0x4a0), r), mulmod(calldataload(0x16a4), add(mulmod(mload(0x460), mload(0x480),
                r), mulmod(calldataload(0x16a4), mulmod(mload(0x440), add(mload(0x440), sub(r, 0x01)), r), r)), r)), r)), r)),
                r)), r)))
            mstore(0x5e0, add(calldataload(0xd24), calldataload(0xd44)))
            mstore(0x600, addmod(mload(0x5e0), add(calldataload(0xd84), calldataload(0xd84)), r))
            mstore(0x620, addmod(mload(0x5e0), mload(0x5e0), r))
            mstore(0x640, add(mload(0x620), mload(0x620)))
            mstore(0x660, add(calldataload(0xd44), calldataload(0xd44)))
            mstore(0x680, add(calldataload(0xd64), calldataload(0xd84)))
            mstore(0x6a0, addmod(mload(0x660), mload(0x680), r))
            mstore(0x6c0, addmod(mload(0x640), mload(0x6a0), r))
            mstore(0x6e0, addmod(0x1a3bdcbfc11dabfb6ed0dd5f5a9b38191488bce9eecd811c10f9378b32db8c61, add(mload(0x600),
                mload(0x6c0)), r))
            mstore(0x700, mulmod(mload(0x6e0), mload(0x6e0), r))
            mstore(0x720, add(mload(0x6c0), 0x52b733e857912fdd2248dc9638dd79b1ce18b285b27792238b44c2b23c0f5d5f))
            mstore(0x740, mulmod(mload(0x720), mload(0x720), r))
            mstore(0x760, addmod(mload(0x680), mload(0x680), r))
            mstore(0x780, addmod(mload(0x600), add(mload(0x760), mload(0x760)), r))
            mstore(0x7a0, addmod(0x47d6df02d73e6c78ced550ec8df1a459ac41f318d8b904a37652b581b2b766b8, add(mload(0x6a0),
                mload(0x780)), r))
            mstore(0x7c0, mulmod(mload(0x7a0), mload(0x7a0), r))
            mstore(0x7e0, add(mload(0x780), 0x11ec284726dddcf3cbb2b81862c9cd95e9de81ce0317302e1ef432d59b913388))
            mstore(0x800, mulmod(mload(0x7e0), mload(0x7e0), r))
            mstore(0x820, addmod(add(calldataload(0x10a4), sub(r, mulmod(mload(0x7e0), mulmod(mload(0x800), mload(0x800), r),
                r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0x10c4), sub(r, mulmod(mload(0x7a0),
                mulmod(mload(0x7c0), mload(0x7c0), r), r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0x10e4), sub(r,
                mulmod(mload(0x720), mulmod(mload(0x740), mload(0x740), r), r))), mulmod(calldataload(0x16a4),
                add(calldataload(0x1104), sub(r, mulmod(mload(0x6e0), mulmod(mload(0x700), mload(0x700), r), r))), r), r), r),
                r), r), r))
            mstore(0x840, add(calldataload(0x1104), calldataload(0x10e4)))
            mstore(0x860, addmod(mload(0x840), add(calldataload(0x10a4), calldataload(0x10a4)), r))
            mstore(0x880, addmod(mload(0x840), mload(0x840), r))
            mstore(0x8a0, add(calldataload(0x10c4), calldataload(0x10a4)))
            mstore(0x8c0, addmod(mload(0x8a0), add(calldataload(0x10e4), calldataload(0x10e4)), r))
            mstore(0x8e0, addmod(mload(0x8c0), add(mload(0x880), mload(0x880)), r))
            mstore(0x900, addmod(0x19e21d749905904f3e10cd57f7817c2564c06ec1b1e229def2129e79a7a77738, add(mload(0x860),
                mload(0x8e0)), r))
            mstore(0x920, mulmod(mload(0x900), mload(0x900), r))
            mstore(0x940, add(mload(0x8e0), 0x6eeecf4c83e1ec164217f3c00956d83c3bd845bee2d86b263cf3bf89a345e5e1))
            mstore(0x960, mulmod(mload(0x940), mload(0x940), r))
            mstore(0x980, addmod(mload(0x8a0), mload(0x8a0), r))
            mstore(0x9a0, addmod(mload(0x860), add(mload(0x980), mload(0x980)), r))
            mstore(0x9c0, addmod(0x10d5808ab47295f7a950dc72f968398b9c67426a217811b9bd7e97f2a261992f, add(mload(0x8c0),
                mload(0x9a0)), r))
            mstore(0x9e0, mulmod(mload(0x9c0), mload(0x9c0), r))
            mstore(0xa00, add(mload(0x9a0), 0x25d334fbadcbfd26449c4ce1472f961f7d401a3ddf40a70af5c10ac9176d151b))
            mstore(0xa20, mulmod(mload(0xa00), mload(0xa00), r))
            mstore(0xa40, mulmod(calldataload(0x16a4), addmod(add(calldataload(0xea4), sub(r, mulmod(mload(0x9c0),
                mulmod(mload(0x9e0), mload(0x9e0), r), r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0x1064), sub(r,
                mulmod(mload(0x940), mulmod(mload(0x960), mload(0x960), r), r))), mulmod(calldataload(0x16a4),
                addmod(mulmod(mload(0x820), calldataload(0x16a4), r), add(calldataload(0x1084), sub(r, mulmod(mload(0x900),
                mulmod(mload(0x920), mload(0x920), r), r))), r), r), r), r), r), r))
            mstore(0xa60, add(calldataload(0x1084), calldataload(0x1064)))
            mstore(0xa80, addmod(mload(0xa60), add(calldataload(0xe84), calldataload(0xe84)), r))
            mstore(0xaa0, addmod(mload(0xa60), mload(0xa60), r))
            mstore(0xac0, add(calldataload(0xea4), calldataload(0xe84)))
            mstore(0xae0, addmod(mload(0xac0), add(calldataload(0x1064), calldataload(0x1064)), r))
            mstore(0xb00, addmod(mload(0xae0), add(mload(0xaa0), mload(0xaa0)), r))
            mstore(0xb20, addmod(0x3ef8a46ec07ee551ecba60b1601cbf6e3664418331a254729b7c6a5c3d13a6c6, add(mload(0xa80),
                mload(0xb00)), r))
            mstore(0xb40, mulmod(mload(0xb20), mload(0xb20), r))
            mstore(0xb60, add(mload(0xb00), 0x30d373e298c09d2a6efe661d708fcfa6163dc61ae1eb103d98cf88c63e482125))
            mstore(0xb80, mulmod(mload(0xb60), mload(0xb60), r))
            mstore(0xba0, addmod(mload(0xac0), mload(0xac0), r))
            mstore(0xbc0, addmod(mload(0xa80), add(mload(0xba0), mload(0xba0)), r))
            mstore(0xbe0, addmod(0x18769839949b2dda9ef3f111acd86e10250ffad4c4c4263ea970e4f4726cfad7, add(mload(0xae0),
                mload(0xbc0)), r))
            mstore(0xc00, mulmod(mload(0xbe0), mload(0xbe0), r))
            mstore(0xc20, mulmod(calldataload(0x16a4), addmod(add(calldataload(0xe44), sub(r, mulmod(mload(0xb60),
                mulmod(mload(0xb80), mload(0xb80), r), r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0xe64), sub(r,
                mulmod(mload(0xb20), mulmod(mload(0xb40), mload(0xb40), r), r))), mulmod(calldataload(0x16a4),
                addmod(mload(0xa40), add(calldataload(0xe84), sub(r, mulmod(mload(0xa00), mulmod(mload(0xa20), mload(0xa20), r),
                r))), r), r), r), r), r), r))
            mstore(0xc40, add(mload(0xbc0), 0x2c941286d1534ff3be3a66f9dd59833e65b1fa67db23511f7b4b2ae3b3d66bc9))
            mstore(0xc60, mulmod(mload(0xc40), mload(0xc40), r))
            mstore(0xc80, add(calldataload(0xe64), calldataload(0xe44)))
            mstore(0xca0, addmod(mload(0xc80), add(calldataload(0xe04), calldataload(0xe04)), r))
            mstore(0xcc0, addmod(mload(0xc80), mload(0xc80), r))
            mstore(0xce0, add(calldataload(0xe24), calldataload(0xe04)))
            mstore(0xd00, addmod(mload(0xce0), add(calldataload(0xe44), calldataload(0xe44)), r))
            mstore(0xd20, addmod(mload(0xd00), add(mload(0xcc0), mload(0xcc0)), r))
            mstore(0xd40, addmod(0x08b6d9c90b4139ea70497ac8a22b30fb9b76b8ceabf70449d282b57d98c60ddd, add(mload(0xca0),
                mload(0xd20)), r))
            mstore(0xd60, mulmod(mload(0xd40), mload(0xd40), r))
            mstore(0xd80, add(mload(0xd20), 0x3a8a2dd917222a71ca678b5c0a803a43c62de2f2c9fe37931b5b2a017fe64638))
            mstore(0xda0, mulmod(mload(0xd80), mload(0xd80), r))
            mstore(0xdc0, mulmod(calldataload(0x16a4), addmod(add(calldataload(0xde4), sub(r, mulmod(mload(0xd40),
                mulmod(mload(0xd60), mload(0xd60), r), r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0xe04), sub(r,
                mulmod(mload(0xc40), mulmod(mload(0xc60), mload(0xc60), r), r))), mulmod(calldataload(0x16a4),
                addmod(mload(0xc20), add(calldataload(0xe24), sub(r, mulmod(mload(0xbe0), mulmod(mload(0xc00), mload(0xc00), r),
                r))), r), r), r), r), r), r))
            mstore(0xde0, addmod(mload(0xce0), mload(0xce0), r))
            mstore(0xe00, addmod(mload(0xca0), add(mload(0xde0), mload(0xde0)), r))
            mstore(0xe20, addmod(0x2dc17308abd0e731b3cffafd296cc3e6e2403dc563baa1c797a68da9754dd207, add(mload(0xd00),
                mload(0xe00)), r))
            mstore(0xe40, mulmod(mload(0xe20), mload(0xe20), r))
            mstore(0xe60, add(mulmod(mload(0x5c0), mload(0x5a0), r), mulmod(calldataload(0x244), addmod(add(calldataload(0x12a4),
                sub(r, mload(0xe00))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0xda4), sub(r, mulmod(mload(0xe20),
                mulmod(mload(0xe40), mload(0xe40), r), r))), mulmod(calldataload(0x16a4), addmod(mload(0xdc0),
                add(calldataload(0xdc4), sub(r, mulmod(mload(0xd80), mulmod(mload(0xda0), mload(0xda0), r), r))), r), r), r), r),
                r), r)))
            mstore(0xe80, add(calldataload(0xd84), calldataload(0x104)))
            mstore(0xea0, mulmod(mload(0xe80), mload(0xe80), r))
            mstore(0xec0, addmod(mload(0x5e0), add(calldataload(0x1104), calldataload(0x1104)), r))
            mstore(0xee0, add(calldataload(0xd64), calldataload(0x1104)))
            mstore(0xf00, addmod(mload(0x660), mload(0xee0), r))
            mstore(0xf20, addmod(mload(0x640), mload(0xf00), r))
            mstore(0xf40, add(mload(0xec0), mload(0xf20)))
            mstore(0xf60, addmod(mload(0xf40), 0x500760e2ef6bf463fdecbf7b47f4adaa8214c797e59359439d63169e1cdb9dfb, r))
            mstore(0xf80, mulmod(mload(0xf60), mload(0xf60), r))
            mstore(0xfa0, 0x07564ad691bf01c8601d68757a561d224f00f313ada673ab83e6255fb4fd5b3d)
            mstore(0xfc0, mulmod(calldataload(0x10e4), mload(0xfa0), r))
            mstore(0xfe0, addmod(mload(0xee0), mload(0xee0), r))
            mstore(0x1000, addmod(mload(0xec0), add(mload(0xfe0), mload(0xfe0)), r))
            mstore(0x1020, add(mload(0xf00), mload(0x1000)))
            mstore(0x1040, addmod(calldataload(0x10e4), add(mload(0x1000), addmod(mload(0xf20), mload(0x1020), r)), r))
            mstore(0x1060, addmod(0x61f36faac1c12d756dcc3b5491f2b22565409a4e952b8f8e726ee126c0e1c0e6, add(mload(0xfc0),
                mload(0x1040)), r))
            mstore(0x1080, mulmod(mload(0x1060), mload(0x1060), r))
            mstore(0x10a0, mulmod(calldataload(0x10c4), mload(0xfa0), r))
            mstore(0x10c0, 0x6184e3be38549f7c0850cd069b32f6decbfde312dd4b8c18349b1b3776a6eaa4)
            mstore(0x10e0, add(mload(0x1040), mulmod(mload(0xf20), mload(0x10c0), r)))
            mstore(0x1100, 0x419289088178ad742be6f78425c0156b6546a18fd338f0169937dea46cfb64d2)
            mstore(0x1120, add(mload(0x1040), mulmod(mload(0x1020), mload(0x1100), r)))
            mstore(0x1140, 0x3244cdec173b71a4659e2529b499362dac10cb2fd17562860c8bb9d0fd45b787)
            mstore(0x1160, add(mload(0x1040), mulmod(mload(0x1000), mload(0x1140), r)))
            mstore(0x1180, add(calldataload(0x10c4), addmod(mload(0x1160), addmod(mload(0x10e0), mload(0x1120), r), r)))
            mstore(0x11a0, add(0x49e72db524a48243849fea068e58d0c078b0c738cd482a2e2160602657456ccb, addmod(mload(0x10a0),
                mload(0x1180), r)))
            mstore(0x11c0, mulmod(mload(0x11a0), mload(0x11a0), r))
            mstore(0x11e0, mulmod(calldataload(0x10a4), mload(0xfa0), r))
            mstore(0x1200, addmod(mload(0x1180), mulmod(mload(0x10e0), mload(0x10c0), r), r))
            mstore(0x1220, addmod(mload(0x1180), mulmod(mload(0x1120), mload(0x1100), r), r))
            mstore(0x1240, addmod(mload(0x1180), mulmod(mload(0x1160), mload(0x1140), r), r))
            mstore(0x1260, add(calldataload(0x10a4), addmod(mload(0x1240), add(mload(0x1200), mload(0x1220)), r)))
            mstore(0x1280, add(0x4a74677fff94821e97b20b86063c36d35c6a2908c0a19a9f130edde9c8ceb6b5, addmod(mload(0x11e0),
                mload(0x1260), r)))
            mstore(0x12a0, mulmod(mload(0x1280), mload(0x1280), r))
            mstore(0x12c0, addmod(add(calldataload(0x1084), sub(r, mulmod(mload(0x1280), mulmod(mload(0x12a0), mload(0x12a0), r),
                r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0x10a4), sub(r, mulmod(mload(0x11a0),
                mulmod(mload(0x11c0), mload(0x11c0), r), r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0x10c4),
                sub(r, mulmod(mload(0x1060), mulmod(mload(0x1080), mload(0x1080), r), r))), mulmod(calldataload(0x16a4),
                add(calldataload(0x10e4), sub(r, mulmod(mload(0xf60), mulmod(mload(0xf80), mload(0xf80), r), r))), r), r), r),
                r), r), r))
            mstore(0x12e0, mulmod(calldataload(0x1084), mload(0xfa0), r))
            mstore(0x1300, addmod(mload(0x1260), mulmod(mload(0x1200), mload(0x10c0), r), r))
            mstore(0x1320, addmod(mload(0x1260), mulmod(mload(0x1220), mload(0x1100), r), r))
            mstore(0x1340, addmod(mload(0x1260), mulmod(mload(0x1240), mload(0x1140), r), r))
            mstore(0x1360, add(calldataload(0x1084), addmod(mload(0x1340), add(mload(0x1300), mload(0x1320)), r)))
            mstore(0x1380, add(0x62d27fd5080b44a436e13066ce1c80ddef2af086c2a4806bd99fa02de9726ded, addmod(mload(0x12e0),
                mload(0x1360), r)))
            mstore(0x13a0, mulmod(mload(0x1380), mload(0x1380), r))
            mstore(0x13c0, mulmod(calldataload(0x1064), mload(0xfa0), r))
            mstore(0x13e0, addmod(mload(0x1360), mulmod(mload(0x1300), mload(0x10c0), r), r))
            mstore(0x1400, addmod(mload(0x1360), mulmod(mload(0x1320), mload(0x1100), r), r))
            mstore(0x1420, addmod(mload(0x1360), mulmod(mload(0x1340), mload(0x1140), r), r))
            mstore(0x1440, add(calldataload(0x1064), addmod(mload(0x1420), add(mload(0x13e0), mload(0x1400)), r)))
            mstore(0x1460, add(0x15a26c92fc51dd285a61c2c1379f6731377aeb29c62696aa6a9c109c2991f200, addmod(mload(0x13c0),
                mload(0x1440), r)))
            mstore(0x1480, mulmod(mload(0x1460), mload(0x1460), r))
            mstore(0x14a0, mulmod(calldataload(0xea4), mload(0xfa0), r))
            mstore(0x14c0, addmod(mload(0x1440), mulmod(mload(0x13e0), mload(0x10c0), r), r))
            mstore(0x14e0, addmod(mload(0x1440), mulmod(mload(0x1400), mload(0x1100), r), r))
            mstore(0x1500, addmod(mload(0x1440), mulmod(mload(0x1420), mload(0x1140), r), r))
            mstore(0x1520, add(calldataload(0xea4), addmod(mload(0x1500), add(mload(0x14c0), mload(0x14e0)), r)))
            mstore(0x1540, add(0x1db900a5e9b2685be9f8f02498123ac71bd7bfa40b6853ab527a8d2512b9aefb, addmod(mload(0x14a0),
                mload(0x1520), r)))
            mstore(0x1560, mulmod(mload(0x1540), mload(0x1540), r))
            mstore(0x1580, mulmod(calldataload(0xe84), mload(0xfa0), r))
            mstore(0x15a0, addmod(mload(0x1520), mulmod(mload(0x14c0), mload(0x10c0), r), r))
            mstore(0x15c0, addmod(mload(0x1520), mulmod(mload(0x14e0), mload(0x1100), r), r))
            mstore(0x15e0, addmod(mload(0x1520), mulmod(mload(0x1500), mload(0x1140), r), r))
            mstore(0x1600, add(calldataload(0xe84), addmod(mload(0x15e0), add(mload(0x15a0), mload(0x15c0)), r)))
            mstore(0x1620, add(0x6ff755d237742498e0b78829cd8358bdb831e96fef08eb192b7e334123080afa, addmod(mload(0x1580),
                mload(0x1600), r)))
            mstore(0x1640, mulmod(mload(0x1620), mload(0x1620), r))
            mstore(0x1660, mulmod(calldataload(0x16a4), addmod(add(calldataload(0xe84), sub(r, mulmod(mload(0x1540),
                mulmod(mload(0x1560), mload(0x1560), r), r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0xea4),
                sub(r, mulmod(mload(0x1460), mulmod(mload(0x1480), mload(0x1480), r), r))), mulmod(calldataload(0x16a4),
                addmod(mulmod(mload(0x12c0), calldataload(0x16a4), r), add(calldataload(0x1064), sub(r, mulmod(mload(0x1380),
                mulmod(mload(0x13a0), mload(0x13a0), r), r))), r), r), r), r), r), r))
            mstore(0x1680, mulmod(calldataload(0xe64), mload(0xfa0), r))
            mstore(0x16a0, addmod(mload(0x1600), mulmod(mload(0x15a0), mload(0x10c0), r), r))
            mstore(0x16c0, addmod(mload(0x1600), mulmod(mload(0x15c0), mload(0x1100), r), r))
            mstore(0x16e0, addmod(mload(0x1600), mulmod(mload(0x15e0), mload(0x1140), r), r))
            mstore(0x1700, add(calldataload(0xe64), addmod(mload(0x16e0), add(mload(0x16a0), mload(0x16c0)), r)))
            mstore(0x1720, add(0x1595447e5b94a64c8b3681f57068e19ee3696440ef785e35123886311f48cd1e, addmod(mload(0x1680),
                mload(0x1700), r)))
            mstore(0x1740, mulmod(mload(0x1720), mload(0x1720), r))
            mstore(0x1760, mulmod(calldataload(0xe44), mload(0xfa0), r))
            mstore(0x1780, addmod(mload(0x1700), mulmod(mload(0x16a0), mload(0x10c0), r), r))
            mstore(0x17a0, addmod(mload(0x1700), mulmod(mload(0x16c0), mload(0x1100), r), r))
            mstore(0x17c0, addmod(mload(0x1700), mulmod(mload(0x16e0), mload(0x1140), r), r))
            mstore(0x17e0, add(calldataload(0xe44), addmod(mload(0x17c0), add(mload(0x1780), mload(0x17a0)), r)))
            mstore(0x1800, add(0x2b0eabc08eef3abae3304cbb2efc67e7b437bd96b6f7d175daed6da5a2144e8b, addmod(mload(0x1760),
                mload(0x17e0), r)))
            mstore(0x1820, mulmod(mload(0x1800), mload(0x1800), r))
            mstore(0x1840, mulmod(calldataload(0xe24), mload(0xfa0), r))
            mstore(0x1860, addmod(mload(0x17e0), mulmod(mload(0x1780), mload(0x10c0), r), r))
            mstore(0x1880, addmod(mload(0x17e0), mulmod(mload(0x17a0), mload(0x1100), r), r))
            mstore(0x18a0, addmod(mload(0x17e0), mulmod(mload(0x17c0), mload(0x1140), r), r))
            mstore(0x18c0, add(calldataload(0xe24), addmod(mload(0x18a0), add(mload(0x1860), mload(0x1880)), r)))
            mstore(0x18e0, add(0x3a345ee8e715f3226e52838652219202efb4e6d4f057f904d69d3fbd781e39f5, addmod(mload(0x1840),
                mload(0x18c0), r)))
            mstore(0x1900, mulmod(mload(0x18e0), mload(0x18e0), r))
            mstore(0x1920, mulmod(calldataload(0x16a4), addmod(add(calldataload(0xe24), sub(r, mulmod(mload(0x1800),
                mulmod(mload(0x1820), mload(0x1820), r), r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0xe44),
                sub(r, mulmod(mload(0x1720), mulmod(mload(0x1740), mload(0x1740), r), r))), mulmod(calldataload(0x16a4),
                addmod(mload(0x1660), add(calldataload(0xe64), sub(r, mulmod(mload(0x1620), mulmod(mload(0x1640), mload(0x1640),
                r), r))), r), r), r), r), r), r))
            mstore(0x1940, mulmod(calldataload(0xe04), mload(0xfa0), r))
            mstore(0x1960, addmod(mload(0x18c0), mulmod(mload(0x1860), mload(0x10c0), r), r))
            mstore(0x1980, addmod(mload(0x18c0), mulmod(mload(0x1880), mload(0x1100), r), r))
            mstore(0x19a0, addmod(mload(0x18c0), mulmod(mload(0x18a0), mload(0x1140), r), r))
            mstore(0x19c0, add(calldataload(0xe04), addmod(mload(0x19a0), add(mload(0x1960), mload(0x1980)), r)))
            mstore(0x19e0, add(0x49eb2a07b5da81b57b7aa4fab19e691f9a684baef4cfb5afb6f46d23cbf1a9cd, addmod(mload(0x1940),
                mload(0x19c0), r)))
            mstore(0x1a00, mulmod(mload(0x19e0), mload(0x19e0), r))
            mstore(0x1a20, mulmod(calldataload(0xde4), mload(0xfa0), r))
            mstore(0x1a40, addmod(mload(0x19c0), mulmod(mload(0x1960), mload(0x10c0), r), r))
            mstore(0x1a60, addmod(mload(0x19c0), mulmod(mload(0x1980), mload(0x1100), r), r))
            mstore(0x1a80, addmod(mload(0x19c0), mulmod(mload(0x19a0), mload(0x1140), r), r))
            mstore(0x1aa0, add(calldataload(0xde4), addmod(mload(0x1a80), add(mload(0x1a40), mload(0x1a60)), r)))
            mstore(0x1ac0, add(0x3051663ef7de7674506f2c873409725363849564815b8bd291f00b9c60b4daf0, addmod(mload(0x1a20),
                mload(0x1aa0), r)))
            mstore(0x1ae0, mulmod(mload(0x1ac0), mload(0x1ac0), r))
            mstore(0x1b00, mulmod(calldataload(0xdc4), mload(0xfa0), r))
            mstore(0x1b20, addmod(mload(0x1aa0), mulmod(mload(0x1a40), mload(0x10c0), r), r))
            mstore(0x1b40, addmod(mload(0x1aa0), mulmod(mload(0x1a60), mload(0x1100), r), r))
            mstore(0x1b60, addmod(mload(0x1aa0), mulmod(mload(0x1a80), mload(0x1140), r), r))
            mstore(0x1b80, add(calldataload(0xdc4), addmod(mload(0x1b60), add(mload(0x1b20), mload(0x1b40)), r)))
            mstore(0x1ba0, add(0x041a632a7bc167f67ca9c3825021a05b13f81f814ee101d37716e12efec3121f, addmod(mload(0x1b00),
                mload(0x1b80), r)))
            mstore(0x1bc0, mulmod(mload(0x1ba0), mload(0x1ba0), r))
            mstore(0x1be0, mulmod(calldataload(0x16a4), addmod(add(calldataload(0xdc4), sub(r, mulmod(mload(0x1ac0),
                mulmod(mload(0x1ae0), mload(0x1ae0), r), r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0xde4),
                sub(r, mulmod(mload(0x19e0), mulmod(mload(0x1a00), mload(0x1a00), r), r))), mulmod(calldataload(0x16a4),
                addmod(mload(0x1920), add(calldataload(0xe04), sub(r, mulmod(mload(0x18e0), mulmod(mload(0x1900), mload(0x1900),
                r), r))), r), r), r), r), r), r))
            mstore(0x1c00, mulmod(calldataload(0xda4), mload(0xfa0), r))
            mstore(0x1c20, addmod(mload(0x1b80), mulmod(mload(0x1b20), mload(0x10c0), r), r))
            mstore(0x1c40, addmod(mload(0x1b80), mulmod(mload(0x1b40), mload(0x1100), r), r))
            mstore(0x1c60, addmod(mload(0x1b80), mulmod(mload(0x1b60), mload(0x1140), r), r))
            mstore(0x1c80, add(calldataload(0xda4), addmod(mload(0x1c60), add(mload(0x1c20), mload(0x1c40)), r)))
            mstore(0x1ca0, mulmod(calldataload(0x16a4), addmod(add(calldataload(0x1264), sub(r, addmod(mload(0x1c80),
                mulmod(mload(0x1c20), mload(0x10c0), r), r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0x1244),
                sub(r, addmod(mload(0x1c00), mload(0x1c80), r))), mulmod(calldataload(0x16a4), addmod(mload(0x1be0),
                add(calldataload(0xda4), sub(r, mulmod(mload(0x1ba0), mulmod(mload(0x1bc0), mload(0x1bc0), r), r))), r), r), r),
                r), r), r))
            mstore(0x1cc0, add(calldataload(0xd24), calldataload(0x104)))
            mstore(0x1ce0, mulmod(mload(0x1cc0), mload(0x1cc0), r))
            mstore(0x1d00, add(calldataload(0x1104), addmod(calldataload(0xd84), add(calldataload(0xd44), calldataload(0xd64)),
                r)))
            mstore(0x1d20, add(calldataload(0x2e4), addmod(mload(0x1d00), mulmod(calldataload(0x1104), mload(0xfa0), r), r)))
            mstore(0x1d40, mulmod(mload(0x1d20), mload(0x1d20), r))
            mstore(0x1d60, addmod(mload(0x1d00), mulmod(calldataload(0xd44), mload(0x10c0), r), r))
            mstore(0x1d80, addmod(mload(0x1d00), mulmod(calldataload(0xd64), mload(0x1100), r), r))
            mstore(0x1da0, addmod(mload(0x1d00), mulmod(calldataload(0xd84), mload(0x1140), r), r))
            mstore(0x1dc0, add(calldataload(0x10e4), addmod(mload(0x1da0), add(mload(0x1d60), mload(0x1d80)), r)))
            mstore(0x1de0, add(calldataload(0x304), addmod(mload(0xfc0), mload(0x1dc0), r)))
            mstore(0x1e00, mulmod(mload(0x1de0), mload(0x1de0), r))
            mstore(0x1e20, addmod(mload(0x1dc0), mulmod(mload(0x1d60), mload(0x10c0), r), r))
            mstore(0x1e40, addmod(mload(0x1dc0), mulmod(mload(0x1d80), mload(0x1100), r), r))
            mstore(0x1e60, addmod(mload(0x1dc0), mulmod(mload(0x1da0), mload(0x1140), r), r))
            mstore(0x1e80, add(calldataload(0x10c4), addmod(mload(0x1e60), add(mload(0x1e20), mload(0x1e40)), r)))
            mstore(0x1ea0, add(calldataload(0x324), addmod(mload(0x10a0), mload(0x1e80), r)))
            mstore(0x1ec0, mulmod(mload(0x1ea0), mload(0x1ea0), r))
            mstore(0x1ee0, addmod(add(calldataload(0x10a4), sub(r, mulmod(mload(0x1ea0), mulmod(mload(0x1ec0), mload(0x1ec0), r),
                r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0x10c4), sub(r, mulmod(mload(0x1de0),
                mulmod(mload(0x1e00), mload(0x1e00), r), r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0x10e4),
                sub(r, mulmod(mload(0x1d20), mulmod(mload(0x1d40), mload(0x1d40), r), r))), mulmod(calldataload(0x16a4),
                add(calldataload(0x1104), sub(r, mulmod(mload(0x1cc0), mulmod(mload(0x1ce0), mload(0x1ce0), r), r))), r), r), r),
                r), r), r))
            mstore(0x1f00, addmod(mload(0x1e80), mulmod(mload(0x1e20), mload(0x10c0), r), r))
            mstore(0x1f20, addmod(mload(0x1e80), mulmod(mload(0x1e40), mload(0x1100), r), r))
            mstore(0x1f40, addmod(mload(0x1e80), mulmod(mload(0x1e60), mload(0x1140), r), r))
            mstore(0x1f60, add(calldataload(0x10a4), addmod(mload(0x1f40), add(mload(0x1f00), mload(0x1f20)), r)))
            mstore(0x1f80, add(calldataload(0x344), addmod(mload(0x11e0), mload(0x1f60), r)))
            mstore(0x1fa0, mulmod(mload(0x1f80), mload(0x1f80), r))
            mstore(0x1fc0, addmod(mload(0x1f60), mulmod(mload(0x1f00), mload(0x10c0), r), r))
            mstore(0x1fe0, addmod(mload(0x1f60), mulmod(mload(0x1f20), mload(0x1100), r), r))
            mstore(0x2000, addmod(mload(0x1f60), mulmod(mload(0x1f40), mload(0x1140), r), r))
            mstore(0x2020, add(calldataload(0x1084), addmod(mload(0x2000), add(mload(0x1fc0), mload(0x1fe0)), r)))
            mstore(0x2040, add(calldataload(0x364), addmod(mload(0x12e0), mload(0x2020), r)))
            mstore(0x2060, mulmod(mload(0x2040), mload(0x2040), r))
            mstore(0x2080, addmod(mload(0x2020), mulmod(mload(0x1fc0), mload(0x10c0), r), r))
            mstore(0x20a0, addmod(mload(0x2020), mulmod(mload(0x1fe0), mload(0x1100), r), r))
            mstore(0x20c0, addmod(mload(0x2020), mulmod(mload(0x2000), mload(0x1140), r), r))
            mstore(0x20e0, add(calldataload(0x1064), addmod(mload(0x20c0), add(mload(0x2080), mload(0x20a0)), r)))
            mstore(0x2100, add(calldataload(0x384), addmod(mload(0x13c0), mload(0x20e0), r)))
            mstore(0x2120, mulmod(mload(0x2100), mload(0x2100), r))
            mstore(0x2140, addmod(mload(0x20e0), mulmod(mload(0x2080), mload(0x10c0), r), r))
            mstore(0x2160, addmod(mload(0x20e0), mulmod(mload(0x20a0), mload(0x1100), r), r))
            mstore(0x2180, addmod(mload(0x20e0), mulmod(mload(0x20c0), mload(0x1140), r), r))
            mstore(0x21a0, add(calldataload(0xea4), addmod(mload(0x2180), add(mload(0x2140), mload(0x2160)), r)))
            mstore(0x21c0, add(calldataload(0x3a4), addmod(mload(0x14a0), mload(0x21a0), r)))
            mstore(0x21e0, mulmod(mload(0x21c0), mload(0x21c0), r))
            mstore(0x2200, mulmod(calldataload(0x16a4), addmod(add(calldataload(0xea4), sub(r, mulmod(mload(0x2100),
                mulmod(mload(0x2120), mload(0x2120), r), r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0x1064),
                sub(r, mulmod(mload(0x2040), mulmod(mload(0x2060), mload(0x2060), r), r))), mulmod(calldataload(0x16a4),
                addmod(mulmod(mload(0x1ee0), calldataload(0x16a4), r), add(calldataload(0x1084), sub(r, mulmod(mload(0x1f80),
                mulmod(mload(0x1fa0), mload(0x1fa0), r), r))), r), r), r), r), r), r))
            mstore(0x2220, addmod(mload(0x21a0), mulmod(mload(0x2140), mload(0x10c0), r), r))
            mstore(0x2240, addmod(mload(0x21a0), mulmod(mload(0x2160), mload(0x1100), r), r))
            mstore(0x2260, addmod(mload(0x21a0), mulmod(mload(0x2180), mload(0x1140), r), r))
            mstore(0x2280, add(calldataload(0xe84), addmod(mload(0x2260), add(mload(0x2220), mload(0x2240)), r)))
            mstore(0x22a0, add(calldataload(0x3c4), addmod(mload(0x1580), mload(0x2280), r)))
            mstore(0x22c0, mulmod(mload(0x22a0), mload(0x22a0), r))
            mstore(0x22e0, addmod(mload(0x2280), mulmod(mload(0x2220), mload(0x10c0), r), r))
            mstore(0x2300, addmod(mload(0x2280), mulmod(mload(0x2240), mload(0x1100), r), r))
            mstore(0x2320, addmod(mload(0x2280), mulmod(mload(0x2260), mload(0x1140), r), r))
            mstore(0x2340, add(calldataload(0xe64), addmod(mload(0x2320), add(mload(0x22e0), mload(0x2300)), r)))
            mstore(0x2360, add(calldataload(0x3e4), addmod(mload(0x1680), mload(0x2340), r)))
            mstore(0x2380, mulmod(mload(0x2360), mload(0x2360), r))
            mstore(0x23a0, addmod(mload(0x2340), mulmod(mload(0x22e0), mload(0x10c0), r), r))
            mstore(0x23c0, addmod(mload(0x2340), mulmod(mload(0x2300), mload(0x1100), r), r))
            mstore(0x23e0, addmod(mload(0x2340), mulmod(mload(0x2320), mload(0x1140), r), r))
            mstore(0x2400, add(calldataload(0xe44), addmod(mload(0x23e0), add(mload(0x23a0), mload(0x23c0)), r)))
            mstore(0x2420, add(calldataload(0x404), addmod(mload(0x1760), mload(0x2400), r)))
            mstore(0x2440, mulmod(mload(0x2420), mload(0x2420), r))
            mstore(0x2460, mulmod(calldataload(0x16a4), addmod(add(calldataload(0xe44), sub(r, mulmod(mload(0x2360),
                mulmod(mload(0x2380), mload(0x2380), r), r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0xe64),
                sub(r, mulmod(mload(0x22a0), mulmod(mload(0x22c0), mload(0x22c0), r), r))), mulmod(calldataload(0x16a4),
                addmod(mload(0x2200), add(calldataload(0xe84), sub(r, mulmod(mload(0x21c0), mulmod(mload(0x21e0), mload(0x21e0),
                r), r))), r), r), r), r), r), r))
            mstore(0x2480, addmod(mload(0x2400), mulmod(mload(0x23a0), mload(0x10c0), r), r))
            mstore(0x24a0, addmod(mload(0x2400), mulmod(mload(0x23c0), mload(0x1100), r), r))
            mstore(0x24c0, addmod(mload(0x2400), mulmod(mload(0x23e0), mload(0x1140), r), r))
            mstore(0x24e0, add(calldataload(0xe24), addmod(mload(0x24c0), add(mload(0x2480), mload(0x24a0)), r)))
            mstore(0x2500, add(calldataload(0x424), addmod(mload(0x1840), mload(0x24e0), r)))
            mstore(0x2520, mulmod(mload(0x2500), mload(0x2500), r))
            mstore(0x2540, add(mulmod(calldataload(0x2c4), addmod(add(calldataload(0xe04), sub(r, mulmod(mload(0x2500),
                mulmod(mload(0x2520), mload(0x2520), r), r))), mulmod(calldataload(0x16a4), addmod(mload(0x2460),
                add(calldataload(0xe24), sub(r, mulmod(mload(0x2420), mulmod(mload(0x2440), mload(0x2440), r), r))), r), r), r),
                r), mulmod(mload(0x580), add(mulmod(calldataload(0x2a4), addmod(add(calldataload(0x12a4), sub(r,
                addmod(mload(0x1c80), mulmod(mload(0x1c60), mload(0x1140), r), r))), mulmod(calldataload(0x16a4),
                addmod(mload(0x1ca0), add(calldataload(0x1284), sub(r, addmod(mload(0x1c80), mulmod(mload(0x1c40), mload(0x1100),
                r), r))), r), r), r), r), mulmod(mulmod(calldataload(0x16a4), mulmod(mload(0x5a0), calldataload(0x16a4), r), r),
                add(mulmod(calldataload(0x284), add(calldataload(0x1104), sub(r, mulmod(mload(0xe80), mulmod(mload(0xea0),
                mload(0xea0), r), r))), r), mulmod(calldataload(0x16a4), add(mulmod(mload(0xe60), mload(0x140), r),
                mulmod(calldataload(0x264), addmod(add(calldataload(0x1284), sub(r, calldataload(0xda4))),
                mulmod(calldataload(0x16a4), addmod(add(calldataload(0x1264), sub(r, calldataload(0xdc4))),
                mulmod(calldataload(0x16a4), add(calldataload(0x1244), sub(r, calldataload(0xde4))), r), r), r), r), r)), r)),
                r)), r)))
            mstore(0x2560, addmod(mload(0x24e0), mulmod(mload(0x2480), mload(0x10c0), r), r))
            mstore(0x2580, addmod(mload(0x24e0), mulmod(mload(0x24a0), mload(0x1100), r), r))
            mstore(0x25a0, addmod(mload(0x24e0), mulmod(mload(0x24c0), mload(0x1140), r), r))
            mstore(0x25c0, add(calldataload(0xe04), addmod(mload(0x25a0), add(mload(0x2560), mload(0x2580)), r)))
            mstore(0x25e0, addmod(mload(0x1940), mload(0x25c0), r))
            mstore(0x2600, add(mload(0x25e0), calldataload(0x464)))
            mstore(0x2620, mulmod(mload(0x2600), mload(0x2600), r))
            mstore(0x2640, addmod(mload(0x25c0), mulmod(mload(0x2560), mload(0x10c0), r), r))
            mstore(0x2660, addmod(mload(0x25c0), mulmod(mload(0x2580), mload(0x1100), r), r))
            mstore(0x2680, addmod(mload(0x25c0), mulmod(mload(0x25a0), mload(0x1140), r), r))
            mstore(0x26a0, add(calldataload(0xde4), addmod(mload(0x2680), add(mload(0x2640), mload(0x2660)), r)))
            mstore(0x26c0, add(calldataload(0x484), addmod(mload(0x1a20), mload(0x26a0), r)))
            mstore(0x26e0, mulmod(mload(0x26c0), mload(0x26c0), r))
            mstore(0x2700, addmod(mload(0x26a0), mulmod(mload(0x2640), mload(0x10c0), r), r))
            mstore(0x2720, addmod(mload(0x26a0), mulmod(mload(0x2660), mload(0x1100), r), r))
            mstore(0x2740, addmod(mload(0x26a0), mulmod(mload(0x2680), mload(0x1140), r), r))
            mstore(0x2760, add(calldataload(0xdc4), addmod(mload(0x2740), add(mload(0x2700), mload(0x2720)), r)))
            mstore(0x2780, add(calldataload(0x4a4), addmod(mload(0x1b00), mload(0x2760), r)))
            mstore(0x27a0, mulmod(mload(0x2780), mload(0x2780), r))
            mstore(0x27c0, addmod(mload(0x2760), mulmod(mload(0x2700), mload(0x10c0), r), r))
            mstore(0x27e0, addmod(mload(0x2760), mulmod(mload(0x2720), mload(0x1100), r), r))
            mstore(0x2800, addmod(mload(0x2760), mulmod(mload(0x2740), mload(0x1140), r), r))
            mstore(0x2820, add(calldataload(0xda4), addmod(mload(0x2800), add(mload(0x27c0), mload(0x27e0)), r)))
            mstore(0x2840, addmod(add(calldataload(0x1244), sub(r, addmod(mload(0x1c00), mload(0x2820), r))),
                mulmod(calldataload(0x16a4), addmod(add(calldataload(0xda4), sub(r, mulmod(mload(0x2780), mulmod(mload(0x27a0),
                mload(0x27a0), r), r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0xdc4), sub(r,
                mulmod(mload(0x26c0), mulmod(mload(0x26e0), mload(0x26e0), r), r))), mulmod(calldataload(0x16a4),
                add(calldataload(0xde4), sub(r, mulmod(mload(0x2600), mulmod(mload(0x2620), mload(0x2620), r), r))), r), r), r),
                r), r), r))
            mstore(0x2860, add(mulmod(mload(0x2540), mload(0x540), r), mulmod(calldataload(0x444),
                addmod(add(calldataload(0x12a4), sub(r, addmod(mload(0x2820), mulmod(mload(0x2800), mload(0x1140), r), r))),
                mulmod(calldataload(0x16a4), addmod(add(calldataload(0x1284), sub(r, addmod(mload(0x2820), mulmod(mload(0x27e0),
                mload(0x1100), r), r))), mulmod(calldataload(0x16a4), addmod(mulmod(mload(0x2840), calldataload(0x16a4), r),
                add(calldataload(0x1264), sub(r, addmod(mload(0x2820), mulmod(mload(0x27c0), mload(0x10c0), r), r))), r), r), r),
                r), r), r)))
            mstore(0x2880, add(mload(0x25e0), 0x6af270d408f492402b7271432b6c443abbd1f0e220888d73f47498d59044d7cc))
            mstore(0x28a0, mulmod(mload(0x2880), mload(0x2880), r))
            mstore(0x28c0, add(mload(0x2640), 0x3d5b5310e7b6be63be8f12594ecd68108f4b3f6266683b13178d0c80d8530c2f))
            mstore(0x28e0, mulmod(mload(0x28c0), mload(0x28c0), r))
            mstore(0x2900, add(mload(0x2660), 0x5f69d748d06e22916088bd21fb472334ddbe5223ff494b6c0dcdf62db69d43ac))
            mstore(0x2920, mulmod(mload(0x2900), mload(0x2900), r))
            mstore(0x2940, addmod(add(calldataload(0x12a4), sub(r, mload(0x2680))), mulmod(calldataload(0x16a4),
                addmod(add(calldataload(0xda4), sub(r, mulmod(mload(0x2900), mulmod(mload(0x2920), mload(0x2920), r), r))),
                mulmod(calldataload(0x16a4), addmod(add(calldataload(0xdc4), sub(r, mulmod(mload(0x28c0), mulmod(mload(0x28e0),
                mload(0x28e0), r), r))), mulmod(calldataload(0x16a4), add(calldataload(0xde4), sub(r, mulmod(mload(0x2880),
                mulmod(mload(0x28a0), mload(0x28a0), r), r))), r), r), r), r), r), r))
            mstore(0x2960, addmod(mload(0xf40), 0x37172dd49bf14ebca52e1c31b60f31de8213644e330bcf2cc59684606e62537d, r))
            mstore(0x2980, mulmod(mload(0x2960), mload(0x2960), r))
            mstore(0x29a0, add(mload(0xf20), 0x509cf829b68e58861c3d6bce6046ac1b6e9c065378fe9556348c0c1814808e20))
            mstore(0x29c0, mulmod(mload(0x29a0), mload(0x29a0), r))
            mstore(0x29e0, addmod(mload(0x1020), 0x529d5dd132f5cb4b71994ae6b330b7944f0fd8ba319582d2414b9b10768b7448, r))
            mstore(0x2a00, mulmod(mload(0x29e0), mload(0x29e0), r))
            mstore(0x2a20, add(mload(0x1000), 0x5d251391abee228833dbd24be99d163ba9f8c92a2cf73a4e1f8a87e9c4ca97ba))
            mstore(0x2a40, mulmod(mload(0x2a20), mload(0x2a20), r))
            mstore(0x2a60, addmod(add(calldataload(0x1084), sub(r, mulmod(mload(0x2a20), mulmod(mload(0x2a40), mload(0x2a40), r),
                r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0x10a4), sub(r, mulmod(mload(0x29e0),
                mulmod(mload(0x2a00), mload(0x2a00), r), r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0x10c4),
                sub(r, mulmod(mload(0x29a0), mulmod(mload(0x29c0), mload(0x29c0), r), r))), mulmod(calldataload(0x16a4),
                add(calldataload(0x10e4), sub(r, mulmod(mload(0x2960), mulmod(mload(0x2980), mload(0x2980), r), r))), r), r), r),
                r), r), r))
            mstore(0x2a80, add(calldataload(0x10e4), calldataload(0x10c4)))
            mstore(0x2aa0, addmod(mload(0x2a80), add(calldataload(0x1084), calldataload(0x1084)), r))
            mstore(0x2ac0, addmod(mload(0x2a80), mload(0x2a80), r))
            mstore(0x2ae0, add(calldataload(0x10a4), calldataload(0x1084)))
            mstore(0x2b00, addmod(mload(0x2ae0), add(calldataload(0x10c4), calldataload(0x10c4)), r))
            mstore(0x2b20, addmod(mload(0x2b00), add(mload(0x2ac0), mload(0x2ac0)), r))
            mstore(0x2b40, addmod(0x1abe1d77226f2eff6f1a6bfc6c8d9e00dde1da9d67858e6984e53bc2aceba535, add(mload(0x2aa0),
                mload(0x2b20)), r))
            mstore(0x2b60, mulmod(mload(0x2b40), mload(0x2b40), r))
            mstore(0x2b80, add(mload(0x2b20), 0x4ca74ba72baea6d84fa8f2a05e387a1c41a5a1b2f1a479fb11bbf9d5e09bd01a))
            mstore(0x2ba0, mulmod(mload(0x2b80), mload(0x2b80), r))
            mstore(0x2bc0, addmod(mload(0x2ae0), mload(0x2ae0), r))
            mstore(0x2be0, addmod(mload(0x2aa0), add(mload(0x2bc0), mload(0x2bc0)), r))
            mstore(0x2c00, addmod(0x232bfa6a3120224814967315ebf3d8c88b2eb0ea8c20c79ce854f90aec7a9b91, add(mload(0x2b00),
                mload(0x2be0)), r))
            mstore(0x2c20, mulmod(mload(0x2c00), mload(0x2c00), r))
            mstore(0x2c40, add(mload(0x2be0), 0x109f5bd722c8cf28ab6a3852970bcb665f398a8dc9d331958dc291d49a1ba9b4))
            mstore(0x2c60, mulmod(mload(0x2c40), mload(0x2c40), r))
            mstore(0x2c80, mulmod(calldataload(0x16a4), addmod(add(calldataload(0xe84), sub(r, mulmod(mload(0x2c00),
                mulmod(mload(0x2c20), mload(0x2c20), r), r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0xea4),
                sub(r, mulmod(mload(0x2b80), mulmod(mload(0x2ba0), mload(0x2ba0), r), r))), mulmod(calldataload(0x16a4),
                addmod(mulmod(mload(0x2a60), calldataload(0x16a4), r), add(calldataload(0x1064), sub(r, mulmod(mload(0x2b40),
                mulmod(mload(0x2b60), mload(0x2b60), r), r))), r), r), r), r), r), r))
            mstore(0x2ca0, add(calldataload(0x1064), calldataload(0xea4)))
            mstore(0x2cc0, addmod(mload(0x2ca0), add(calldataload(0xe64), calldataload(0xe64)), r))
            mstore(0x2ce0, addmod(mload(0x2ca0), mload(0x2ca0), r))
            mstore(0x2d00, add(calldataload(0xe84), calldataload(0xe64)))
            mstore(0x2d20, addmod(mload(0x2d00), add(calldataload(0xea4), calldataload(0xea4)), r))
            mstore(0x2d40, addmod(mload(0x2d20), add(mload(0x2ce0), mload(0x2ce0)), r))
            mstore(0x2d60, addmod(0x4a181a5de6c79a05c02533350ab51deee24b8f5b9154c5cf09ba5e25862ae176, add(mload(0x2cc0),
                mload(0x2d40)), r))
            mstore(0x2d80, mulmod(mload(0x2d60), mload(0x2d60), r))
            mstore(0x2da0, add(mload(0x2d40), 0x6e063b99c16028df94b1eb719164ae8c8336894791516ca2c37c5a1a394bb0d7))
            mstore(0x2dc0, mulmod(mload(0x2da0), mload(0x2da0), r))
            mstore(0x2de0, addmod(mload(0x2d00), mload(0x2d00), r))
            mstore(0x2e00, addmod(mload(0x2cc0), add(mload(0x2de0), mload(0x2de0)), r))
            mstore(0x2e20, addmod(0x6bbd2d3a643d301d25a8cf156542165abee3039068fecf501e9d39f313ca2a87, add(mload(0x2d20),
                mload(0x2e00)), r))
            mstore(0x2e40, mulmod(mload(0x2e20), mload(0x2e20), r))
            mstore(0x2e60, mulmod(calldataload(0x16a4), addmod(add(calldataload(0xe24), sub(r, mulmod(mload(0x2da0),
                mulmod(mload(0x2dc0), mload(0x2dc0), r), r))), mulmod(calldataload(0x16a4), addmod(add(calldataload(0xe44),
                sub(r, mulmod(mload(0x2d60), mulmod(mload(0x2d80), mload(0x2d80), r), r))), mulmod(calldataload(0x16a4),
                addmod(mload(0x2c80), add(calldataload(0xe64), sub(r, mulmod(mload(0x2c40), mulmod(mload(0x2c60), mload(0x2c60),
                r), r))), r), r), r), r), r), r))
            mstore(0x2e80, add(mload(0x2e00), 0x04690fe1be7c7b8c10c81e63f5e508fe93853c61f0435f81eabc9997fa3b99f3))
            mstore(0x2ea0, mulmod(mload(0x2e80), mload(0x2e80), r))
            mstore(0x2ec0, add(calldataload(0xe44), calldataload(0xe24)))
            mstore(0x2ee0, addmod(mload(0x2ec0), add(calldataload(0xde4), calldataload(0xde4)), r))
            mstore(0x2f00, addmod(mload(0x2ec0), mload(0x2ec0), r))
            mstore(0x2f20, add(calldataload(0xe04), calldataload(0xde4)))
            mstore(0x2f40, addmod(mload(0x2f20), add(calldataload(0xe24), calldataload(0xe24)), r))
            mstore(0x2f60, addmod(mload(0x2f40), add(mload(0x2f00), mload(0x2f00)), r))
            mstore(0x2f80, add(mload(0x2ee0), mload(0x2f60)))
            mstore(0x2fa0, addmod(mload(0x2f80), calldataload(0xda4), r))
            mstore(0x2fc0, add(calldataload(0x1064), sub(r, 0x01)))
            mstore(0x2fe0, add(mulmod(calldataload(0x524), mulmod(calldataload(0x1064), mload(0x2fc0), r), r),
                mulmod(calldataload(0x16a4), add(mulmod(calldataload(0x504), addmod(calldataload(0xdc4), sub(rr,
                add(mload(0x2fa0), calldataload(0x2e4))), r), r), mulmod(calldataload(0x16a4), add(mulmod(mload(0x580),
                add(mulmod(mload(0x2860), mload(0x160), r), mulmod(calldataload(0x4c4), mload(0x2940), r)), r),
                mulmod(calldataload(0x4e4), addmod(add(calldataload(0xde4), sub(r, mulmod(mload(0x2e80), mulmod(mload(0x2ea0),
                mload(0x2ea0), r), r))), mulmod(calldataload(0x16a4), addmod(mload(0x2e60), add(calldataload(0xe04), sub(r,
                mulmod(mload(0x2e20), mulmod(mload(0x2e40), mload(0x2e40), r), r))), r), r), r), r)), r)), r)))
            mstore(0x3000, add(calldataload(0xea4), sub(r, calldataload(0x13c4))))
            mstore(0x3020, mulmod(mload(0x3000), calldataload(0x1424), r))
            mstore(0x3040, addmod(add(calldataload(0x1124), mulmod(calldataload(0x104), calldataload(0x1144), r)),
                mulmod(calldataload(0x2e4), calldataload(0x1164), r), r))
            mstore(0x3060, add(mload(0x3040), mulmod(calldataload(0x304), calldataload(0x1184), r)))
            mstore(0x3080, addmod(mload(0x3060), mulmod(calldataload(0x324), calldataload(0x11a4), r), r))
            mstore(0x30a0, add(mulmod(calldataload(0x584), addmod(calldataload(0xea4), sub(rr, mload(0x3060)), r), r),
                mulmod(calldataload(0x16a4), add(mulmod(calldataload(0x564), add(calldataload(0xe84), sub(r, mload(0x3080))), r),
                mulmod(calldataload(0x16a4), add(mulmod(mload(0x2fe0), mload(0x160), r), mulmod(calldataload(0x544),
                addmod(add(calldataload(0x1064), sub(r, mulmod(mload(0x3020), mulmod(calldataload(0xd84), calldataload(0x1044),
                r), r))), mulmod(calldataload(0x16a4), add(mulmod(mload(0x3000), add(0x01, sub(r, mload(0x3020))), r),
                mulmod(calldataload(0x16a4), add(mload(0x240), mulmod(calldataload(0x16a4), mulmod(calldataload(0xd84),
                add(calldataload(0xd84), sub(r, 0x01)), r), r)), r)), r), r), r)), r)), r)))
            mstore(0x30c0, 0x1000000000000000)
            mstore(0x30e0, 0x1000000000000000000000000000)
            mstore(0x3100, add(mulmod(calldataload(0x5e4), add(calldataload(0xd24), sub(r, mload(0x3080))), r),
                mulmod(calldataload(0x16a4), add(mulmod(mload(0xa0), add(mulmod(mload(0x30a0), calldataload(0x16a4), r),
                mulmod(calldataload(0x5a4), add(calldataload(0xea4), sub(r, mload(0x3040))), r)), r), mulmod(calldataload(0x5c4),
                add(mulmod(calldataload(0x16a4), add(calldataload(0xe84), sub(r, addmod(mulmod(calldataload(0xe44),
                0x1000000000000000000000000000000000000000000000000000, r), add(mulmod(calldataload(0xe24),
                0x1000000000000000000000000000000000000000, r), addmod(add(calldataload(0xdc4), mulmod(calldataload(0xde4),
                mload(0x30c0), r)), mulmod(calldataload(0xe04), mload(0x30e0), r), r)), r))), r), addmod(calldataload(0x13a4),
                sub(rr, add(mulmod(calldataload(0x1384), 0x01000000000000000000000000000000000000000000000000000000, r),
                addmod(mulmod(calldataload(0x1364), 0x1000000000000000000000000000000000000000000000, r),
                add(mulmod(calldataload(0x1344), 0x01000000000000000000000000000000000000, r), addmod(add(calldataload(0xe64),
                mulmod(calldataload(0x1304), mload(0x30c0), r)), mulmod(calldataload(0x1324), mload(0x30e0), r), r)), r))), r)),
                r)), r)))
            mstore(0x3120, add(calldataload(0x1244), sub(r, calldataload(0x1264))))
            mstore(0x3140, addmod(mload(0x2f20), mload(0x2f20), r))
            mstore(0x3160, addmod(mload(0x2ee0), add(mload(0x3140), mload(0x3140)), r))
            mstore(0x3180, add(mulmod(calldataload(0x6a4), addmod(calldataload(0xda4), sub(rr, mload(0x2f80)), r), r),
                mulmod(calldataload(0x16a4), add(mulmod(calldataload(0x684), addmod(add(calldataload(0x12a4), sub(r,
                mload(0x3160))), mulmod(calldataload(0x16a4), add(addmod(calldataload(0x1284), sub(rr, add(mload(0x2f40),
                mload(0x3160))), r), mulmod(calldataload(0x16a4), add(mulmod(calldataload(0x16a4), add(calldataload(0x1244),
                sub(r, mload(0x2fa0))), r), addmod(calldataload(0x1264), sub(rr, add(mload(0x2f60), calldataload(0xdc4))), r)),
                r)), r), r), r), mulmod(mload(0x160), add(mulmod(calldataload(0x664), addmod(mulmod(calldataload(0x16a4),
                add(calldataload(0xd44), sub(r, addmod(calldataload(0xd24), add(0x7a6b722e74786e310000000000000003,
                calldataload(0xd24)), r))), r), add(calldataload(0xd64), sub(r, addmod(mload(0x3120), mulmod(calldataload(0xd24),
                addmod(calldataload(0x1284), sub(rr, mload(0x3120)), r), r), r))), r), r), mulmod(mload(0xa0),
                add(mulmod(calldataload(0x644), mulmod(calldataload(0xd04), add(calldataload(0xd04), sub(r, 0x01)), r), r),
                mulmod(calldataload(0x16a4), add(mulmod(calldataload(0x16a4), add(mulmod(mload(0x3100), calldataload(0x16a4), r),
                mulmod(calldataload(0x604), addmod(calldataload(0xd24), sub(rr, mload(0x3060)), r), r)), r),
                mulmod(calldataload(0x624), add(calldataload(0xd24), sub(r, addmod(add(calldataload(0x1164),
                mulmod(calldataload(0x104), calldataload(0x1184), r)), mulmod(calldataload(0x2e4), calldataload(0x11a4), r),
                r))), r)), r)), r)), r)), r)))
            mstore(0x31a0, add(0, sub(r, calldataload(0x1084))))
            mstore(0x31c0, mulmod(calldataload(0x1044), mload(0x31a0), r))
            mstore(0x31e0, mulmod(calldataload(0x1064), calldataload(0x10a4), r))
            mstore(0x3200, 0x2a9318e74bfa2b48f5fd9207e6bd7fd4292d7f6d37579d2601065fd6d6343eb1)
            mstore(0x3220, mulmod(mload(0x3200), mulmod(mload(0x31c0), mload(0x31e0), r), r))
            mstore(0x3240, add(mload(0x31c0), mload(0x31e0)))
            mstore(0x3260, add(mulmod(calldataload(0x764), calldataload(0xd44), r), mulmod(calldataload(0x16a4),
                add(mulmod(calldataload(0x744), add(addmod(sub(rr, mload(0x3240)), add(calldataload(0x1444), sub(r,
                mulmod(calldataload(0x1444), mload(0x3220), r))), r), mulmod(calldataload(0x16a4),
                add(mulmod(calldataload(0x16a4), addmod(mload(0x500), mulmod(calldataload(0x16a4), add(calldataload(0x1464),
                sub(r, calldataload(0x1084))), r), r), r), addmod(add(calldataload(0x1424), mulmod(calldataload(0x1424),
                mload(0x3220), r)), sub(r, addmod(sub(rr, mload(0x3240)), mulmod(add(calldataload(0x1044), calldataload(0x1064)),
                addmod(mload(0x31a0), calldataload(0x10a4), r), r), r)), r)), r)), r), mulmod(mload(0x160),
                add(mulmod(calldataload(0x724), add(calldataload(0x10a4), sub(r, calldataload(0xe84))), r),
                mulmod(calldataload(0x16a4), add(mulmod(calldataload(0x704), addmod(mload(0x2fc0), mulmod(calldataload(0x16a4),
                add(calldataload(0x1044), mulmod(calldataload(0x16a4), add(calldataload(0x1084), sub(r, calldataload(0xe84))),
                r)), r), r), r), mulmod(mload(0x140), add(mulmod(calldataload(0x6e4), add(calldataload(0xd84), sub(r,
                calldataload(0x104))), r), mulmod(calldataload(0x16a4), add(mulmod(mload(0x3180), calldataload(0x16a4), r),
                mulmod(calldataload(0x6c4), addmod(calldataload(0xd64), sub(rr, add(calldataload(0x104),
                mulmod(calldataload(0xd24), add(calldataload(0xd44), sub(r, calldataload(0x104))), r))), r), r)), r)), r)), r)),
                r)), r)))
            mstore(0x3280, mulmod(calldataload(0xfc4), calldataload(0x1004), r))
            mstore(0x32a0, mulmod(calldataload(0xfe4), calldataload(0x1024), r))
            mstore(0x32c0, mulmod(mload(0x3200), mulmod(mload(0x3280), mload(0x32a0), r), r))
            mstore(0x32e0, add(mload(0x3280), mload(0x32a0)))
            mstore(0x3300, mulmod(calldataload(0xd24), calldataload(0xd24), r))
            mstore(0x3320, mulmod(calldataload(0xd04), calldataload(0xd04), r))
            mstore(0x3340, add(mload(0x3300), sub(r, mload(0x3320))))
            mstore(0x3360, add(calldataload(0xd04), calldataload(0xd24)))
            mstore(0x3380, add(mload(0x3320), mload(0x3300)))
            mstore(0x33a0, mulmod(calldataload(0xec4), calldataload(0xec4), r))
            mstore(0x33c0, mulmod(mload(0x3200), mload(0x33a0), r))
            mstore(0x33e0, mulmod(mload(0x33c0), mload(0x33a0), r))
            mstore(0x3400, mulmod(calldataload(0xf04), calldataload(0xf04), r))
            mstore(0x3420, mulmod(calldataload(0xee4), calldataload(0xee4), r))
            mstore(0x3440, add(mload(0x3400), sub(r, mload(0x3420))))
            mstore(0x3460, add(calldataload(0xee4), calldataload(0xf04)))
            mstore(0x3480, add(mload(0x3420), mload(0x3400)))
            mstore(0x34a0, addmod(add(mulmod(calldataload(0xf24), mload(0x3440), r), sub(r, addmod(sub(rr, mload(0x3480)),
                mulmod(mload(0x3460), mload(0x3460), r), r))), mulmod(calldataload(0x16a4), addmod(add(sub(r, mulmod(add(0x01,
                calldataload(0xf04)), mulmod(mload(0x3380), calldataload(0xec4), r), r)), mulmod(add(calldataload(0xf04), sub(r,
                mload(0x33a0))), mulmod(calldataload(0xee4), addmod(0x02, sub(rr, mload(0x3340)), r), r), r)),
                mulmod(calldataload(0x16a4), add(mulmod(calldataload(0x16a4), add(mulmod(calldataload(0xec4), mload(0x3340), r),
                sub(r, addmod(sub(rr, mload(0x3380)), mulmod(mload(0x3360), mload(0x3360), r), r))), r), addmod(sub(rr,
                add(sub(r, mload(0x33e0)), addmod(mload(0x33a0), add(0x01, mload(0x33a0)), r))), mulmod(calldataload(0xf04),
                add(sub(r, mload(0x33e0)), addmod(0x01, sub(rr, add(mload(0x33c0), mload(0x33c0))), r)), r), r)), r), r), r), r))
            mstore(0x34c0, mulmod(calldataload(0xf24), calldataload(0xf24), r))
            mstore(0x34e0, mulmod(mload(0x3200), mload(0x34c0), r))
            mstore(0x3500, mulmod(mload(0x34e0), mload(0x34c0), r))
            mstore(0x3520, mulmod(calldataload(0xf44), calldataload(0xf84), r))
            mstore(0x3540, mulmod(calldataload(0xf64), calldataload(0xfa4), r))
            mstore(0x3560, mulmod(mload(0x3200), mulmod(mload(0x3520), mload(0x3540), r), r))
            mstore(0x3580, add(mload(0x3520), mload(0x3540)))
            mstore(0x35a0, add(mulmod(mload(0x560), add(mulmod(mload(0xa0), add(mulmod(mload(0x3260), calldataload(0x16a4), r),
                mulmod(calldataload(0x784), calldataload(0xd64), r)), r), mulmod(calldataload(0x7a4), add(addmod(sub(rr,
                mload(0x32e0)), add(calldataload(0x1244), sub(r, mulmod(calldataload(0x1244), mload(0x32c0), r))), r),
                mulmod(calldataload(0x16a4), addmod(add(calldataload(0x1224), mulmod(calldataload(0x1224), mload(0x32c0), r)),
                sub(r, addmod(sub(rr, mload(0x32e0)), mulmod(add(calldataload(0xfc4), calldataload(0xfe4)),
                add(calldataload(0x1004), calldataload(0x1024)), r), r)), r), r)), r)), r), mulmod(calldataload(0x7c4),
                add(addmod(sub(rr, mload(0x3580)), add(calldataload(0xfe4), sub(r, mulmod(calldataload(0xfe4), mload(0x3560),
                r))), r), mulmod(calldataload(0x16a4), add(addmod(add(calldataload(0xfc4), mulmod(calldataload(0xfc4),
                mload(0x3560), r)), sub(r, addmod(sub(rr, mload(0x3580)), mulmod(add(calldataload(0xf44), calldataload(0xf64)),
                add(calldataload(0xf84), calldataload(0xfa4)), r), r)), r), mulmod(calldataload(0x16a4), addmod(add(sub(r,
                mulmod(add(0x01, calldataload(0xf64)), mulmod(mload(0x3480), calldataload(0xf24), r), r)),
                mulmod(add(calldataload(0xf64), sub(r, mload(0x34c0))), mulmod(calldataload(0xf44), addmod(0x02, sub(rr,
                mload(0x3440)), r), r), r)), mulmod(calldataload(0x16a4), add(mulmod(mload(0x34a0), calldataload(0x16a4), r),
                addmod(sub(rr, add(sub(r, mload(0x3500)), addmod(mload(0x34c0), add(0x01, mload(0x34c0)), r))),
                mulmod(calldataload(0xf64), add(sub(r, mload(0x3500)), addmod(0x01, sub(rr, add(mload(0x34e0), mload(0x34e0))),
                r)), r), r)), r), r), r)), r)), r)))
            mstore(0x35c0, addmod(calldataload(0x304), sub(rr, add(calldataload(0xd24), sub(r,
                mulmod(0x0100000000000000000000000000000000, calldataload(0x1244), r)))), r))
            mstore(0x35e0, add(mulmod(calldataload(0x804), calldataload(0x10e4), r), mulmod(calldataload(0x16a4),
                add(mulmod(mload(0x35a0), mload(0x140), r), mulmod(calldataload(0x7e4), addmod(mulmod(calldataload(0x16a4),
                add(mulmod(calldataload(0x16a4), mulmod(calldataload(0x1104), add(calldataload(0x1104), sub(r, 0x01)), r), r),
                mulmod(add(0x01, sub(r, calldataload(0x1104))), add(calldataload(0x104), sub(r, calldataload(0x1244))), r)), r),
                add(sub(r, calldataload(0x10e4)), addmod(sub(r, 0x01), add(mload(0x35c0), mulmod(calldataload(0x1104),
                addmod(add(calldataload(0x2e4), sub(r, calldataload(0x1244))), sub(r, mload(0x35c0)), r), r)), r)), r), r)), r)))
            mstore(0x3600, add(calldataload(0x1124), mulmod(calldataload(0x1144), 0x1000, r)))
            mstore(0x3620, add(addmod(mload(0x3340), sub(r, 0x01), r), sub(r, mulmod(mload(0x3200), mulmod(mload(0x3320),
                mload(0x3300), r), r))))
            mstore(0x3640, mulmod(calldataload(0x1284), calldataload(0xd64), r))
            mstore(0x3660, add(mulmod(calldataload(0x884), add(mulmod(calldataload(0x1224), add(mload(0x3640), sub(r,
                calldataload(0x1264))), r), mulmod(calldataload(0x16a4), addmod(add(calldataload(0x1264), sub(r,
                mulmod(mload(0x3640), mulmod(calldataload(0x1224), calldataload(0x1404), r), r))), mulmod(calldataload(0x16a4),
                add(mulmod(calldataload(0x1284), add(calldataload(0xd24), sub(r, calldataload(0x1244))), r),
                mulmod(calldataload(0x16a4), mulmod(calldataload(0x1284), add(calldataload(0xd04), sub(r, calldataload(0x1224))),
                r), r)), r), r), r)), r), mulmod(mload(0x160), add(mulmod(calldataload(0x864), addmod(sub(r, 0x01),
                add(calldataload(0xd64), mulmod(mload(0x3620), calldataload(0xec4), r)), r), r), mulmod(calldataload(0x16a4),
                add(mulmod(calldataload(0x844), addmod(mulmod(mload(0x3620), calldataload(0x16a4), r), add(sub(r, 0x01),
                mulmod(calldataload(0x13e4), add(calldataload(0xf04), 0x01), r)), r), r), mulmod(mload(0xa0),
                add(mulmod(mload(0x35e0), calldataload(0x16a4), r), mulmod(calldataload(0x824), addmod(add(calldataload(0x10e4),
                sub(r, mulmod(mload(0x30c0), calldataload(0x14c4), r))), sub(r, addmod(mulmod(calldataload(0x11a4),
                0x01000000000000, r), add(mulmod(calldataload(0x1184), 0x1000000000, r), addmod(mload(0x3600),
                mulmod(calldataload(0x1164), 0x01000000, r), r)), r)), r), r)), r)), r)), r)))
            mstore(0x3680, mulmod(calldataload(0xcc4), mulmod(calldataload(0x1664), 0x0f, r), r))
            mstore(0x36a0, addmod(calldataload(0x1684), add(calldataload(0xce4), mload(0x3680)), r))
            mstore(0x36c0, addmod(add(calldataload(0xd04), mload(0x3680)), add(calldataload(0x1664), calldataload(0x1684)), r))
            mstore(0x36e0, addmod(add(calldataload(0xd24), mload(0x3680)), add(calldataload(0x1684), mulmod(calldataload(0x1664),
                0x02, r)), r))
            mstore(0x3700, addmod(add(calldataload(0xd44), mload(0x3680)), add(calldataload(0x1684), mulmod(calldataload(0x1664),
                0x03, r)), r))
            mstore(0x3720, addmod(add(calldataload(0xd64), mload(0x3680)), add(calldataload(0x1684), mulmod(calldataload(0x1664),
                0x04, r)), r))
            mstore(0x3740, addmod(add(calldataload(0xd84), mload(0x3680)), add(calldataload(0x1684), mulmod(calldataload(0x1664),
                0x05, r)), r))
            mstore(0x3760, addmod(add(calldataload(0xda4), mload(0x3680)), add(calldataload(0x1684), mulmod(calldataload(0x1664),
                0x06, r)), r))
            mstore(0x3780, addmod(add(calldataload(0xdc4), mload(0x3680)), add(calldataload(0x1684), mulmod(calldataload(0x1664),
                0x07, r)), r))
            mstore(0x37a0, addmod(add(calldataload(0xde4), mload(0x3680)), add(calldataload(0x1684), mulmod(calldataload(0x1664),
                0x08, r)), r))
            mstore(0x37c0, addmod(add(calldataload(0xe04), mload(0x3680)), add(calldataload(0x1684), mulmod(calldataload(0x1664),
                0x09, r)), r))
            mstore(0x37e0, mulmod(calldataload(0x16a4), add(mulmod(calldataload(0x15c4), mulmod(mload(0x3720),
                mulmod(mload(0x3700), mulmod(mload(0x36e0), mulmod(mload(0x36a0), mload(0x36c0), r), r), r), r), r), sub(r,
                mulmod(calldataload(0x15e4), mulmod(add(mload(0x3720), mulmod(calldataload(0x1664), calldataload(0x9e4), r)),
                mulmod(add(mload(0x3700), mulmod(calldataload(0x1664), calldataload(0x9c4), r)), mulmod(add(mload(0x36e0),
                mulmod(calldataload(0x1664), calldataload(0x9a4), r)), mulmod(add(mload(0x36a0), mulmod(calldataload(0x1664),
                calldataload(0x964), r)), add(mload(0x36c0), mulmod(calldataload(0x1664), calldataload(0x984), r)), r), r), r),
                r), r))), r))
            mstore(0x3800, addmod(mload(0x37e0), add(mulmod(calldataload(0x15e4), mulmod(mload(0x37c0), mulmod(mload(0x37a0),
                mulmod(mload(0x3780), mulmod(mload(0x3740), mload(0x3760), r), r), r), r), r), sub(r,
                mulmod(calldataload(0x1604), mulmod(add(mload(0x37c0), mulmod(calldataload(0x1664), calldataload(0xa84), r)),
                mulmod(add(mload(0x37a0), mulmod(calldataload(0x1664), calldataload(0xa64), r)), mulmod(add(mload(0x3780),
                mulmod(calldataload(0x1664), calldataload(0xa44), r)), mulmod(add(mload(0x3740), mulmod(calldataload(0x1664),
                calldataload(0xa04), r)), add(mload(0x3760), mulmod(calldataload(0x1664), calldataload(0xa24), r)), r), r), r),
                r), r))), r))
            mstore(0x3820, addmod(add(calldataload(0xe24), mload(0x3680)), add(calldataload(0x1684), mulmod(calldataload(0x1664),
                0x0a, r)), r))
            mstore(0x3840, addmod(add(calldataload(0xe44), mload(0x3680)), add(calldataload(0x1684), mulmod(calldataload(0x1664),
                0x0b, r)), r))
            mstore(0x3860, addmod(add(calldataload(0xe64), mload(0x3680)), add(calldataload(0x1684), mulmod(calldataload(0x1664),
                0x0c, r)), r))
            mstore(0x3880, addmod(add(calldataload(0xe84), mload(0x3680)), add(calldataload(0x1684), mulmod(calldataload(0x1664),
                0x0d, r)), r))
            mstore(0x38a0, addmod(add(calldataload(0xea4), mload(0x3680)), add(calldataload(0x1684), mulmod(calldataload(0x1664),
                0x0e, r)), r))
            mstore(0x38c0, addmod(mulmod(mload(0x3800), calldataload(0x16a4), r), add(mulmod(calldataload(0x1604),
                mulmod(mload(0x38a0), mulmod(mload(0x3880), mulmod(mload(0x3860), mulmod(mload(0x3820), mload(0x3840), r), r),
                r), r), r), sub(r, mulmod(calldataload(0x1644), mulmod(add(mload(0x38a0), mulmod(calldataload(0x1664),
                calldataload(0xb24), r)), mulmod(add(mload(0x3880), mulmod(calldataload(0x1664), calldataload(0xb04), r)),
                mulmod(add(mload(0x3860), mulmod(calldataload(0x1664), calldataload(0xae4), r)), mulmod(add(mload(0x3820),
                mulmod(calldataload(0x1664), calldataload(0xaa4), r)), add(mload(0x3840), mulmod(calldataload(0x1664),
                calldataload(0xac4), r)), r), r), r), r), r))), r))
            mstore(0x38e0, add(calldataload(0xf24), mulmod(calldataload(0x1664), add(calldataload(0xf44),
                mulmod(calldataload(0x1664), add(calldataload(0xf64), mulmod(calldataload(0x1664), add(calldataload(0xf84),
                mulmod(calldataload(0x1664), add(calldataload(0xfa4), mulmod(calldataload(0x1664), add(calldataload(0xfc4),
                mulmod(calldataload(0x1664), add(calldataload(0xfe4), mulmod(calldataload(0x1664), add(calldataload(0x1004),
                mulmod(calldataload(0x1664), add(calldataload(0x1664), calldataload(0x1024)), r)), r)), r)), r)), r)), r)), r)),
                r)))
            mstore(0x3900, mulmod(calldataload(0x1664), add(calldataload(0xe44), mulmod(calldataload(0x1664),
                addmod(mload(0x480), mulmod(calldataload(0x1664), addmod(mload(0x4a0), mulmod(calldataload(0x1664),
                addmod(mload(0x4c0), mulmod(mload(0x4e0), calldataload(0x1664), r), r), r), r), r), r), r)), r))
            mstore(0x3920, add(mulmod(calldataload(0x44), add(0x07, mulmod(calldataload(0x1664), addmod(add(calldataload(0x1044),
                calldataload(0x04)), mulmod(calldataload(0x1664), add(calldataload(0xf04), mulmod(mload(0x38e0),
                calldataload(0x1664), r)), r), r), r)), r), mulmod(calldataload(0x124), add(0x06, mulmod(calldataload(0x1664),
                add(calldataload(0xe84), mulmod(calldataload(0x1664), add(calldataload(0xda4), mulmod(calldataload(0x1664),
                add(calldataload(0x1044), mulmod(calldataload(0x1664), add(calldataload(0x1484), mulmod(calldataload(0x1664),
                add(calldataload(0x14a4), mulmod(calldataload(0x1664), add(calldataload(0x14c4), mulmod(calldataload(0x1464),
                calldataload(0x1664), r)), r)), r)), r)), r)), r)), r)), r)))
            mstore(0x3940, add(calldataload(0xe04), mulmod(calldataload(0x1664), add(calldataload(0xe24),
                mulmod(calldataload(0x1664), add(calldataload(0xe44), mulmod(calldataload(0x1664), add(calldataload(0xe64),
                mulmod(calldataload(0x1664), add(calldataload(0x1304), mulmod(calldataload(0x1664), add(calldataload(0x1324),
                mulmod(calldataload(0x1664), add(calldataload(0x1344), mulmod(calldataload(0x1664), add(calldataload(0x1364),
                mulmod(calldataload(0x1384), calldataload(0x1664), r)), r)), r)), r)), r)), r)), r)), r)))
            mstore(0x3960, mulmod(calldataload(0x1664), add(calldataload(0xda4), mulmod(calldataload(0x1664),
                add(calldataload(0x12c4), mulmod(calldataload(0x1664), add(calldataload(0x12e4), mulmod(calldataload(0x1664),
                add(calldataload(0xdc4), mulmod(calldataload(0x1664), add(calldataload(0xde4), mulmod(mload(0x3940),
                calldataload(0x1664), r)), r)), r)), r)), r)), r))
            mstore(0x3980, add(calldataload(0x1684), addmod(mulmod(calldataload(0x544), add(0x04, mulmod(calldataload(0x1664),
                add(mload(0x3960), calldataload(0x12a4)), r)), r), add(mulmod(calldataload(0x8e4), add(0x04,
                mulmod(mload(0x3960), calldataload(0x1664), r)), r), addmod(mload(0x3920), mulmod(calldataload(0x204), add(0x06,
                mulmod(calldataload(0x1664), addmod(mload(0x1e0), mulmod(calldataload(0x1664), addmod(mload(0x3900),
                add(calldataload(0x344), mulmod(calldataload(0xe24), 0x40, r)), r), r), r), r)), r), r)), r)))
            mstore(0x39a0, add(calldataload(0x1684), addmod(add(mulmod(calldataload(0x44), add(0x01, mulmod(calldataload(0x1664),
                add(mulmod(calldataload(0xec4), calldataload(0x1664), r), addmod(mload(0x1e0), calldataload(0xfe4), r)), r)), r),
                mulmod(calldataload(0x544), add(0x03, mulmod(calldataload(0x1664), add(mulmod(mload(0x3c0), 0x0100000000, r),
                mulmod(calldataload(0x1664), add(calldataload(0xda4), mulmod(calldataload(0x1664), add(calldataload(0xea4),
                mulmod(calldataload(0x13c4), calldataload(0x1664), r)), r)), r)), r)), r)), mulmod(calldataload(0x924), add(0x02,
                mulmod(calldataload(0x1664), addmod(add(calldataload(0xcc4), sub(r, calldataload(0x364))),
                mulmod(calldataload(0x1664), add(calldataload(0x384), mulmod(calldataload(0x1664), add(calldataload(0x1044),
                mulmod(calldataload(0x1064), calldataload(0x1664), r)), r)), r), r), r)), r), r)))
            mstore(0x39c0, mulmod(mload(0x3980), mload(0x39a0), r))
            mstore(0x39e0, addmod(calldataload(0x1684), add(0x07, mulmod(calldataload(0x1124), calldataload(0x1664), r)), r))
            mstore(0x3a00, add(0, sub(r, calldataload(0xd84))))
            mstore(0x3a20, add(0x05, mulmod(calldataload(0x1664), add(calldataload(0xda4), mulmod(calldataload(0x1664),
                add(calldataload(0xdc4), mulmod(calldataload(0x1664), add(calldataload(0xde4), mulmod(calldataload(0x1664),
                add(calldataload(0xe04), mulmod(calldataload(0x1664), add(calldataload(0xe24), mulmod(calldataload(0x1664),
                add(calldataload(0xe44), mulmod(calldataload(0x1664), add(calldataload(0xe64), mulmod(calldataload(0x324),
                calldataload(0x1664), r)), r)), r)), r)), r)), r)), r)), r)))
            mstore(0x3a40, addmod(calldataload(0x1684), add(mulmod(calldataload(0x544), add(0x05, mulmod(calldataload(0x1664),
                add(calldataload(0xda4), mulmod(calldataload(0x1664), add(calldataload(0x12c4), mulmod(calldataload(0x1664),
                add(calldataload(0x12e4), mulmod(calldataload(0x1664), add(calldataload(0xe84), mulmod(calldataload(0x13a4),
                calldataload(0x1664), r)), r)), r)), r)), r)), r), addmod(add(mulmod(calldataload(0x904), mload(0x3a20), r),
                mulmod(calldataload(0x8a4), add(0x04, mulmod(calldataload(0x1664), add(mload(0x3960), addmod(sub(rr,
                mload(0x3600)), addmod(mload(0x1e0), calldataload(0x304), r), r)), r)), r)), mulmod(calldataload(0x944),
                add(0x03, mulmod(calldataload(0x1664), add(0x0200000000, mulmod(calldataload(0x1664),
                addmod(add(calldataload(0xd44), sub(r, calldataload(0x18a4))), mulmod(calldataload(0x1664),
                mulmod(calldataload(0xd64), calldataload(0x1664), r), r), r), r)), r)), r), r)), r))
            mstore(0x3a60, mulmod(calldataload(0x1664), add(calldataload(0xe84), mulmod(calldataload(0xea4),
                calldataload(0x1664), r)), r))
            mstore(0x3a80, add(calldataload(0x1024), mulmod(calldataload(0x1664), mulmod(calldataload(0x1664),
                mulmod(calldataload(0x1664), mulmod(calldataload(0x1664), mulmod(calldataload(0x1664),
                mulmod(calldataload(0x1664), mulmod(calldataload(0x1664), mulmod(0x02, calldataload(0x1664), r), r), r), r), r),
                r), r), r)))
            mstore(0x3aa0, add(calldataload(0x1684), addmod(add(mulmod(calldataload(0x524), add(0x03,
                mulmod(calldataload(0x1664), add(calldataload(0x10a4), mulmod(calldataload(0x1664), add(mload(0x3a60),
                calldataload(0x10c4)), r)), r)), r), mulmod(calldataload(0x224), add(0x03, mulmod(calldataload(0x1664),
                addmod(add(calldataload(0x10a4), sub(r, 0x01)), mulmod(calldataload(0x1664), addmod(mload(0x3a60),
                add(calldataload(0x344), mulmod(calldataload(0x10c4), 0x04, r)), r), r), r), r)), r)),
                mulmod(calldataload(0x7a4), add(0x07, mulmod(calldataload(0x1664), add(calldataload(0x3a4),
                mulmod(calldataload(0x1664), addmod(add(calldataload(0x1284), sub(r, mulmod(0x10, calldataload(0xd64), r))),
                mulmod(calldataload(0x1664), add(calldataload(0x1004), mulmod(mload(0x3a80), calldataload(0x1664), r)), r), r),
                r)), r)), r), r)))
            mstore(0x3ac0, mulmod(mload(0x3a40), mload(0x3aa0), r))
            mstore(0x3ae0, addmod(calldataload(0x1684), add(0x07, mulmod(calldataload(0x1144), calldataload(0x1664), r)), r))
            mstore(0x3b00, add(addmod(mulmod(calldataload(0x1564), mulmod(mload(0x3ac0), mload(0x3ae0), r), r), sub(rr,
                add(mload(0x3ac0), mulmod(mload(0x3ae0), add(mulmod(mload(0x3aa0), add(mulmod(calldataload(0x544),
                calldataload(0x1064), r), addmod(mulmod(calldataload(0x944), calldataload(0xd24), r),
                add(mulmod(calldataload(0x8a4), mload(0x3a00), r), mulmod(calldataload(0x904), calldataload(0xd84), r)), r)), r),
                mulmod(mload(0x3a40), addmod(calldataload(0x7a4), add(mulmod(calldataload(0x224), mload(0x31a0), r),
                mulmod(calldataload(0x524), calldataload(0x1064), r)), r), r)), r))), r), mulmod(calldataload(0x16a4),
                add(mulmod(mload(0x38c0), calldataload(0x16a4), r), addmod(mulmod(calldataload(0x1544), mulmod(mload(0x39c0),
                mload(0x39e0), r), r), sub(rr, add(mload(0x39c0), mulmod(mload(0x39e0), add(mulmod(mload(0x3980),
                addmod(add(calldataload(0x44), mulmod(calldataload(0x544), calldataload(0xd84), r)), mulmod(calldataload(0x924),
                add(0, sub(r, calldataload(0x10c4))), r), r), r), mulmod(mload(0x39a0), addmod(mulmod(calldataload(0x544),
                mload(0x3a00), r), add(mulmod(calldataload(0x8e4), calldataload(0xd84), r), addmod(add(calldataload(0x44),
                mulmod(calldataload(0x124), calldataload(0xd84), r)), mulmod(calldataload(0x204), add(0, sub(r, mload(0x440))),
                r), r)), r), r)), r))), r)), r)))
            mstore(0x3b20, addmod(calldataload(0x1684), add(0x07, mulmod(calldataload(0x1164), calldataload(0x1664), r)), r))
            mstore(0x3b40, addmod(calldataload(0x1684), add(0x07, mulmod(calldataload(0x1184), calldataload(0x1664), r)), r))
            mstore(0x3b60, mulmod(mload(0x3b20), mload(0x3b40), r))
            mstore(0x3b80, addmod(calldataload(0x1684), add(0x07, mulmod(calldataload(0x11a4), calldataload(0x1664), r)), r))
            mstore(0x3ba0, mulmod(mload(0x3b60), mload(0x3b80), r))
            mstore(0x3bc0, addmod(calldataload(0x1684), add(0x01, mulmod(calldataload(0x1664), add(calldataload(0xcc4),
                mulmod(calldataload(0xce4), calldataload(0x1664), r)), r)), r))
            mstore(0x3be0, mulmod(mload(0x3ba0), mload(0x3bc0), r))
            mstore(0x3c00, add(0x05, mulmod(calldataload(0x1664), add(calldataload(0x19c4), mulmod(calldataload(0x1664),
                add(calldataload(0x19e4), mulmod(calldataload(0x1664), add(calldataload(0x1a04), mulmod(calldataload(0x1664),
                add(calldataload(0x1a24), mulmod(calldataload(0x1664), add(calldataload(0x1a44), mulmod(calldataload(0x1664),
                add(calldataload(0x1a64), mulmod(calldataload(0x1664), add(calldataload(0x1a84), mulmod(calldataload(0x1aa4),
                calldataload(0x1664), r)), r)), r)), r)), r)), r)), r)), r)))
            mstore(0x3c20, addmod(calldataload(0x1684), mload(0x3c00), r))
            mstore(0x3c40, add(calldataload(0xba4), mulmod(calldataload(0x1664), add(calldataload(0xbc4),
                mulmod(calldataload(0x1664), add(calldataload(0xbe4), mulmod(calldataload(0x1664), add(calldataload(0xc04),
                mulmod(calldataload(0x1664), add(calldataload(0xc24), mulmod(calldataload(0x1664), add(calldataload(0xc44),
                mulmod(calldataload(0x1664), add(calldataload(0xc64), mulmod(calldataload(0x1664), add(calldataload(0xc84),
                mulmod(calldataload(0xca4), calldataload(0x1664), r)), r)), r)), r)), r)), r)), r)), r)))
            mstore(0x3c60, addmod(calldataload(0x1684), add(0x07, mulmod(calldataload(0x1664), add(calldataload(0xb44),
                mulmod(calldataload(0x1664), add(calldataload(0xb64), mulmod(calldataload(0x1664), add(calldataload(0xb84),
                mulmod(mload(0x3c40), calldataload(0x1664), r)), r)), r)), r)), r))
            mstore(0x3c80, addmod(calldataload(0x1684), add(0x01, mulmod(calldataload(0x1664), add(mulmod(calldataload(0xee4),
                calldataload(0x1664), r), addmod(mload(0x1e0), calldataload(0x1004), r)), r)), r))
            mstore(0x3ca0, mulmod(mload(0x3c60), mload(0x3c80), r))
            mstore(0x3cc0, addmod(calldataload(0x1684), add(0x01, mulmod(calldataload(0x1664), add(mulmod(calldataload(0xd04),
                calldataload(0x1664), r), addmod(mload(0x1e0), calldataload(0x1024), r)), r)), r))
            mstore(0x3ce0, mulmod(mload(0x3ca0), mload(0x3cc0), r))
            mstore(0x3d00, addmod(calldataload(0x1684), add(0x02, mulmod(calldataload(0x1664), addmod(add(calldataload(0xcc4),
                sub(r, calldataload(0x24))), mulmod(calldataload(0x1664), addmod(add(calldataload(0x1264), sub(r, mulmod(0x10,
                calldataload(0xd44), r))), mulmod(calldataload(0x1664), add(calldataload(0xf84), mulmod(calldataload(0xfa4),
                calldataload(0x1664), r)), r), r), r), r), r)), r))
            mstore(0x3d20, mulmod(mload(0x3ce0), mload(0x3d00), r))
            mstore(0x3d40, addmod(calldataload(0x1684), add(0x04, mulmod(calldataload(0x1664), addmod(mload(0x3960), add(0x01,
                addmod(mload(0x1e0), calldataload(0x324), r)), r), r)), r))
            value := addmod(mulmod(mload(0x540), add(mulmod(mload(0x3660), calldataload(0x16a4), r), mulmod(calldataload(0x16e4),
                add(calldataload(0x15c4), sub(r, 0x01)), r)), r), add(mulmod(calldataload(0x16a4), add(mulmod(mload(0x3b00),
                calldataload(0x16a4), r), addmod(mulmod(calldataload(0x1584), mulmod(mload(0x3be0), mload(0x3c20), r), r),
                sub(rr, add(mulmod(mload(0x3be0), add(0, sub(r, calldataload(0x19a4))), r), mulmod(mload(0x3c20),
                add(mulmod(mload(0x3ba0), add(0, sub(r, calldataload(0x11c4))), r), mulmod(mload(0x3bc0), add(mload(0x3b60),
                mulmod(mload(0x3b80), add(mload(0x3b40), mload(0x3b20)), r)), r)), r))), r)), r),
                addmod(mulmod(mulmod(mload(0x3d20), mload(0x3d40), r), add(sub(r, calldataload(0x1584)), addmod(sub(r,
                calldataload(0x1564)), add(sub(r, calldataload(0x1544)), addmod(calldataload(0x16c4), add(calldataload(0x1624),
                sub(r, calldataload(0x15a4))), r)), r)), r), sub(rr, add(mulmod(mload(0x3d20), mulmod(calldataload(0x8c4),
                calldataload(0xd84), r), r), mulmod(mload(0x3d40), add(mulmod(mload(0x3ce0), calldataload(0x7a4), r),
                mulmod(mload(0x3d00), add(mulmod(mload(0x3ca0), calldataload(0x44), r), mulmod(mload(0x3cc0),
                add(mulmod(mload(0x3c80), add(0, sub(r, calldataload(0x11e4))), r), mulmod(mload(0x3c60), calldataload(0x44),
                r)), r)), r)), r))), r)), r)
        }
    }
}
