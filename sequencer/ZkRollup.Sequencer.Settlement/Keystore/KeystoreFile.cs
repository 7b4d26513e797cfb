using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Sequencer.Settlement.Keystore;

/// <summary>Private keys under a password: Web3 Secret Storage, version 3.</summary>
/// <remarks>
/// Key and check are halves of what the password derives: AES-128 in counter mode with the first 16 bytes, Keccak-256 of the next 16 and
/// the ciphertext. Derived bytes and secrets are wiped; the caller wipes the password.
/// </remarks>
public static class KeystoreFile
{
    private const int HalfBytes = 16;
    private const int SaltBytes = 32;

    /// <summary>Reads a key. Takes as long as the file says, about a second.</summary>
    /// <param name="json">Content of the file.</param>
    /// <param name="password">UTF-8.</param>
    /// <param name="key">The key; the caller disposes it.</param>
    /// <returns>Ok, or the first fault.</returns>
    public static KeystoreStatus TryRead(string json, ReadOnlySpan<byte> password, out Secp256k1PrivateKey? key)
    {
        key = null;
        KeystoreStatus status = KeystoreContent.TryParse(json, out KeystoreContent? content);
        if (status != KeystoreStatus.Ok)
        {
            return status;
        }

        byte[] derived = content!.Derivation.Derive(password);
        byte[] secret = [];
        try
        {
            if (!CryptographicOperations.FixedTimeEquals(Check(derived, content.Ciphertext), content.Check))
            {
                return KeystoreStatus.PasswordWrongOrFileChanged;
            }

            secret = Crypt(derived, content.InitialCounter, content.Ciphertext);
            if (!Secp256k1PrivateKey.TryRead(secret, out Secp256k1PrivateKey? read))
            {
                return KeystoreStatus.KeyInvalid;
            }

            if (content.Address is EthereumAddress address && address != read.Address)
            {
                read.Dispose();
                return KeystoreStatus.AddressDiffers;
            }

            key = read;
            return KeystoreStatus.Ok;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Writes a key, with scrypt and a new salt.</summary>
    /// <param name="secret">32 bytes, big-endian; the caller wipes them.</param>
    /// <param name="password">UTF-8.</param>
    /// <param name="cost">What each guess of the password is to cost.</param>
    /// <returns>Content of the file.</returns>
    /// <exception cref="ArgumentException">The secret is no private key, or the cost is not one that can be read again.</exception>
    public static string Write(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> password, ScryptCost cost)
    {
        if (!Secp256k1PrivateKey.TryRead(secret, out Secp256k1PrivateKey? key))
        {
            throw new ArgumentException($"A private key has {Secp256k1PrivateKey.Bytes} bytes between 0 and the order.", nameof(secret));
        }

        if (!cost.IsDefined || !cost.IsAffordable)
        {
            throw new ArgumentException($"{cost} is not defined, or beyond {ScryptCost.MemoryBytesMax} bytes.", nameof(cost));
        }

        EthereumAddress address = key.Address;
        key.Dispose();
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        byte[] counter = RandomNumberGenerator.GetBytes(HalfBytes);
        ScryptDerivation derivation = new(cost, salt);
        byte[] derived = derivation.Derive(password);
        try
        {
            byte[] ciphertext = Crypt(derived, counter, secret);
            return new JsonObject
            {
                ["version"] = KeystoreContent.Version,
                ["id"] = Identifier(),
                ["address"] = address.ToString()[2..].ToLowerInvariant(),
                ["crypto"] = new JsonObject
                {
                    ["cipher"] = KeystoreContent.Cipher,
                    ["cipherparams"] = new JsonObject { ["iv"] = Convert.ToHexStringLower(counter) },
                    ["ciphertext"] = Convert.ToHexStringLower(ciphertext),
                    ["kdf"] = ScryptDerivation.Name,
                    ["kdfparams"] = derivation.ToJson(),
                    ["mac"] = Convert.ToHexStringLower(Check(derived, ciphertext)),
                },
            }.ToJsonString();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }

    private static byte[] Check(byte[] derived, ReadOnlySpan<byte> ciphertext)
    {
        Keccak256 hasher = new();
        hasher.Append(derived.AsSpan(HalfBytes, HalfBytes));
        hasher.Append(ciphertext);
        byte[] digest = new byte[Keccak256.DigestBytes];
        hasher.Finish(digest);
        return digest;
    }

    /// <summary>Counter mode, NIST SP 800-38A section 6.5: encrypts and decrypts.</summary>
    private static byte[] Crypt(byte[] derived, ReadOnlySpan<byte> initialCounter, ReadOnlySpan<byte> data)
    {
        byte[] key = derived[..HalfBytes];
        using Aes aes = Aes.Create();
        aes.Key = key;
        CryptographicOperations.ZeroMemory(key);
        byte[] counter = initialCounter.ToArray();
        byte[] output = data.ToArray();
        Span<byte> block = stackalloc byte[HalfBytes];
        for (int start = 0; start < output.Length; start += HalfBytes)
        {
            _ = aes.EncryptEcb(counter, block, PaddingMode.None);
            for (int i = start; i < Math.Min(start + HalfBytes, output.Length); i++)
            {
                output[i] ^= block[i - start];
            }

            for (int i = HalfBytes - 1; i >= 0 && ++counter[i] == 0; i--)
            {
            }
        }

        CryptographicOperations.ZeroMemory(block);
        return output;
    }

    /// <summary>A random identifier, RFC 9562 version 4.</summary>
    private static string Identifier()
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(HalfBytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
