using System.Diagnostics;
using System.Security.Cryptography;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Signatures;

/// <summary>A secret key: a scalar a and a prefix for nonces, both derived from a seed of 32 bytes.</summary>
/// <remarks>
/// Derivation and nonces are specified in docs/crypto/schnorr.md. Signing is deterministic, and its time does not depend on the secrets.
/// The key lives in one pinned buffer that <see cref="Dispose"/> clears; copies in registers and stack slots of finished calls are beyond
/// reach.
/// </remarks>
public sealed class SchnorrSecretKey : IDisposable
{
    /// <summary>Bytes of a seed: 32.</summary>
    public const int SeedLength = 32;

    private const int HashLength = HMACSHA512.HashSizeInBytes;

    /// <summary>The scalar, 32 bytes little-endian, then the prefix of 64 bytes.</summary>
    private readonly byte[] _secrets = GC.AllocateArray<byte>(JubjubScalar.ByteLength + HashLength, pinned: true);
    private bool _isDisposed;

    private SchnorrSecretKey(in JubjubScalar scalar)
    {
        scalar.WriteLittleEndian(_secrets);
        PublicKey = SchnorrPublicKey.FromSecret(scalar);
    }

    /// <summary>A = a·G.</summary>
    public SchnorrPublicKey PublicKey { get; }

    private static ReadOnlySpan<byte> ScalarLabel => "zkr/schnorr/1/scalar"u8;

    private static ReadOnlySpan<byte> PrefixLabel => "zkr/schnorr/1/prefix"u8;

    private static ReadOnlySpan<byte> NonceLabel => "zkr/schnorr/1/nonce"u8;

    /// <summary>Derives the key of a seed: always the same key for the same seed.</summary>
    /// <param name="seed">Exactly 32 uniformly random bytes; the caller owns and clears them.</param>
    /// <exception cref="ArgumentException">The length is not 32.</exception>
    /// <exception cref="CryptographicException">The scalar is 0, which happens with probability 2^−252.</exception>
    public static SchnorrSecretKey FromSeed(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedLength)
        {
            throw new ArgumentException($"Expected {SeedLength} bytes, got {seed.Length}.", nameof(seed));
        }

        Span<byte> hash = stackalloc byte[HashLength];
        HMACSHA512.HashData(seed, ScalarLabel, hash);
        JubjubScalar scalar = RequireNonZero(JubjubScalar.FromWideLittleEndianReduced(hash));
        CryptographicOperations.ZeroMemory(hash);
        SchnorrSecretKey key = new(scalar);
        HMACSHA512.HashData(seed, PrefixLabel, key._secrets.AsSpan(JubjubScalar.ByteLength));
        return key;
    }

    /// <summary>Signs a message hash.</summary>
    /// <exception cref="ObjectDisposedException">The key has been disposed of.</exception>
    /// <exception cref="CryptographicException">The nonce is 0, which happens with probability 2^−252.</exception>
    public SchnorrSignature Sign(in Fr messageHash)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        JubjubScalar nonce = DeriveNonce(messageHash);
        JubjubPoint.MultiplyGenerator(nonce).ToAffine(out Fr x, out Fr y);
        Span<ulong> challenge = stackalloc ulong[Fr.LimbCount];
        Schnorr.WriteChallenge(x, y, PublicKey, messageHash, challenge);
        bool isCanonical = JubjubScalar.TryReadLittleEndian(_secrets.AsSpan(0, JubjubScalar.ByteLength), out JubjubScalar scalar);
        Debug.Assert(isCanonical);
        return new SchnorrSignature(x, y, nonce + (JubjubScalar.FromLimbsReduced(challenge) * scalar));
    }

    /// <summary>Clears the secrets; the key can no longer sign.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        CryptographicOperations.ZeroMemory(_secrets);
    }

    /// <summary>Names the type and the public key, never a secret.</summary>
    public override string ToString() => $"{nameof(SchnorrSecretKey)} of ({PublicKey.X}, {PublicKey.Y})";

    private JubjubScalar DeriveNonce(in Fr messageHash)
    {
        Span<byte> data = stackalloc byte[NonceLabel.Length + SchnorrPublicKey.ByteLength + Fr.ByteLength];
        NonceLabel.CopyTo(data);
        PublicKey.Write(data[NonceLabel.Length..]);
        messageHash.WriteLittleEndian(data[^Fr.ByteLength..]);
        Span<byte> hash = stackalloc byte[HashLength];
        HMACSHA512.HashData(_secrets.AsSpan(JubjubScalar.ByteLength), data, hash);
        JubjubScalar nonce = RequireNonZero(JubjubScalar.FromWideLittleEndianReduced(hash));
        CryptographicOperations.ZeroMemory(hash);
        return nonce;
    }

    private static JubjubScalar RequireNonZero(JubjubScalar scalar)
    {
        if (scalar.IsZero)
        {
            throw new CryptographicException("The derived scalar is 0.");
        }

        return scalar;
    }
}
