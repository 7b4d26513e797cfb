using System.Buffers;
using Org.BouncyCastle.Crypto.Digests;

namespace ZkRollup.Crypto.Hashing;

/// <summary>Keccak-256 as Ethereum uses it: the padding of the Keccak submission, not that of SHA3-256. 32 bytes.</summary>
/// <remarks>
/// The static methods hash in one call. An instance takes its input in parts; it belongs to one thread at a time.
/// Keccak team, "The Keccak reference", version 3.0: rate 1088, capacity 512.
/// </remarks>
public sealed class Keccak256
{
    /// <summary>Bytes of a digest.</summary>
    public const int DigestBytes = 32;

    private const int ChunkBytes = 4096;

    private readonly KeccakDigest _digest = new(8 * DigestBytes);

    /// <summary>Writes the digest of <paramref name="data"/>.</summary>
    /// <param name="data">Any number of bytes; may overlap <paramref name="digest"/>.</param>
    /// <param name="digest">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="digest"/> has another length.</exception>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        Keccak256 hasher = new();
        hasher.Append(data);
        hasher.Finish(digest);
    }

    /// <summary>Returns the digest of <paramref name="data"/>: 32 bytes.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> data)
    {
        byte[] digest = new byte[DigestBytes];
        Hash(data, digest);
        return digest;
    }

    /// <summary>Adds bytes to what has been added since the last <see cref="Finish"/>.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        // The library below takes arrays only; the copy is wiped, since it may hold a secret.
        byte[] chunk = ArrayPool<byte>.Shared.Rent(Math.Min(data.Length, ChunkBytes));
        while (!data.IsEmpty)
        {
            int length = Math.Min(data.Length, chunk.Length);
            data[..length].CopyTo(chunk);
            _digest.BlockUpdate(chunk, 0, length);
            data = data[length..];
        }

        ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
    }

    /// <summary>Writes the digest of everything added, and begins anew.</summary>
    /// <param name="digest">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="digest"/> has another length.</exception>
    public void Finish(Span<byte> digest)
    {
        if (digest.Length != DigestBytes)
        {
            throw new ArgumentException($"A digest has {DigestBytes} bytes, got {digest.Length}.", nameof(digest));
        }

        byte[] output = new byte[DigestBytes];
        _ = _digest.DoFinal(output, 0);
        output.CopyTo(digest);
    }
}
