// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {Vm} from "./Vm.sol";

/// @notice What every test needs: cheat codes and comparisons that say what was expected and what came.
abstract contract Test {
    Vm internal constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    /// @dev Tells forge that this contract has tests.
    bool public constant IS_TEST = true;

    error NotEqual(string what, uint256 expected, uint256 got);
    error NotTrue(string what);

    function assertEq(uint256 got, uint256 expected, string memory what) internal pure {
        if (got != expected) revert NotEqual(what, expected, got);
    }

    function assertEq(address got, address expected, string memory what) internal pure {
        assertEq(uint160(got), uint160(expected), what);
    }

    function assertTrue(bool got, string memory what) internal pure {
        if (!got) revert NotTrue(what);
    }

    /// @dev x brought into [low, high], so that a fuzzer's input is of use.
    function bound(uint256 x, uint256 low, uint256 high) internal pure returns (uint256) {
        return low + x % (high - low + 1);
    }
}
