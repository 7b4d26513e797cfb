// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {Escape} from "../../src/core/Escape.sol";
import {L1Queue} from "../../src/core/L1Queue.sol";
import {Rollup} from "../../src/core/Rollup.sol";
import {Vault} from "../../src/core/Vault.sol";
import {BatchData} from "../../src/types/Batch.sol";
import {Entry, OperationKind} from "../../src/types/Operation.sol";
import {Fixture} from "../Fixture.sol";
import {TestRecords} from "../TestRecords.sol";
import {TestToken} from "../TestToken.sol";

/// @notice Does what users, sequencer, guardian and bystanders may do, in any order, and keeps books of its own.
/// @dev Six owners have accounts 2 to 7, whose cash on the second layer is fixed: together more than some runs ever deposit.
contract Handler is Fixture {
    uint256 public constant ACTORS = 6;

    uint256 public deposited;
    uint256 public requestFees;
    uint256 public feesOut;
    mapping(address actor => uint256) public received;
    mapping(uint256 account => uint256) public registrations;
    mapping(uint256 account => uint256) public payments;
    mapping(uint256 index => uint256) public consumptions;
    mapping(uint256 index => uint256) public reclaims;
    uint256 public expectedNext;
    uint256 public claimsPaid;
    uint256 public fundsAtFreeze;

    constructor() {
        setUp();
        for (uint256 i = 0; i < ACTORS; i++) {
            _fund(actor(i));
            uint256 index = _deposit(actor(i), 50_000);
            deposited += 50_000;
            accounts.set(64 * (2 + i), TestRecords.owner(actor(i)));
            accounts.set(64 * (2 + i) + 1, TestRecords.account(int256(20_000 + 30_000 * i), 0));
            consumptions[index] = 1;
        }
        _settleOperations(ACTORS, DONE);
        expectedNext = ACTORS;
    }

    function parts() external view returns (Rollup, L1Queue, Vault, TestToken, Escape) {
        return (rollup, queue, vault, token, escape);
    }

    function actor(uint256 i) public pure returns (address) {
        return address(uint160(0xac7000 + i % ACTORS));
    }

    function deposit(uint256 who, uint256 amount, uint256 owner) external {
        if (rollup.isFrozen()) return;
        amount = bound(amount, MINIMUM, 1_000_000);
        vm.prank(actor(who));
        queue.deposit(actor(owner), amount, 0, 0);
        deposited += amount;
    }

    function request(uint256 who, uint256 kind, uint256 amount) external {
        if (rollup.isFrozen()) return;
        uint256 fee = queue.requestFee();
        address owner = actor(who);
        bytes memory data;
        if (kind % 3 == 0) data = abi.encodeCall(queue.forceWithdraw, (amount % 2 ** 59));
        else if (kind % 3 == 1) data = abi.encodeCall(queue.cancelAll, ());
        else data = abi.encodeCall(queue.forceClose, (1 + amount % 4, amount % 2 == 0, amount % 2 ** 35));
        vm.deal(owner, 100 ether);
        vm.prank(owner);
        (bool success,) = address(queue).call{value: fee}(data);
        if (success) requestFees += fee;
    }

    /// @dev Consumes some operations with outcomes that their kinds have, and withdraws some of the funds.
    function settle(uint256 count, uint256 seed, uint256 amount) external {
        if (rollup.isFrozen() || block.timestamp < guardian.haltedUntil()) return;
        uint256 waiting = queue.length() - queue.head();
        uint256 most = waiting < 64 ? waiting : 64;
        count = bound(count, 0, most);
        if (!queue.mayLeaveNext(queue.head(), count)) count = most;
        BatchData memory data = _consuming(count, 0);
        uint256 first = queue.head();
        assertEq(first, expectedNext, "consumption goes on where it ended");
        for (uint256 i = 0; i < count; i++) {
            data.outcomes[i] = _outcome(queue.entry(first + i), uint256(keccak256(abi.encode(seed, i))));
            consumptions[first + i]++;
        }
        amount = bound(amount, 0, vault.exchangeFunds() / 4);
        if (amount > 0) data.withdrawals = _paying(actor(seed), 2 + seed % ACTORS, amount).withdrawals;
        _settle(data);
        expectedNext = first + count;
    }

    function withdraw(uint256 who) external {
        address owner = actor(who);
        if (vault.balances(owner) == 0) return;
        uint256 before = token.balanceOf(owner);
        vault.withdraw(owner);
        received[owner] += token.balanceOf(owner) - before;
    }

    function returnFees(uint256 who) external {
        if (queue.feesToReturn(actor(who)) > 0) {
            feesOut += queue.feesToReturn(actor(who));
            queue.withdrawFees(actor(who));
        }
        if (queue.feesToBurn() > 0) {
            feesOut += queue.feesToBurn();
            queue.burnFees();
        }
    }

    function wait(uint256 duration) external {
        vm.warp(block.timestamp + bound(duration, 1 minutes, 5 days));
    }

    function halt(uint256 duration) external {
        duration = bound(duration, 1 hours, 72 hours);
        if (block.timestamp < guardian.haltedUntil() || duration > guardian.budget()) return;
        vm.prank(GUARDIAN);
        guardian.halt(duration);
    }

    function freeze() external {
        bool isDue = queue.isOverdue() || block.timestamp > rollup.proven().settledAt + 7 days;
        if (rollup.isFrozen() || !isDue) return;
        rollup.freeze();
        fundsAtFreeze = vault.exchangeFunds();
    }

    function registerClaim(uint256 who) external {
        if (!rollup.isFrozen()) return;
        uint256 account = 2 + who % ACTORS;
        try escape.registerClaim(account, accounts.openAccount(account)) {
            registrations[account]++;
        } catch {}
    }

    function endRegistration() external {
        if (rollup.isFrozen() && block.timestamp <= escape.registrationEnd()) vm.warp(escape.registrationEnd() + 1);
    }

    function payClaim(uint256 who) external {
        if (!rollup.isFrozen()) return;
        uint256 account = 2 + who % ACTORS;
        uint256 before = vault.totalBalances();
        try escape.payClaim(account) {
            payments[account]++;
            claimsPaid += vault.totalBalances() - before;
        } catch {}
    }

    function reclaim(uint256 index) external {
        if (!rollup.isFrozen() || queue.length() == 0) return;
        index = index % queue.length();
        try queue.reclaim(index) {
            reclaims[index]++;
        } catch {}
    }

    /// @dev Anyone may try what only others may do.
    function intrude(uint256 who, uint256 amount) external {
        vm.startPrank(actor(who));
        try vault.payClaim(actor(who), amount) {
            revert("payClaim");
        } catch {}
        try rollup.payClaim(actor(who), amount) {
            revert("payClaim of the rollup");
        } catch {}
        try queue.consume(queue.head(), new uint256[](0)) {
            revert("consume");
        } catch {}
        vm.stopPrank();
    }

    function _outcome(Entry memory entry, uint256 seed) private pure returns (uint256) {
        OperationKind kind = OperationKind(entry.lane0 & 0xff);
        if (kind == OperationKind.Deposit) return seed % 4 == 0 ? AMOUNT_UNUSABLE : 1 + seed % 2;
        return seed % 2 == 0 ? DONE : NOTHING_FREE;
    }
}
