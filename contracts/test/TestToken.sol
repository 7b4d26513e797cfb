// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

/// @notice A token that can misbehave in the ways that the vault must bear.
contract TestToken {
    mapping(address owner => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    /// @notice Kept from each transferFrom.
    uint256 public tax;

    /// @notice Returns false instead of moving anything.
    bool public isRefusing;

    /// @notice Called back in each transferFrom.
    address public hook;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    /// @notice A negative rebase.
    function shrink(address owner, uint256 amount) external {
        balanceOf[owner] -= amount;
    }

    function setTax(uint256 amount) external {
        tax = amount;
    }

    function setRefusing(bool value) external {
        isRefusing = value;
    }

    function setHook(address value) external {
        hook = value;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        return true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        if (isRefusing) return false;
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        if (isRefusing) return false;
        allowance[from][msg.sender] -= amount;
        balanceOf[from] -= amount;
        balanceOf[to] += amount - tax;
        if (hook != address(0)) ITokenHook(hook).onTransfer();
        return true;
    }
}

interface ITokenHook {
    function onTransfer() external;
}

/// @notice A token that returns nothing, as some do.
contract SilentToken {
    mapping(address owner => uint256) public balanceOf;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function transfer(address to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
    }

    function transferFrom(address from, address to, uint256 amount) external {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}
