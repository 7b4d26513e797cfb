using System.Runtime.CompilerServices;
using System.Text;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Crypto.Signatures;

/// <summary>An Ethereum account: 20 bytes.</summary>
public readonly struct EthereumAddress : IEquatable<EthereumAddress>
{
    /// <summary>Bytes of an address.</summary>
    public const int Bytes = 20;

    private const int HexDigits = 2 * Bytes;
    private const int TextLength = 2 + HexDigits;

    private readonly Buffer _bytes;

    private EthereumAddress(ReadOnlySpan<byte> bytes) => bytes.CopyTo(_bytes);

    /// <summary>Reads an address; false unless there are exactly 20 bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out EthereumAddress address)
    {
        bool ok = bytes.Length == Bytes;
        address = ok ? new EthereumAddress(bytes) : default;
        return ok;
    }

    /// <summary>Parses 0x and 40 hexadecimal digits whose case is exactly the checksum of EIP-55.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EthereumAddress address)
    {
        if (TryParseUnchecked(text, out address) && text.SequenceEqual(address.ToString()))
        {
            return true;
        }

        address = default;
        return false;
    }

    /// <summary>Parses 0x and 40 hexadecimal digits in any case: a slip of the pen goes unnoticed.</summary>
    public static bool TryParseUnchecked(ReadOnlySpan<char> text, out EthereumAddress address)
    {
        address = default;
        if (text.Length != TextLength || text[0] != '0' || text[1] != 'x')
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[Bytes];
        bool ok =
            Convert.FromHexString(text[2..], bytes, out _, out int written) == System.Buffers.OperationStatus.Done && written == Bytes;
        return ok && TryRead(bytes, out address);
    }

    /// <summary>The address of a public key: the last 20 bytes of the Keccak-256 digest of x‖y.</summary>
    /// <param name="publicKey">64 bytes, x‖y, big-endian.</param>
    /// <exception cref="ArgumentException">Another number of bytes.</exception>
    public static EthereumAddress OfPublicKey(ReadOnlySpan<byte> publicKey)
    {
        if (publicKey.Length != 64)
        {
            throw new ArgumentException($"A public key has 64 bytes, got {publicKey.Length}.", nameof(publicKey));
        }

        Span<byte> digest = stackalloc byte[Keccak256.DigestBytes];
        Keccak256.Hash(publicKey, digest);
        return new EthereumAddress(digest[^Bytes..]);
    }

    /// <summary>Writes the 20 bytes.</summary>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter.</exception>
    public void Write(Span<byte> destination) => ((ReadOnlySpan<byte>)_bytes).CopyTo(destination);

    /// <summary>0x and 40 hexadecimal digits, letters in the case that EIP-55 asks for.</summary>
    /// <remarks>A letter is upper case if the digit at its place in the Keccak-256 of the lower-case text is 8 or more.</remarks>
    public override string ToString()
    {
        string lower = Convert.ToHexStringLower(_bytes);
        byte[] digest = Keccak256.Hash(Encoding.ASCII.GetBytes(lower));
        return string.Create(TextLength, (lower, digest), static (text, state) =>
        {
            text[0] = '0';
            text[1] = 'x';
            for (int i = 0; i < HexDigits; i++)
            {
                int nibble = (state.digest[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 15;
                text[i + 2] = nibble >= 8 ? char.ToUpperInvariant(state.lower[i]) : state.lower[i];
            }
        });
    }

    /// <inheritdoc/>
    public bool Equals(EthereumAddress other) => ((ReadOnlySpan<byte>)_bytes).SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EthereumAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(((ReadOnlySpan<byte>)_bytes)[^4..]);

    /// <summary>True if both are the same account.</summary>
    public static bool operator ==(EthereumAddress a, EthereumAddress b) => a.Equals(b);

    /// <summary>True if they are different accounts.</summary>
    public static bool operator !=(EthereumAddress a, EthereumAddress b) => !a.Equals(b);

    [InlineArray(Bytes)]
    private struct Buffer
    {
        private byte _first;
    }
}
