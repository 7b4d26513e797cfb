// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {Escape} from "../src/core/Escape.sol";
import {Governance} from "../src/core/Governance.sol";
import {Guardian} from "../src/core/Guardian.sol";
import {L1Queue} from "../src/core/L1Queue.sol";
import {Rollup} from "../src/core/Rollup.sol";
import {StateProofs} from "../src/core/StateProofs.sol";
import {Vault} from "../src/core/Vault.sol";
import {BatchData, BatchHeader, Tip} from "../src/types/Batch.sol";
import {Config} from "../src/types/Config.sol";
import {Entry} from "../src/types/Operation.sol";
import {Test} from "./Test.sol";
import {TestStatement} from "./TestStatement.sol";
import {TestToken} from "./TestToken.sol";
import {TestTree} from "./TestTree.sol";
import {TestVerifier} from "./TestVerifier.sol";

/// @notice A deployment on a local chain, with a sequencer that settles whatever batch a test builds.
abstract contract Fixture is Test {
    uint256 internal constant SEQUENCER_KEY = 0x5e9;
    uint256 internal constant SLOTS = 128;
    uint256 internal constant MINIMUM = 1000;
    uint96 internal constant FEE = 1e14;
    uint256 internal constant DONE = 1;
    uint256 internal constant PAID = 3;
    uint256 internal constant NOTHING_FREE = 16;
    uint256 internal constant AMOUNT_UNUSABLE = 20;

    address internal constant OPERATOR = address(0x0b);
    address internal constant GOVERNOR = address(0x60);
    address internal constant GUARDIAN = address(0x6a);
    address internal constant ALICE = address(0xa11ce);
    address internal constant BOB = address(0xb0b);
    address internal constant CAROL = address(0xca401);

    TestToken internal token;
    TestVerifier internal verifier;
    Rollup internal rollup;
    L1Queue internal queue;
    Vault internal vault;
    Escape internal escape;
    Governance internal governance;
    Guardian internal guardian;
    TestTree internal accounts;
    TestTree internal instruments;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        token = new TestToken();
        verifier = new TestVerifier(true);
        accounts = new TestTree();
        instruments = new TestTree();
        rollup = new Rollup(config());
        queue = L1Queue(rollup.queueAddress());
        vault = Vault(address(queue.VAULT()));
        escape = Escape(rollup.ESCAPE());
        governance = Governance(rollup.GOVERNANCE());
        guardian = Guardian(rollup.guardianAddress());
        _fund(ALICE);
        _fund(BOB);
        _fund(CAROL);
    }

    function config() internal virtual returns (Config memory) {
        return Config({
            token: address(token),
            quantum: 1,
            minimumDeposit: uint64(MINIMUM),
            requestFee: FEE,
            deadline: 7 days,
            notice: 21 days,
            operator: OPERATOR,
            sequencer: vm.addr(SEQUENCER_KEY),
            governor: GOVERNOR,
            guardian: GUARDIAN,
            verifier: verifier,
            proofs: new StateProofs(),
            operations: address(0)
        });
    }

    function _fund(address who) internal {
        token.mint(who, 2 ** 60);
        vm.deal(who, 100 ether);
        vm.prank(who);
        token.approve(address(vault), type(uint256).max);
    }

    function _deposit(address owner, uint256 amount) internal returns (uint256) {
        vm.prank(owner);
        return queue.deposit(owner, amount, 0, 0);
    }

    /// @dev A header that follows what is committed, for the trees as they are.
    function _header(BatchData memory data) internal view returns (BatchHeader memory header) {
        Tip memory tip = rollup.committed();
        header.oldRoots = [rollup.roots(0), rollup.roots(1), rollup.roots(2), rollup.roots(3)];
        header.newRoots = [accounts.root(), header.oldRoots[1], instruments.root(), header.oldRoots[3]];
        header.number = tip.batches;
        header.firstTime = tip.lastTime;
        header.lastTime = uint48(block.timestamp * 1000);
        header.firstSequence = tip.lastSequence + 1;
        header.lastSequence = tip.lastSequence + 1 + uint48(data.outcomes.length);
        header.logRoot = uint256(keccak256(abi.encode(header.number))) >> 8;
        header.firstOperation = tip.nextOperation;
        header.operationCount = uint16(data.outcomes.length);
        header.dataHash = keccak256(
            abi.encode(
                keccak256(abi.encodePacked(data.outcomes)),
                keccak256(abi.encodePacked(data.withdrawals)),
                keccak256(abi.encodePacked(data.records))
            )
        );
    }

    function _sign(BatchHeader memory header) internal view returns (bytes memory) {
        return _signAs(SEQUENCER_KEY, header);
    }

    function _signAs(uint256 key, BatchHeader memory header) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, rollup.digest(header));
        return abi.encodePacked(r, s, v);
    }

    function _commit(BatchHeader memory header) internal {
        bytes memory signature = _sign(header);
        rollup.commitBatch(header, signature);
    }

    function _lanes(BatchHeader memory header) internal view returns (uint256[5][] memory lanes) {
        lanes = new uint256[5][](header.operationCount);
        for (uint256 i = 0; i < lanes.length; i++) {
            Entry memory e = queue.entry(header.firstOperation + i);
            lanes[i] = [uint256(e.lane0), e.lane1, e.lane2, e.lane3, e.lane4];
        }
    }

    function _proof(BatchHeader memory header, BatchData memory data) internal view returns (bytes memory) {
        return TestStatement.proof(address(rollup), SLOTS, header, data, _lanes(header));
    }

    function _prove(BatchHeader memory header, BatchData memory data) internal {
        bytes memory proof = _proof(header, data);
        rollup.proveBatch(header, data, SLOTS, proof);
    }

    function _settle(BatchData memory data) internal returns (BatchHeader memory header) {
        header = _header(data);
        _commit(header);
        _prove(header, data);
    }

    function _settleNothing() internal returns (BatchHeader memory) {
        return _settle(_empty());
    }

    /// @dev A batch that consumes the next operations with one outcome.
    function _settleOperations(uint256 count, uint256 outcome) internal returns (BatchHeader memory) {
        return _settle(_consuming(count, outcome));
    }

    function _consuming(uint256 count, uint256 outcome) internal pure returns (BatchData memory data) {
        data = _empty();
        data.outcomes = new uint256[](count);
        for (uint256 i = 0; i < count; i++) {
            data.outcomes[i] = outcome;
        }
    }

    function _paying(address owner, uint256 account, uint256 amount) internal pure returns (BatchData memory data) {
        data = _empty();
        data.withdrawals = new uint256[](2);
        data.withdrawals[0] = uint160(owner) + 2 ** 160 * amount;
        data.withdrawals[1] = account;
    }

    function _empty() internal pure returns (BatchData memory) {
        return BatchData(new uint256[](0), new uint256[](0), new uint256[](0));
    }

    /// @dev Freezes for want of proven batches.
    function _freeze() internal {
        vm.warp(block.timestamp + 7 days + 1);
        rollup.freeze();
    }

    /// @dev Whatever happens, what the vault holds covers what it owes.
    function _requireSolvent() internal view {
        uint256 owed = vault.pendingDeposits() + vault.exchangeFunds() + vault.totalBalances();
        assertTrue(token.balanceOf(address(vault)) >= owed * vault.QUANTUM(), "solvent");
    }
}
