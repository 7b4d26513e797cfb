using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Prover.Plonk;

/// <summary>What a proof is bound to besides its public inputs, so that it is worth nothing anywhere else. Immutable.</summary>
public sealed class ProofContext
{
    /// <summary>Bytes of a blob's versioned hash.</summary>
    public const int BlobHashLength = Keccak256.DigestBytes;

    private readonly byte[] _blobHashes;

    /// <summary>A context.</summary>
    /// <param name="chainId">The chain on which the proof is verified.</param>
    /// <param name="contract">The contract that verifies it.</param>
    /// <param name="blobHashes">The versioned hashes of the blobs of the batch, 32 bytes each, joined; may be empty.</param>
    /// <exception cref="ArgumentException">The hashes are not whole.</exception>
    public ProofContext(ulong chainId, EthereumAddress contract, ReadOnlySpan<byte> blobHashes = default)
    {
        if (blobHashes.Length % BlobHashLength != 0)
        {
            throw new ArgumentException(
                $"Expected hashes of {BlobHashLength} bytes each, got {blobHashes.Length} bytes.", nameof(blobHashes));
        }

        ChainId = chainId;
        Contract = contract;
        _blobHashes = blobHashes.ToArray();
    }

    /// <summary>The chain on which the proof is verified.</summary>
    public ulong ChainId { get; }

    /// <summary>The contract that verifies it.</summary>
    public EthereumAddress Contract { get; }

    /// <summary>The versioned hashes of the blobs of the batch, joined.</summary>
    public ReadOnlySpan<byte> BlobHashes => _blobHashes;
}
