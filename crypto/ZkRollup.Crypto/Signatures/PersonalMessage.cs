using System.Globalization;
using System.Text;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Crypto.Signatures;

/// <summary>Messages that wallets sign as text: EIP-191, version 0x45 ("personal_sign").</summary>
public static class PersonalMessage
{
    /// <summary>Keccak-256 of 0x19, "Ethereum Signed Message:", a line feed, the length in decimal, and the message: 32 bytes.</summary>
    /// <param name="message">The bytes that the wallet shows, usually UTF-8.</param>
    public static byte[] Digest(ReadOnlySpan<byte> message)
    {
        Keccak256 hasher = new();
        hasher.Append("\u0019Ethereum Signed Message:\n"u8);
        hasher.Append(Encoding.ASCII.GetBytes(message.Length.ToString(CultureInfo.InvariantCulture)));
        hasher.Append(message);
        byte[] digest = new byte[Keccak256.DigestBytes];
        hasher.Finish(digest);
        return digest;
    }
}
