// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {L1Queue} from "../../src/core/L1Queue.sol";
import {IL1Queue} from "../../src/interfaces/IL1Queue.sol";
import {Lanes} from "../../src/libraries/Lanes.sol";
import {BatchData, BatchHeader} from "../../src/types/Batch.sol";
import {Config} from "../../src/types/Config.sol";
import {Entry} from "../../src/types/Operation.sol";
import {Poseidon2} from "../../src/verifier/Poseidon2.sol";
import {Fixture} from "../Fixture.sol";

contract L1QueueTest is Fixture {
    uint256 private constant INSTRUMENT = 7;

    function test_Deposit_FirstOne_AssignsAnAccountAndStoresTheLanes() public {
        vm.prank(ALICE);
        uint256 index = queue.deposit(ALICE, 5000, 11, 12);
        assertEq(index, 0, "index");
        assertEq(queue.accounts(ALICE), 2, "account: 1 is the operator's");
        _requireLanes(0, [1 + 2 ** 8 * 2 + 2 ** 32 * 5000, uint256(uint160(ALICE)), 11, 12, 0]);
        assertEq(vault.pendingDeposits(), 5000, "pending");
        assertEq(token.balanceOf(address(vault)), 5000, "held");
    }

    /// @dev Whoever rebuilds the queue from L1 has nothing but these.
    function test_Logs_OfTheQueue_HaveLanesAccountsAndOutcomes() public {
        vm.expectEmit(true, true, true, true, address(queue));
        emit IL1Queue.AccountAssigned(2, ALICE);
        vm.expectEmit(true, true, true, true, address(queue));
        emit IL1Queue.Enqueued(0, [1 + 2 ** 8 * 2 + 2 ** 32 * 5000, uint256(uint160(ALICE)), 11, 12, 0], block.timestamp);
        vm.prank(ALICE);
        queue.deposit(ALICE, 5000, 11, 12);
        BatchData memory data = _consuming(1, 2);
        BatchHeader memory header = _header(data);
        _commit(header);
        bytes memory proof = _proof(header, data);
        vm.expectEmit(true, true, true, true, address(queue));
        emit IL1Queue.Consumed(0, 2);
        rollup.proveBatch(header, data, SLOTS, proof);
    }

    function test_Deposit_TheSecond_KeepsTheAccount() public {
        _deposit(ALICE, 5000);
        _deposit(BOB, 5000);
        _deposit(ALICE, 6000);
        _requireLanes(2, [1 + 2 ** 8 * 2 + 2 ** 32 * 6000, uint256(uint160(ALICE)), 0, 0, 0]);
    }

    function test_Deposit_ForAnother_GoesToTheOwnersAccount() public {
        vm.prank(BOB);
        queue.deposit(ALICE, 5000, 0, 0);
        assertEq(queue.accounts(ALICE), 2, "owner");
        assertEq(queue.accounts(BOB), 0, "payer");
    }

    function test_Deposit_RevertWhen_AStrangerGivesAKey() public {
        vm.startPrank(BOB);
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.KeyNotOwners.selector, ALICE, BOB));
        queue.deposit(ALICE, 5000, 11, 12);
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.KeyNotOwners.selector, ALICE, BOB));
        queue.deposit(ALICE, 5000, 0, 12);
        vm.stopPrank();
    }

    function test_Deposit_RevertWhen_BelowTheMinimum() public {
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.DepositTooSmall.selector, MINIMUM, MINIMUM - 1));
        queue.deposit(ALICE, MINIMUM - 1, 0, 0);
    }

    function test_Deposit_RevertWhen_TheTaxTakesItBelowTheMinimum() public {
        token.setTax(1);
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.DepositTooSmall.selector, MINIMUM, MINIMUM - 1));
        queue.deposit(ALICE, MINIMUM, 0, 0);
    }

    function test_Deposit_RevertWhen_AmountHas60Bits() public {
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(Lanes.FieldOutOfRange.selector, "amount", 2 ** 59, 2 ** 59));
        queue.deposit(ALICE, 2 ** 59, 0, 0);
        _deposit(ALICE, 2 ** 59 - 1);
    }

    function test_Deposit_RevertWhen_TheKeyIsNotCanonical() public {
        vm.startPrank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(Lanes.FieldOutOfRange.selector, "keyX", Poseidon2.ORDER, Poseidon2.ORDER));
        queue.deposit(ALICE, 5000, Poseidon2.ORDER, 0);
        vm.expectRevert(abi.encodeWithSelector(Lanes.FieldOutOfRange.selector, "keyY", Poseidon2.ORDER, Poseidon2.ORDER));
        queue.deposit(ALICE, 5000, 0, Poseidon2.ORDER);
        queue.deposit(ALICE, 5000, Poseidon2.ORDER - 1, Poseidon2.ORDER - 1);
        vm.stopPrank();
    }

    function test_Deposit_RevertWhen_OwnerIsZero() public {
        vm.prank(ALICE);
        vm.expectRevert(IL1Queue.OwnerZero.selector);
        queue.deposit(address(0), 5000, 0, 0);
    }

    function test_Deposit_RevertWhen_NoAccountNumberIsLeft() public {
        // The fields of slot 5: length (48), head (48), accounts (32).
        vm.store(address(queue), bytes32(uint256(5)), bytes32(uint256(2 ** 24 - 2) << 96));
        _deposit(ALICE, 5000);
        assertEq(queue.accounts(ALICE), 2 ** 24 - 1, "the last one");
        vm.prank(BOB);
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.AccountsExhausted.selector, 2 ** 24));
        queue.deposit(BOB, 5000, 0, 0);
        _deposit(ALICE, 5000);
    }

    function test_DepositToFund_NamesAccountZeroAndThePayer() public {
        vm.prank(ALICE);
        queue.depositToFund(5000);
        _requireLanes(0, [1 + 2 ** 32 * 5000, uint256(uint160(ALICE)), 0, 0, 0]);
    }

    function test_Consume_AnAcceptedDeposit_BecomesFunds() public {
        _deposit(ALICE, 5000);
        _settleOperations(1, DONE);
        assertEq(vault.exchangeFunds(), 5000, "funds");
        assertEq(vault.pendingDeposits(), 0, "pending");
        assertEq(queue.head(), 1, "head");
    }

    function test_Consume_AnUnusableDeposit_IsTheOwnersBalance() public {
        vm.prank(BOB);
        queue.deposit(ALICE, 5000, 0, 0);
        _settleOperations(1, AMOUNT_UNUSABLE);
        assertEq(vault.exchangeFunds(), 0, "funds");
        assertEq(vault.balances(ALICE), 5000, "balance");
        _requireSolvent();
    }

    function test_Consume_RevertWhen_CalledByAStranger() public {
        _deposit(ALICE, 5000);
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.CallerNotAllowed.selector, address(rollup), ALICE));
        queue.consume(0, new uint256[](1));
    }

    function test_Consume_RevertWhen_OutOfOrderOrMissing() public {
        _deposit(ALICE, 5000);
        vm.startPrank(address(rollup));
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.OperationIndexWrong.selector, 0, 1));
        queue.consume(1, new uint256[](0));
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.OperationMissing.selector, 1, 2));
        queue.consume(0, new uint256[](2));
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.OutcomeUnknown.selector, 0, 0));
        queue.consume(0, new uint256[](1));
        vm.stopPrank();
    }

    function test_Request_EachKind_StoresItsLanes() public {
        _deposit(ALICE, 5000);
        uint256 account = 2 ** 8 * 2;
        vm.startPrank(ALICE);
        queue.changeMasterKey{value: 1 ether}(11, 12);
        queue.cancelAll{value: 1 ether}();
        queue.forceWithdraw{value: 1 ether}(777);
        queue.forceClose{value: 1 ether}(INSTRUMENT, true, 2 ** 35 - 1);
        vm.stopPrank();
        _requireLanes(1, [2 + account, uint256(uint160(ALICE)), 11, 12, 0]);
        _requireLanes(2, [3 + account, uint256(uint160(ALICE)), 0, 0, 0]);
        _requireLanes(3, [4 + account + 2 ** 32 * 777, uint256(uint160(ALICE)), 0, 0, 0]);
        _requireLanes(4, [5 + account + 2 ** 32 * INSTRUMENT + 2 ** 44 + 2 ** 45 * (2 ** 35 - 1), uint256(uint160(ALICE)), 0, 0, 0]);
    }

    function test_Request_LanesOfTheProtocolsVectors_Match() public view {
        string memory json = vm.readFile("../docs/vectors/protocol.json");
        uint256 count = 0;
        for (uint256 i = 0; vm.keyExistsJson(json, _transaction(i, "")); i++) {
            bytes32 kind = keccak256(bytes(vm.parseJsonString(json, _transaction(i, ".json.type"))));
            uint256[] memory lanes = vm.parseJsonUintArray(json, _transaction(i, ".lanes"));
            uint256 lane0 = type(uint256).max;
            if (kind == keccak256("Deposit")) lane0 = _vectorLane(json, i, 1, _number(json, i, "amount"));
            if (kind == keccak256("ChangeMasterKey")) lane0 = _vectorLane(json, i, 2, 0);
            if (kind == keccak256("ForcedCancelAll")) lane0 = _vectorLane(json, i, 3, 0);
            if (kind == keccak256("ForcedWithdraw")) lane0 = _vectorLane(json, i, 4, _number(json, i, "amount"));
            if (lane0 == type(uint256).max) continue;
            assertEq(lane0, lanes[0], _transaction(i, ""));
            assertEq(uint160(vm.parseJsonAddress(json, _transaction(i, ".json.owner"))), lanes[1], _transaction(i, ".owner"));
            count++;
        }
        assertTrue(count >= 8, "vectors of four kinds");
    }

    function test_Request_RevertWhen_TheCallerHasNoAccount() public {
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.NoAccount.selector, ALICE));
        queue.cancelAll{value: FEE}();
    }

    function test_Request_RevertWhen_AFieldIsOutOfRange() public {
        _deposit(ALICE, 5000);
        vm.startPrank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(Lanes.FieldOutOfRange.selector, "amount", 2 ** 59, 2 ** 59));
        queue.forceWithdraw{value: 1 ether}(2 ** 59);
        vm.expectRevert(abi.encodeWithSelector(Lanes.FieldOutOfRange.selector, "instrument", 4096, 0));
        queue.forceClose{value: 1 ether}(0, true, 1);
        vm.expectRevert(abi.encodeWithSelector(Lanes.FieldOutOfRange.selector, "instrument", 4096, 4096));
        queue.forceClose{value: 1 ether}(4096, true, 1);
        vm.expectRevert(abi.encodeWithSelector(Lanes.FieldOutOfRange.selector, "largestSize", 2 ** 35, 2 ** 35));
        queue.forceClose{value: 1 ether}(1, true, 2 ** 35);
        vm.expectRevert(abi.encodeWithSelector(Lanes.FieldOutOfRange.selector, "keyX", Poseidon2.ORDER, Poseidon2.ORDER));
        queue.changeMasterKey{value: 1 ether}(Poseidon2.ORDER, 0);
        vm.stopPrank();
    }

    function test_Request_RevertWhen_OneOfTheKindIsPending() public {
        _deposit(ALICE, 5000);
        vm.startPrank(ALICE);
        queue.forceWithdraw{value: 1 ether}(1);
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.RequestPending.selector, 4, 2, 0));
        queue.forceWithdraw{value: 1 ether}(2);
        queue.forceClose{value: 1 ether}(INSTRUMENT, true, 1);
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.RequestPending.selector, 5, 2, INSTRUMENT));
        queue.forceClose{value: 1 ether}(INSTRUMENT, false, 1);
        queue.forceClose{value: 1 ether}(INSTRUMENT + 1, false, 1);
        vm.stopPrank();
    }

    function test_Request_AfterItsConsumption_MayBeMadeAgain() public {
        _deposit(ALICE, 5000);
        vm.prank(ALICE);
        queue.forceWithdraw{value: 1 ether}(1);
        _settleOperations(2, DONE);
        vm.prank(ALICE);
        queue.forceWithdraw{value: 1 ether}(1);
        assertEq(queue.length(), 3, "length");
    }

    function test_Fee_GrowsWithTheQueue_UpToTwentyTimes() public {
        assertEq(queue.requestFee(), FEE, "empty");
        for (uint256 i = 0; i < 256; i++) {
            _deposit(ALICE, MINIMUM);
        }
        assertEq(queue.requestFee(), 2 * uint256(FEE), "256 waiting");
        for (uint256 i = 0; i < 19 * 256; i++) {
            _deposit(ALICE, MINIMUM);
        }
        assertEq(queue.requestFee(), 20 * uint256(FEE), "5,120 waiting");
    }

    function test_Fee_RevertWhen_TooLow() public {
        _deposit(ALICE, 5000);
        uint256 fee = uint256(FEE) + FEE / 256;
        assertEq(queue.requestFee(), fee, "one waits");
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.FeeTooLow.selector, fee, fee - 1));
        queue.cancelAll{value: fee - 1}();
    }

    function test_Fee_OfARequestWithEffect_ComesBack() public {
        uint256 fee = _requestOf(ALICE);
        _settleOperations(2, PAID + 2 ** 8);
        assertEq(queue.feesToReturn(ALICE), fee, "to return");
        assertEq(queue.feesToBurn(), 0, "to burn");
        uint256 before = ALICE.balance;
        vm.prank(BOB);
        queue.withdrawFees(ALICE);
        assertEq(ALICE.balance, before + fee, "returned to the owner");
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.NoFees.selector, ALICE));
        queue.withdrawFees(ALICE);
    }

    function test_Fee_OfARequestWithoutEffect_IsBurned() public {
        uint256 fee = _requestOf(ALICE);
        _settleOperations(2, NOTHING_FREE);
        assertEq(queue.feesToReturn(ALICE), 0, "to return");
        queue.burnFees();
        assertEq(queue.BURN().balance, fee, "burned");
        assertEq(address(queue).balance, 0, "nothing stays");
        address burn = queue.BURN();
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.NoFees.selector, burn));
        queue.burnFees();
    }

    function test_Fee_WhatWasSentBeyondIt_MayBeTakenBack() public {
        _deposit(ALICE, 5000);
        uint256 fee = queue.requestFee();
        vm.prank(ALICE);
        queue.cancelAll{value: fee + 5}();
        assertEq(queue.feesToReturn(ALICE), 5, "the rest");
    }

    function test_WithdrawFees_RevertWhen_TheOwnerRefusesEther() public {
        _fund(address(this));
        queue.deposit(address(this), 5000, 0, 0);
        queue.cancelAll{value: 1 ether}();
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.PaymentRefused.selector, address(this)));
        queue.withdrawFees(address(this));
    }

    function test_Reclaim_AfterAFreeze_GivesDepositsAndFeesBack() public {
        _deposit(ALICE, 5000);
        _settleOperations(1, DONE);
        vm.prank(BOB);
        queue.deposit(ALICE, 6000, 0, 0);
        vm.prank(ALICE);
        queue.cancelAll{value: FEE * 2}();
        uint256 fee = queue.entry(2).fee;
        uint256 rest = queue.feesToReturn(ALICE);
        _freeze();
        vm.prank(CAROL);
        queue.reclaim(1);
        queue.reclaim(2);
        assertEq(vault.balances(ALICE), 6000, "deposit");
        assertEq(queue.feesToReturn(ALICE) - rest, fee, "fee");
        _requireSolvent();
        for (uint256 i = 0; i < 4; i++) {
            vm.expectRevert(abi.encodeWithSelector(IL1Queue.NothingToReclaim.selector, i));
            queue.reclaim(i);
        }
    }

    function test_Reclaim_RevertWhen_ItIsGovernances() public {
        vm.prank(address(governance));
        queue.enqueueGoverned([8 + 2 ** 8, uint256(uint160(ALICE)), 2, 0, 0]);
        _freeze();
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.NothingToReclaim.selector, 0));
        queue.reclaim(0);
    }

    function test_Reclaim_RevertWhen_NotFrozen() public {
        _deposit(ALICE, 5000);
        vm.expectRevert(IL1Queue.NotFrozen.selector);
        queue.reclaim(0);
    }

    function test_Everything_RevertWhen_Frozen() public {
        _deposit(ALICE, 5000);
        _freeze();
        vm.startPrank(ALICE);
        vm.expectRevert(IL1Queue.Frozen.selector);
        queue.deposit(ALICE, 5000, 0, 0);
        vm.expectRevert(IL1Queue.Frozen.selector);
        queue.depositToFund(5000);
        vm.expectRevert(IL1Queue.Frozen.selector);
        queue.changeMasterKey{value: 1 ether}(0, 0);
        vm.expectRevert(IL1Queue.Frozen.selector);
        queue.cancelAll{value: 1 ether}();
        vm.expectRevert(IL1Queue.Frozen.selector);
        queue.forceWithdraw{value: 1 ether}(1);
        vm.expectRevert(IL1Queue.Frozen.selector);
        queue.forceClose{value: 1 ether}(1, true, 1);
        vm.stopPrank();
    }

    function test_EnqueueGoverned_RevertWhen_CalledByAStranger() public {
        uint256[5] memory lanes;
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.CallerNotAllowed.selector, address(governance), ALICE));
        queue.enqueueGoverned(lanes);
    }

    function test_EnqueueGoverned_EachKind_StoresItsLanes() public {
        vm.startPrank(address(governance));
        queue.enqueueGoverned([6 + 2 ** 8 * INSTRUMENT, 2 ** 252 - 1, 2, 3, 4]);
        queue.enqueueGoverned([7 + 2 ** 8 * INSTRUMENT, 2 ** 252 - 1, 2, 0, 0]);
        queue.enqueueGoverned([8 + 2 ** 8 * 4, Poseidon2.ORDER - 1, 5, 0, 0]);
        vm.stopPrank();
        _requireLanes(0, [6 + 2 ** 8 * INSTRUMENT, 2 ** 252 - 1, 2, 3, 4]);
        _requireLanes(1, [7 + 2 ** 8 * INSTRUMENT, 2 ** 252 - 1, 2, 0, 0]);
        _requireLanes(2, [8 + 2 ** 8 * 4, Poseidon2.ORDER - 1, 5, 0, 0]);
        _settleOperations(3, DONE);
        assertEq(queue.head(), 3, "head");
    }

    function test_EnqueueGoverned_RevertWhen_LanesAreMalformed() public {
        _refuseGoverned("instrument", 4096, 4096, [6 + 2 ** 8 * 4096, uint256(0), 0, 0, 0]);
        _refuseGoverned("lane1", 2 ** 252, 2 ** 252, [6 + 2 ** 8, uint256(2 ** 252), 0, 0, 0]);
        _refuseGoverned("lane4", 2 ** 252, 2 ** 252, [6 + 2 ** 8, uint256(0), 0, 0, 2 ** 252]);
        _refuseGoverned("lane3", 1, 1, [7 + 2 ** 8, uint256(0), 0, 1, 0]);
        _refuseGoverned("signer", 5, 5, [8 + 2 ** 8 * 5, uint256(0), 0, 0, 0]);
        _refuseGoverned("keyY", Poseidon2.ORDER, Poseidon2.ORDER, [uint256(8), 0, Poseidon2.ORDER, 0, 0]);
        _refuseGoverned("lane4", 1, 1, [uint256(8), 0, 0, 0, 1]);
        uint256[5] memory deposit = [1 + 2 ** 8 * 2 + 2 ** 32 * 5000, uint256(uint160(ALICE)), 0, 0, 0];
        vm.prank(address(governance));
        vm.expectRevert(abi.encodeWithSelector(Lanes.KindNotGoverned.selector, 1));
        queue.enqueueGoverned(deposit);
    }

    function test_Constructor_RevertWhen_ADeploymentIsOutOfBounds() public {
        Config memory c = config();
        c.deadline = 5 days - 1;
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.DeadlineOutOfRange.selector, 5 days, 14 days, 5 days - 1));
        new L1Queue(c, GOVERNOR);
        c.deadline = 14 days + 1;
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.DeadlineOutOfRange.selector, 5 days, 14 days, 14 days + 1));
        new L1Queue(c, GOVERNOR);
        c = config();
        c.minimumDeposit = 0;
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.MinimumOutOfRange.selector, 1, 2 ** 59 - 1, 0));
        new L1Queue(c, GOVERNOR);
        c = config();
        c.requestFee = 1e12 - 1;
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.FeeOutOfRange.selector, 1e12, 1e16, 1e12 - 1));
        new L1Queue(c, GOVERNOR);
        c.requestFee = 1e16 + 1;
        vm.expectRevert(abi.encodeWithSelector(IL1Queue.FeeOutOfRange.selector, 1e12, 1e16, 1e16 + 1));
        new L1Queue(c, GOVERNOR);
    }

    function test_IsOverdue_OnlyAfterTheDeadlineOfTheHead() public {
        assertTrue(!queue.isOverdue(), "empty");
        _deposit(ALICE, 5000);
        vm.warp(block.timestamp + 7 days);
        assertTrue(!queue.isOverdue(), "on the deadline");
        vm.warp(block.timestamp + 1);
        assertTrue(queue.isOverdue(), "past it");
    }

    function testFuzz_Lanes_AnyRequest_UnpacksToItself(uint256 account, uint256 amount, uint256 instrument, uint256 size) public pure {
        account = bound(account, 1, 2 ** 24 - 1);
        amount = bound(amount, 0, 2 ** 59 - 1);
        instrument = bound(instrument, 1, 4095);
        size = bound(size, 0, 2 ** 35 - 1);
        uint256 deposit = Lanes.lane0(Lanes.kindOf(1), account, amount);
        assertEq(Lanes.accountOf(deposit), account, "account");
        assertEq(Lanes.amountOf(deposit), amount, "amount");
        uint256 close = Lanes.lane0(Lanes.kindOf(5), account, Lanes.close(instrument, size % 2 == 0, size));
        assertEq(Lanes.instrumentOf(close), instrument, "instrument");
        assertEq(close >> 45, size, "size");
    }

    function _requestOf(address who) private returns (uint256 fee) {
        _deposit(who, 5000);
        fee = queue.requestFee();
        vm.prank(who);
        queue.forceWithdraw{value: fee}(100);
    }

    function _refuseGoverned(string memory field, uint256 limit, uint256 got, uint256[5] memory lanes) private {
        vm.prank(address(governance));
        vm.expectRevert(abi.encodeWithSelector(Lanes.FieldOutOfRange.selector, field, limit, got));
        queue.enqueueGoverned(lanes);
    }

    function _requireLanes(uint256 index, uint256[5] memory expected) private view {
        uint256[] memory lanes = queue.lanesOf(index, 1);
        for (uint256 i = 0; i < 5; i++) {
            assertEq(lanes[i], expected[i], string.concat("lane ", vm.toString(i)));
        }
        Entry memory entry = queue.entry(index);
        assertEq(entry.enqueuedAt, block.timestamp, "time");
    }

    function _vectorLane(string memory json, uint256 i, uint256 kind, uint256 fields) private pure returns (uint256) {
        return Lanes.lane0(Lanes.kindOf(kind), _number(json, i, "account"), fields);
    }

    function _number(string memory json, uint256 i, string memory name) private pure returns (uint256) {
        return vm.parseJsonUint(json, _transaction(i, string.concat(".json.", name)));
    }

    function _transaction(uint256 i, string memory rest) private pure returns (string memory) {
        return string.concat(".transactions[", vm.toString(i), "]", rest);
    }
}
