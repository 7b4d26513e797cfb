// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {Governance} from "../../src/core/Governance.sol";
import {ChangeKind, IGovernance} from "../../src/interfaces/IGovernance.sol";
import {IL1Queue} from "../../src/interfaces/IL1Queue.sol";
import {IRollup} from "../../src/interfaces/IRollup.sol";
import {BatchData, BatchHeader} from "../../src/types/Batch.sol";
import {AccountOpening} from "../../src/types/Openings.sol";
import {Fixture} from "../Fixture.sol";
import {TestRecords} from "../TestRecords.sol";
import {Vm} from "../Vm.sol";

/// @notice The ways in which such contracts broke (docs/settlement.md, 11), one test each.
contract PitfallsTest is Fixture {
    /// @dev A freeze that can be undone can be replayed. There is nothing to undo it with: no selector of any contract clears the mark.
    function test_Pitfall_FreezeReplay_AFreezeHappensOnceAndStays() public {
        _freeze();
        uint256 when = rollup.frozenAt();
        vm.warp(block.timestamp + 365 days);
        vm.expectRevert(IRollup.Frozen.selector);
        rollup.freeze();
        assertEq(rollup.frozenAt(), when, "the first time stays");
        string[6] memory names = ["unfreeze()", "resume()", "thaw()", "setFrozen(bool)", "upgradeTo(address)", "pause()"];
        for (uint256 i = 0; i < names.length; i++) {
            vm.prank(GOVERNOR);
            (bool success,) = address(rollup).call(abi.encodePacked(bytes4(keccak256(bytes(names[i]))), uint256(0)));
            assertTrue(!success, names[i]);
        }
    }

    /// @dev One pending request for all would let anybody keep others from asking. Here it is one for each account.
    function test_Pitfall_SharedPendingSlot_AStrangerCannotOccupyIt() public {
        _deposit(ALICE, 5000);
        _deposit(BOB, 5000);
        vm.startPrank(BOB);
        queue.forceWithdraw{value: 1 ether}(1);
        queue.forceClose{value: 1 ether}(7, true, 1);
        queue.cancelAll{value: 1 ether}();
        queue.changeMasterKey{value: 1 ether}(0, 0);
        vm.stopPrank();
        vm.startPrank(ALICE);
        queue.forceWithdraw{value: 1 ether}(1);
        queue.forceClose{value: 1 ether}(7, true, 1);
        queue.cancelAll{value: 1 ether}();
        queue.changeMasterKey{value: 1 ether}(0, 0);
        vm.stopPrank();
        assertEq(queue.length(), 10, "all are queued");
    }

    /// @dev A queue that costs nothing to fill delays those behind. Requests cost more the longer it is, deposits bind money.
    function test_Pitfall_FreeQueue_FillingItCostsMoreAndMore() public {
        uint256 paid = 0;
        for (uint256 i = 0; i < 600; i++) {
            address spammer = address(uint160(0x5000 + i / 4));
            if (i % 4 == 0) {
                _fund(spammer);
                _deposit(spammer, MINIMUM);
            }
            uint256 fee = queue.requestFee();
            paid += fee;
            vm.prank(spammer);
            if (i % 4 == 0) queue.cancelAll{value: fee}();
            else queue.forceClose{value: fee}(1 + i % 4, true, 1);
        }
        assertTrue(paid > 2 * 600 * uint256(FEE), "dearer than a flat fee");
        assertEq(address(queue).balance, paid, "held until an outcome is proven");
    }

    /// @dev Fees that the operator earns make it want a full queue. Fees go back or are burned.
    function test_Pitfall_FeesToTheOperator_NobodyEarnsThem() public {
        _deposit(ALICE, 5000);
        vm.prank(ALICE);
        queue.forceWithdraw{value: 1 ether}(1);
        _settleOperations(2, NOTHING_FREE);
        queue.burnFees();
        queue.withdrawFees(ALICE);
        assertEq(OPERATOR.balance + GOVERNOR.balance + vm.addr(SEQUENCER_KEY).balance, 0, "earned");
        assertEq(address(queue).balance, 0, "kept");
    }

    /// @dev A notice shorter than the exit lets a change trap those who want to leave. Whoever asks on the day of the announcement is out
    /// first.
    function test_Pitfall_ShortNotice_WhoeverLeavesAtOnceIsOutBeforeTheChange() public {
        _deposit(ALICE, 5000);
        _settleOperations(1, DONE);
        vm.prank(GOVERNOR);
        governance.schedule(ChangeKind.Sequencer, abi.encode(BOB));
        vm.prank(ALICE);
        queue.forceWithdraw{value: 1 ether}(5000);
        uint256 deadline = block.timestamp + queue.deadline();
        assertTrue(deadline + 14 days <= governance.readyAt(1), "14 days to spare");
        vm.warp(deadline + 1);
        rollup.freeze();
        vm.warp(governance.readyAt(1));
        vm.expectRevert(IGovernance.Frozen.selector);
        governance.execute(1, ChangeKind.Sequencer, abi.encode(BOB));
    }

    /// @dev An escape that pays claims in full while funds last robs whoever comes last. Every registered claim is cut alike.
    function test_Pitfall_InsolventEscape_TheOrderOfClaimsDoesNotMatter() public {
        _deposit(ALICE, 5000);
        _settleOperations(1, DONE);
        for (uint256 i = 2; i < 5; i++) {
            accounts.set(64 * i, TestRecords.owner(address(uint160(0x9000 + i))));
            accounts.set(64 * i + 1, TestRecords.account(4000, 0));
        }
        _settleNothing();
        _freeze();
        for (uint256 i = 4; i >= 2; i--) {
            escape.registerClaim(i, accounts.openAccount(i));
        }
        vm.warp(escape.registrationEnd() + 1);
        for (uint256 i = 2; i < 5; i++) {
            escape.payClaim(i);
            assertEq(vault.balances(address(uint160(0x9000 + i))), 1666, "a third");
        }
    }

    /// @dev If batches were rationed, a flood could push a victim past the deadline and freeze the exchange. Nothing rations them.
    function test_Pitfall_RateLimiter_AFloodIsConsumedAtOnce() public {
        for (uint256 i = 0; i < 640; i++) {
            _deposit(BOB, MINIMUM);
        }
        _deposit(ALICE, 5000);
        vm.prank(ALICE);
        queue.forceWithdraw{value: 1 ether}(5000);
        for (uint256 i = 0; i < 10; i++) {
            _settleOperations(64, DONE);
        }
        _settleOperations(2, DONE);
        assertEq(queue.head(), queue.length(), "all in one block");
    }

    /// @dev Spam before a victim never moves the victim's deadline, and a batch that is not full must take what has waited for a day.
    function test_Pitfall_Spam_DoesNotMoveAVictimsDeadline() public {
        for (uint256 i = 0; i < 100; i++) {
            _deposit(BOB, MINIMUM);
        }
        _deposit(ALICE, 5000);
        uint256 deadline = block.timestamp + 7 days;
        vm.warp(block.timestamp + 24 hours + 1);
        BatchHeader memory header = _header(_consuming(63, DONE));
        bytes memory signature = _sign(header);
        vm.expectRevert(abi.encodeWithSelector(IRollup.OperationTooOld.selector, 63));
        rollup.commitBatch(header, signature);
        vm.warp(deadline);
        assertTrue(!queue.isOverdue(), "on time");
        vm.warp(deadline + 1);
        assertTrue(queue.isOverdue(), "the victim's deadline, whatever came before");
    }

    /// @dev Data that expire before an exit needs them leave nothing to build a path from. All lists are in the logs of the chain.
    function test_Pitfall_ExpiringData_AllOfABatchIsInItsLog() public {
        _deposit(ALICE, 5000);
        BatchData memory data = _consuming(1, DONE);
        data.withdrawals = _paying(ALICE, 2, 10).withdrawals;
        data.records = new uint256[](5);
        data.records[0] = 129;
        BatchHeader memory header = _header(data);
        _commit(header);
        vm.recordLogs();
        _prove(header, data);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        bytes32 expected = keccak256(abi.encode(header, data.outcomes, data.withdrawals, data.records));
        bool found = false;
        for (uint256 i = 0; i < logs.length; i++) {
            found = found || (logs[i].topics[0] == IRollup.BatchProven.selector && keccak256(logs[i].data) == expected);
        }
        assertTrue(found, "the log of the batch");
    }

    /// @dev Were anyone able to prove a rival batch, a trader could erase losing fills. The sequencer's signature says which batch it is.
    function test_Pitfall_RivalBatch_OnlyWhatTheSequencerSignedCounts() public {
        BatchHeader memory header = _header(_empty());
        _commit(header);
        BatchHeader memory rival = header;
        bytes32 expected = keccak256(abi.encode(header));
        rival.newRoots[0] = 4711;
        bytes memory proof = _proof(rival, _empty());
        vm.expectPartialRevert(IRollup.HeaderDiffers.selector);
        rollup.proveBatch(rival, _empty(), SLOTS, proof);
        bytes memory signature = _signAs(0xa77ac4, rival);
        vm.expectPartialRevert(IRollup.BatchNumberWrong.selector);
        rollup.commitBatch(rival, signature);
        assertTrue(expected != keccak256(abi.encode(rival)), "it is another batch");
    }

    /// @dev A key given by whoever deposits first would let a stranger open a victim's account, and trade in it.
    function test_Pitfall_FirstDepositByAStranger_GivesNoKey() public {
        vm.startPrank(BOB);
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.KeyNotOwners.selector, ALICE, BOB));
        queue.deposit(ALICE, 5000, 1, 2);
        queue.deposit(ALICE, 5000, 0, 0);
        vm.stopPrank();
        assertEq(queue.lanesOf(0, 1)[2] | queue.lanesOf(0, 1)[3], 0, "no key");
    }

    /// @dev A pause or a halt that stops withdrawals holds users hostage.
    function test_Pitfall_PausedWithdrawals_AHaltAndAFreezeDoNotStopThem() public {
        _deposit(ALICE, 5000);
        _settleOperations(1, DONE);
        _settle(_paying(ALICE, 2, 3000));
        vm.prank(GUARDIAN);
        guardian.halt(72 hours);
        vault.withdraw(ALICE);
        assertEq(vault.balances(ALICE), 0, "in a halt");
        vm.warp(block.timestamp + 72 hours);
        _settle(_paying(ALICE, 2, 1000));
        _freeze();
        vault.withdraw(ALICE);
        assertEq(vault.balances(ALICE), 0, "after a freeze");
    }

    /// @dev A second escape of one account, by its owner or another, by the same opening or another.
    function test_Pitfall_DoubleEscape_OnceForEachAccount() public {
        _deposit(ALICE, 5000);
        _settleOperations(1, DONE);
        accounts.set(64 * 2, TestRecords.owner(ALICE));
        accounts.set(64 * 2 + 1, TestRecords.account(2000, 0));
        _settleNothing();
        _freeze();
        AccountOpening memory opening = accounts.openAccount(2);
        escape.registerClaim(2, opening);
        vm.prank(ALICE);
        vm.expectRevert();
        escape.registerClaim(2, opening);
        vm.expectRevert();
        escape.registerClaim(2 + 2 ** 24, opening);
        vm.warp(escape.registrationEnd() + 1);
        escape.payClaim(2);
        vm.expectRevert();
        escape.payClaim(2);
        assertEq(vault.balances(ALICE), 2000, "once");
    }

    /// @dev A notice that its own governor could shorten would be none.
    function test_Pitfall_NoticeCannotBeShortened() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernance.NoticeTooShort.selector, 28 days, 28 days - 1));
        new Governance(GOVERNOR, 28 days - 1, 14 days);
        vm.startPrank(GOVERNOR);
        (bool success,) = address(governance).call(abi.encodeWithSignature("setNotice(uint256)", 0));
        assertTrue(!success, "no such function");
        uint256 id = governance.schedule(ChangeKind.Governor, abi.encode(BOB));
        vm.expectPartialRevert(IGovernance.NoticeNotPassed.selector);
        governance.execute(id, ChangeKind.Governor, abi.encode(BOB));
        vm.stopPrank();
    }
}
