// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IERC20} from "../interfaces/IERC20.sol";

/// @title Calls of tokens
/// @notice Of those that return true, and of those that return nothing.
library SafeToken {
    /// @notice The token refused, returned something else, or is no contract.
    error TokenCallFailed(address token);

    /// @notice Sends from this contract.
    function send(IERC20 token, address to, uint256 amount) internal {
        _call(token, abi.encodeCall(IERC20.transfer, (to, amount)));
    }

    /// @notice Sends from another, who allowed it.
    function take(IERC20 token, address from, address to, uint256 amount) internal {
        _call(token, abi.encodeCall(IERC20.transferFrom, (from, to, amount)));
    }

    function _call(IERC20 token, bytes memory data) private {
        // solhint-disable-next-line avoid-low-level-calls
        (bool success, bytes memory answer) = address(token).call(data);
        bool accepted = answer.length == 0 ? address(token).code.length > 0 : answer.length == 32 && abi.decode(answer, (uint256)) == 1;
        if (!success || !accepted) revert TokenCallFailed(address(token));
    }
}
