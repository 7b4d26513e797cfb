// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

/// @title Tokens
/// @notice The part of EIP-20 that the vault uses.
/// @dev Some tokens return nothing; the vault calls them through SafeToken.
interface IERC20 {
    /// @notice Sends from the caller.
    function transfer(address to, uint256 amount) external returns (bool);

    /// @notice Sends from another, who allowed it.
    function transferFrom(address from, address to, uint256 amount) external returns (bool);

    /// @notice What an account holds.
    function balanceOf(address owner) external view returns (uint256);
}
