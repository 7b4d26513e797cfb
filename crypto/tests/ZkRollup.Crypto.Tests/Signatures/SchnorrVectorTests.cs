using System.Numerics;
using System.Text.Json;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Crypto.Tests.Curves;

namespace ZkRollup.Crypto.Tests.Signatures;

/// <summary>docs/vectors/schnorr.json: written from the code, read back against the BigInteger oracle.</summary>
public class SchnorrVectorTests
{
    private const string FileName = "schnorr.json";
    private static readonly BigInteger Wide = BigInteger.One << 256;

    [Fact]
    public void File_Regenerated_IsUnchanged()
    {
        object content = new
        {
            Description = "Schnorr signatures on Jubjub; see ../schnorr.md. Hexadecimal: integers begin with 0x, all else is bytes.",
            Signing = Enumerable.Range(0, 8).Select(SigningVector),
            Verification = VerificationVectors(),
        };
        VectorFile.RequireCurrent(FileName, content);
    }

    [Fact]
    public void File_EveryVector_MatchesBigInteger()
    {
        JsonElement file = VectorFile.Read(FileName);
        foreach (JsonElement vector in file.GetProperty("signing").EnumerateArray())
        {
            byte[] seed = Bytes(vector, "seed");
            BigInteger message = Integer(vector, "messageHash");
            BigInteger a = SchnorrOracle.SecretScalar(seed);
            JubjubOracle key = (a * JubjubOracle.Generator).Affine();
            BigInteger k = SchnorrOracle.Nonce(SchnorrOracle.Prefix(seed), key, message);
            JubjubOracle nonce = (k * JubjubOracle.Generator).Affine();
            Assert.Equal(a, Integer(vector, "secretScalar"));
            Assert.Equal(SchnorrOracle.Prefix(seed), Bytes(vector, "noncePrefix"));
            Assert.Equal([.. SchnorrOracle.Bytes(key.X), .. SchnorrOracle.Bytes(key.Y)], Bytes(vector, "publicKey"));
            Assert.Equal(SchnorrOracle.Bytes(key.Y + ((key.X & 1) << 255)), Bytes(vector, "publicKeyCompressed"));
            Assert.Equal(k, Integer(vector, "nonce"));
            Assert.Equal(SchnorrOracle.Digest(nonce, key, message), Integer(vector, "digest"));
            Assert.Equal(SchnorrOracle.Challenge(nonce, key, message), Integer(vector, "challenge"));
            Assert.Equal(SchnorrOracle.Sign(seed, message), Bytes(vector, "signature"));
        }
    }

    [Fact]
    public void File_EveryVerification_HasItsResultAndCoversEveryCause()
    {
        HashSet<SchnorrResult> seen = [];
        foreach (JsonElement vector in VectorFile.Read(FileName).GetProperty("verification").EnumerateArray())
        {
            SchnorrResult expected = Enum.Parse<SchnorrResult>(vector.GetProperty("result").GetString()!);
            byte[] key = Bytes(vector, "publicKey");
            byte[] signature = Bytes(vector, "signature");
            BigInteger message = Integer(vector, "messageHash");
            seen.Add(expected);
            Assert.Equal(expected, Schnorr.Verify(key, Oracle.Element<Fr>(message), signature));
            Assert.Equal(expected == SchnorrResult.Valid, SchnorrOracle.IsValid(key, message, signature));
        }

        Assert.Equal(Enum.GetValues<SchnorrResult>().Order(), seen.Order());
    }

