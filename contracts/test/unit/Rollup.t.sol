// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {Rollup} from "../../src/core/Rollup.sol";
import {IBatchVerifier, VerificationStatus} from "../../src/interfaces/IBatchVerifier.sol";
import {IGovernance} from "../../src/interfaces/IGovernance.sol";
import {IL1Queue} from "../../src/interfaces/IL1Queue.sol";
import {IRollup} from "../../src/interfaces/IRollup.sol";
import {IStateProofs} from "../../src/interfaces/IStateProofs.sol";
import {PublicInputs} from "../../src/libraries/PublicInputs.sol";
import {StateTree} from "../../src/libraries/StateTree.sol";
import {BatchData, BatchHeader} from "../../src/types/Batch.sol";
import {Config} from "../../src/types/Config.sol";
import {Fixture} from "../Fixture.sol";
import {TestRecords} from "../TestRecords.sol";
import {TestStatement} from "../TestStatement.sol";
import {TestVerifier} from "../TestVerifier.sol";

contract RollupTest is Fixture {
    function test_Genesis_IsTheEmptyState() public view {
        for (uint256 i = 0; i < 4; i++) {
            assertEq(rollup.roots(i), StateTree.EMPTY_ROOT, "root");
        }
        assertEq(rollup.proven().batches, 0, "number");
        assertEq(rollup.proven().settledAt, block.timestamp, "time");
        assertTrue(!rollup.isFrozen(), "frozen");
        assertEq(queue.accounts(OPERATOR), 1, "the operator's account");
    }

    function test_Settle_ABatchWithAllLists_MovesTheState() public {
        _deposit(ALICE, 5000);
        _deposit(BOB, 7000);
        accounts.set(64 * 2, TestRecords.owner(ALICE));
        accounts.set(64 * 2 + 1, TestRecords.account(4000, 0));
        BatchData memory data = _paying(ALICE, 2, 1000);
        data.outcomes = new uint256[](2);
        (data.outcomes[0], data.outcomes[1]) = (DONE, AMOUNT_UNUSABLE);
        data.records = new uint256[](10);
        _putRecord(data, 0, 64 * 2, accounts.record(64 * 2));
        _putRecord(data, 1, 64 * 2 + 1, accounts.record(64 * 2 + 1));
        BatchHeader memory header = _settle(data);
        assertEq(rollup.roots(0), accounts.root(), "accounts");
        assertEq(rollup.proven().batches, 1, "number");
        assertEq(rollup.proven().lastTime, header.lastTime, "time");
        assertEq(rollup.proven().lastSequence, header.lastSequence, "sequence");
        assertEq(rollup.proven().nextOperation, 2, "queue");
        assertEq(vault.balances(ALICE), 1000, "withdrawal");
        assertEq(vault.balances(BOB), 7000, "unusable deposit");
        assertEq(vault.exchangeFunds(), 4000, "funds");
        _requireSolvent();
    }

    function test_Settle_SeveralCommittedBatches_AreProvenInOrder() public {
        BatchData memory data = _empty();
        BatchHeader memory first = _header(data);
        _commit(first);
        vm.warp(block.timestamp + 60);
        BatchHeader memory second = _header(data);
        second.oldRoots = first.newRoots;
        _commit(second);
        assertEq(rollup.committed().batches, 2, "committed");
        bytes memory proof = _proof(second, data);
        vm.expectRevert(abi.encodeWithSelector(IRollup.BatchNumberWrong.selector, 0, 1));
        rollup.proveBatch(second, data, SLOTS, proof);
        _prove(first, data);
        _prove(second, data);
        assertEq(rollup.proven().batches, 2, "proven");
        assertEq(rollup.committed().batches, 2, "committed still");
    }

    function test_Commit_TheNextBatch_StartsFromTheRootsOfTheCommittedOne() public {
        accounts.set(64 * 2, TestRecords.owner(ALICE));
        BatchHeader memory first = _header(_empty());
        _commit(first);
        BatchHeader memory second = _header(_empty());
        bytes32 expected = keccak256(abi.encode(first.newRoots));
        bytes32 got = keccak256(abi.encode(second.oldRoots));
        assertTrue(expected != got, "the roots have moved");
        _refuse(second, abi.encodeWithSelector(IRollup.OldRootsDiffer.selector, expected, got));
        second.oldRoots = first.newRoots;
        _commit(second);
        _prove(first, _empty());
        _prove(second, _empty());
        assertEq(rollup.roots(0), accounts.root(), "accounts");
    }

    function test_Discard_TheNextBatch_StartsFromTheProvenRoots() public {
        accounts.set(64 * 2, TestRecords.owner(ALICE));
        BatchHeader memory header = _header(_empty());
        _commit(header);
        vm.warp(block.timestamp + 24 hours + 1);
        rollup.discardExpired();
        BatchHeader memory next = _header(_empty());
        next.oldRoots = header.newRoots;
        bytes32 expected = keccak256(abi.encode(header.oldRoots));
        _refuse(next, abi.encodeWithSelector(IRollup.OldRootsDiffer.selector, expected, keccak256(abi.encode(next.oldRoots))));
        _settleNothing();
    }

    function test_Settle_RelayedByAnyone_Works() public {
        BatchData memory data = _empty();
        BatchHeader memory header = _header(data);
        bytes memory signature = _sign(header);
        bytes memory proof = _proof(header, data);
        vm.prank(BOB);
        rollup.commitBatch(header, signature);
        vm.prank(CAROL);
        rollup.proveBatch(header, data, SLOTS, proof);
        assertEq(rollup.proven().batches, 1, "proven");
    }

    function test_Commit_RevertWhen_SomebodyElseSigned() public {
        BatchHeader memory header = _header(_empty());
        bytes memory signature = _signAs(0xbad, header);
        vm.expectRevert(abi.encodeWithSelector(IRollup.SequencerDiffers.selector, vm.addr(SEQUENCER_KEY), vm.addr(0xbad)));
        rollup.commitBatch(header, signature);
    }

    function test_Commit_RevertWhen_SignedForAnotherHeader() public {
        BatchHeader memory header = _header(_empty());
        bytes memory signature = _sign(header);
        header.logRoot++;
        vm.expectPartialRevert(IRollup.SequencerDiffers.selector);
        rollup.commitBatch(header, signature);
    }

    function test_Commit_RevertWhen_TheSignatureIsMalformed() public {
        BatchHeader memory header = _header(_empty());
        bytes memory signature = _sign(header);
        bytes memory longer = abi.encodePacked(signature, uint8(0));
        vm.expectRevert(IRollup.SignatureMalformed.selector);
        rollup.commitBatch(header, longer);

        // The second signature that everybody can compute from the first.
        (bytes32 r, bytes32 s, uint8 v) = _split(signature);
        bytes32 other = bytes32(0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141 - uint256(s));
        vm.expectRevert(IRollup.SignatureMalformed.selector);
        rollup.commitBatch(header, abi.encodePacked(r, other, v == 27 ? 28 : 27));
        vm.expectRevert(IRollup.SignatureMalformed.selector);
        rollup.commitBatch(header, abi.encodePacked(r, s, uint8(0)));
        vm.expectRevert(IRollup.SignatureMalformed.selector);
        rollup.commitBatch(header, abi.encodePacked(bytes32(0), s, v));
    }

    function test_Commit_RevertWhen_TheNumberIsAnother() public {
        BatchHeader memory header = _header(_empty());
        header.number = 1;
        _refuse(header, abi.encodeWithSelector(IRollup.BatchNumberWrong.selector, 0, 1));
        _settleNothing();
        header.number = 0;
        _refuse(header, abi.encodeWithSelector(IRollup.BatchNumberWrong.selector, 1, 0));
    }

    function test_Commit_RevertWhen_AnyOldRootDiffers() public {
        for (uint256 i = 0; i < 4; i++) {
            BatchHeader memory header = _header(_empty());
            bytes32 expected = keccak256(abi.encode(header.oldRoots));
            header.oldRoots[i]++;
            bytes32 got = keccak256(abi.encode(header.oldRoots));
            _refuse(header, abi.encodeWithSelector(IRollup.OldRootsDiffer.selector, expected, got));
        }
    }

    function test_Commit_RevertWhen_SequenceNumbersDoNotFollow() public {
        BatchHeader memory header = _header(_empty());
        header.firstSequence = 2;
        _refuse(header, abi.encodeWithSelector(IRollup.FirstSequenceWrong.selector, 1, 2));
        header.firstSequence = 1;
        header.lastSequence = 0;
        _refuse(header, abi.encodeWithSelector(IRollup.TransactionCountWrong.selector, 1, 16_384, int256(0)));
        header.lastSequence = 16_385;
        _refuse(header, abi.encodeWithSelector(IRollup.TransactionCountWrong.selector, 1, 16_384, int256(16_385)));
        header.lastSequence = 16_384;
        _commit(header);
    }

    function test_Commit_RevertWhen_TimesDecrease() public {
        _settleNothing();
        BatchHeader memory header = _header(_empty());
        uint256 last = header.firstTime;
        header.firstTime--;
        _refuse(header, abi.encodeWithSelector(IRollup.TimeDecreases.selector, last, last - 1));
        header.firstTime = header.lastTime + 1;
        _refuse(header, abi.encodeWithSelector(IRollup.TimeDecreases.selector, header.lastTime + 1, header.lastTime));
    }

    function test_Commit_RevertWhen_TheLastTimeIsStaleOrInTheFuture() public {
        BatchHeader memory header = _header(_empty());
        uint256 most = block.timestamp * 1000;
        uint256 least = most - 3_600_000;
        header.lastTime = uint48(most + 1);
        _refuse(header, abi.encodeWithSelector(IRollup.LastTimeOutOfRange.selector, least, most, most + 1));
        header.lastTime = uint48(least - 1);
        _refuse(header, abi.encodeWithSelector(IRollup.LastTimeOutOfRange.selector, least, most, least - 1));
        header.lastTime = uint48(least);
        _commit(header);
    }

    function test_Commit_RevertWhen_TheQueueIsNotConsumedFromItsPlace() public {
        _deposit(ALICE, 5000);
        BatchHeader memory header = _header(_consuming(1, DONE));
        header.firstOperation = 1;
        _refuse(header, abi.encodeWithSelector(IRollup.FirstOperationWrong.selector, 0, 1));
        header.firstOperation = 0;
        header.operationCount = 2;
        _refuse(header, abi.encodeWithSelector(IL1Queue.OperationMissing.selector, 1, 2));
        header.operationCount = 65;
        _refuse(header, abi.encodeWithSelector(IRollup.TooManyOperations.selector, 64, 65));
    }

    function test_Commit_RevertWhen_AnOperationOlderThan24HoursIsLeft() public {
        _deposit(ALICE, 5000);
        _deposit(BOB, 5000);
        vm.warp(block.timestamp + 24 hours);
        BatchHeader memory header = _header(_consuming(1, DONE));
        _commit(header);
        _prove(header, _consuming(1, DONE));
        vm.warp(block.timestamp + 1);
        header = _header(_empty());
        _refuse(header, abi.encodeWithSelector(IRollup.OperationTooOld.selector, 1));
        _settleOperations(1, DONE);
    }

    function test_Commit_AFullBatch_MayLeaveOldOperations() public {
        for (uint256 i = 0; i < 66; i++) {
            _deposit(ALICE, MINIMUM);
        }
        vm.warp(block.timestamp + 3 days);
        BatchHeader memory header = _header(_consuming(63, DONE));
        _refuse(header, abi.encodeWithSelector(IRollup.OperationTooOld.selector, 63));
        _settleOperations(64, DONE);
        _settleOperations(2, DONE);
    }

    function test_Commit_ABatchTooHeavyForTheNextClose_MayLeaveIt() public {
        _deposit(ALICE, 5000);
        vm.startPrank(ALICE);
        for (uint256 i = 1; i <= 3; i++) {
            queue.forceClose{value: 1 ether}(i, true, 1);
        }
        vm.stopPrank();
        vm.warp(block.timestamp + 3 days);
        // 1 deposit, and 32 for the close that is left: 33 of 64.
        BatchHeader memory header = _header(_consuming(1, DONE));
        _refuse(header, abi.encodeWithSelector(IRollup.OperationTooOld.selector, 1));
        // 1 + 32 + 32 = 65.
        _settleOperations(2, DONE);
        // 32, and 32 more for the last one, are 64.
        header = _header(_consuming(1, DONE));
        _refuse(header, abi.encodeWithSelector(IRollup.OperationTooOld.selector, 3));
        _settleOperations(2, DONE);
    }

    function test_Commit_ABatchTooHeavyForTheNextWithdrawal_MayLeaveIt() public {
        for (uint256 i = 0; i < 14; i++) {
            address who = address(uint160(0x5000 + i));
            _fund(who);
            _deposit(who, 5000);
        }
        for (uint256 i = 0; i < 14; i++) {
            uint256 fee = queue.requestFee();
            vm.prank(address(uint160(0x5000 + i)));
            queue.forceWithdraw{value: fee}(1);
        }
        vm.warp(block.timestamp + 3 days);
        // 14 deposits, 9 withdrawals of 5 each, and 5 for the next one: 64.
        BatchHeader memory header = _header(_consuming(23, DONE));
        _refuse(header, abi.encodeWithSelector(IRollup.OperationTooOld.selector, 23));
        _settleOperations(24, DONE);
        _settleOperations(4, DONE);
    }

    function test_Commit_RevertWhen_256Wait() public {
        BatchData memory data = _empty();
        BatchHeader memory header = _header(data);
        for (uint256 i = 0; i < 256; i++) {
            _commit(header);
            header.oldRoots = header.newRoots;
            header.number++;
            header.firstTime = header.lastTime;
            header.firstSequence = header.lastSequence + 1;
            header.lastSequence = header.firstSequence;
        }
        _refuse(header, abi.encodeWithSelector(IRollup.TooManyCommitted.selector, 256));
    }

    function test_Prove_RevertWhen_NotCommitted() public {
        BatchData memory data = _empty();
        BatchHeader memory header = _header(data);
        bytes memory proof = _proof(header, data);
        vm.expectRevert(abi.encodeWithSelector(IRollup.BatchNumberWrong.selector, 0, 0));
        rollup.proveBatch(header, data, SLOTS, proof);
    }

    function test_Prove_RevertWhen_AnotherHeaderWasCommitted() public {
        BatchData memory data = _empty();
        BatchHeader memory header = _header(data);
        _commit(header);
        bytes32 expected = keccak256(abi.encode(header));
        header.newRoots[0] = 5;
        bytes memory proof = _proof(header, data);
        vm.expectRevert(abi.encodeWithSelector(IRollup.HeaderDiffers.selector, expected, keccak256(abi.encode(header))));
        rollup.proveBatch(header, data, SLOTS, proof);
    }

    function test_Prove_RevertWhen_Twice() public {
        BatchData memory data = _empty();
        BatchHeader memory header = _settleNothing();
        bytes memory proof = _proof(header, data);
        vm.expectRevert(abi.encodeWithSelector(IRollup.BatchNumberWrong.selector, 1, 0));
        rollup.proveBatch(header, data, SLOTS, proof);
    }

    function test_Prove_RevertWhen_TheProofIsWrong() public {
        BatchData memory data = _empty();
        BatchHeader memory header = _header(data);
        _commit(header);
        vm.expectRevert(abi.encodeWithSelector(IRollup.ProofRejected.selector, VerificationStatus.ProofLength));
        rollup.proveBatch(header, data, SLOTS, "");
        bytes memory proof = _proof(header, data);
        proof[31] ^= 0x01;
        vm.expectRevert(abi.encodeWithSelector(IRollup.ProofRejected.selector, VerificationStatus.PairingsDiffer));
        rollup.proveBatch(header, data, SLOTS, proof);
        proof[31] ^= 0x01;
        vm.expectRevert(abi.encodeWithSelector(IRollup.ProofRejected.selector, VerificationStatus.SlotsNotAllowed));
        rollup.proveBatch(header, data, 3, proof);
        rollup.proveBatch(header, data, SLOTS, proof);
    }

    /// @dev The statement is about the queue's lanes: with others it is another statement.
    function test_Prove_RevertWhen_ProvenForOtherLanesThanTheQueues() public {
        _deposit(ALICE, 5000);
        BatchData memory data = _consuming(1, DONE);
        BatchHeader memory header = _header(data);
        _commit(header);
        uint256[5][] memory lanes = _lanes(header);
        lanes[0][0] += 2 ** 32;
        bytes memory proof = TestStatement.proof(address(rollup), SLOTS, header, data, lanes);
        vm.expectRevert(abi.encodeWithSelector(IRollup.ProofRejected.selector, VerificationStatus.PairingsDiffer));
        rollup.proveBatch(header, data, SLOTS, proof);
    }

    function test_Prove_RevertWhen_DataAreNotThoseCommitted() public {
        BatchData memory data = _paying(ALICE, 2, 1);
        BatchHeader memory header = _header(data);
        _commit(header);
        bytes memory proof = _proof(header, data);
        data.withdrawals[0]++;
        vm.expectPartialRevert(IRollup.DataHashDiffers.selector);
        rollup.proveBatch(header, data, SLOTS, proof);
    }

    function test_Prove_RevertWhen_ListsDoNotFit() public {
        _deposit(ALICE, 5000);
        BatchData memory data = _consuming(2, DONE);
        BatchHeader memory header = _header(_consuming(1, DONE));
        _commit(header);
        vm.expectRevert(abi.encodeWithSelector(IRollup.ListLengthWrong.selector, "outcomes", 1, 2));
        rollup.proveBatch(header, data, SLOTS, "");
        data = _consuming(1, DONE);
        data.withdrawals = new uint256[](3);
        vm.expectRevert(abi.encodeWithSelector(IRollup.ListLengthWrong.selector, "withdrawals", 2, 3));
        rollup.proveBatch(header, data, SLOTS, "");
        data.withdrawals = new uint256[](514);
        vm.expectRevert(abi.encodeWithSelector(IRollup.ListLengthWrong.selector, "withdrawals", 512, 514));
        rollup.proveBatch(header, data, SLOTS, "");
        data.withdrawals = new uint256[](0);
        data.records = new uint256[](6);
        vm.expectRevert(abi.encodeWithSelector(IRollup.ListLengthWrong.selector, "records", 5, 6));
        rollup.proveBatch(header, data, SLOTS, "");
    }

    function test_Prove_RevertWhen_RecordsDoNotAscend() public {
        BatchData memory data = _empty();
        BatchHeader memory header = _header(data);
        _commit(header);
        data.records = new uint256[](10);
        vm.expectRevert(abi.encodeWithSelector(IRollup.RecordsNotAscending.selector, 0, 0));
        rollup.proveBatch(header, data, SLOTS, "");
        (data.records[0], data.records[5]) = (64, 64);
        vm.expectRevert(abi.encodeWithSelector(IRollup.RecordsNotAscending.selector, 64, 64));
        rollup.proveBatch(header, data, SLOTS, "");
    }

    function test_Prove_RevertWhen_24HoursHavePassed() public {
        BatchData memory data = _empty();
        BatchHeader memory header = _header(data);
        _commit(header);
        bytes memory proof = _proof(header, data);
        uint256 latest = block.timestamp + 24 hours;
        vm.warp(latest + 1);
        vm.expectRevert(abi.encodeWithSelector(IRollup.CommitmentExpired.selector, latest, latest + 1));
        rollup.proveBatch(header, data, SLOTS, proof);
        vm.warp(latest);
        rollup.proveBatch(header, data, SLOTS, proof);
    }

    function test_Prove_RevertWhen_TheVaultHasLessThanIsWithdrawn() public {
        BatchData memory data = _paying(ALICE, 2, 1);
        BatchHeader memory header = _header(data);
        _commit(header);
        bytes memory proof = _proof(header, data);
        vm.expectRevert();
        rollup.proveBatch(header, data, SLOTS, proof);
    }

    function test_Discard_AfterAnExpiry_TheSameBatchMayBeCommittedAgainHoweverLate() public {
        BatchData memory data = _empty();
        BatchHeader memory header = _header(data);
        _commit(header);
        uint256 latest = block.timestamp + 24 hours;
        vm.warp(latest);
        vm.expectRevert(abi.encodeWithSelector(IRollup.NothingExpired.selector, latest, latest));
        rollup.discardExpired();
        vm.warp(latest + 1);
        vm.prank(BOB);
        rollup.discardExpired();
        assertEq(rollup.committed().batches, 0, "discarded");
        assertEq(rollup.attempt(), 1, "attempt");
        _commit(header);
        _prove(header, data);
        assertEq(rollup.proven().batches, 1, "proven");
    }

    function test_Discard_ABatchThatIsNotTheSame_MustBeRecent() public {
        BatchHeader memory header = _header(_empty());
        _commit(header);
        vm.warp(block.timestamp + 24 hours + 1);
        rollup.discardExpired();
        header.logRoot++;
        bytes memory signature = _sign(header);
        vm.expectPartialRevert(IRollup.LastTimeOutOfRange.selector);
        rollup.commitBatch(header, signature);
    }

    /// @dev Else a stranger could commit what the sequencer gave up, again and again, until the exchange freezes.
    function test_Discard_SignaturesFromBefore_AreOfNoUse() public {
        BatchHeader memory header = _header(_empty());
        bytes memory signature = _sign(header);
        rollup.commitBatch(header, signature);
        vm.warp(block.timestamp + 24 hours + 1);
        rollup.discardExpired();
        vm.expectPartialRevert(IRollup.SequencerDiffers.selector);
        rollup.commitBatch(header, signature);
    }

    function test_Discard_RevertWhen_NothingWaits() public {
        _settleNothing();
        vm.warp(block.timestamp + 48 hours);
        vm.expectPartialRevert(IRollup.NothingExpired.selector);
        rollup.discardExpired();
    }

    function test_Deployment_RevertWhen_TheDevelopmentSetupIsNotLocal() public {
        Config memory c = config();
        vm.chainId(1);
        vm.expectRevert(abi.encodeWithSelector(IRollup.DevelopmentSetupRefused.selector, 1));
        new Rollup(c);
        c.verifier = new TestVerifier(false);
        new Rollup(c);
    }

    function test_Deployment_RevertWhen_SomethingIsMissing() public {
        Config memory c = config();
        c.operator = address(0);
        vm.expectRevert(abi.encodeWithSelector(IRollup.AddressZero.selector, "operator"));
        new Rollup(c);
        c = config();
        c.sequencer = address(0);
        vm.expectRevert(abi.encodeWithSelector(IRollup.AddressZero.selector, "sequencer"));
        new Rollup(c);
        c = config();
        c.verifier = IBatchVerifier(address(0));
        vm.expectRevert(abi.encodeWithSelector(IRollup.AddressZero.selector, "verifier"));
        new Rollup(c);
        c = config();
        c.proofs = IStateProofs(address(0));
        vm.expectRevert(abi.encodeWithSelector(IRollup.AddressZero.selector, "proofs"));
        new Rollup(c);
        c = config();
        c.governor = address(0);
        vm.expectRevert(IGovernance.AddressZero.selector);
        new Rollup(c);
    }

    function test_Domain_IsLane0OfMessages() public view {
        assertEq(rollup.DOMAIN_LANE(), block.chainid + 2 ** 64 * uint256(uint160(address(rollup))), "domain");
    }

    function test_Deployment_FirstOperations_AreInTheQueue() public {
        Config memory c = config();
        uint256[5][] memory operations = new uint256[5][](2);
        operations[0] = [8 + 2 ** 8, uint256(1), 2, 0, 0];
        operations[1] = [6 + 2 ** 8, uint256(1), 2, 3, 4];
        c.operations = address(0x0b5);
        vm.etch(c.operations, abi.encode(operations));
        IL1Queue other = IL1Queue(new Rollup(c).queueAddress());
        assertEq(other.length(), 2, "length");
        assertEq(other.lanesOf(1, 1)[4], 4, "lane");
    }

    function test_Deployment_RevertWhen_NoOperationsAreStoredThere() public {
        Config memory c = config();
        c.operations = ALICE;
        vm.expectRevert();
        new Rollup(c);
    }

    function test_Guarded_RevertWhen_CalledByAStranger() public {
        vm.startPrank(BOB);
        vm.expectRevert(abi.encodeWithSelector(IRollup.CallerNotAllowed.selector, address(governance), BOB));
        rollup.setVerifier(verifier);
        vm.expectRevert(abi.encodeWithSelector(IRollup.CallerNotAllowed.selector, address(governance), BOB));
        rollup.setSequencer(BOB);
        vm.expectRevert(abi.encodeWithSelector(IRollup.CallerNotAllowed.selector, address(escape), BOB));
        rollup.payClaim(BOB, 1);
        vm.stopPrank();
    }

    /// @dev Words of docs/protocol.md, 13, as C# writes them, as rows of the instance columns.
    function test_PublicInputs_VectorOfTheProtocol_Match() public {
        string memory json = vm.readFile("../docs/vectors/protocol.json");
        uint256[] memory words = vm.parseJsonUintArray(json, ".publicData.words");
        assertEq(words[15] + words[16] + words[17], 3, "one of each");
        PublicInputsHarness harness = new PublicInputsHarness();
        (BatchHeader memory header, BatchData memory data, uint256[] memory lanes) = _fromWords(words);
        uint256[] memory scalars = harness.scalars(header, data, 4711);
        assertEq(scalars.length, 19, "scalars");
        for (uint256 i = 0; i < 18; i++) {
            assertEq(scalars[i], words[i], "scalar");
        }
        assertEq(scalars[18], 4711, "domain");
        uint256[] memory columns = harness.instance(header, data, lanes);
        assertEq(columns.length, 27, "columns");
        uint256[9][3] memory rows = [
            [uint256(1), words[14], words[18], words[19], words[20], words[21], words[22], words[23], 1],
            [uint256(1), 0, words[24], words[25], 0, 0, 0, 0, 2],
            [uint256(1), words[26], words[27], words[28], words[29], words[30], 0, 0, 0]
        ];
        for (uint256 i = 0; i < 27; i++) {
            assertEq(columns[i], rows[i % 3][i / 3], "word");
        }
    }

    /// forge-config: default.fuzz.runs = 32
    function testFuzz_PublicInputs_AnyLists_EqualTheTwins(uint8 operations, uint8 withdrawals, uint8 records, uint256 seed) public {
        BatchHeader memory header;
        header.firstOperation = uint48(seed);
        uint256[5][] memory lanes = new uint256[5][](operations % 65);
        uint256[] memory flat = _random(5 * lanes.length, seed);
        for (uint256 i = 0; i < flat.length; i++) {
            lanes[i / 5][i % 5] = flat[i];
        }
        uint256[] memory outcomes = _random(lanes.length, ~seed);
        BatchData memory data =
            BatchData(outcomes, _random(2 * uint256(withdrawals % 20), seed ^ 2), _random(5 * uint256(records), seed ^ 3));
        if (header.firstOperation > type(uint48).max - 65) header.firstOperation = 0;
        uint256[] memory got = new PublicInputsHarness().instance(header, data, flat);
        uint256[] memory expected = TestStatement.columns(header, data, lanes);
        assertEq(uint256(keccak256(abi.encode(got))), uint256(keccak256(abi.encode(expected))), "columns");
    }

    function _fromWords(uint256[] memory w) private pure returns (BatchHeader memory h, BatchData memory data, uint256[] memory lanes) {
        h.oldRoots = [w[0], w[1], w[2], w[3]];
        h.newRoots = [w[4], w[5], w[6], w[7]];
        (h.number, h.firstTime, h.lastTime) = (uint64(w[8]), uint48(w[9]), uint48(w[10]));
        (h.firstSequence, h.lastSequence, h.logRoot) = (uint48(w[11]), uint48(w[12]), w[13]);
        (h.firstOperation, h.operationCount) = (uint48(w[14]), uint16(w[15]));
        lanes = new uint256[](5);
        data = BatchData(new uint256[](1), new uint256[](2), new uint256[](5));
        for (uint256 i = 0; i < 5; i++) {
            lanes[i] = w[18 + i];
            data.records[i] = w[26 + i];
        }
        data.outcomes[0] = w[23];
        (data.withdrawals[0], data.withdrawals[1]) = (w[24], w[25]);
    }

    function _refuse(BatchHeader memory header, bytes memory refusal) private {
        bytes memory signature = _sign(header);
        vm.expectRevert(refusal);
        rollup.commitBatch(header, signature);
    }

    function _putRecord(BatchData memory data, uint256 i, uint256 address_, uint256[4] memory lanes) private pure {
        data.records[5 * i] = address_;
        for (uint256 lane = 0; lane < 4; lane++) {
            data.records[5 * i + 1 + lane] = lanes[lane];
        }
    }

    function _random(uint256 count, uint256 seed) private pure returns (uint256[] memory list) {
        list = new uint256[](count);
        for (uint256 i = 0; i < count; i++) {
            list[i] = uint256(keccak256(abi.encode(seed, i)));
        }
    }

    function _split(bytes memory signature) private pure returns (bytes32 r, bytes32 s, uint8 v) {
        (r, s) = abi.decode(signature, (bytes32, bytes32));
        v = uint8(signature[64]);
    }
}

/// @notice Lets a test call the library, whose arguments are calldata.
contract PublicInputsHarness {
    function scalars(BatchHeader calldata header, BatchData calldata data, uint256 domain) external pure returns (uint256[] memory) {
        return PublicInputs.scalars(header, data, domain);
    }

    function instance(BatchHeader calldata header, BatchData calldata data, uint256[] memory lanes)
        external
        pure
        returns (uint256[] memory)
    {
        return PublicInputs.instance(header, data, lanes);
    }
}
