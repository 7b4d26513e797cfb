// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IEscape} from "../interfaces/IEscape.sol";
import {IRollup} from "../interfaces/IRollup.sol";
import {IStateProofs} from "../interfaces/IStateProofs.sol";
import {IVault} from "../interfaces/IVault.sol";
import {Equity} from "../libraries/Equity.sol";
import {AccountOpening, AccountState, InstrumentOpening, InstrumentState} from "../types/Openings.sol";

/// @title Escape
/// @notice Takes claims against the proven state of a frozen exchange, and shares what there is.
contract Escape is IEscape {
    enum Status {
        None,
        Registered,
        Paid
    }

    struct Claim {
        address owner;
        uint88 amount;
        Status status;
    }

    /// @notice Seconds from the freeze in which claims share alike.
    uint256 public constant REGISTRATION = 60 days;

    uint256 private constant ACCOUNTS = 0;
    uint256 private constant INSTRUMENTS = 2;

    /// @notice Has the roots and the time of the freeze.
    IRollup public immutable ROLLUP;

    /// @notice Holds the funds.
    IVault public immutable VAULT;

    /// @notice Reads records out of roots.
    IStateProofs public immutable PROOFS;

    /// @notice Marks that were stored.
    mapping(uint256 instrument => Equity.Mark) public marks;

    /// @notice Claims of accounts.
    mapping(uint256 account => Claim) public claims;

    /// @inheritdoc IEscape
    uint256 public totalClaims;

    /// @notice Whether registration was closed, and funds counted.
    bool public isClosed;

    /// @notice Funds when registration was closed.
    uint256 public fundsAtClose;

    /// @notice What is left for claims that came later.
    uint256 public lateFunds;

    modifier whenFrozen() {
        if (!ROLLUP.isFrozen()) revert NotFrozen();
        _;
    }

    constructor(IVault vault, IStateProofs proofs) {
        ROLLUP = IRollup(msg.sender);
        VAULT = vault;
        PROOFS = proofs;
    }

    /// @inheritdoc IEscape
    function storeMark(uint256 instrument, InstrumentOpening calldata opening) external whenFrozen {
        if (marks[instrument].isStored) revert MarkStored(instrument);
        InstrumentState memory state = PROOFS.openInstrument(ROLLUP.roots(INSTRUMENTS), instrument, opening);
        if (state.kind == 0) revert InstrumentUnknown(instrument);
        // Fields of 36, 24 and 60 bits, by the proven state.
        marks[instrument] = Equity.Mark({
            isStored: true,
            mark: uint40(state.mark),
            multiplier: uint24(state.multiplier),
            longIndex: int64(state.longIndex),
            shortIndex: int64(state.shortIndex)
        });
        emit MarkTaken(instrument, state.mark, state.multiplier, state.longIndex, state.shortIndex);
    }

    /// @inheritdoc IEscape
    function registerClaim(uint256 account, AccountOpening calldata opening) external whenFrozen {
        if (claims[account].status != Status.None) revert AlreadyClaimed(account);
        AccountState memory state = PROOFS.openAccount(ROLLUP.roots(ACCOUNTS), account, opening);
        if (!state.live) revert AccountUnknown(account);
        uint256 amount = _claimOf(account, state);
        claims[account] = Claim(state.owner, uint88(amount), Status.Registered);
        emit ClaimRegistered(account, state.owner, amount);
        if (block.timestamp <= registrationEnd()) totalClaims += amount;
        else _payLate(account);
    }

    /// @inheritdoc IEscape
    function payClaim(uint256 account) external whenFrozen {
        uint256 end = registrationEnd();
        if (block.timestamp <= end) revert RegistrationOpen(end, block.timestamp);
        Claim memory claim = claims[account];
        if (claim.status != Status.Registered) revert NothingToPay(account);
        _close();
        _pay(account, claim, _share(claim.amount));
    }

    /// @inheritdoc IEscape
    function registrationEnd() public view returns (uint256) {
        return ROLLUP.frozenAt() + REGISTRATION;
    }

    /// @dev The same share as those in time, while funds last.
    function _payLate(uint256 account) private {
        _close();
        Claim memory claim = claims[account];
        uint256 paid = _share(claim.amount);
        if (paid > lateFunds) paid = lateFunds;
        lateFunds -= paid;
        _pay(account, claim, paid);
    }

    function _pay(uint256 account, Claim memory claim, uint256 paid) private {
        claims[account].status = Status.Paid;
        emit ClaimPaid(account, claim.owner, claim.amount, paid);
        if (paid > 0) ROLLUP.payClaim(claim.owner, paid);
    }

    /// @dev Counts funds once: what all claims in time get is then fixed, and what is left is for later ones.
    function _close() private {
        if (isClosed) return;
        isClosed = true;
        fundsAtClose = VAULT.securedFunds();
        if (fundsAtClose > totalClaims) lateFunds = fundsAtClose - totalClaims;
        emit RegistrationClosed(fundsAtClose, totalClaims);
    }

    /// @dev claim·min(1, funds/Σ), rounded down, so that all shares together never exceed the funds.
    function _share(uint256 amount) private view returns (uint256) {
        return fundsAtClose >= totalClaims ? amount : amount * fundsAtClose / totalClaims;
    }

    function _claimOf(uint256 account, AccountState memory state) private view returns (uint256) {
        int256 equity = state.cash;
        for (uint256 i = 0; i < state.positions.length; i++) {
            if (state.positions[i].size == 0) continue;
            Equity.Mark memory mark = marks[state.positions[i].instrument];
            if (!mark.isStored) revert MarkMissing(state.positions[i].instrument);
            equity += Equity.ofPosition(state.positions[i], mark);
        }
        if (equity <= 0) revert NothingToClaim(account, equity);
        if (uint256(equity) > type(uint88).max) revert ClaimTooLarge(type(uint88).max, uint256(equity));
        return uint256(equity);
    }
}
