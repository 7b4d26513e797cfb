// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

/// @notice Poseidon2 as docs/crypto/poseidon2.md writes it: full matrices, one operation a line, no assembly.
/// @dev Takes its constants as arguments: tests give it those of docs/vectors/poseidon2.json, so that they are compared as well.
library Poseidon2Plain {
    uint256 internal constant ORDER = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001;

    struct Parameters {
        uint256[] external_;
        uint256[] internal_;
        uint256[] diagonal;
    }

    function permute(Parameters memory parameters, uint256[4] memory x) internal pure returns (uint256[4] memory) {
        x = _multiplyExternal(x);
        for (uint256 round = 0; round < 4; round++) {
            x = _fullRound(parameters, round, x);
        }
        for (uint256 round = 0; round < 56; round++) {
            x[0] = _power(addmod(x[0], parameters.internal_[round], ORDER));
            x = _multiplyInternal(parameters, x);
        }
        for (uint256 round = 4; round < 8; round++) {
            x = _fullRound(parameters, round, x);
        }
        return x;
    }

    function compress(Parameters memory parameters, uint256[4] memory x, uint256 domain) internal pure returns (uint256) {
        uint256 first = x[0];
        return addmod(addmod(permute(parameters, x)[0], first, ORDER), domain, ORDER);
    }

    function _fullRound(Parameters memory parameters, uint256 round, uint256[4] memory x) private pure returns (uint256[4] memory) {
        for (uint256 i = 0; i < 4; i++) {
            x[i] = _power(addmod(x[i], parameters.external_[4 * round + i], ORDER));
        }
        return _multiplyExternal(x);
    }

    function _power(uint256 x) private pure returns (uint256 y) {
        y = 1;
        for (uint256 i = 0; i < 5; i++) {
            y = mulmod(y, x, ORDER);
        }
    }

    function _multiplyExternal(uint256[4] memory x) private pure returns (uint256[4] memory y) {
        uint8[4][4] memory matrix = [[5, 7, 1, 3], [4, 6, 1, 1], [1, 3, 5, 7], [1, 1, 4, 6]];
        for (uint256 i = 0; i < 4; i++) {
            for (uint256 j = 0; j < 4; j++) {
                y[i] = addmod(y[i], mulmod(matrix[i][j], x[j], ORDER), ORDER);
            }
        }
    }

    function _multiplyInternal(Parameters memory parameters, uint256[4] memory x) private pure returns (uint256[4] memory y) {
        for (uint256 i = 0; i < 4; i++) {
            for (uint256 j = 0; j < 4; j++) {
                y[i] = addmod(y[i], x[j], ORDER);
            }
            y[i] = addmod(y[i], mulmod(parameters.diagonal[i], x[i], ORDER), ORDER);
        }
    }
}
