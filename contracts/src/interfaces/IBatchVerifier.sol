// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

/// @notice What a verifier makes of a proof: the causes of docs/proof-format.md in their order, and acceptance.
/// @dev None is what a contract that does not answer returns; it is not acceptance. Where the chain cannot tell one fault of a point from
/// another, PointNotInSubgroup stands for all that a precompile refuses.
enum VerificationStatus {
    None,
    Valid,
    SlotsNotAllowed,
    PublicScalarCount,
    InstanceColumnCount,
    InstanceWordCount,
    PublicInputNotCanonical,
    ProofLength,
    PointNotCanonical,
    PointNotOnCurve,
    EvaluationNotCanonical,
    PointNotInSubgroup,
    PublicDenominatorZero,
    EvaluationPointInDomain,
    OpeningPointOnDivisor,
    PairingsDiffer
}

/// @title Checks the proof of a batch
/// @notice The generated verifier has one key built in. It keeps nothing and trusts no caller.
interface IBatchVerifier {
    /// @notice Checks a proof against a statement.
    /// @dev Must refuse what is not canonical: scalars and words of r and above, lengths other than the key's. The chain id is that of the
    /// chain; the transcript's `contract` is the argument, not the verifier's own address, so that a proof stays bound to its rollup when
    /// the verifier is replaced. There are no blobs. It must forward computed amounts of gas to precompiles and check their success.
    /// @param rollup the contract that the batch is for
    /// @param slots slots of the batch, T
    /// @param scalars public scalars, in the order of the key: 19
    /// @param instance words of the instance columns, column after column, as many in each: 9 columns
    /// @param proof the bytes of docs/proof-format.md
    /// @return the first cause of rejection, or Valid
    function verify(address rollup, uint256 slots, uint256[] calldata scalars, uint256[] calldata instance, bytes calldata proof)
        external
        view
        returns (VerificationStatus);

    /// @notice Whether the key stands on the development reference string, whose secret is public.
    function isDevelopmentSetup() external view returns (bool);
}
