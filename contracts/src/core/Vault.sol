// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IERC20} from "../interfaces/IERC20.sol";
import {IVault} from "../interfaces/IVault.sol";
import {SafeToken} from "../libraries/SafeToken.sol";

/// @title Vault
/// @notice Holds the collateral, for the queue and the rollup that it was made with.
contract Vault is IVault {
    using SafeToken for IERC20;

    /// @notice The collateral.
    IERC20 public immutable TOKEN;

    /// @notice Units of the token in a quantum.
    uint256 public immutable QUANTUM;

    /// @notice Takes deposits and gives them back.
    address public immutable QUEUE;

    /// @notice Pays withdrawals and claims.
    address public immutable ROLLUP;

    /// @inheritdoc IVault
    mapping(address owner => uint256 quanta) public balances;

    /// @inheritdoc IVault
    uint256 public pendingDeposits;

    /// @inheritdoc IVault
    uint256 public exchangeFunds;

    /// @inheritdoc IVault
    uint256 public totalBalances;

    bool private transient _isMovingTokens;

    /// @notice The vault was entered while the token calls back.
    error Reentered();

    modifier only(address allowed) {
        if (msg.sender != allowed) revert CallerNotAllowed(allowed, msg.sender);
        _;
    }

    modifier movesTokens() {
        if (_isMovingTokens) revert Reentered();
        _isMovingTokens = true;
        _;
        _isMovingTokens = false;
    }

    constructor(IERC20 token, uint256 quantum, address rollup) {
        if (quantum == 0) revert QuantumZero();
        TOKEN = token;
        QUANTUM = quantum;
        QUEUE = msg.sender;
        ROLLUP = rollup;
    }

    /// @inheritdoc IVault
    function collect(address from, uint256 amount) external only(QUEUE) movesTokens returns (uint256 quanta) {
        uint256 before = TOKEN.balanceOf(address(this));
        uint256 owed = (pendingDeposits + exchangeFunds + totalBalances) * QUANTUM;
        if (before < owed) revert CollateralShrank(owed, before);

        TOKEN.take(from, address(this), amount);
        uint256 received = TOKEN.balanceOf(address(this)) - before;
        if (received % QUANTUM != 0) revert ReceivedNotWhole(QUANTUM, received);
        quanta = received / QUANTUM;
        pendingDeposits += quanta;
    }

    /// @inheritdoc IVault
    function accept(uint256 quanta) external only(QUEUE) {
        _takePending(quanta);
        exchangeFunds += quanta;
    }

    /// @inheritdoc IVault
    function giveBack(address owner, uint256 quanta) external only(QUEUE) {
        _takePending(quanta);
        totalBalances += quanta;
        _credit(owner, quanta);
    }

    /// @inheritdoc IVault
    function pay(uint256[] calldata words) external only(ROLLUP) {
        uint256 total = 0;
        for (uint256 i = 0; i < words.length; i += 2) {
            uint256 quanta = words[i] >> 160;
            total += quanta;
            _credit(address(uint160(words[i])), quanta);
        }
        _takeFunds(total);
        totalBalances += total;
    }

    /// @inheritdoc IVault
    function payClaim(address owner, uint256 quanta) external only(ROLLUP) {
        _takeFunds(quanta);
        totalBalances += quanta;
        _credit(owner, quanta);
    }

    /// @inheritdoc IVault
    function withdraw(address owner) external movesTokens {
        uint256 quanta = balances[owner];
        if (quanta == 0) revert NothingToWithdraw(owner);
        balances[owner] = 0;
        totalBalances -= quanta;
        emit Withdrawn(owner, quanta);
        // solhint-disable-next-line check-send-result
        TOKEN.send(owner, quanta * QUANTUM);
    }

    /// @inheritdoc IVault
    function securedFunds() external view returns (uint256) {
        uint256 held = TOKEN.balanceOf(address(this)) / QUANTUM;
        uint256 aside = pendingDeposits + totalBalances;
        uint256 left = held > aside ? held - aside : 0;
        return left < exchangeFunds ? left : exchangeFunds;
    }

    function _takePending(uint256 quanta) private {
        if (quanta > pendingDeposits) revert FundsExceeded(pendingDeposits, quanta);
        pendingDeposits -= quanta;
    }

    function _takeFunds(uint256 quanta) private {
        if (quanta > exchangeFunds) revert FundsExceeded(exchangeFunds, quanta);
        exchangeFunds -= quanta;
    }

    function _credit(address owner, uint256 quanta) private {
        balances[owner] += quanta;
        emit Credited(owner, quanta);
    }
}
