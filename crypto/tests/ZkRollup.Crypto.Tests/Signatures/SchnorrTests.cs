using System.Numerics;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Crypto.Tests.Curves;

namespace ZkRollup.Crypto.Tests.Signatures;

/// <summary>Honest signatures, key handling and batches; what must be rejected is in SchnorrRejectionTests.</summary>
public class SchnorrTests
{
    [Fact]
    public void Sign_EdgeAndRandomMessages_MatchesBigIntegerAndVerifies()
    {
        byte[] publicBytes = new byte[64];
        byte[] signatureBytes = new byte[96];
        int next = 0;
        foreach (BigInteger message in new[] { 0, 1, JubjubOracle.R - 1 }.Concat(Oracle.RandomValues(JubjubOracle.R, 9, seed: 41)))
        {
            byte[] seed = Seed(next++);
            using SchnorrSecretKey secret = SchnorrSecretKey.FromSeed(seed);
            SchnorrSignature signature = secret.Sign(Oracle.Element<Fr>(message));
            signature.Write(signatureBytes);
            secret.PublicKey.Write(publicBytes);
            JubjubOracle key = (SchnorrOracle.SecretScalar(seed) * JubjubOracle.Generator).Affine();
            Assert.Equal([.. SchnorrOracle.Bytes(key.X), .. SchnorrOracle.Bytes(key.Y)], publicBytes);
            Assert.Equal(SchnorrOracle.Sign(seed, message), signatureBytes);
            Assert.True(SchnorrOracle.IsValid(publicBytes, message, signatureBytes));
            Assert.Equal(SchnorrResult.Valid, Schnorr.Verify(secret.PublicKey, Oracle.Element<Fr>(message), signature));
            Assert.Equal(SchnorrResult.Valid, Schnorr.Verify(publicBytes, Oracle.Element<Fr>(message), signatureBytes));
        }
    }

