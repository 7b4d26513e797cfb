// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {Escape} from "../../src/core/Escape.sol";
import {L1Queue} from "../../src/core/L1Queue.sol";
import {Rollup} from "../../src/core/Rollup.sol";
import {Vault} from "../../src/core/Vault.sol";
import {Entry, OperationKind} from "../../src/types/Operation.sol";
import {Test} from "../Test.sol";
import {TestToken} from "../TestToken.sol";
import {Handler} from "./Handler.sol";

contract SettlementInvariantTest is Test {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    Handler private _handler;
    Rollup private _rollup;
    L1Queue private _queue;
    Vault private _vault;
    TestToken private _token;
    Escape private _escape;

    function setUp() public {
        _handler = new Handler();
        (_rollup, _queue, _vault, _token, _escape) = _handler.parts();
    }

    /// @dev Forge looks here for whom to call.
    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @dev And here for what.
    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        bytes4[] memory list = new bytes4[](13);
        list[0] = Handler.deposit.selector;
        list[1] = Handler.request.selector;
        list[2] = Handler.settle.selector;
        list[3] = Handler.endRegistration.selector;
        list[4] = Handler.withdraw.selector;
        list[5] = Handler.returnFees.selector;
        list[6] = Handler.wait.selector;
        list[7] = Handler.halt.selector;
        list[8] = Handler.freeze.selector;
        list[9] = Handler.registerClaim.selector;
        list[10] = Handler.payClaim.selector;
        list[11] = Handler.reclaim.selector;
        list[12] = Handler.intrude.selector;
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(_handler), list);
    }

    /// @dev What the vault holds is what it owes, to the last quantum, in all three books.
    function invariant_Vault_HoldsExactlyWhatItOwes() public view {
        uint256 owed = _vault.pendingDeposits() + _vault.exchangeFunds() + _vault.totalBalances();
        assertEq(_token.balanceOf(address(_vault)), owed, "held");
        uint256 received = 0;
        uint256 balances = 0;
        for (uint256 i = 0; i < _handler.ACTORS(); i++) {
            balances += _vault.balances(_handler.actor(i));
            received += _handler.received(_handler.actor(i));
        }
        assertEq(balances, _vault.totalBalances(), "balances");
        assertEq(_handler.deposited(), owed + received, "nothing appears, nothing vanishes");
    }

    /// @dev Deposits that wait are exactly those that the queue has not consumed or given back.
    function invariant_Queue_PendingDepositsAreThoseNotConsumed() public view {
        uint256 pending = 0;
        uint256 fees = 0;
        for (uint256 i = _queue.head(); i < _queue.length(); i++) {
            Entry memory entry = _queue.entry(i);
            OperationKind kind = OperationKind(entry.lane0 & 0xff);
            if (kind == OperationKind.Deposit) pending += (entry.lane0 >> 32) & (2 ** 60 - 1);
            else if (kind != OperationKind.None) fees += entry.fee;
        }
        assertEq(_vault.pendingDeposits(), pending, "pending");
        uint256 toReturn = _queue.feesToBurn();
        for (uint256 i = 0; i < _handler.ACTORS(); i++) {
            toReturn += _queue.feesToReturn(_handler.actor(i));
        }
        assertEq(address(_queue).balance, fees + toReturn, "fees held");
        assertEq(_handler.requestFees(), fees + toReturn + _handler.feesOut(), "fees paid");
    }

    /// @dev Each operation below the head was consumed once, none above it, and none was both consumed and given back.
    function invariant_Queue_IsConsumedInOrderAndOnce() public view {
        assertEq(_queue.head(), _handler.expectedNext(), "head");
        assertEq(_rollup.proven().nextOperation, _queue.head(), "the proven state agrees");
        for (uint256 i = 0; i < _queue.length(); i++) {
            assertEq(_handler.consumptions(i), i < _queue.head() ? 1 : 0, "consumed");
            assertTrue(_handler.consumptions(i) + _handler.reclaims(i) <= 1, "once");
        }
    }

    /// @dev Whatever happened: balances can be pulled now, an exchange that fails can be frozen now, and a frozen one gives back.
    function invariant_Exit_NothingCanStopIt() public {
        if (!_rollup.isFrozen() && (_queue.isOverdue() || block.timestamp > _rollup.proven().settledAt + 7 days)) _rollup.freeze();
        if (_rollup.isFrozen()) {
            for (uint256 i = _queue.head(); i < _queue.length(); i++) {
                if (_queue.entry(i).lane0 != 0) _queue.reclaim(i);
            }
            assertEq(_vault.pendingDeposits(), 0, "all deposits went back");
        }
        for (uint256 i = 0; i < _handler.ACTORS(); i++) {
            address owner = _handler.actor(i);
            uint256 balance = _vault.balances(owner);
            uint256 before = _token.balanceOf(owner);
            if (balance > 0) _vault.withdraw(owner);
            assertEq(_token.balanceOf(owner), before + balance, "pulled");
        }
    }

    /// @dev An account escapes once, and all claims together get no more than the exchange had.
    function invariant_Escape_OnceForEachAccount() public view {
        for (uint256 account = 2; account < 2 + _handler.ACTORS(); account++) {
            assertTrue(_handler.registrations(account) <= 1, "registered once");
            assertTrue(_handler.payments(account) <= _handler.registrations(account), "paid at most once");
        }
        assertTrue(_handler.claimsPaid() <= _handler.fundsAtFreeze(), "no more than there was");
        if (_rollup.isFrozen()) assertTrue(_vault.exchangeFunds() <= _handler.fundsAtFreeze(), "funds do not grow");
    }
}
