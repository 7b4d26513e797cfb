// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {StateProofs} from "../../src/core/StateProofs.sol";
import {IStateProofs} from "../../src/interfaces/IStateProofs.sol";
import {StateTree} from "../../src/libraries/StateTree.sol";
import {AccountOpening, AccountState, InstrumentOpening, InstrumentState} from "../../src/types/Openings.sol";
import {Poseidon2} from "../../src/verifier/Poseidon2.sol";
import {Test} from "../Test.sol";
import {TestRecords} from "../TestRecords.sol";
import {TestTree} from "../TestTree.sol";

contract StateProofsTest is Test {
    uint256 private constant ACCOUNT = 0xabcdef;
    uint256 private constant INSTRUMENT = 0xabc;
    address private constant OWNER = address(0x00112233445566778899AaBBCCDdEefF01234567);

    StateProofs private _proofs;
    TestTree private _accounts;
    TestTree private _instruments;

    function setUp() public {
        _proofs = new StateProofs();
        _accounts = new TestTree();
        _instruments = new TestTree();
        _accounts.set(64 * ACCOUNT, TestRecords.owner(OWNER));
        _accounts.set(64 * ACCOUNT + 1, TestRecords.account(-12_345, 0x89));
        _accounts.set(64 * ACCOUNT + 16, TestRecords.position(1, 2 ** 35 - 1, -7));
        _accounts.set(64 * ACCOUNT + 19, TestRecords.position(4095, -(2 ** 35 - 1), 2 ** 59 - 1));
        _accounts.set(64 * ACCOUNT + 23, TestRecords.position(INSTRUMENT, 0, 0));
        _accounts.set(64 * ACCOUNT + 32, TestRecords.owner(address(1)));
        _accounts.set(64 * (ACCOUNT ^ 1), TestRecords.owner(address(2)));
        _accounts.set(64, TestRecords.owner(address(3)));
        _instruments.set(8 * INSTRUMENT, TestRecords.terms(3, 999));
        _instruments.set(8 * INSTRUMENT + 1, TestRecords.terms(4, 998));
        _instruments.set(8 * INSTRUMENT + 2, TestRecords.risk(-5, 6, 2 ** 36 - 1, 123_456, 2));
        _instruments.set(8 * INSTRUMENT + 3, TestRecords.book(10, 11));
        _instruments.set(8 * INSTRUMENT + 4, TestRecords.terms(1, 1));
    }

    function test_EmptyRoot_ComputedFromTheZeroRecord_Matches() public {
        assertEq(new TestTree().root(), StateTree.EMPTY_ROOT, "empty root");
    }

    function test_Leaf_VectorsOfTheProtocol_Match() public {
        string memory json = vm.readFile("../docs/vectors/protocol.json");
        LeafHarness harness = new LeafHarness();
        uint256 count = 0;
        for (string memory path = ".records[0]"; vm.keyExistsJson(json, path); path = _record(++count)) {
            uint256[] memory lanes = vm.parseJsonUintArray(json, string.concat(path, ".lanes"));
            uint256 leaf = harness.leaf([lanes[0], lanes[1], lanes[2], lanes[3]]);
            assertEq(leaf, vm.parseJsonUint(json, string.concat(path, ".leaf")), path);
        }
        assertEq(count, 6, "records in the file");
    }

    function test_Node_RootOfTheFourSubtrees_MatchesVector() public {
        string memory json = vm.readFile("../docs/vectors/protocol.json");
        uint256[] memory roots = vm.parseJsonUintArray(json, ".stateRoot.subtrees");
        uint256 root = new LeafHarness().node([roots[0], roots[1], roots[2], roots[3]]);
        assertEq(root, vm.parseJsonUint(json, ".stateRoot.root"), "state root");
    }

    function test_OpenAccount_ThreePositions_AreRead() public view {
        AccountState memory state = _proofs.openAccount(_accounts.root(), ACCOUNT, _accounts.openAccount(ACCOUNT));
        assertEq(state.owner, OWNER, "owner");
        assertTrue(state.live, "live");
        assertTrue(state.cash == -12_345, "cash");
        assertEq(state.positions.length, 3, "positions");
        assertEq(state.positions[0].instrument, 1, "instrument of place 0");
        assertTrue(state.positions[0].size == 2 ** 35 - 1 && state.positions[0].snapshot == -7, "place 0");
        assertEq(state.positions[1].instrument, 4095, "instrument of place 3");
        assertTrue(state.positions[1].size == -(2 ** 35 - 1) && state.positions[1].snapshot == 2 ** 59 - 1, "place 3");
        assertEq(state.positions[2].instrument, INSTRUMENT, "instrument of place 7");
        assertTrue(state.positions[2].size == 0 && state.positions[2].snapshot == 0, "place 7");
    }

    function test_OpenAccount_NeverMade_IsNotLive() public view {
        AccountState memory state = _proofs.openAccount(_accounts.root(), 77, _accounts.openAccount(77));
        assertTrue(!state.live, "live");
        assertEq(state.owner, address(0), "owner");
    }

    function test_OpenInstrument_AllFields_AreRead() public view {
        InstrumentState memory state = _proofs.openInstrument(_instruments.root(), INSTRUMENT, _instruments.openInstrument(INSTRUMENT));
        assertEq(state.kind, 3, "kind");
        assertEq(state.multiplier, 999, "multiplier");
        assertEq(state.status, 2, "status");
        assertEq(state.mark, 2 ** 36 - 1, "mark");
        assertEq(state.indexRound, 123_456, "round");
        assertTrue(state.longIndex == -5 && state.shortIndex == 6, "indices");
        assertEq(state.longLots, 10, "long lots");
        assertEq(state.shortLots, 11, "short lots");
    }

    /// forge-config: default.fuzz.runs = 32
    function testFuzz_OpenAccount_AnyRecords_AreRead(uint256 account, address owner, int256 cash, int256 size, uint256 seed) public {
        account = bound(account, 1, 2 ** 24 - 1);
        cash = int256(bound(uint256(cash), 0, 2 ** 60 - 2)) - int256(2 ** 59 - 1);
        size = int256(bound(uint256(size), 0, 2 ** 36 - 2)) - int256(2 ** 35 - 1);
        uint256 place = seed % 8;
        uint256 instrument = 1 + seed / 8 % 4095;
        _accounts.set(64 * account, TestRecords.owner(owner));
        _accounts.set(64 * account + 1, TestRecords.account(cash, 1 << place));
        _accounts.set(64 * account + 16 + place, TestRecords.position(instrument, size, cash));
        AccountState memory state = _proofs.openAccount(_accounts.root(), account, _accounts.openAccount(account));
        assertEq(state.owner, owner, "owner");
        assertTrue(state.cash == cash && state.live, "account");
        assertEq(state.positions.length, 1, "positions");
        assertEq(state.positions[0].instrument, instrument, "instrument");
        assertTrue(state.positions[0].size == size && state.positions[0].snapshot == cash, "position");
    }

    function test_OpenAccount_RevertWhen_ItIsAnotherAccounts() public {
        AccountOpening memory opening = _accounts.openAccount(ACCOUNT);
        uint256 root = _accounts.root();
        vm.expectPartialRevert(IStateProofs.RootDiffers.selector);
        _proofs.openAccount(root, ACCOUNT ^ 1, opening);
        vm.expectPartialRevert(IStateProofs.RootDiffers.selector);
        _proofs.openAccount(root, ACCOUNT ^ (1 << 22), opening);
    }

    function test_OpenAccount_RevertWhen_OutOfRange() public {
        AccountOpening memory opening = _accounts.openAccount(ACCOUNT);
        uint256 root = _accounts.root();
        vm.expectRevert(abi.encodeWithSelector(IStateProofs.AccountOutOfRange.selector, 2 ** 24, 0));
        _proofs.openAccount(root, 0, opening);
        vm.expectRevert(abi.encodeWithSelector(IStateProofs.AccountOutOfRange.selector, 2 ** 24, 2 ** 24 + ACCOUNT));
        _proofs.openAccount(root, 2 ** 24 + ACCOUNT, opening);
    }

    function test_OpenInstrument_RevertWhen_OutOfRange() public {
        InstrumentOpening memory opening = _instruments.openInstrument(INSTRUMENT);
        uint256 root = _instruments.root();
        vm.expectRevert(abi.encodeWithSelector(IStateProofs.InstrumentOutOfRange.selector, 4096, 0));
        _proofs.openInstrument(root, 0, opening);
        vm.expectRevert(abi.encodeWithSelector(IStateProofs.InstrumentOutOfRange.selector, 4096, 4096));
        _proofs.openInstrument(root, 4096, opening);
        vm.expectPartialRevert(IStateProofs.RootDiffers.selector);
        _proofs.openInstrument(root, INSTRUMENT + 1, opening);
    }

    /// @dev A lane plus the order of the field hashes alike and would unpack to other fields.
    function test_OpenAccount_RevertWhen_ALaneIsNotCanonical() public {
        AccountOpening memory opening = _accounts.openAccount(ACCOUNT);
        uint256 root = _accounts.root();
        opening.account[2] += Poseidon2.ORDER;
        vm.expectRevert(abi.encodeWithSelector(IStateProofs.WordNotCanonical.selector, Poseidon2.ORDER, opening.account[2]));
        _proofs.openAccount(root, ACCOUNT, opening);
    }

    /// @dev In each place of a hash: a lane of a record, and a sibling before and after the path.
    function test_OpenAccount_RevertWhen_AnyPlaceOfAHashIsNotCanonical() public {
        uint256 root = _accounts.root();
        for (uint256 i = 0; i < 7; i++) {
            AccountOpening memory opening = _accounts.openAccount(ACCOUNT);
            uint256 got;
            if (i < 4) got = opening.owner[i] += Poseidon2.ORDER;
            else got = opening.siblings[0][i - 4] += Poseidon2.ORDER;
            vm.expectRevert(abi.encodeWithSelector(IStateProofs.WordNotCanonical.selector, Poseidon2.ORDER, got));
            _proofs.openAccount(root, ACCOUNT, opening);
        }
    }

    function test_OpenAccount_RevertWhen_APositionIsLeftOut() public {
        AccountOpening memory opening = _accounts.openAccount(ACCOUNT);
        uint256 root = _accounts.root();
        uint256[4][] memory positions = opening.positions;
        opening.positions = new uint256[4][](2);
        opening.positions[0] = positions[0];
        opening.positions[1] = positions[1];
        vm.expectRevert(abi.encodeWithSelector(IStateProofs.PositionCountDiffers.selector, 3, 2));
        _proofs.openAccount(root, ACCOUNT, opening);
    }

    function test_OpenAccount_RevertWhen_VacantLeavesAreTooMany() public {
        AccountOpening memory opening = _accounts.openAccount(ACCOUNT);
        uint256 root = _accounts.root();
        opening.vacantLeaves = new uint256[](6);
        vm.expectRevert(abi.encodeWithSelector(IStateProofs.PositionCountDiffers.selector, 5, 6));
        _proofs.openAccount(root, ACCOUNT, opening);
    }

    function test_OpenAccount_RevertWhen_TheMaskNamesAReservedPlace() public {
        _accounts.set(64 * ACCOUNT + 1, TestRecords.account(0, 0x100));
        AccountOpening memory opening = _accounts.openAccount(ACCOUNT);
        uint256 root = _accounts.root();
        vm.expectRevert(abi.encodeWithSelector(IStateProofs.PlaceReserved.selector, 8, 0x100));
        _proofs.openAccount(root, ACCOUNT, opening);
    }

    function testFuzz_OpenAccount_RevertWhen_AnyWordDiffers(uint256 word, uint256 delta) public {
        AccountOpening memory opening = _accounts.openAccount(ACCOUNT);
        uint256 root = _accounts.root();
        delta = bound(delta, 1, 2 ** 140);
        word = bound(word, 0, 63);
        // The mask stays: it decides how many words there are.
        if (word < 4) opening.owner[word] ^= delta;
        else if (word < 7) opening.account[word - 4] ^= delta;
        else if (word < 19) opening.positions[(word - 7) / 4][(word - 7) % 4] ^= delta;
        else if (word < 24) opening.vacantLeaves[word - 19] ^= delta;
        else if (word < 60) opening.siblings[(word - 24) / 3][(word - 24) % 3] ^= delta;
        else if (word < 62) opening.headLeaves[word - 60] ^= delta;
        else opening.restGroups[word - 62] ^= delta;
        vm.expectRevert();
        _proofs.openAccount(root, ACCOUNT, opening);
    }

    function testFuzz_OpenInstrument_RevertWhen_AnyWordDiffers(uint256 word, uint256 delta) public {
        InstrumentOpening memory opening = _instruments.openInstrument(INSTRUMENT);
        uint256 root = _instruments.root();
        delta = bound(delta, 1, 2 ** 140);
        word = bound(word, 0, 54);
        if (word < 4) opening.terms[word] ^= delta;
        else if (word < 8) opening.risk[word - 4] ^= delta;
        else if (word < 12) opening.book[word - 8] ^= delta;
        else if (word < 13) opening.limitsLeaf ^= delta;
        else opening.siblings[(word - 13) / 3][(word - 13) % 3] ^= delta;
        vm.expectRevert();
        _proofs.openInstrument(root, INSTRUMENT, opening);
    }

    function _record(uint256 i) private pure returns (string memory) {
        return string.concat(".records[", vm.toString(i), "]");
    }
}

/// @notice Lets a test call the library, whose arguments are calldata.
contract LeafHarness {
    function leaf(uint256[4] calldata lanes) external pure returns (uint256) {
        return StateTree.leaf(Poseidon2.constants(), lanes);
    }

    function node(uint256[4] calldata children) external pure returns (uint256) {
        return StateTree.node(Poseidon2.constants(), children[0], children[1], children[2], children[3]);
    }
}
