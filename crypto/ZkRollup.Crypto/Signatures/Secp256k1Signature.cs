using System.Runtime.CompilerServices;
using Org.BouncyCastle.Math;

namespace ZkRollup.Crypto.Signatures;

/// <summary>An ECDSA signature of an Ethereum account in the one form that is accepted.</summary>
/// <remarks>
/// 0 &lt; r &lt; n, 0 &lt; s ≤ (n − 1)/2, v in {27, 28}. The other solution, n − s, is rejected: a signature has one encoding.
/// EIP-2 asks the same of transactions.
/// </remarks>
public readonly struct Secp256k1Signature : IEquatable<Secp256k1Signature>
{
    /// <summary>Bytes of an encoding: r, s of 32 bytes each, big-endian, then v.</summary>
    public const int Bytes = (2 * Secp256k1.ScalarBytes) + 1;

    private const byte EvenV = 27;

    private readonly Buffer _bytes;

    internal Secp256k1Signature(BigInteger r, BigInteger s, bool isOdd)
    {
        Span<byte> bytes = _bytes;
        Secp256k1.WriteInteger(r, bytes[..Secp256k1.ScalarBytes]);
        Secp256k1.WriteInteger(s, bytes[Secp256k1.ScalarBytes..^1]);
        bytes[^1] = (byte)(EvenV + (isOdd ? 1 : 0));
    }

    /// <summary>0 if the y coordinate of R is even, 1 if it is odd.</summary>
    public int RecoveryId => _bytes[Bytes - 1] == EvenV + 1 ? 1 : 0;

    /// <summary>Reads r‖s‖v; false unless there are exactly 65 bytes in the accepted form.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Secp256k1Signature signature)
    {
        signature = default;
        if (bytes.Length != Bytes || bytes[^1] is not (EvenV or EvenV + 1))
        {
            return false;
        }

        BigInteger r = Secp256k1.Integer(bytes[..Secp256k1.ScalarBytes]);
        BigInteger s = Secp256k1.Integer(bytes[Secp256k1.ScalarBytes..^1]);
        if (r.SignValue == 0 || r.CompareTo(Secp256k1.Order) >= 0 || s.SignValue == 0 || s.CompareTo(Secp256k1.HalfOrder) > 0)
        {
            return false;
        }

        signature = new Secp256k1Signature(r, s, bytes[^1] != EvenV);
        return true;
    }

    /// <summary>Writes r‖s‖v: 65 bytes.</summary>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter.</exception>
    public void Write(Span<byte> destination) => ((ReadOnlySpan<byte>)_bytes).CopyTo(destination);

    /// <summary>The account that signed the digest.</summary>
    /// <param name="digest">32 bytes.</param>
    /// <param name="signer">The account; compare it with the one expected.</param>
    /// <returns>False if the digest has another length, or if no key makes this signature of it.</returns>
    public bool TryRecover(ReadOnlySpan<byte> digest, out EthereumAddress signer)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        BigInteger r = Secp256k1.Integer(bytes[..Secp256k1.ScalarBytes]);
        BigInteger s = Secp256k1.Integer(bytes[Secp256k1.ScalarBytes..^1]);
        if (digest.Length != Secp256k1.ScalarBytes || r.SignValue == 0)
        {
            signer = default;
            return false;
        }

        return Secp256k1.TryRecoverVarTime(r, s, RecoveryId == 1, digest, out signer);
    }

    /// <summary>The encoding in hexadecimal, after 0x.</summary>
    public override string ToString() => "0x" + Convert.ToHexStringLower(_bytes);

    /// <inheritdoc/>
    public bool Equals(Secp256k1Signature other) => ((ReadOnlySpan<byte>)_bytes).SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Secp256k1Signature other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(((ReadOnlySpan<byte>)_bytes)[..4]);

    /// <summary>True if both have the same encoding.</summary>
    public static bool operator ==(Secp256k1Signature a, Secp256k1Signature b) => a.Equals(b);

    /// <summary>True if the encodings differ.</summary>
    public static bool operator !=(Secp256k1Signature a, Secp256k1Signature b) => !a.Equals(b);

    [InlineArray(Bytes)]
    private struct Buffer
    {
        private byte _first;
    }
}
