using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using ZkRollup.Crypto.Tests.Curves;
using ZkRollup.Crypto.Tests.Hashing;

namespace ZkRollup.Crypto.Tests.Signatures;

/// <summary>The signature scheme as docs/crypto/schnorr.md words it, over BigInteger.</summary>
internal static class SchnorrOracle
{
    internal static readonly BigInteger R = JubjubOracle.R;
    internal static readonly BigInteger L = JubjubOracle.L;
    internal const ulong ChallengeDomain = 0x7a6b722e7369676e;

    internal static BigInteger SecretScalar(byte[] seed) =>
        Integer(HMACSHA512.HashData(seed, Encoding.ASCII.GetBytes("zkr/schnorr/1/scalar"))) % L;

    internal static byte[] Prefix(byte[] seed) => HMACSHA512.HashData(seed, Encoding.ASCII.GetBytes("zkr/schnorr/1/prefix"));

    internal static BigInteger Nonce(byte[] prefix, JubjubOracle key, BigInteger message)
    {
        byte[] label = Encoding.ASCII.GetBytes("zkr/schnorr/1/nonce");
        byte[] data = [.. label, .. Bytes(key.X), .. Bytes(key.Y), .. Bytes(message)];
        return Integer(HMACSHA512.HashData(prefix, data)) % L;
    }

    /// <summary>h, the digest that the challenge is cut from.</summary>
    internal static BigInteger Digest(JubjubOracle nonce, JubjubOracle key, BigInteger message) =>
        Poseidon2Oracle.Hash(ChallengeDomain, [nonce.X, nonce.Y, key.X, key.Y, message]);

    internal static BigInteger Challenge(JubjubOracle nonce, JubjubOracle key, BigInteger message) =>
        Digest(nonce, key, message) % (BigInteger.One << 252);

    internal static byte[] Sign(byte[] seed, BigInteger message)
    {
        BigInteger a = SecretScalar(seed);
        JubjubOracle key = (a * JubjubOracle.Generator).Affine();
        BigInteger k = Nonce(Prefix(seed), key, message);
        JubjubOracle nonce = (k * JubjubOracle.Generator).Affine();
        return Encode(nonce, (k + (Challenge(nonce, key, message) * a)) % L);
    }

    internal static bool IsValid(byte[] key, BigInteger message, byte[] signature)
    {
        if (key.Length != 64 || signature.Length != 96)
        {
            return false;
        }

        JubjubOracle a = new(Integer(key.AsSpan(0, 32)), Integer(key.AsSpan(32)), 1);
        JubjubOracle nonce = new(Integer(signature.AsSpan(0, 32)), Integer(signature.AsSpan(32, 32)), 1);
        BigInteger s = Integer(signature.AsSpan(64));
        bool isCanonical = a.X < R && a.Y < R && nonce.X < R && nonce.Y < R && s < L;
        if (!isCanonical || !a.IsOnCurve || a == JubjubOracle.Identity || (L * a).Affine() != JubjubOracle.Identity)
        {
            return false;
        }

        BigInteger c = Challenge(nonce, a, message);
        return ((s * JubjubOracle.Generator) + (c * a.Negate())).Affine() == nonce;
    }

    internal static byte[] Encode(JubjubOracle nonce, BigInteger s) => [.. Bytes(nonce.X), .. Bytes(nonce.Y), .. Bytes(s)];

    internal static byte[] Bytes(BigInteger value)
    {
        byte[] bytes = new byte[32];
        Assert.True(value.TryWriteBytes(bytes, out _, isUnsigned: true));
        return bytes;
    }

    internal static BigInteger Integer(ReadOnlySpan<byte> littleEndian) => new(littleEndian, isUnsigned: true);
}
