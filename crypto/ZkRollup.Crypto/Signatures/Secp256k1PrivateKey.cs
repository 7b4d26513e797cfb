using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace ZkRollup.Crypto.Signatures;

/// <summary>The secret of an Ethereum account: an integer k with 0 &lt; k &lt; n. It is never printed.</summary>
/// <remarks>
/// Signing is deterministic. The multiplication of the generator reads its table in a way that does not depend on the secret and the
/// inversion of the nonce is masked, but the integers of the library below are not constant-time: do not sign where others can time it
/// closely.
/// </remarks>
[DebuggerDisplay("{Address}")]
public sealed class Secp256k1PrivateKey : IDisposable
{
    /// <summary>Bytes of a key, big-endian.</summary>
    public const int Bytes = Secp256k1.ScalarBytes;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _secret;

    private bool _disposed;

    private Secp256k1PrivateKey(ReadOnlySpan<byte> secret)
    {
        _secret = secret.ToArray();
        Address = Secp256k1.Address(Secp256k1.MultiplyGenerator(Secp256k1.Integer(secret)));
    }

    /// <summary>The account that this key signs for.</summary>
    public EthereumAddress Address { get; }

    /// <summary>Reads a key; false unless there are exactly 32 bytes, big-endian, above 0 and below n.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Secp256k1PrivateKey? key)
    {
        key = null;
        if (bytes.Length != Bytes)
        {
            return false;
        }

        BigInteger value = Secp256k1.Integer(bytes);
        if (value.SignValue == 0 || value.CompareTo(Secp256k1.Order) >= 0)
        {
            return false;
        }

        key = new Secp256k1PrivateKey(bytes);
        return true;
    }

    /// <summary>A new key from the system's cryptographic generator.</summary>
    public static Secp256k1PrivateKey Generate()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        Secp256k1PrivateKey? key;
        do
        {
            RandomNumberGenerator.Fill(bytes);
        }
        while (!TryRead(bytes, out key));

        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    /// <summary>Signs a digest: ECDSA with the nonce of RFC 6979 (HMAC-SHA-256), s in low form.</summary>
    /// <param name="digest">Exactly 32 bytes, the output of a hash; never a message.</param>
    /// <exception cref="ArgumentException">Another number of bytes.</exception>
    /// <exception cref="ObjectDisposedException">The key has been wiped.</exception>
    public Secp256k1Signature Sign(ReadOnlySpan<byte> digest)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (digest.Length != Secp256k1.ScalarBytes)
        {
            throw new ArgumentException($"A digest has {Secp256k1.ScalarBytes} bytes, got {digest.Length}.", nameof(digest));
        }

        BigInteger n = Secp256k1.Order;
        BigInteger secret = Secp256k1.Integer(_secret);
        BigInteger z = Secp256k1.Integer(digest);
        HMacDsaKCalculator nonces = new(new Sha256Digest());
        nonces.Init(n, secret, digest.ToArray());
        while (true)
        {
            BigInteger nonce = nonces.NextK();
            ECPoint commitment = Secp256k1.MultiplyGenerator(nonce);
            BigInteger r = commitment.AffineXCoord.ToBigInteger();
            BigInteger mask = RandomScalar();
            BigInteger inverse = nonce.Multiply(mask).Mod(n).ModInverse(n).Multiply(mask).Mod(n);
            BigInteger s = secret.Multiply(r).Add(z).Multiply(inverse).Mod(n);
            if (r.SignValue == 0 || r.CompareTo(n) >= 0 || s.SignValue == 0)
            {
                // One in 2^127: r = 0, s = 0, or R.x at least n, which 65 bytes with v of 27 or 28 cannot say.
                continue;
            }

            bool isOdd = commitment.AffineYCoord.TestBitZero();
            return s.CompareTo(Secp256k1.HalfOrder) > 0
                ? new Secp256k1Signature(r, n.Subtract(s), !isOdd)
                : new Secp256k1Signature(r, s, isOdd);
        }
    }

    /// <summary>Wipes the secret.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_secret);
        _disposed = true;
    }

    /// <summary>The account, not the key.</summary>
    public override string ToString() => $"private key of {Address}";

    private static BigInteger RandomScalar()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BigInteger value;
        do
        {
            RandomNumberGenerator.Fill(bytes);
            value = Secp256k1.Integer(bytes);
        }
        while (value.SignValue == 0 || value.CompareTo(Secp256k1.Order) >= 0);
        return value;
    }
}
