namespace ZkRollup.Prover.Solidity;

/// <summary>What is chosen when a verifier is generated.</summary>
/// <param name="Name">The name that contracts and files begin with: Rollup becomes RollupVerifier and RollupConstraints0.</param>
/// <param name="InterfacePath">Where IBatchVerifier.sol lies, as seen from the generated files.</param>
public sealed record VerifierOptions(string Name, string InterfacePath = "../../interfaces/IBatchVerifier.sol")
{
    /// <summary>Versioned hashes of blobs that every statement has, at most 5 of 32 bytes each; none for the rollup.</summary>
    public ReadOnlyMemory<byte> BlobHashes { get; init; }

    /// <summary>The estimated bytes of code from which on the combined expression is split into parts.</summary>
    /// <remarks>Below the limit of 24,576 bytes of EIP-170 by what the estimate may be wrong.</remarks>
    public int PartLength { get; init; } = 22_000;
}