    private static object SigningVector(int number)
    {
        byte[] seed = SchnorrTests.Seed(number);
        BigInteger message = number switch
        {
            0 => 0,
            1 => JubjubOracle.R - 1,
            _ => Oracle.RandomValues(JubjubOracle.R, 1, seed: number).Single(),
        };
        Fr messageHash = Oracle.Element<Fr>(message);
        using SchnorrSecretKey secret = SchnorrSecretKey.FromSeed(seed);
        SchnorrSignature signature = secret.Sign(messageHash);
        BigInteger a = SchnorrOracle.SecretScalar(seed);
        BigInteger k = SchnorrOracle.Nonce(SchnorrOracle.Prefix(seed), (a * JubjubOracle.Generator).Affine(), message);
        Fr digest = Poseidon2.Hash(
            Schnorr.ChallengeDomain, [signature.NonceX, signature.NonceY, secret.PublicKey.X, secret.PublicKey.Y, messageHash]);
        ulong[] challenge = new ulong[4];
        Schnorr.WriteChallenge(signature.NonceX, signature.NonceY, secret.PublicKey, messageHash, challenge);
        byte[] key = new byte[64];
        byte[] compressed = new byte[32];
        byte[] signatureBytes = new byte[96];
        secret.PublicKey.Write(key);
        secret.PublicKey.ToPoint().WriteCompressed(compressed);
        signature.Write(signatureBytes);
        return new
        {
            Seed = Hex(seed),
            SecretScalar = Hex(a),
            NoncePrefix = Hex(SchnorrOracle.Prefix(seed)),
            PublicKey = Hex(key),
            PublicKeyCompressed = Hex(compressed),
            MessageHash = Hex(message),
            Nonce = Hex(k),
            Digest = digest.ToString(),
            Challenge = Hex(Oracle.Integer(challenge)),
            Signature = Hex(signatureBytes),
        };
    }

    private static IEnumerable<object> VerificationVectors()
    {
        byte[] seed = SchnorrTests.Seed(0);
        byte[] good = SchnorrOracle.Sign(seed, 9);
        using SchnorrSecretKey secret = SchnorrSecretKey.FromSeed(seed);
        byte[] key = new byte[64];
        secret.PublicKey.Write(key);
        BigInteger s = SchnorrOracle.Integer(good.AsSpan(64));
        yield return Verification("honest", key, good);
        yield return Verification("another message", key, SchnorrOracle.Sign(seed, 10));
        yield return Verification("s + l", key, With(good, 64, s + JubjubOracle.L));
        yield return Verification("s = l", key, With(good, 64, JubjubOracle.L));
        yield return Verification("s = 0", key, With(good, 64, 0));
        yield return Verification("R.x = r", key, With(good, 0, JubjubOracle.R));
        yield return Verification("R.y = 2^256 - 1", key, With(good, 32, Wide - 1));
        yield return Verification("R = (0, 0)", key, With(With(good, 0, 0), 32, 0));
        yield return Verification("signature of 95 bytes", key, good[..95]);
        yield return Verification("signature of 97 bytes", key, [.. good, 0]);
        yield return Verification("key of 63 bytes", key[..63], good);
        yield return Verification("A.x = r", With(key, 0, JubjubOracle.R), good);
        yield return Verification("A.y = 2^256 - 1", With(key, 32, Wide - 1), good);
        yield return Verification("A = R = (0, 0), s = 0", new byte[64], new byte[96]);
        yield return Verification("A the identity, R the identity, s = 0", With(new byte[64], 32, 1), With(new byte[96], 32, 1));
        for (int i = 1; i < 8; i++)
        {
            byte[] small = new byte[64];
            byte[] shifted = new byte[64];
            byte[] forged = new byte[96];
            JubjubSamples.SmallOrder[i].WriteUncompressed(small);
            (secret.PublicKey.ToPoint() + JubjubSamples.SmallOrder[i]).WriteUncompressed(shifted);
            SchnorrForger.WithNonceOffset(seed, 9, JubjubSamples.SmallOrder[i]).Write(forged);
            yield return Verification($"A = {i}·T, T of order 8", small, good);
            yield return Verification($"A + {i}·T", shifted, good);
            yield return Verification($"R + {i}·T, hashed as such", key, forged);
        }
    }

    private static object Verification(string name, byte[] key, byte[] signature)
    {
        SchnorrResult result = Schnorr.Verify(key, Fr.FromUInt64(9), signature);
        string message = Hex((BigInteger)9);
        return new { Name = name, PublicKey = Hex(key), MessageHash = message, Signature = Hex(signature), Result = result.ToString() };
    }

    private static byte[] With(byte[] bytes, int offset, BigInteger value)
    {
        byte[] changed = [.. bytes];
        SchnorrOracle.Bytes(value).CopyTo(changed, offset);
        return changed;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static string Hex(BigInteger value) =>
        "0x" + Convert.ToHexStringLower([.. SchnorrOracle.Bytes(value).AsEnumerable().Reverse()]);

    private static byte[] Bytes(JsonElement vector, string name) => Convert.FromHexString(vector.GetProperty(name).GetString()!);

    private static BigInteger Integer(JsonElement vector, string name) => JubjubOracle.Hex(vector.GetProperty(name).GetString()![2..]);
}
