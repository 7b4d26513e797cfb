// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IRollup} from "../interfaces/IRollup.sol";

/// @title Signatures of the sequencer
/// @notice EIP-712 over the hash of a header.
library SequencerSignature {
    bytes32 private constant DOMAIN = keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant COMMIT = keccak256("Commit(bytes32 header,uint256 attempt)");
    bytes32 private constant NAME = keccak256("ZkRollup");
    bytes32 private constant VERSION = keccak256("1");
    uint256 private constant HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    /// @notice The domain separator of this contract on this chain.
    function separator() internal view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN, NAME, VERSION, block.chainid, address(this)));
    }

    /// @notice What is signed.
    /// @param domain `separator`
    /// @param headerHash hash of the header
    /// @param attempt how often batches were discarded: a signature from before is of no use after
    function digest(bytes32 domain, bytes32 headerHash, uint256 attempt) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", domain, keccak256(abi.encode(COMMIT, headerHash, attempt))));
    }

    /// @notice Who signed. Refuses the second signature that follows from each, and the zero address.
    function recover(bytes32 hash, bytes calldata signature) internal pure returns (address signer) {
        if (signature.length != 65) revert IRollup.SignatureMalformed();
        bytes32 r = bytes32(signature[0:32]);
        bytes32 s = bytes32(signature[32:64]);
        uint8 v = uint8(signature[64]);
        if (uint256(s) > HALF_ORDER || (v != 27 && v != 28)) revert IRollup.SignatureMalformed();
        signer = ecrecover(hash, v, r, s);
        if (signer == address(0)) revert IRollup.SignatureMalformed();
    }
}
