// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IL1Queue} from "../interfaces/IL1Queue.sol";

/// @title Fees of forced requests
/// @notice They make a flood of requests dear. They come back if the request had an effect and are burned if not; nobody earns them.
abstract contract RequestFees is IL1Queue {
    /// @notice The fee at its highest is that many times the base.
    uint256 public constant FEE_FACTOR_MAX = 20;

    /// @notice So many waiting operations double the base.
    uint256 public constant FEE_DOUBLING = 256;

    /// @notice Bounds of the base: not free, and at its highest never a wall before the exit.
    uint256 public constant FEE_LEAST = 1e12;

    /// @notice See FEE_LEAST.
    uint256 public constant FEE_MOST = 1e16;

    /// @notice Where burned fees go: nobody has its key.
    address public constant BURN = 0x000000000000000000000000000000000000dEaD;

    /// @notice The fee while the queue is empty, in wei.
    uint256 public immutable FEE_BASE;

    /// @notice What an owner gets back, in wei.
    mapping(address owner => uint256 amount) public feesToReturn;

    /// @notice What will be burned, in wei.
    uint256 public feesToBurn;

    constructor(uint256 base) {
        if (base < FEE_LEAST || base > FEE_MOST) revert FeeOutOfRange(FEE_LEAST, FEE_MOST, base);
        FEE_BASE = base;
    }

    /// @inheritdoc IL1Queue
    function withdrawFees(address owner) external {
        uint256 amount = feesToReturn[owner];
        if (amount == 0) revert NoFees(owner);
        feesToReturn[owner] = 0;
        _send(owner, amount);
    }

    /// @inheritdoc IL1Queue
    function burnFees() external {
        uint256 amount = feesToBurn;
        if (amount == 0) revert NoFees(BURN);
        feesToBurn = 0;
        _send(BURN, amount);
    }

    /// @dev Takes the fee out of what was sent; what is beyond it may be taken back.
    function _takeFee(uint256 waiting) internal returns (uint96) {
        uint256 fee = _feeAt(waiting);
        if (msg.value < fee) revert FeeTooLow(fee, msg.value);
        if (msg.value > fee) _refund(msg.sender, msg.value - fee);
        return uint96(fee);
    }

    function _refund(address owner, uint256 amount) internal {
        feesToReturn[owner] += amount;
    }

    function _addToBurn(uint256 amount) internal {
        feesToBurn += amount;
    }

    /// @dev The fee with so many operations waiting.
    function _feeAt(uint256 waiting) internal view returns (uint256) {
        uint256 fee = FEE_BASE + (FEE_BASE * waiting) / FEE_DOUBLING;
        uint256 most = FEE_FACTOR_MAX * FEE_BASE;
        return fee < most ? fee : most;
    }

    function _send(address to, uint256 amount) private {
        (bool success,) = to.call{value: amount}("");
        if (!success) revert PaymentRefused(to);
    }
}
