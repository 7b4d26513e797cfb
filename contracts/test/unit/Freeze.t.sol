// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IRollup} from "../../src/interfaces/IRollup.sol";
import {IStateProofs} from "../../src/interfaces/IStateProofs.sol";
import {BatchData, BatchHeader} from "../../src/types/Batch.sol";
import {InstrumentOpening} from "../../src/types/Openings.sol";
import {Fixture} from "../Fixture.sol";
import {TestRecords} from "../TestRecords.sol";

contract FreezeTest is Fixture {
    uint256 private constant INSTRUMENT = 7;

    function test_Freeze_OnceTheHeadOfTheQueueIsOverdue() public {
        _deposit(ALICE, 5000);
        _deposit(BOB, 5000);
        _settleOperations(1, DONE);
        _keepAlive(7);
        uint256 provenAt = rollup.proven().settledAt;
        vm.expectRevert(abi.encodeWithSelector(IRollup.NoCauseToFreeze.selector, false, provenAt, block.timestamp));
        rollup.freeze();
        vm.warp(block.timestamp + 1);
        vm.prank(CAROL);
        rollup.freeze();
        assertTrue(rollup.isFrozen(), "frozen");
        assertEq(rollup.frozenAt(), block.timestamp, "when");
    }

    function test_Freeze_AfterSevenDaysWithoutAProvenBatch() public {
        _settleNothing();
        uint256 provenAt = block.timestamp;
        vm.warp(provenAt + 7 days);
        vm.expectRevert(abi.encodeWithSelector(IRollup.NoCauseToFreeze.selector, false, provenAt, provenAt + 7 days));
        rollup.freeze();
        vm.warp(provenAt + 7 days + 1);
        rollup.freeze();
        assertTrue(rollup.isFrozen(), "frozen");
    }

    function test_Freeze_CommittedBatches_AreNoProof() public {
        for (uint256 i = 0; i < 7; i++) {
            if (rollup.committed().batches > 0) rollup.discardExpired();
            _commit(_header(_empty()));
            vm.warp(block.timestamp + 1 days + 1);
        }
        rollup.freeze();
        assertTrue(rollup.isFrozen(), "frozen");
    }

    function test_FreezeForSilence_OnceAHeldInstrumentHasNoMarkFor7Days() public {
        _settleInstrument(1, 5, 5, block.timestamp / 3);
        uint256 markedAt = block.timestamp / 3 * 3;
        _keepAlive(6);
        InstrumentOpening memory opening = instruments.openInstrument(INSTRUMENT);
        vm.warp(markedAt + 7 days);
        vm.expectRevert(abi.encodeWithSelector(IRollup.NotSilent.selector, markedAt, markedAt + 7 days, 1, 10));
        rollup.freezeForSilence(INSTRUMENT, opening);
        vm.warp(markedAt + 7 days + 1);
        vm.prank(BOB);
        rollup.freezeForSilence(INSTRUMENT, opening);
        assertTrue(rollup.isFrozen(), "frozen");
    }

    function test_FreezeForSilence_RevertWhen_NobodyHoldsTheInstrument() public {
        _settleInstrument(1, 0, 0, 1000);
        _refuseSilence(3000, 1, 0);
    }

    function test_FreezeForSilence_RevertWhen_TheInstrumentIsSettled() public {
        _settleInstrument(2, 5, 0, 1000);
        _refuseSilence(3000, 2, 5);
    }

    function test_FreezeForSilence_RevertWhen_TheOpeningIsOfAnotherState() public {
        _settleInstrument(1, 5, 5, block.timestamp / 3);
        instruments.set(8 * INSTRUMENT + 2, TestRecords.risk(0, 0, 5, 1000, 1));
        InstrumentOpening memory opening = instruments.openInstrument(INSTRUMENT);
        vm.expectPartialRevert(IStateProofs.RootDiffers.selector);
        rollup.freezeForSilence(INSTRUMENT, opening);
    }

    function test_Freeze_IsIrreversible_NothingMovesAfterIt() public {
        BatchData memory data = _empty();
        BatchHeader memory header = _header(data);
        _commit(header);
        bytes memory proof = _proof(header, data);
        bytes memory signature = _sign(header);
        InstrumentOpening memory opening = instruments.openInstrument(INSTRUMENT);
        _freeze();
        vm.expectRevert(IRollup.Frozen.selector);
        rollup.commitBatch(header, signature);
        vm.expectRevert(IRollup.Frozen.selector);
        rollup.proveBatch(header, data, SLOTS, proof);
        vm.expectRevert(IRollup.Frozen.selector);
        rollup.discardExpired();
        vm.expectRevert(IRollup.Frozen.selector);
        rollup.freeze();
        vm.expectRevert(IRollup.Frozen.selector);
        rollup.freezeForSilence(INSTRUMENT, opening);
        vm.startPrank(address(governance));
        vm.expectRevert(IRollup.Frozen.selector);
        rollup.setVerifier(verifier);
        vm.expectRevert(IRollup.Frozen.selector);
        rollup.setSequencer(BOB);
        vm.stopPrank();
    }

    function test_Freeze_BalancesArePaidAllTheSame() public {
        _deposit(ALICE, 5000);
        _settleOperations(1, DONE);
        _settle(_paying(ALICE, 2, 3000));
        _freeze();
        uint256 before = token.balanceOf(ALICE);
        vault.withdraw(ALICE);
        assertEq(token.balanceOf(ALICE), before + 3000, "paid");
    }

    function test_PayClaim_RevertWhen_NotFrozen() public {
        vm.prank(address(escape));
        vm.expectRevert(IRollup.NotFrozen.selector);
        rollup.payClaim(ALICE, 1);
    }

    function _settleInstrument(uint256 status, uint256 longLots, uint256 shortLots, uint256 round) private {
        instruments.set(8 * INSTRUMENT, TestRecords.terms(1, 10));
        instruments.set(8 * INSTRUMENT + 2, TestRecords.risk(0, 0, 5, round, status));
        instruments.set(8 * INSTRUMENT + 3, TestRecords.book(longLots, shortLots));
        _settleNothing();
    }

    function _refuseSilence(uint256 markedAt, uint256 status, uint256 lots) private {
        InstrumentOpening memory opening = instruments.openInstrument(INSTRUMENT);
        vm.expectRevert(abi.encodeWithSelector(IRollup.NotSilent.selector, markedAt, block.timestamp, status, lots));
        rollup.freezeForSilence(INSTRUMENT, opening);
    }

    /// @dev Days in which batches come but consume nothing. They would be refused: so the day is passed with the head just below a day.
    function _keepAlive(uint256 count) private {
        for (uint256 i = 0; i < count; i++) {
            vm.warp(block.timestamp + 1 days);
            if (queue.head() == queue.length() || i == 0) _settleNothing();
        }
    }
}
