using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Org.BouncyCastle.Crypto.Generators;

namespace ZkRollup.Sequencer.Settlement.Keystore;

/// <summary>scrypt, RFC 7914.</summary>
internal sealed class ScryptDerivation(ScryptCost cost, byte[] salt) : IKeyDerivation
{
    internal const string Name = "scrypt";

    public byte[] Derive(ReadOnlySpan<byte> password)
    {
        byte[] copy = password.ToArray();
        byte[] derived = SCrypt.Generate(copy, salt, cost.N, cost.R, cost.P, KeystoreContent.DerivedBytes);
        CryptographicOperations.ZeroMemory(copy);
        return derived;
    }

    internal JsonObject ToJson() => new()
    {
        ["dklen"] = KeystoreContent.DerivedBytes,
        ["n"] = cost.N,
        ["r"] = cost.R,
        ["p"] = cost.P,
        ["salt"] = Convert.ToHexStringLower(salt),
    };
}
