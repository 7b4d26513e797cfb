// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

/// @title Poseidon2 over the scalar field of BLS12-381, width 4
/// @notice Hashes of the state tree, as docs/crypto/poseidon2.md says. Grassi, Khovratovich, Schofnegger, ePrint 2023/323.
/// @dev The twin in plain Solidity is test/twins/Poseidon2Plain.sol. The constants lie in memory, since a loop over them is a sixth of the
/// code of unrolled rounds; a caller that hashes often loads them once.
library Poseidon2 {
    /// @notice Order of the field.
    uint256 internal constant ORDER = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001;

    /// @notice Domain of the leaf of a record: "zkr.leaf".
    uint256 internal constant LEAF = 0x7a6b722e6c656166;

    /// @notice Domain of an inner node: "zkr.node".
    uint256 internal constant NODE = 0x7a6b722e6e6f6465;

    /// @dev The 88 round constants in the order of use.
    bytes private constant TABLE = hex"1a3bdcbfc11dabfb6ed0dd5f5a9b38191488bce9eecd811c10f9378b32db8c61"
        hex"52b733e857912fdd2248dc9638dd79b1ce18b285b27792238b44c2b23c0f5d5f"
        hex"47d6df02d73e6c78ced550ec8df1a459ac41f318d8b904a37652b581b2b766b8"
        hex"11ec284726dddcf3cbb2b81862c9cd95e9de81ce0317302e1ef432d59b913388"
        hex"19e21d749905904f3e10cd57f7817c2564c06ec1b1e229def2129e79a7a77738"
        hex"6eeecf4c83e1ec164217f3c00956d83c3bd845bee2d86b263cf3bf89a345e5e1"
        hex"10d5808ab47295f7a950dc72f968398b9c67426a217811b9bd7e97f2a261992f"
        hex"25d334fbadcbfd26449c4ce1472f961f7d401a3ddf40a70af5c10ac9176d151b"
        hex"3ef8a46ec07ee551ecba60b1601cbf6e3664418331a254729b7c6a5c3d13a6c6"
        hex"30d373e298c09d2a6efe661d708fcfa6163dc61ae1eb103d98cf88c63e482125"
        hex"18769839949b2dda9ef3f111acd86e10250ffad4c4c4263ea970e4f4726cfad7"
        hex"2c941286d1534ff3be3a66f9dd59833e65b1fa67db23511f7b4b2ae3b3d66bc9"
        hex"08b6d9c90b4139ea70497ac8a22b30fb9b76b8ceabf70449d282b57d98c60ddd"
        hex"3a8a2dd917222a71ca678b5c0a803a43c62de2f2c9fe37931b5b2a017fe64638"
        hex"2dc17308abd0e731b3cffafd296cc3e6e2403dc563baa1c797a68da9754dd207"
        hex"1d04e542f54431c23f9d1812392a0c87203144e343c459d3ee640b04e203be6c"
        hex"500760e2ef6bf463fdecbf7b47f4adaa8214c797e59359439d63169e1cdb9dfb"
        hex"61f36faac1c12d756dcc3b5491f2b22565409a4e952b8f8e726ee126c0e1c0e6"
        hex"49e72db524a48243849fea068e58d0c078b0c738cd482a2e2160602657456ccb"
        hex"4a74677fff94821e97b20b86063c36d35c6a2908c0a19a9f130edde9c8ceb6b5"
        hex"62d27fd5080b44a436e13066ce1c80ddef2af086c2a4806bd99fa02de9726ded"
        hex"15a26c92fc51dd285a61c2c1379f6731377aeb29c62696aa6a9c109c2991f200"
        hex"1db900a5e9b2685be9f8f02498123ac71bd7bfa40b6853ab527a8d2512b9aefb"
        hex"6ff755d237742498e0b78829cd8358bdb831e96fef08eb192b7e334123080afa"
        hex"1595447e5b94a64c8b3681f57068e19ee3696440ef785e35123886311f48cd1e"
        hex"2b0eabc08eef3abae3304cbb2efc67e7b437bd96b6f7d175daed6da5a2144e8b"
        hex"3a345ee8e715f3226e52838652219202efb4e6d4f057f904d69d3fbd781e39f5"
        hex"49eb2a07b5da81b57b7aa4fab19e691f9a684baef4cfb5afb6f46d23cbf1a9cd"
        hex"3051663ef7de7674506f2c873409725363849564815b8bd291f00b9c60b4daf0"
        hex"041a632a7bc167f67ca9c3825021a05b13f81f814ee101d37716e12efec3121f"
        hex"6a5ae006b70bfebc1a485eed2c078654dc0f10514e8c739ca2a7019f42444ce5"
        hex"0f3dba730b64dda2bc2eaa50ede0fcaa86a37c74c3a17be97a9d969fca21fb37"
        hex"6d6c02004f2a4cbb965f9e73799041fafb49f61aee66232f45ae09972af08e86"
        hex"60391f436a32fdb0eeba8578313579c04c48c126f4eb6a0c49e249ff1c1fbf4a"
        hex"570a30710a42539d4440ce9a2cc7d9ac102409a188960d0fbd249fc4352bf3e5"
        hex"35cb6ce55352599332471ad8be46ddc0cf598e0e36b8a8fa5fae6f26277b318e"
        hex"48a8116b254b171052251f353c93ca3816734e4e0baeea10b4269bbab9a2be55"
        hex"126258211a4bb2035121c7ca129eae719d4ddfefa99921a8befb7a160e0f845f"
        hex"5bf6985473bc5500f140844f5b66cea85815772cce03596eda60e6c7dcb4ebbd"
        hex"5af46d3dd02261d893c418582188d328a8a84ff8f6ac6c1997d3aaadf64220d9"
        hex"5e3c84925609016da58df82c1f2b51590e3b91e5502dca2eba13d8354916ddbe"
        hex"410e6fb4390379a8b726cfb22a9eaab7232bc4b60eaddb629a4aacfc7dcdbfcf"
        hex"2ca5debb9de1c4bbfa0204543dd9757241611cd28b5eac2d7f37baa293fa2618"
        hex"4a1554023154a99b4572572ccd5d89fa8745c117a2a85e5786ef6ef39410d611"
        hex"2ca75fb22881b238b6c96da6b908f922da8b54f909237051775c64fec8d5920c"
        hex"546ea8ad3dffe14c4c96e4d6d8c43c644212fb663486165b34cb26ddd717f341"
        hex"6b168ee87f2c532efdb378116dfe462f632a18eccf1e9bcfc740d35e535b2735"
        hex"4cf917a780b850292f44502b80865d3664d75213f89e8ae5861dbcb52aa95e76"
        hex"02e8dfe9046d8b951532466bdf1b62571b85e551b34c8bbfb1ccd3216271b73d"
        hex"4a34d2abd01f09f743cc56a3f87febd60ae5d88e224918d840656da973d9252e"
        hex"0a3fad26c6318d471fa376fbaf02d341e41e687db6f3da88266de21c7157e940"
        hex"131c9df7176eadb9af3a14f0f53a9b87196ef60bbb89b3630142ff8d9d69137b"
        hex"5753682a8120106b42241c86deee879263d81fe8e3423e01f567316d9524647e"
        hex"5ed9725af6a91090027acfc12100733a9dea89771048aa2dfe40daea9546645b"
        hex"2c7b7a87f31ebd2464be9f211d41719b453939d53ff7be07a2cc21741d48b467"
        hex"118159eb07353fef60e9733077cc82f92a6e2bd361c88d8122e9a292217757e0"
        hex"5b4626e787d4a4b00ba4693fd7900ecaa19624be9f2fee6b9c3b538d4f896b8a"
        hex"18cad22ae06bb0e8d043f7928477219e4d38ac544ce81c4c685267089e4c7003"
        hex"0511149594758e789b440ce534b52b6c508ae1881669d1fa4a7e551ef84e4dc4"
        hex"428b8532efa194a7f5cbf4c296786346ddfcfe8f2bab26f25321f5d984dfc307"
        hex"00fd035cc129e91eac66d841e2864989d1ff4853662166143535603bf9460621"
        hex"2c167565114475412c76f0df1961eaca9deb17622c9fb6f5ac8a89a29f42df69"
        hex"10cac3ff02125419ac84ff80295589d1124a1e65a94e8d9b63a411317c7f5728"
        hex"7213c2f17aec536d0a5196e877d1626a63d7db5b4e3bd77327eb3617b932aee7"
        hex"1b86ee2e45fbcd59fa43edee6630dda5cb3b894eb4701eff5fd53967abad2666"
        hex"0b941850091bd16875f408f183fb93d250c538e5ee1e8979e960b5b499b2f070"
        hex"031f75d53bdd5ac603c252925148a74fa5f3bf5d9ffabe64c6e932be904204ec"
        hex"55296a48dd399c65798cdbda11e89f26f998f2d33cf328e87a1c364e05be492b"
        hex"191175ec337e64a48785a083559176168bcea3db2822630c48f1d497d03e1e35"
        hex"33200b518e6b1a1e96ba214cad18929e7f5b4e3336e522c5fa1febf69c0818c6"
        hex"2f989e24f97dc06c075bb53404e3eaaae32a1b6d89d9e09acdeee65712aa4216"
        hex"0de4b77163f1572bbaa325f48bde7a429b6b0f803ade45a0e72cd2bdbd84680c"
        hex"6af270d408f492402b7271432b6c443abbd1f0e220888d73f47498d59044d7cc"
        hex"3d5b5310e7b6be63be8f12594ecd68108f4b3f6266683b13178d0c80d8530c2f"
        hex"5f69d748d06e22916088bd21fb472334ddbe5223ff494b6c0dcdf62db69d43ac"
        hex"6c1fd7dbb3298da86dfe5d0435b26e0a91fe6ad6aa25b9407d5da544e6b9cd27"
        hex"37172dd49bf14ebca52e1c31b60f31de8213644e330bcf2cc59684606e62537d"
        hex"509cf829b68e58861c3d6bce6046ac1b6e9c065378fe9556348c0c1814808e20"
        hex"529d5dd132f5cb4b71994ae6b330b7944f0fd8ba319582d2414b9b10768b7448"
        hex"5d251391abee228833dbd24be99d163ba9f8c92a2cf73a4e1f8a87e9c4ca97ba"
        hex"1abe1d77226f2eff6f1a6bfc6c8d9e00dde1da9d67858e6984e53bc2aceba535"
        hex"4ca74ba72baea6d84fa8f2a05e387a1c41a5a1b2f1a479fb11bbf9d5e09bd01a"
        hex"232bfa6a3120224814967315ebf3d8c88b2eb0ea8c20c79ce854f90aec7a9b91"
        hex"109f5bd722c8cf28ab6a3852970bcb665f398a8dc9d331958dc291d49a1ba9b4"
        hex"4a181a5de6c79a05c02533350ab51deee24b8f5b9154c5cf09ba5e25862ae176"
        hex"6e063b99c16028df94b1eb719164ae8c8336894791516ca2c37c5a1a394bb0d7"
        hex"6bbd2d3a643d301d25a8cf156542165abee3039068fecf501e9d39f313ca2a87"
        hex"04690fe1be7c7b8c10c81e63f5e508fe93853c61f0435f81eabc9997fa3b99f3";

    /// @notice The round constants, for `compress` and `permute`.
    function constants() internal pure returns (bytes memory) {
        return TABLE;
    }

    /// @notice P(a, b, c, e)[0] + a + domain.
    /// @dev All four must be below ORDER: the caller checks what is untrusted, as a number and that number plus ORDER hash alike.
    /// @param table what `constants` returned
    function compress(bytes memory table, uint256 a, uint256 b, uint256 c, uint256 e, uint256 domain)
        internal
        pure
        returns (uint256 digest)
    {
        (digest,,,) = permute(table, a, b, c, e);
        digest = addmod(addmod(digest, a, ORDER), domain, ORDER);
    }

    // One block of assembly, as the state then stays on the stack; a function for each part would shuffle it.
    // solhint-disable function-max-lines

    /// @notice The permutation.
    /// @dev Sums of two are not reduced where addmod or mulmod takes them next: 2·ORDER is below 2^256, and both take any operands.
    /// @param table what `constants` returned
    function permute(bytes memory table, uint256 x0, uint256 x1, uint256 x2, uint256 x3)
        internal
        pure
        returns (uint256 y0, uint256 y1, uint256 y2, uint256 y3)
    {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let r := ORDER
            let p := add(table, 0x20)

            // M_E before the first round.
            {
                let t0 := addmod(x0, x1, r)
                let t1 := addmod(x2, x3, r)
                let t2 := addmod(add(x1, x1), t1, r)
                let t3 := addmod(add(x3, x3), t0, r)
                y3 := addmod(mulmod(t1, 4, r), t3, r)
                y1 := addmod(mulmod(t0, 4, r), t2, r)
                y0 := add(t3, y1)
                y2 := add(t2, y3)
            }

            // Four full rounds: x + c, x^5, M_E.
            for { let end := add(p, 0x200) } lt(p, end) { p := add(p, 0x80) } {
                let t0 := addmod(y0, mload(p), r)
                let t1 := mulmod(t0, t0, r)
                y0 := mulmod(mulmod(t1, t1, r), t0, r)
                t0 := addmod(y1, mload(add(p, 0x20)), r)
                t1 := mulmod(t0, t0, r)
                y1 := mulmod(mulmod(t1, t1, r), t0, r)
                t0 := addmod(y2, mload(add(p, 0x40)), r)
                t1 := mulmod(t0, t0, r)
                y2 := mulmod(mulmod(t1, t1, r), t0, r)
                t0 := addmod(y3, mload(add(p, 0x60)), r)
                t1 := mulmod(t0, t0, r)
                y3 := mulmod(mulmod(t1, t1, r), t0, r)
                // M_E by eight additions, as in the paper's section 5.1. Here all four are below ORDER.
                t0 := add(y0, y1)
                t1 := add(y2, y3)
                let t2 := addmod(add(y1, y1), t1, r)
                let t3 := addmod(add(y3, y3), t0, r)
                y3 := addmod(mulmod(t1, 4, r), t3, r)
                y1 := addmod(mulmod(t0, 4, r), t2, r)
                y0 := add(t3, y1)
                y2 := add(t2, y3)
            }

            // 56 partial rounds, two an iteration. The four are below 2·ORDER, but y0 after its power is below ORDER.
            for { let end := add(p, 0x700) } lt(p, end) { p := add(p, 0x40) } {
                let t0 := addmod(y0, mload(p), r)
                let t1 := mulmod(t0, t0, r)
                y0 := mulmod(mulmod(t1, t1, r), t0, r)
                t0 := addmod(addmod(addmod(y0, y1, r), y2, r), y3, r)
                y0 := add(mulmod(y0, 0x07564ad691bf01c8601d68757a561d224f00f313ada673ab83e6255fb4fd5b3d, r), t0)
                y1 := add(mulmod(y1, 0x6184e3be38549f7c0850cd069b32f6decbfde312dd4b8c18349b1b3776a6eaa4, r), t0)
                y2 := add(mulmod(y2, 0x419289088178ad742be6f78425c0156b6546a18fd338f0169937dea46cfb64d2, r), t0)
                y3 := add(mulmod(y3, 0x3244cdec173b71a4659e2529b499362dac10cb2fd17562860c8bb9d0fd45b787, r), t0)
                t0 := addmod(y0, mload(add(p, 0x20)), r)
                t1 := mulmod(t0, t0, r)
                y0 := mulmod(mulmod(t1, t1, r), t0, r)
                t0 := addmod(addmod(addmod(y0, y1, r), y2, r), y3, r)
                y0 := add(mulmod(y0, 0x07564ad691bf01c8601d68757a561d224f00f313ada673ab83e6255fb4fd5b3d, r), t0)
                y1 := add(mulmod(y1, 0x6184e3be38549f7c0850cd069b32f6decbfde312dd4b8c18349b1b3776a6eaa4, r), t0)
                y2 := add(mulmod(y2, 0x419289088178ad742be6f78425c0156b6546a18fd338f0169937dea46cfb64d2, r), t0)
                y3 := add(mulmod(y3, 0x3244cdec173b71a4659e2529b499362dac10cb2fd17562860c8bb9d0fd45b787, r), t0)
            }

            // Four full rounds again.
            for { let end := add(p, 0x200) } lt(p, end) { p := add(p, 0x80) } {
                let t0 := addmod(y0, mload(p), r)
                let t1 := mulmod(t0, t0, r)
                y0 := mulmod(mulmod(t1, t1, r), t0, r)
                t0 := addmod(y1, mload(add(p, 0x20)), r)
                t1 := mulmod(t0, t0, r)
                y1 := mulmod(mulmod(t1, t1, r), t0, r)
                t0 := addmod(y2, mload(add(p, 0x40)), r)
                t1 := mulmod(t0, t0, r)
                y2 := mulmod(mulmod(t1, t1, r), t0, r)
                t0 := addmod(y3, mload(add(p, 0x60)), r)
                t1 := mulmod(t0, t0, r)
                y3 := mulmod(mulmod(t1, t1, r), t0, r)
                // M_E by eight additions, as in the paper's section 5.1. Here all four are below ORDER.
                t0 := add(y0, y1)
                t1 := add(y2, y3)
                let t2 := addmod(add(y1, y1), t1, r)
                let t3 := addmod(add(y3, y3), t0, r)
                y3 := addmod(mulmod(t1, 4, r), t3, r)
                y1 := addmod(mulmod(t0, 4, r), t2, r)
                y0 := add(t3, y1)
                y2 := add(t2, y3)
            }

            y0 := mod(y0, r)
            y2 := mod(y2, r)
        }
    }
}
