// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {Governance} from "../../src/core/Governance.sol";
import {ChangeKind, IGovernance} from "../../src/interfaces/IGovernance.sol";
import {IGuardian} from "../../src/interfaces/IGuardian.sol";
import {IRollup} from "../../src/interfaces/IRollup.sol";
import {Lanes} from "../../src/libraries/Lanes.sol";
import {BatchHeader} from "../../src/types/Batch.sol";
import {Fixture} from "../Fixture.sol";
import {TestVerifier} from "../TestVerifier.sol";

contract GovernanceTest is Fixture {
    uint256 private constant NOTICE = 21 days;

    function test_Execute_EachKind_TakesEffectAfterTheNotice() public {
        TestVerifier other = new TestVerifier(true);
        uint256[5] memory lanes = [8 + 2 ** 8, uint256(1), 2, 0, 0];
        _schedule(ChangeKind.QueueOperation, abi.encode(lanes));
        _schedule(ChangeKind.Verifier, abi.encode(address(other)));
        _schedule(ChangeKind.Sequencer, abi.encode(BOB));
        _schedule(ChangeKind.Guardian, abi.encode(CAROL));
        _schedule(ChangeKind.Governor, abi.encode(ALICE));
        _pass(NOTICE);
        vm.startPrank(BOB);
        governance.execute(1, ChangeKind.QueueOperation, abi.encode(lanes));
        governance.execute(2, ChangeKind.Verifier, abi.encode(address(other)));
        governance.execute(3, ChangeKind.Sequencer, abi.encode(BOB));
        governance.execute(4, ChangeKind.Guardian, abi.encode(CAROL));
        governance.execute(5, ChangeKind.Governor, abi.encode(ALICE));
        vm.stopPrank();
        assertEq(queue.length(), 1, "queue");
        assertEq(queue.lanesOf(0, 1)[1], 1, "lane");
        assertEq(address(rollup.verifier()), address(other), "verifier");
        assertEq(rollup.sequencer(), BOB, "sequencer");
        BatchHeader memory header = _header(_empty());
        bytes memory signature = _sign(header);
        vm.expectRevert(abi.encodeWithSelector(IRollup.SequencerDiffers.selector, BOB, vm.addr(SEQUENCER_KEY)));
        rollup.commitBatch(header, signature);
        assertEq(guardian.guardian(), CAROL, "guardian");
        vm.prank(GUARDIAN);
        vm.expectRevert(abi.encodeWithSelector(IGuardian.CallerNotAllowed.selector, CAROL, GUARDIAN));
        guardian.halt(1 hours);
        assertEq(governance.governor(), ALICE, "governor");
    }

    function test_Execute_RevertWhen_TheNoticeHasNotPassed() public {
        bytes memory data = abi.encode(BOB);
        _schedule(ChangeKind.Sequencer, data);
        uint256 ready = block.timestamp + NOTICE;
        assertEq(governance.readyAt(1), ready, "ready");
        _pass(NOTICE - 1);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.NoticeNotPassed.selector, ready, ready - 1));
        governance.execute(1, ChangeKind.Sequencer, data);
        vm.prank(GOVERNOR);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.NoticeNotPassed.selector, ready, ready - 1));
        governance.execute(1, ChangeKind.Sequencer, data);
    }

    function test_Execute_RevertWhen_ItLapsed() public {
        bytes memory data = abi.encode(BOB);
        _schedule(ChangeKind.Sequencer, data);
        uint256 lapsed = block.timestamp + NOTICE + 14 days;
        _pass(NOTICE + 14 days + 1);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ChangeLapsed.selector, lapsed, lapsed + 1));
        governance.execute(1, ChangeKind.Sequencer, data);
    }

    function test_Execute_RevertWhen_DataOrKindDiffer() public {
        _schedule(ChangeKind.Sequencer, abi.encode(BOB));
        _pass(NOTICE);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ChangeUnknown.selector, 1));
        governance.execute(1, ChangeKind.Sequencer, abi.encode(CAROL));
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ChangeUnknown.selector, 1));
        governance.execute(1, ChangeKind.Guardian, abi.encode(BOB));
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ChangeUnknown.selector, 2));
        governance.execute(2, ChangeKind.Sequencer, abi.encode(BOB));
    }

    function test_Execute_RevertWhen_TwiceOrCancelled() public {
        bytes memory data = abi.encode(BOB);
        _schedule(ChangeKind.Sequencer, data);
        _schedule(ChangeKind.Sequencer, data);
        vm.prank(GOVERNOR);
        governance.cancel(2);
        _pass(NOTICE);
        governance.execute(1, ChangeKind.Sequencer, data);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ChangeUnknown.selector, 1));
        governance.execute(1, ChangeKind.Sequencer, data);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ChangeUnknown.selector, 2));
        governance.execute(2, ChangeKind.Sequencer, data);
        vm.prank(GOVERNOR);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.ChangeUnknown.selector, 2));
        governance.cancel(2);
    }

    function test_Execute_RevertWhen_Frozen() public {
        bytes memory data = abi.encode(BOB);
        _schedule(ChangeKind.Governor, data);
        vm.warp(block.timestamp + NOTICE);
        rollup.freeze();
        vm.expectRevert(IGovernance.Frozen.selector);
        governance.execute(1, ChangeKind.Governor, data);
    }

    function test_Execute_RevertWhen_TheNewVerifierHasTheDevelopmentSetup() public {
        bytes memory data = abi.encode(new TestVerifier(true));
        _schedule(ChangeKind.Verifier, data);
        _pass(NOTICE);
        vm.chainId(1);
        vm.expectRevert(abi.encodeWithSelector(IRollup.DevelopmentSetupRefused.selector, 1));
        governance.execute(1, ChangeKind.Verifier, data);
    }

    function test_Schedule_RevertWhen_Malformed() public {
        vm.startPrank(GOVERNOR);
        vm.expectRevert(IGovernance.KindUnknown.selector);
        governance.schedule(ChangeKind.None, abi.encode(BOB));
        vm.expectRevert(abi.encodeWithSelector(IGovernance.DataLengthWrong.selector, 32, 0));
        governance.schedule(ChangeKind.Sequencer, "");
        vm.expectRevert(abi.encodeWithSelector(IGovernance.DataLengthWrong.selector, 160, 32));
        governance.schedule(ChangeKind.QueueOperation, abi.encode(BOB));
        vm.expectRevert(IGovernance.AddressZero.selector);
        governance.schedule(ChangeKind.Sequencer, abi.encode(address(0)));
        uint256[5] memory lanes = [uint256(4), 0, 0, 0, 0];
        vm.expectRevert(abi.encodeWithSelector(Lanes.KindNotGoverned.selector, 4));
        governance.schedule(ChangeKind.QueueOperation, abi.encode(lanes));
        vm.stopPrank();
    }

    function test_Guarded_RevertWhen_CalledByAStranger() public {
        vm.startPrank(BOB);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.CallerNotAllowed.selector, GOVERNOR, BOB));
        governance.schedule(ChangeKind.Sequencer, abi.encode(BOB));
        vm.expectRevert(abi.encodeWithSelector(IGovernance.CallerNotAllowed.selector, GOVERNOR, BOB));
        governance.cancel(1);
        vm.stopPrank();
    }

    function test_Constructor_RevertWhen_TheNoticeIsShorterThanTheDeadlineAnd14Days() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernance.NoticeTooShort.selector, 21 days, 21 days - 1));
        new Governance(GOVERNOR, 21 days - 1, 7 days);
    }

    function _schedule(ChangeKind kind, bytes memory data) private {
        vm.prank(GOVERNOR);
        governance.schedule(kind, data);
    }

    /// @dev Time passes, and batches are proven.
    function _pass(uint256 duration) private {
        uint256 end = block.timestamp + duration;
        while (block.timestamp + 6 days < end) {
            vm.warp(block.timestamp + 6 days);
            _settleNothing();
        }
        vm.warp(end);
    }
}
