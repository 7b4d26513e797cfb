// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IEscape} from "../../src/interfaces/IEscape.sol";
import {IStateProofs} from "../../src/interfaces/IStateProofs.sol";
import {Equity} from "../../src/libraries/Equity.sol";
import {AccountOpening, InstrumentOpening, PositionState} from "../../src/types/Openings.sol";
import {Fixture} from "../Fixture.sol";
import {TestRecords} from "../TestRecords.sol";

contract EscapeTest is Fixture {
    uint256 private constant PERPETUAL = 3;
    uint256 private constant CALL = 4000;
    uint256 private constant ALICES = 2;
    uint256 private constant BOBS = 3;
    uint256 private constant CAROLS = 4;

    /// @dev The perpetual at 100 ticks of 10 quanta, longs owed −2 a lot, shorts +3 since 0; the call at 7 ticks of 1,000 quanta.
    function setUp() public override {
        super.setUp();
        instruments.set(8 * PERPETUAL, TestRecords.terms(1, 10));
        instruments.set(8 * PERPETUAL + 2, TestRecords.risk(-2, 3, 100, 600_000_000, 1));
        instruments.set(8 * PERPETUAL + 3, TestRecords.book(5, 5));
        instruments.set(8 * CALL, TestRecords.terms(3, 1000));
        instruments.set(8 * CALL + 2, TestRecords.risk(0, 0, 7, 600_000_000, 1));
        instruments.set(8 * CALL + 3, TestRecords.book(2, 2));
        _deposit(ALICE, 100_000);
        _deposit(BOB, 100_000);
        _deposit(CAROL, 100_000);
        _settleOperations(3, DONE);
    }

    function test_Escape_PositionsAndOptions_AreWorthTheirStoredMarks() public {
        _setAccount(ALICES, ALICE, 50_000, 0x81);
        accounts.set(64 * ALICES + 16, TestRecords.position(PERPETUAL, 5, -1));
        accounts.set(64 * ALICES + 23, TestRecords.position(CALL, -2, 0));
        _setAccount(BOBS, BOB, 60_000, 0x2);
        accounts.set(64 * BOBS + 17, TestRecords.position(PERPETUAL, -5, 1));
        _settleNothing();
        _freeze();
        _storeMark(PERPETUAL);
        _storeMark(CALL);
        _claim(ALICES);
        _claim(BOBS);
        // 50,000 + 5·100·10 + 5·(−2 − −1) − 2·7·1,000 and 60,000 − 5·100·10 + 5·(3 − 1).
        assertEq(_claimOf(ALICES), 50_000 + 5000 - 5 - 14_000, "alice");
        assertEq(_claimOf(BOBS), 60_000 - 5000 + 10, "bob");
        assertEq(escape.totalClaims(), 40_995 + 55_010, "total");
        vm.warp(escape.registrationEnd() + 1);
        escape.payClaim(ALICES);
        escape.payClaim(BOBS);
        uint256 before = token.balanceOf(ALICE);
        vault.withdraw(ALICE);
        assertEq(token.balanceOf(ALICE), before + 40_995, "alice is paid");
        assertEq(vault.balances(BOB), 55_010, "bob may pull");
        _requireSolvent();
    }

    function test_Escape_AnInsolventTotal_IsCutForAllAlike() public {
        _setAccount(ALICES, ALICE, 400_001, 0);
        _setAccount(BOBS, BOB, 200_000, 0);
        _settleNothing();
        _freeze();
        _claim(ALICES);
        _claim(BOBS);
        vm.warp(escape.registrationEnd() + 1);
        escape.payClaim(BOBS);
        escape.payClaim(ALICES);
        assertEq(vault.balances(ALICE), uint256(400_001) * 300_000 / 600_001, "alice");
        assertEq(vault.balances(BOB), uint256(200_000) * 300_000 / 600_001, "bob");
        assertEq(vault.exchangeFunds(), 1, "rounded down");
        _requireSolvent();
    }

    function test_Escape_ALaterClaim_GetsTheSameShareWhileFundsLast() public {
        _setAccount(ALICES, ALICE, 100_000, 0);
        _setAccount(BOBS, BOB, 150_000, 0);
        _setAccount(CAROLS, CAROL, 90_000, 0);
        _settleNothing();
        _freeze();
        _claim(ALICES);
        vm.warp(escape.registrationEnd() + 1);
        _claim(BOBS);
        assertEq(vault.balances(BOB), 150_000, "bob, at once");
        _claim(CAROLS);
        assertEq(vault.balances(CAROL), 50_000, "carol, what is left");
        escape.payClaim(ALICES);
        assertEq(vault.balances(ALICE), 100_000, "alice, whose part was set aside");
        assertEq(vault.exchangeFunds(), 0, "nothing left");
        vm.expectRevert(abi.encodeWithSelector(IEscape.NothingToPay.selector, BOBS));
        escape.payClaim(BOBS);
    }

    function test_Escape_ALaterClaim_AfterACut_GetsNothing() public {
        _setAccount(ALICES, ALICE, 300_001, 0);
        _setAccount(BOBS, BOB, 5, 0);
        _settleNothing();
        _freeze();
        _claim(ALICES);
        vm.warp(escape.registrationEnd() + 1);
        _claim(BOBS);
        assertEq(vault.balances(BOB), 0, "bob");
        escape.payClaim(ALICES);
        assertEq(vault.balances(ALICE), 300_000, "alice");
    }

    function test_Escape_BalancesAndDepositsNotConsumed_AreSetAsideFirst() public {
        _settle(_paying(CAROL, CAROLS, 80_000));
        _deposit(BOB, 40_000);
        _setAccount(ALICES, ALICE, 1_000_000, 0);
        _settleNothing();
        _freeze();
        _claim(ALICES);
        vm.warp(escape.registrationEnd() + 1);
        escape.payClaim(ALICES);
        assertEq(vault.balances(ALICE), 220_000, "alice");
        vault.withdraw(ALICE);
        vault.withdraw(CAROL);
        queue.reclaim(3);
        vault.withdraw(BOB);
        assertEq(token.balanceOf(address(vault)), 0, "all are paid");
    }

    function test_Escape_WhenTheTokenShrank_SharesWhatIsThere() public {
        _setAccount(ALICES, ALICE, 100_000, 0);
        _setAccount(BOBS, BOB, 200_000, 0);
        _settleNothing();
        token.shrink(address(vault), 150_000);
        _freeze();
        _claim(ALICES);
        _claim(BOBS);
        vm.warp(escape.registrationEnd() + 1);
        escape.payClaim(ALICES);
        escape.payClaim(BOBS);
        vault.withdraw(ALICE);
        vault.withdraw(BOB);
        assertEq(token.balanceOf(address(vault)), 0, "all of it");
        assertEq(token.balanceOf(ALICE), 2 ** 60 - 100_000 + 50_000, "alice has half");
    }

    function test_RegisterClaim_OnTheLastSecond_IsInTime() public {
        _setAccount(ALICES, ALICE, 100_000, 0);
        _settleNothing();
        _freeze();
        vm.warp(escape.registrationEnd());
        _claim(ALICES);
        assertEq(escape.totalClaims(), 100_000, "shares with the others");
        assertEq(vault.balances(ALICE), 0, "not paid yet");
    }

    function test_RegisterClaim_RevertWhen_Twice() public {
        _setAccount(ALICES, ALICE, 100_000, 0);
        _settleNothing();
        _freeze();
        _claim(ALICES);
        AccountOpening memory opening = accounts.openAccount(ALICES);
        vm.expectRevert(abi.encodeWithSelector(IEscape.AlreadyClaimed.selector, ALICES));
        escape.registerClaim(ALICES, opening);
        vm.warp(escape.registrationEnd() + 1);
        vm.expectRevert(abi.encodeWithSelector(IEscape.AlreadyClaimed.selector, ALICES));
        escape.registerClaim(ALICES, opening);
        escape.payClaim(ALICES);
        vm.expectRevert(abi.encodeWithSelector(IEscape.AlreadyClaimed.selector, ALICES));
        escape.registerClaim(ALICES, opening);
        vm.expectRevert(abi.encodeWithSelector(IEscape.NothingToPay.selector, ALICES));
        escape.payClaim(ALICES);
    }

    function test_RegisterClaim_RevertWhen_NotFrozen() public {
        _setAccount(ALICES, ALICE, 100_000, 0);
        _settleNothing();
        AccountOpening memory opening = accounts.openAccount(ALICES);
        InstrumentOpening memory instrument = instruments.openInstrument(CALL);
        vm.expectRevert(IEscape.NotFrozen.selector);
        escape.registerClaim(ALICES, opening);
        vm.expectRevert(IEscape.NotFrozen.selector);
        escape.storeMark(CALL, instrument);
        vm.expectRevert(IEscape.NotFrozen.selector);
        escape.payClaim(ALICES);
    }

    function test_RegisterClaim_RevertWhen_AMarkIsMissing() public {
        _setAccount(ALICES, ALICE, 100_000, 0x1);
        accounts.set(64 * ALICES + 16, TestRecords.position(CALL, 1, 0));
        _settleNothing();
        _freeze();
        AccountOpening memory opening = accounts.openAccount(ALICES);
        vm.expectRevert(abi.encodeWithSelector(IEscape.MarkMissing.selector, CALL));
        escape.registerClaim(ALICES, opening);
        _storeMark(CALL);
        escape.registerClaim(ALICES, opening);
    }

    function test_RegisterClaim_AVacantPosition_NeedsNoMark() public {
        _setAccount(ALICES, ALICE, 100_000, 0x1);
        accounts.set(64 * ALICES + 16, TestRecords.position(CALL, 0, 0));
        _settleNothing();
        _freeze();
        _claim(ALICES);
        assertEq(_claimOf(ALICES), 100_000, "claim");
    }

    function test_RegisterClaim_RevertWhen_TheAccountIsWorthNothing() public {
        _setAccount(ALICES, ALICE, -1, 0);
        _setAccount(BOBS, BOB, 0, 0);
        _settleNothing();
        _freeze();
        AccountOpening memory opening = accounts.openAccount(ALICES);
        vm.expectRevert(abi.encodeWithSelector(IEscape.NothingToClaim.selector, ALICES, int256(-1)));
        escape.registerClaim(ALICES, opening);
        opening = accounts.openAccount(BOBS);
        vm.expectRevert(abi.encodeWithSelector(IEscape.NothingToClaim.selector, BOBS, int256(0)));
        escape.registerClaim(BOBS, opening);
    }

    function test_RegisterClaim_RevertWhen_TheAccountDoesNotExist() public {
        _freeze();
        AccountOpening memory opening = accounts.openAccount(77);
        vm.expectRevert(abi.encodeWithSelector(IEscape.AccountUnknown.selector, 77));
        escape.registerClaim(77, opening);
    }

    function test_RegisterClaim_RevertWhen_TheStateIsNotTheProvenOne() public {
        _setAccount(ALICES, ALICE, 100_000, 0);
        _settleNothing();
        _setAccount(ALICES, ALICE, 200_000, 0);
        _commit(_header(_empty()));
        _freeze();
        AccountOpening memory opening = accounts.openAccount(ALICES);
        vm.expectPartialRevert(IStateProofs.RootDiffers.selector);
        escape.registerClaim(ALICES, opening);
    }

    /// @dev No proven state has it; without the check it would be cut to fewer bits in silence.
    function test_RegisterClaim_RevertWhen_TheClaimHas89Bits() public {
        instruments.set(8 * CALL, TestRecords.terms(3, 2 ** 24 - 1));
        instruments.set(8 * CALL + 2, TestRecords.risk(0, 0, 2 ** 36 - 1, 600_000_000, 1));
        _setAccount(ALICES, ALICE, 0, 0x1);
        accounts.set(64 * ALICES + 16, TestRecords.position(CALL, 2 ** 35 - 1, 0));
        _settleNothing();
        _freeze();
        _storeMark(CALL);
        AccountOpening memory opening = accounts.openAccount(ALICES);
        uint256 equity = (2 ** 35 - 1) * (2 ** 36 - 1) * (2 ** 24 - 1);
        vm.expectRevert(abi.encodeWithSelector(IEscape.ClaimTooLarge.selector, 2 ** 88 - 1, equity));
        escape.registerClaim(ALICES, opening);
    }

    function test_StoreMark_RevertWhen_Twice() public {
        _freeze();
        _storeMark(CALL);
        InstrumentOpening memory opening = instruments.openInstrument(CALL);
        vm.expectRevert(abi.encodeWithSelector(IEscape.MarkStored.selector, CALL));
        escape.storeMark(CALL, opening);
    }

    function test_StoreMark_RevertWhen_TheInstrumentDoesNotExist() public {
        _freeze();
        InstrumentOpening memory opening = instruments.openInstrument(9);
        vm.expectRevert(abi.encodeWithSelector(IEscape.InstrumentUnknown.selector, 9));
        escape.storeMark(9, opening);
    }

    function test_PayClaim_RevertWhen_RegistrationIsOpen() public {
        _setAccount(ALICES, ALICE, 100_000, 0);
        _settleNothing();
        _freeze();
        _claim(ALICES);
        uint256 end = escape.registrationEnd();
        assertEq(end, block.timestamp + 60 days, "end");
        vm.warp(end);
        vm.expectRevert(abi.encodeWithSelector(IEscape.RegistrationOpen.selector, end, end));
        escape.payClaim(ALICES);
    }

    /// forge-config: default.fuzz.runs = 32
    function testFuzz_Claims_AnySharing_NeverExceedsTheFunds(uint256[8] memory amounts, uint256 late) public {
        late = bound(late, 0, 8);
        uint256 total = 0;
        for (uint256 i = 0; i < 8; i++) {
            amounts[i] = bound(amounts[i], 1, 2 ** (8 + i));
            total += amounts[i];
            _setAccount(2 + i, address(uint160(0x1000 + i)), int256(10 * amounts[i]), 0);
        }
        _settleNothing();
        _freeze();
        for (uint256 i = 0; i < 8; i++) {
            if (i == late) vm.warp(escape.registrationEnd() + 1);
            _claim(2 + i);
        }
        vm.warp(escape.registrationEnd() + 1);
        uint256 inTime = 0;
        for (uint256 i = 0; i < late; i++) {
            escape.payClaim(2 + i);
            inTime += 10 * amounts[i];
        }
        for (uint256 i = 0; i < late; i++) {
            uint256 expected = inTime <= 300_000 ? 10 * amounts[i] : 10 * amounts[i] * 300_000 / inTime;
            assertEq(vault.balances(address(uint160(0x1000 + i))), expected, "share");
        }
        _requireSolvent();
        assertTrue(vault.totalBalances() <= 300_000, "never more than there was");
    }

    function testFuzz_Equity_AnyPosition_EqualsTheFormula(int64 size, int64 snapshot, uint64 mark, uint24 multiplier, int64 l, int64 s)
        public
        pure
    {
        int256 lots = int256(size) % 2 ** 35;
        int256 since = int256(snapshot) % 2 ** 59;
        Equity.Mark memory m = Equity.Mark(true, uint40(mark % 2 ** 36), multiplier, int64(l % 2 ** 59), int64(s % 2 ** 59));
        int256 expected = lots * int256(uint256(m.mark)) * int256(uint256(multiplier));
        if (lots > 0) expected += lots * (int256(m.longIndex) - since);
        if (lots < 0) expected += -lots * (int256(m.shortIndex) - since);
        assertTrue(Equity.ofPosition(PositionState(1, lots, since), m) == expected, "equity");
    }

    function _setAccount(uint256 account, address owner, int256 cash, uint256 mask) private {
        accounts.set(64 * account, TestRecords.owner(owner));
        accounts.set(64 * account + 1, TestRecords.account(cash, mask));
    }

    function _storeMark(uint256 instrument) private {
        escape.storeMark(instrument, instruments.openInstrument(instrument));
    }

    function _claim(uint256 account) private {
        escape.registerClaim(account, accounts.openAccount(account));
    }

    function _claimOf(uint256 account) private view returns (uint256 amount) {
        (, amount,) = escape.claims(account);
    }
}
