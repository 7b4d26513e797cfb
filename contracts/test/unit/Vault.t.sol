// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {Vault} from "../../src/core/Vault.sol";
import {IERC20} from "../../src/interfaces/IERC20.sol";
import {IVault} from "../../src/interfaces/IVault.sol";
import {SafeToken} from "../../src/libraries/SafeToken.sol";
import {Test} from "../Test.sol";
import {ITokenHook, SilentToken, TestToken} from "../TestToken.sol";

/// @dev The test is queue and rollup at once.
contract VaultTest is Test {
    address private constant ALICE = address(0xa11ce);
    address private constant BOB = address(0xb0b);
    uint256 private constant QUANTUM = 100;

    TestToken private _token;
    Vault private _vault;

    function setUp() public {
        _token = new TestToken();
        _vault = new Vault(IERC20(address(_token)), QUANTUM, address(this));
        _token.mint(ALICE, 1_000_000);
        vm.prank(ALICE);
        _token.approve(address(_vault), type(uint256).max);
    }

    function test_Collect_CreditsWhatArrived_NotWhatWasSent() public {
        _token.setTax(200);
        assertEq(_vault.collect(ALICE, 1000), 8, "quanta");
        assertEq(_vault.pendingDeposits(), 8, "pending");
    }

    function test_Collect_RevertWhen_NotWhole() public {
        _token.setTax(1);
        vm.expectRevert(abi.encodeWithSelector(IVault.ReceivedNotWhole.selector, QUANTUM, 999));
        _vault.collect(ALICE, 1000);
    }

    function test_Collect_RevertWhen_TheTokenShrank() public {
        _vault.collect(ALICE, 1000);
        _token.shrink(address(_vault), 1);
        vm.expectRevert(abi.encodeWithSelector(IVault.CollateralShrank.selector, 1000, 999));
        _vault.collect(ALICE, 1000);
    }

    function test_Collect_RevertWhen_TheTokenRefuses() public {
        _token.setRefusing(true);
        vm.expectRevert(abi.encodeWithSelector(SafeToken.TokenCallFailed.selector, address(_token)));
        _vault.collect(ALICE, 1000);
    }

    function test_Collect_ADonation_IsNobodys() public {
        _token.mint(address(_vault), 555);
        assertEq(_vault.collect(ALICE, 1000), 10, "quanta");
        assertEq(_vault.securedFunds(), 0, "funds");
    }

    function test_Collect_ReenteredByTheToken_RefusesTheInnerOne() public {
        Reenter reenter = new Reenter(_vault, false);
        _token.setHook(address(reenter));
        assertEq(_vault.collect(ALICE, 1000), 10, "quanta");
        assertTrue(reenter.refusal() == Vault.Reentered.selector, "refused");
    }

    function test_Withdraw_CalledByTheTokenWhileCollecting_IsRefused() public {
        _fill(5);
        _vault.payClaim(ALICE, 3);
        Reenter reenter = new Reenter(_vault, true);
        _token.setHook(address(reenter));
        assertEq(_vault.collect(ALICE, 1000), 10, "quanta");
        assertTrue(reenter.refusal() == Vault.Reentered.selector, "refused");
        assertEq(_vault.balances(ALICE), 3, "balance");
    }

    function test_Collect_ATokenThatReturnsNothing_Works() public {
        SilentToken silent = new SilentToken();
        Vault vault = new Vault(IERC20(address(silent)), 1, address(this));
        silent.mint(ALICE, 10);
        assertEq(vault.collect(ALICE, 10), 10, "quanta");
        vault.giveBack(ALICE, 10);
        vault.withdraw(ALICE);
        assertEq(silent.balanceOf(ALICE), 10, "paid");
    }

    function test_Withdraw_RevertWhen_TheTokenIsNoContract() public {
        Vault vault = new Vault(IERC20(address(0xdead)), 1, address(this));
        vm.expectRevert();
        vault.collect(ALICE, 1);
    }

    function test_Withdraw_ByAStranger_PaysTheOwner() public {
        _fill(5);
        _vault.payClaim(ALICE, 3);
        vm.prank(BOB);
        _vault.withdraw(ALICE);
        assertEq(_token.balanceOf(ALICE), 1_000_000 - 500 + 300, "owner");
        assertEq(_token.balanceOf(BOB), 0, "stranger");
        assertEq(_vault.balances(ALICE), 0, "balance");
        vm.expectRevert(abi.encodeWithSelector(IVault.NothingToWithdraw.selector, ALICE));
        _vault.withdraw(ALICE);
    }

    function test_Withdraw_RevertWhen_TheTokenRefuses_KeepsTheBalance() public {
        _fill(5);
        _vault.payClaim(ALICE, 3);
        _token.setRefusing(true);
        vm.expectRevert(abi.encodeWithSelector(SafeToken.TokenCallFailed.selector, address(_token)));
        _vault.withdraw(ALICE);
        assertEq(_vault.balances(ALICE), 3, "balance");
    }

    function test_Pay_SeveralWords_CreditsEach() public {
        _fill(10);
        uint256[] memory words = new uint256[](6);
        (words[0], words[1]) = (uint160(ALICE) + 2 ** 160 * 2, 7);
        (words[2], words[3]) = (uint160(BOB) + 2 ** 160 * 3, 8);
        (words[4], words[5]) = (uint160(ALICE) + 2 ** 160 * 4, 7);
        _vault.pay(words);
        assertEq(_vault.balances(ALICE), 6, "alice");
        assertEq(_vault.balances(BOB), 3, "bob");
        assertEq(_vault.exchangeFunds(), 1, "funds");
        assertEq(_vault.totalBalances(), 9, "balances");
    }

    function test_Pay_RevertWhen_FundsAreExceeded() public {
        _fill(10);
        uint256[] memory words = new uint256[](2);
        words[0] = uint160(ALICE) + 2 ** 160 * 11;
        vm.expectRevert(abi.encodeWithSelector(IVault.FundsExceeded.selector, 10, 11));
        _vault.pay(words);
        vm.expectRevert(abi.encodeWithSelector(IVault.FundsExceeded.selector, 10, 11));
        _vault.payClaim(ALICE, 11);
    }

    function test_GiveBack_RevertWhen_MoreThanIsPending() public {
        _vault.collect(ALICE, 1000);
        vm.expectRevert(abi.encodeWithSelector(IVault.FundsExceeded.selector, 10, 11));
        _vault.giveBack(ALICE, 11);
        vm.expectRevert(abi.encodeWithSelector(IVault.FundsExceeded.selector, 10, 11));
        _vault.accept(11);
    }

    function test_SecuredFunds_AfterAShrink_SetsBalancesAsideFirst() public {
        _fill(10);
        _vault.payClaim(ALICE, 4);
        _token.shrink(address(_vault), 500);
        assertEq(_vault.securedFunds(), 1, "funds");
        _token.shrink(address(_vault), 400);
        assertEq(_vault.securedFunds(), 0, "nothing is left");
    }

    function test_SecuredFunds_AfterAShrink_SetsDepositsAsideFirst() public {
        _fill(10);
        _vault.collect(ALICE, 300);
        _token.shrink(address(_vault), 600);
        assertEq(_vault.securedFunds(), 4, "funds");
    }

    function test_Guarded_RevertWhen_CalledByAStranger() public {
        bytes memory refusal = abi.encodeWithSelector(IVault.CallerNotAllowed.selector, address(this), BOB);
        vm.startPrank(BOB);
        vm.expectRevert(refusal);
        _vault.collect(ALICE, 1);
        vm.expectRevert(refusal);
        _vault.accept(1);
        vm.expectRevert(refusal);
        _vault.giveBack(ALICE, 1);
        vm.expectRevert(refusal);
        _vault.pay(new uint256[](0));
        vm.expectRevert(refusal);
        _vault.payClaim(BOB, 1);
        vm.stopPrank();
    }

    function test_Constructor_RevertWhen_QuantumIsZero() public {
        vm.expectRevert(IVault.QuantumZero.selector);
        new Vault(IERC20(address(_token)), 0, address(this));
    }

    function collectAgain(Vault vault) external {
        vault.collect(ALICE, 1000);
    }

    function testFuzz_Books_AnyFlow_AddUp(uint256 inward, uint256 accepted, uint256 paid) public {
        inward = bound(inward, 0, 10_000);
        accepted = bound(accepted, 0, inward);
        paid = bound(paid, 0, accepted);
        _vault.collect(ALICE, inward * QUANTUM);
        _vault.accept(accepted);
        _vault.payClaim(BOB, paid);
        _vault.giveBack(ALICE, inward - accepted);
        uint256 owed = _vault.pendingDeposits() + _vault.exchangeFunds() + _vault.totalBalances();
        assertEq(owed * QUANTUM, _token.balanceOf(address(_vault)), "books");
        assertEq(_vault.balances(ALICE) + _vault.balances(BOB), _vault.totalBalances(), "balances");
    }

    function _fill(uint256 quanta) private {
        _vault.collect(ALICE, quanta * QUANTUM);
        _vault.accept(quanta);
    }
}

/// @notice Calls the vault from within the token, and remembers what came of it.
contract Reenter is ITokenHook {
    bytes4 public refusal;

    Vault private immutable _VAULT;
    bool private immutable _WITHDRAWS;

    constructor(Vault vault, bool withdraws) {
        _VAULT = vault;
        _WITHDRAWS = withdraws;
    }

    function onTransfer() external {
        // As the queue would, if it were entered again; or as anybody.
        (address target, bytes memory data) = _WITHDRAWS
            ? (address(_VAULT), abi.encodeCall(Vault.withdraw, (address(0xa11ce))))
            : (_VAULT.QUEUE(), abi.encodeCall(VaultTest.collectAgain, (_VAULT)));
        (bool success, bytes memory answer) = target.call(data);
        if (!success) refusal = bytes4(answer);
    }
}
