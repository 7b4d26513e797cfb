using System.Buffers.Binary;
using System.Security.Cryptography;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Prover.Files;
using ZkRollup.Prover.Kzg;

namespace ZkRollup.Prover.Plonk;

/// <summary>Keys kept in a folder between runs, under the digests of all that they were made from.</summary>
/// <remarks>
/// A file is "ZKRKEYS1", 32 bytes that identify circuit, reference string and options, the verifying key, and the SHA-256 of all before.
/// The hash finds damage, not malice: the folder must be as trustworthy as the program. Files are written under another name and moved.
/// </remarks>
public static class KeyCache
{
    private const int HeaderLength = 8 + Keccak256.DigestBytes;

    private static ReadOnlySpan<byte> Magic => "ZKRKEYS1"u8;

    /// <summary>Reads the keys of a circuit from a folder, or makes them and keeps them there.</summary>
    /// <param name="folder">The folder; created if need be.</param>
    /// <param name="circuit">The circuit.</param>
    /// <param name="source">The reference string.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellation">Checked between pieces of a few milliseconds; leaves no part of a file.</param>
    /// <exception cref="ArgumentException">The options do not suit the circuit or the string.</exception>
    /// <exception cref="InvalidDataException">The folder holds a file for these keys that is damaged or belongs to other keys.</exception>
    public static ProvingKey Open(
        string folder,
        Circuit circuit,
        ReferenceString source,
        KeySetupOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(source);
        byte[] identity = Identity(circuit, source, KeySetup.Shape(circuit, source, options ?? new()));
        string path = Path.Combine(folder, FileName(identity));
        if (!File.Exists(path))
        {
            ProvingKey made = KeySetup.Create(circuit, source, options, cancellation);
            Write(path, identity, made.VerifyingKey.Bytes);
            return made;
        }

        byte[] content = File.ReadAllBytes(path);
        if (FindFault(content, identity, out VerifyingKey? key) is { } fault)
        {
            throw new InvalidDataException($"{path}: {fault}. Delete it to have it made anew.");
        }

        try
        {
            return KeySetup.Restore(circuit, source, key!, cancellation);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message} Delete it to have it made anew.", exception);
        }
    }

    /// <summary>What identifies keys: Keccak-256 of the digests of circuit and reference string, and what was chosen.</summary>
    internal static byte[] Identity(Circuit circuit, ReferenceString source, CircuitShape shape)
    {
        const int Digest = Keccak256.DigestBytes;
        Span<byte> data = stackalloc byte[(2 * Digest) + (3 * sizeof(int))];
        CircuitDigest.Compute(circuit).CopyTo(data);
        source.Digest.CopyTo(data[Digest..]);
        BinaryPrimitives.WriteInt32BigEndian(data[(2 * Digest)..], shape.PackingFactor);
        BinaryPrimitives.WriteInt32BigEndian(data[((2 * Digest) + sizeof(int))..], shape.SlotsMin);
        BinaryPrimitives.WriteInt32BigEndian(data[((2 * Digest) + (2 * sizeof(int)))..], shape.SlotsMax);
        return Keccak256.Hash(data);
    }

    /// <summary>The name of the file of some keys.</summary>
    internal static string FileName(ReadOnlySpan<byte> identity) => $"keys-{Convert.ToHexStringLower(identity[..8])}.zkrkeys";

    private static void Write(string path, ReadOnlySpan<byte> identity, ReadOnlySpan<byte> key)
    {
        byte[] content = new byte[HeaderLength + key.Length + SHA256.HashSizeInBytes];
        Magic.CopyTo(content);
        identity.CopyTo(content.AsSpan(Magic.Length));
        key.CopyTo(content.AsSpan(HeaderLength));
        SHA256.HashData(content.AsSpan(0, HeaderLength + key.Length), content.AsSpan(HeaderLength + key.Length));
        AtomicFile.Write(path, content);
    }

    private static string? FindFault(ReadOnlySpan<byte> content, ReadOnlySpan<byte> identity, out VerifyingKey? key)
    {
        key = null;
        if (content.Length < HeaderLength + SHA256.HashSizeInBytes)
        {
            return $"the file has only {content.Length} bytes";
        }

        if (!content.StartsWith(Magic))
        {
            return "the file does not begin with the name of its format";
        }

        ReadOnlySpan<byte> body = content[..^SHA256.HashSizeInBytes];
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(content[body.Length..]))
        {
            return "the SHA-256 at the end does not match";
        }

        ReadOnlySpan<byte> found = body[Magic.Length..HeaderLength];
        if (!found.SequenceEqual(identity))
        {
            return $"the keys have the identity {Convert.ToHexString(found)}, expected {Convert.ToHexString(identity)}";
        }

        VerifyingKeyReadResult result = VerifyingKey.TryRead(body[HeaderLength..], out key);
        return key is null ? $"the verifying key is rejected: {result}" : null;
    }
}