    [Fact]
    public void Sign_AnySeedAndMessage_VerifiesOnlyForThatMessageAndKey()
    {
        Prop.ForAll<int, ulong, ulong>((seed, message, other) =>
        {
            using SchnorrSecretKey secret = SchnorrSecretKey.FromSeed(Seed(seed));
            using SchnorrSecretKey stranger = SchnorrSecretKey.FromSeed(Seed(seed + 1));
            Fr hash = Fr.FromUInt64(message);
            SchnorrSignature signature = secret.Sign(hash);
            return Schnorr.Verify(secret.PublicKey, hash, signature) == SchnorrResult.Valid
                && (Schnorr.Verify(secret.PublicKey, Fr.FromUInt64(other), signature) == SchnorrResult.Valid) == (message == other)
                && Schnorr.Verify(stranger.PublicKey, hash, signature) == SchnorrResult.EquationFails
                && secret.Sign(hash) == signature;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Encoding_SignatureAndKey_RoundTrip()
    {
        using SchnorrSecretKey secret = SchnorrSecretKey.FromSeed(Seed(5));
        SchnorrSignature signature = secret.Sign(Fr.One);
        byte[] bytes = new byte[SchnorrSignature.ByteLength];
        signature.Write(bytes);
        Assert.True(SchnorrSignature.TryRead(bytes, out SchnorrSignature read, out SchnorrResult result));
        Assert.Equal(SchnorrResult.Valid, result);
        Assert.Equal(signature, read);
        Assert.True(signature == read && signature.GetHashCode() == read.GetHashCode() && signature != default);
        byte[] keyBytes = new byte[SchnorrPublicKey.ByteLength];
        secret.PublicKey.Write(keyBytes);
        Assert.True(SchnorrPublicKey.TryRead(keyBytes, out SchnorrPublicKey key, out result));
        Assert.Equal(SchnorrResult.Valid, result);
        Assert.True(key == secret.PublicKey && key != default && key.GetHashCode() == secret.PublicKey.GetHashCode());
        Assert.True(SchnorrPublicKey.TryCreate(key.X, key.Y, out SchnorrPublicKey created, out _));
        Assert.Equal(key, created);
    }

    [Fact]
    public void VerifyBatch_MixedInputs_EqualsSingleVerification()
    {
        const int Count = 40;
        SchnorrPublicKey[] keys = new SchnorrPublicKey[Count];
        Fr[] messages = new Fr[Count];
        SchnorrSignature[] signatures = new SchnorrSignature[Count];
        for (int i = 0; i < Count; i++)
        {
            using SchnorrSecretKey secret = SchnorrSecretKey.FromSeed(Seed(i));
            keys[i] = i % 10 == 9 ? default : secret.PublicKey;
            messages[i] = Fr.FromUInt64((ulong)i);
            signatures[i] = (i % 5) switch
            {
                1 => SchnorrForger.WithNonceOffset(Seed(i), i, JubjubSamples.SmallOrder[1 + (i / 5 % 7)]),
                2 => secret.Sign(messages[i] + Fr.One),
                3 => default,
                _ => secret.Sign(messages[i]),
            };
        }

        bool[] valid = [.. Enumerable.Repeat(true, Count)];
        Schnorr.VerifyBatch(keys, messages, signatures, valid);
        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(Schnorr.Verify(keys[i], messages[i], signatures[i]) == SchnorrResult.Valid, valid[i]);
            Assert.Equal(i % 5 is 0 or 4 && i % 10 != 9, valid[i]);
        }

        Schnorr.VerifyBatch([], [], [], []);
    }

    [Fact]
    public void VerifyBatch_LengthsDiffer_Throws()
    {
        foreach ((int keys, int messages, int signatures, int valid) in new[] { (1, 2, 2, 2), (2, 1, 2, 2), (2, 2, 1, 2), (2, 2, 2, 3) })
        {
            Assert.Throws<ArgumentException>(() => Schnorr.VerifyBatch(
                new SchnorrPublicKey[keys], new Fr[messages], new SchnorrSignature[signatures], new bool[valid]));
        }
    }

    [Fact]
    public void SecretKey_ToString_LeaksNoSecret()
    {
        byte[] seed = Seed(7);
        using SchnorrSecretKey secret = SchnorrSecretKey.FromSeed(seed);
        string text = secret.ToString();
        BigInteger scalar = SchnorrOracle.SecretScalar(seed);
        Assert.DoesNotContain(scalar.ToString("x64", null)[^60..], text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToHexString(SchnorrOracle.Prefix(seed)), text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToHexString(seed), text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(secret.PublicKey.X.ToString(), text, StringComparison.Ordinal);
    }

    [Fact]
    public void SecretKey_DisposedOrWrongSeedLength_Throws()
    {
        SchnorrSecretKey secret = SchnorrSecretKey.FromSeed(Seed(8));
        secret.Dispose();
        secret.Dispose();
        Assert.Throws<ObjectDisposedException>(() => secret.Sign(Fr.One));
        Assert.Throws<ArgumentException>(() => SchnorrSecretKey.FromSeed(new byte[31]));
        Assert.Throws<ArgumentException>(() => SchnorrSecretKey.FromSeed(new byte[33]));
        Assert.Throws<ArgumentException>(() => SchnorrSecretKey.FromSeed([]));
    }

    [Fact]
    public void FromWideLittleEndianReduced_EdgeAndRandomBytes_MatchesBigInteger()
    {
        byte[] bytes = new byte[64];
        BigInteger top = BigInteger.One << 512;
        BigInteger l = JubjubOracle.L;
        BigInteger[] edges = [0, 1, l - 1, l, l + 1, top - 1, top - (top % l), (l << 256) + 5];
        foreach (BigInteger value in edges.Concat(Oracle.RandomValues(top, 50, seed: 42)))
        {
            Array.Clear(bytes);
            Assert.True(value.TryWriteBytes(bytes, out _, isUnsigned: true));
            Assert.Equal(value % l, Oracle.Integer(JubjubScalar.FromWideLittleEndianReduced(bytes)));
        }

        Assert.Throws<ArgumentException>(() => JubjubScalar.FromWideLittleEndianReduced(new byte[63]));
    }

    internal static byte[] Seed(int number) => SHA256.HashData(BitConverter.GetBytes(number));
}
