// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

/// @title Holds the collateral
/// @notice Every quantum that came in is one of three things: a deposit that no batch has consumed, funds of the exchange, or a balance
/// that its owner may pull. The vault has no owner, no pause and no upgrade; nobody can keep it from paying a balance.
interface IVault {
    /// @notice A balance to pull has grown.
    event Credited(address indexed owner, uint256 quanta);

    /// @notice A balance was paid.
    event Withdrawn(address indexed owner, uint256 quanta);

    /// @notice Only that contract may call.
    error CallerNotAllowed(address expected, address got);

    /// @notice The token lost balance by itself, as rebasing ones do: no deposit is taken any more.
    error CollateralShrank(uint256 expected, uint256 got);

    /// @notice What arrived is no whole number of quanta.
    error ReceivedNotWhole(uint256 quantum, uint256 received);

    /// @notice More than there is. No proven batch and no claim can cause it; it is checked all the same.
    error FundsExceeded(uint256 available, uint256 asked);

    /// @notice The owner has no balance to pull.
    error NothingToWithdraw(address owner);

    /// @notice A unit of the token below a quantum of zero makes no sense.
    error QuantumZero();

    /// @notice Takes a deposit, as much as arrives.
    /// @dev Only the queue. The token may call back: nothing that moves tokens can be entered meanwhile.
    /// @param from who pays, having allowed the vault to take it
    /// @param amount units of the token
    /// @return quanta what arrived
    function collect(address from, uint256 amount) external returns (uint256 quanta);

    /// @notice Deposits became funds of the exchange. Only the queue.
    function accept(uint256 quanta) external;

    /// @notice A deposit goes back to its owner's balance. Only the queue.
    function giveBack(address owner, uint256 quanta) external;

    /// @notice Funds of the exchange become balances. Only the rollup.
    /// @param words two for each withdrawal: owner + 2^160·quanta; account
    function pay(uint256[] calldata words) external;

    /// @notice Funds of the exchange become one balance. Only the rollup.
    function payClaim(address owner, uint256 quanta) external;

    /// @notice Pays all of an owner's balance to the owner. Anyone may call, always.
    function withdraw(address owner) external;

    /// @notice What an owner may pull, in quanta.
    function balances(address owner) external view returns (uint256);

    /// @notice Deposits that no batch has consumed, in quanta.
    function pendingDeposits() external view returns (uint256);

    /// @notice Funds of the exchange, in quanta.
    function exchangeFunds() external view returns (uint256);

    /// @notice All balances to pull, in quanta.
    function totalBalances() external view returns (uint256);

    /// @notice Funds of the exchange that the token confirms: less than `exchangeFunds` only if the token lost balance by itself.
    function securedFunds() external view returns (uint256);
}
