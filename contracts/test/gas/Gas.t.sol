// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {Rollup} from "../../src/core/Rollup.sol";
import {BatchData, BatchHeader} from "../../src/types/Batch.sol";
import {Config} from "../../src/types/Config.sol";
import {AccountOpening, InstrumentOpening} from "../../src/types/Openings.sol";
import {Fixture} from "../Fixture.sol";
import {TestRecords} from "../TestRecords.sol";

/// @notice What users and the sequencer pay, as whole transactions, in snapshots/GasTest.json. Proofs cost what the verifier costs besides:
/// the one of the tests hashes the statement.
contract GasTest is Fixture {
    uint256 private constant INSTRUMENT = 3;

    /// @dev Without the transaction's own 21,000 and its calldata: 47,000 bytes, 1.9 million gas at the floor price.
    function test_Gas_Deployment() public {
        Config memory c = config();
        uint256 before = gasleft();
        new Rollup(c);
        vm.snapshotValue("deployment", before - gasleft());
    }

    function test_Gas_Deposits() public {
        vm.prank(ALICE);
        queue.deposit(ALICE, 5000, 11, 12);
        vm.snapshotGasLastCall("deposit, first of an owner, with a key");
        vm.prank(BOB);
        queue.deposit(BOB, 5000, 0, 0);
        vm.snapshotGasLastCall("deposit, first of an owner, without a key");
        vm.prank(BOB);
        queue.deposit(BOB, 5000, 0, 0);
        vm.snapshotGasLastCall("deposit, later ones");
    }

    function test_Gas_Requests() public {
        _deposit(ALICE, 5000);
        uint256 fee = queue.requestFee();
        vm.prank(ALICE);
        queue.forceWithdraw{value: fee}(5000);
        vm.snapshotGasLastCall("forceWithdraw");
        fee = queue.requestFee();
        vm.prank(ALICE);
        queue.forceClose{value: fee}(INSTRUMENT, true, 100);
        vm.snapshotGasLastCall("forceClose");
        fee = queue.requestFee();
        vm.prank(ALICE);
        queue.cancelAll{value: fee}();
        vm.snapshotGasLastCall("cancelAll");
        fee = queue.requestFee();
        vm.prank(ALICE);
        queue.changeMasterKey{value: fee}(11, 12);
        vm.snapshotGasLastCall("changeMasterKey");
        _settleOperations(5, DONE);
        queue.withdrawFees(ALICE);
        vm.snapshotGasLastCall("withdrawFees");
    }

    function test_Gas_Withdrawals() public {
        _deposit(ALICE, 5000);
        _settleOperations(1, DONE);
        _settle(_paying(ALICE, 2, 3000));
        vault.withdraw(ALICE);
        vm.snapshotGasLastCall("withdraw");
    }

    function test_Gas_Batches() public {
        // The first uses of places are dearer; what counts is a place used before.
        for (uint256 i = 0; i < 257; i++) {
            _settleNothing();
        }
        _batch("nothing in it", 0, 0, 0);
        _batch("100 records", 0, 0, 100);
        _batch("64 deposits", 64, 0, 0);
        _batch("64 withdrawals", 0, 64, 0);
        _batch("16 deposits, 16 withdrawals, 500 records", 16, 16, 500);
        _batch("1500 records", 0, 0, 1500);
        _batch("256 withdrawals, 1000 records", 0, 256, 1000);
    }

    /// @dev Operations of owners who had no balance and no fees to take before: what goes back to them is dearest.
    function test_Gas_Operations() public {
        for (uint256 i = 0; i < 257; i++) {
            _settleNothing();
        }
        for (uint256 i = 0; i < 64; i++) {
            _fund(_stranger(i));
            _deposit(_stranger(i), 5000);
        }
        _prove("64 deposits that go back", AMOUNT_UNUSABLE);
        for (uint256 i = 0; i < 64; i++) {
            uint256 fee = queue.requestFee();
            vm.prank(_stranger(i));
            queue.forceClose{value: fee}(INSTRUMENT, true, 100);
        }
        _prove("64 forced closes", DONE);
        for (uint256 i = 64; i < 128; i++) {
            _fund(_stranger(i));
            _deposit(_stranger(i), 5000);
        }
        _settleOperations(64, DONE);
        for (uint256 i = 64; i < 128; i++) {
            uint256 fee = queue.requestFee();
            vm.prank(_stranger(i));
            queue.changeMasterKey{value: fee}(11, 12);
        }
        _prove("64 changes of master keys", DONE);
    }

    function test_Gas_Escapes() public {
        instruments.set(8 * INSTRUMENT, TestRecords.terms(1, 10));
        instruments.set(8 * INSTRUMENT + 2, TestRecords.risk(-2, 3, 100, 600_000_000, 1));
        instruments.set(8 * INSTRUMENT + 3, TestRecords.book(5, 5));
        _account(2, ALICE, 0);
        _account(3, BOB, 0x1);
        _account(4, CAROL, 0xff);
        _deposit(ALICE, 500_000);
        _settleOperations(1, DONE);
        vm.warp(block.timestamp + 7 days + 1);
        rollup.freeze();
        vm.snapshotGasLastCall("freeze");
        InstrumentOpening memory instrument = instruments.openInstrument(INSTRUMENT);
        escape.storeMark(INSTRUMENT, instrument);
        vm.snapshotGasLastCall("storeMark");
        AccountOpening memory opening = accounts.openAccount(2);
        escape.registerClaim(2, opening);
        vm.snapshotGasLastCall("registerClaim, no position");
        opening = accounts.openAccount(3);
        escape.registerClaim(3, opening);
        vm.snapshotGasLastCall("registerClaim, 1 position");
        opening = accounts.openAccount(4);
        escape.registerClaim(4, opening);
        vm.snapshotGasLastCall("registerClaim, 8 positions");
        vm.warp(escape.registrationEnd() + 1);
        escape.payClaim(2);
        vm.snapshotGasLastCall("payClaim, the first");
        escape.payClaim(3);
        vm.snapshotGasLastCall("payClaim");
    }

    function test_Gas_Reclaims() public {
        _deposit(ALICE, 5000);
        _freeze();
        queue.reclaim(0);
        vm.snapshotGasLastCall("reclaim, deposit");
    }

    function _batch(string memory name, uint256 operations, uint256 withdrawals, uint256 records) private {
        for (uint256 i = 0; i < operations; i++) {
            _deposit(ALICE, 5000);
        }
        _deposit(BOB, 1_000_000);
        BatchData memory data = _consuming(operations, DONE);
        // The deposit that pays for the withdrawals waits for the next batch; funds of the one before pay.
        data.withdrawals = new uint256[](2 * withdrawals);
        for (uint256 i = 0; i < withdrawals; i++) {
            (data.withdrawals[2 * i], data.withdrawals[2 * i + 1]) = (uint256(0x7000 + 256 * records + i) + 2 ** 160 * 10, 2);
        }
        data.records = new uint256[](5 * records);
        for (uint256 i = 0; i < data.records.length; i++) {
            data.records[i] = i % 5 == 0 ? 64 + i : uint256(keccak256(abi.encode(i))) >> 4;
        }
        BatchHeader memory header = _header(data);
        bytes memory signature = _sign(header);
        rollup.commitBatch(header, signature);
        vm.snapshotGasLastCall(string.concat("commitBatch, ", name));
        bytes memory proof = _proof(header, data);
        rollup.proveBatch(header, data, SLOTS, proof);
        vm.snapshotGasLastCall(string.concat("proveBatch, ", name));
        _settleOperations(queue.length() - queue.head(), DONE);
    }

    function _prove(string memory name, uint256 outcome) private {
        BatchData memory data = _consuming(64, outcome);
        BatchHeader memory header = _header(data);
        _commit(header);
        bytes memory proof = _proof(header, data);
        rollup.proveBatch(header, data, SLOTS, proof);
        vm.snapshotGasLastCall(string.concat("proveBatch, ", name));
    }

    function _stranger(uint256 number) private pure returns (address) {
        return address(uint160(0x90000 + number));
    }

    function _account(uint256 account, address owner, uint256 mask) private {
        accounts.set(64 * account, TestRecords.owner(owner));
        accounts.set(64 * account + 1, TestRecords.account(100_000, mask));
        for (uint256 i = 0; i < 8; i++) {
            if ((mask >> i) & 1 == 1) accounts.set(64 * account + 16 + i, TestRecords.position(INSTRUMENT, int256(i + 1), 0));
        }
    }
}
