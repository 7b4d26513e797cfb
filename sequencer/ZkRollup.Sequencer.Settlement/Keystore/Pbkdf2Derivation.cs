using System.Security.Cryptography;

namespace ZkRollup.Sequencer.Settlement.Keystore;

/// <summary>PBKDF2 with HMAC-SHA-256, RFC 8018.</summary>
internal sealed class Pbkdf2Derivation(int iterations, byte[] salt) : IKeyDerivation
{
    internal const string Name = "pbkdf2";
    internal const string Function = "hmac-sha256";
    internal const int IterationsMax = 10_000_000;

    public byte[] Derive(ReadOnlySpan<byte> password) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, KeystoreContent.DerivedBytes);
}
