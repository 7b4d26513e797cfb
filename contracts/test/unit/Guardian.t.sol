// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {Guardian} from "../../src/core/Guardian.sol";
import {IGuardian} from "../../src/interfaces/IGuardian.sol";
import {IRollup} from "../../src/interfaces/IRollup.sol";
import {BatchData, BatchHeader} from "../../src/types/Batch.sol";
import {Fixture} from "../Fixture.sol";

contract GuardianTest is Fixture {
    function test_Halt_StopsProofs_AndNothingElse() public {
        _deposit(ALICE, 5000);
        _settleOperations(1, DONE);
        _settle(_paying(ALICE, 2, 100));
        _halt(72 hours);
        BatchData memory data = _empty();
        BatchHeader memory header = _header(data);
        _commit(header);
        bytes memory proof = _proof(header, data);
        uint256 until = block.timestamp + 72 hours;
        vm.expectRevert(abi.encodeWithSelector(IRollup.Halted.selector, until));
        rollup.proveBatch(header, data, SLOTS, proof);
        _deposit(ALICE, 5000);
        vm.prank(ALICE);
        queue.forceWithdraw{value: 1 ether}(1);
        vault.withdraw(ALICE);
        vm.warp(until);
        rollup.discardExpired();
        _commit(header);
        rollup.proveBatch(header, data, SLOTS, proof);
    }

    function test_Halt_CountsTowardsTheDeadlines() public {
        _settleNothing();
        _deposit(ALICE, 5000);
        vm.warp(block.timestamp + 4 days + 1);
        _halt(72 hours);
        vm.warp(block.timestamp + 72 hours - 1);
        assertTrue(!queue.isOverdue(), "not yet");
        vm.warp(block.timestamp + 1);
        assertTrue(queue.isOverdue(), "overdue, in spite of the halt");
        rollup.freeze();
        assertTrue(rollup.isFrozen(), "frozen");
    }

    function test_Halt_RevertWhen_MoreThan72HoursIn30Days() public {
        uint256 begin = block.timestamp;
        _halt(40 hours);
        vm.warp(begin + 10 days);
        _halt(30 hours);
        vm.warp(begin + 20 days);
        vm.startPrank(GUARDIAN);
        vm.expectRevert(abi.encodeWithSelector(IGuardian.HaltBudgetExceeded.selector, 2 hours, 3 hours));
        guardian.halt(3 hours);
        guardian.halt(2 hours);
        // The first one leaves the window only when its end does.
        vm.warp(begin + 40 hours + 30 days - 1);
        assertEq(guardian.budget(), 0, "not yet");
        vm.warp(begin + 40 hours + 30 days);
        assertEq(guardian.budget(), 40 hours, "the first one is past");
        guardian.halt(40 hours);
        vm.stopPrank();
    }

    function test_Halt_RevertWhen_TooShortOrTooLong() public {
        vm.startPrank(GUARDIAN);
        vm.expectRevert(abi.encodeWithSelector(IGuardian.DurationOutOfRange.selector, 1 hours, 72 hours, 1 hours - 1));
        guardian.halt(1 hours - 1);
        vm.expectRevert(abi.encodeWithSelector(IGuardian.DurationOutOfRange.selector, 1 hours, 72 hours, 72 hours + 1));
        guardian.halt(72 hours + 1);
        guardian.halt(2 hours);
        vm.expectRevert(abi.encodeWithSelector(IGuardian.AlreadyHalted.selector, block.timestamp + 2 hours));
        guardian.halt(2 hours);
        vm.stopPrank();
    }

    function test_Resume_EndsTheHalt_AndSavesTheRest() public {
        _halt(72 hours);
        vm.warp(block.timestamp + 5 hours);
        vm.prank(GUARDIAN);
        guardian.resume();
        assertEq(guardian.budget(), 67 hours, "budget");
        _settleNothing();
        vm.prank(GUARDIAN);
        vm.expectRevert(IGuardian.NotHalted.selector);
        guardian.resume();
    }

    function test_Resume_AtOnce_CountsAnHour() public {
        _halt(72 hours);
        vm.prank(GUARDIAN);
        guardian.resume();
        assertEq(guardian.budget(), 71 hours, "budget");
        assertEq(guardian.haltedUntil(), block.timestamp + 1 hours, "halted for an hour");
    }

    function test_Guarded_RevertWhen_CalledByAStranger() public {
        vm.startPrank(BOB);
        vm.expectRevert(abi.encodeWithSelector(IGuardian.CallerNotAllowed.selector, GUARDIAN, BOB));
        guardian.halt(1 hours);
        vm.expectRevert(abi.encodeWithSelector(IGuardian.CallerNotAllowed.selector, GUARDIAN, BOB));
        guardian.resume();
        vm.expectRevert(abi.encodeWithSelector(IGuardian.CallerNotAllowed.selector, address(governance), BOB));
        guardian.setGuardian(BOB);
        vm.stopPrank();
        vm.expectRevert(IGuardian.AddressZero.selector);
        new Guardian(address(0), BOB);
    }

    /// @dev Whatever the guardian does, no window of 30 days has more than 72 hours of halts.
    function testFuzz_Halts_AnySequence_AreAtMost72HoursIn30Days(uint256[12] memory waits, uint256[12] memory durations) public {
        uint256[12] memory begins;
        uint256[12] memory ends;
        uint256 count = 0;
        for (uint256 i = 0; i < 12; i++) {
            vm.warp(block.timestamp + bound(waits[i], 0, 12 days));
            uint256 duration = bound(durations[i], 1 hours, 72 hours);
            if (block.timestamp < guardian.haltedUntil() || duration > guardian.budget()) continue;
            _halt(duration);
            (begins[count], ends[count]) = (block.timestamp, block.timestamp + duration);
            count++;
        }
        for (uint256 i = 0; i < count; i++) {
            assertTrue(_within(begins, ends, count, begins[i]) <= 72 hours, "window from a beginning");
            assertTrue(_within(begins, ends, count, ends[i] - 30 days) <= 72 hours, "window to an end");
        }
    }

    function _within(uint256[12] memory begins, uint256[12] memory ends, uint256 count, uint256 from) private pure returns (uint256 sum) {
        uint256 to = from + 30 days;
        for (uint256 i = 0; i < count; i++) {
            uint256 begin = begins[i] > from ? begins[i] : from;
            uint256 end = ends[i] < to ? ends[i] : to;
            if (end > begin) sum += end - begin;
        }
    }

    function _halt(uint256 duration) private {
        vm.prank(GUARDIAN);
        guardian.halt(duration);
    }
}
