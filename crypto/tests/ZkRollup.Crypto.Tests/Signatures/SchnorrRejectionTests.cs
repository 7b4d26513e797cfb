using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Crypto.Tests.Curves;
using ZkRollup.Crypto.Tests.Hashing;

namespace ZkRollup.Crypto.Tests.Signatures;

/// <summary>Everything that must be rejected, each with its cause.</summary>
public class SchnorrRejectionTests
{
    private static readonly BigInteger R = JubjubOracle.R;
    private static readonly BigInteger L = JubjubOracle.L;
    private static readonly byte[] SecretSeed = SchnorrTests.Seed(100);
    private static readonly BigInteger Message = 424242;
    private static readonly Fr MessageHash = Fr.FromUInt64(424242);
    private static readonly byte[] Key = MakeKey();
    private static readonly byte[] Signature = SchnorrOracle.Sign(SecretSeed, Message);

    [Fact]
    public void Verify_HonestSignature_Valid() => Expect(SchnorrResult.Valid, Key, Signature);

    [Fact]
    public void Verify_ScalarNotBelowOrder_ScalarNotCanonical()
    {
        BigInteger s = SchnorrOracle.Integer(Signature.AsSpan(64));
        for (BigInteger alias = s + L; alias < BigInteger.One << 256; alias += L)
        {
            Expect(SchnorrResult.ScalarNotCanonical, Key, With(Signature, 64, alias));
        }

        Expect(SchnorrResult.ScalarNotCanonical, Key, With(Signature, 64, L));
        Expect(SchnorrResult.ScalarNotCanonical, Key, With(Signature, 64, (BigInteger.One << 256) - 1));
        Expect(SchnorrResult.EquationFails, Key, With(Signature, 64, L - 1));
        Expect(SchnorrResult.EquationFails, Key, With(Signature, 64, (L - s) % L));
        Expect(SchnorrResult.EquationFails, Key, With(Signature, 64, 0));
    }

    [Fact]
    public void Verify_CoordinateNotBelowModulus_NotCanonical()
    {
        (SchnorrResult Cause, bool IsKey, int Offset)[] fields =
        [
            (SchnorrResult.KeyXNotCanonical, true, 0),
            (SchnorrResult.KeyYNotCanonical, true, 32),
            (SchnorrResult.NonceXNotCanonical, false, 0),
            (SchnorrResult.NonceYNotCanonical, false, 32),
        ];
        int aliases = 0;
        foreach ((SchnorrResult cause, bool isKey, int offset) in fields)
        {
            byte[] bytes = isKey ? Key : Signature;
            BigInteger honest = SchnorrOracle.Integer(bytes.AsSpan(offset, 32));
            foreach (BigInteger value in new[] { honest + R, honest + (2 * R), R, R + 1, (BigInteger.One << 256) - 1 })
            {
                if (value < BigInteger.One << 256)
                {
                    aliases++;
                    byte[] changed = With(bytes, offset, value);
                    Expect(cause, isKey ? changed : Key, isKey ? Signature : changed);
                }
            }
        }

        Assert.True(aliases >= 16);
    }

    [Fact]
    public void Verify_PointOffCurve_ItsCause()
    {
        (BigInteger X, BigInteger Y)[] bad = [(0, 0), (1, 1), (JubjubOracle.Generator.Y, JubjubOracle.Generator.X), (R - 1, 0), (5, 7)];
        foreach ((BigInteger x, BigInteger y) in bad)
        {
            Expect(SchnorrResult.KeyNotOnCurve, With(With(Key, 0, x), 32, y), Signature);
            Expect(SchnorrResult.NonceNotOnCurve, Key, With(With(Signature, 0, x), 32, y));
        }

        byte[] empty = new byte[96];
        Expect(SchnorrResult.KeyNotOnCurve, new byte[64], empty);
        Expect(SchnorrResult.NonceNotOnCurve, Key, empty);
    }

    [Fact]
    public void Verify_DefaultKey_RejectsEveryMessage()
    {
        SchnorrSignature genuine = Read(Signature);
        SchnorrSignature identityNonce = new(Fr.Zero, Fr.One, JubjubScalar.Zero);
        for (ulong message = 0; message < 4; message++)
        {
            Assert.Equal(SchnorrResult.KeyNotOnCurve, Schnorr.Verify(default, Fr.FromUInt64(message), default(SchnorrSignature)));
            Assert.Equal(SchnorrResult.KeyNotOnCurve, Schnorr.Verify(default, Fr.FromUInt64(message), genuine));
            Assert.Equal(SchnorrResult.KeyNotOnCurve, Schnorr.Verify(default, Fr.FromUInt64(message), identityNonce));
        }
    }

    [Fact]
    public void TryRead_SmallOrderKeys_EachItsCause()
    {
        for (int i = 0; i < 8; i++)
        {
            byte[] key = new byte[64];
            JubjubSamples.SmallOrder[i].WriteUncompressed(key);
            SchnorrResult expected = i switch
            {
                0 => SchnorrResult.KeyIsIdentity,
                4 => SchnorrResult.KeyXIsZero,
                _ => SchnorrResult.KeyNotInSubgroup,
            };
            Expect(expected, key, Signature);
            Assert.False(SchnorrPublicKey.TryRead(key, out SchnorrPublicKey read, out SchnorrResult result));
            Assert.Equal(expected, result);
            Assert.Equal(default, read);
        }
    }

    [Fact]
    public void TryRead_SmallOrderPointAddedToKey_KeyNotInSubgroup()
    {
        Assert.True(JubjubPoint.TryReadUncompressed(Key, out JubjubPoint point));
        for (int i = 1; i < 8; i++)
        {
            byte[] key = new byte[64];
            (point + JubjubSamples.SmallOrder[i]).WriteUncompressed(key);
            Expect(SchnorrResult.KeyNotInSubgroup, key, Signature);
        }
    }

    [Fact]
    public void Verify_SmallOrderPointAddedToNonce_EquationFails()
    {
        for (int i = 0; i < 8; i++)
        {
            SchnorrSignature forged = SchnorrForger.WithNonceOffset(SecretSeed, Message, JubjubSamples.SmallOrder[i]);
            Expect(i == 0 ? SchnorrResult.Valid : SchnorrResult.EquationFails, Key, Write(forged));
            Assert.True(JubjubPoint.TryReadUncompressed(Signature.AsSpan(0, 64), out JubjubPoint nonce));
            byte[] shifted = [.. Signature];
            (nonce + JubjubSamples.SmallOrder[i]).WriteUncompressed(shifted);
            Expect(i == 0 ? SchnorrResult.Valid : SchnorrResult.EquationFails, Key, shifted);
        }
    }

    [Fact]
    public void Verify_OneCoordinateOfNonceNegated_EquationFails()
    {
        // Each of these shares one coordinate with s·G − c·A: a comparison of one coordinate alone would accept a shifted hash input.
        Fr y = Read(Signature).NonceY;
        SchnorrSignature s = Read(Signature);
        Expect(SchnorrResult.EquationFails, Key, Write(new SchnorrSignature(-s.NonceX, y, s.Scalar)));
        Expect(SchnorrResult.EquationFails, Key, Write(new SchnorrSignature(s.NonceX, -y, s.Scalar)));
        Expect(SchnorrResult.EquationFails, Key, Write(new SchnorrSignature(-s.NonceX, -y, s.Scalar)));
        BigInteger a = SchnorrOracle.SecretScalar(SecretSeed);
        JubjubOracle key = (a * JubjubOracle.Generator).Affine();
        JubjubOracle nonce = (777 * JubjubOracle.Generator).Affine();
        foreach (JubjubOracle sent in new[] { nonce.Negate(), nonce with { Y = R - nonce.Y }, nonce.Negate() with { Y = R - nonce.Y } })
        {
            BigInteger scalar = (777 + (SchnorrOracle.Challenge(sent, key, Message) * a)) % L;
            Expect(SchnorrResult.EquationFails, Key, SchnorrOracle.Encode(sent, scalar));
        }
    }

    [Fact]
    public void Verify_ChallengeNotTruncatedOrTruncatedElsewhere_EquationFails()
    {
        int differing = 0;
        for (int k = 1; k <= 12; k++)
        {
            BigInteger h = -1;
            SchnorrSignature full = SchnorrForger.WithChallenge(SecretSeed, k, (r, a) => h = SchnorrOracle.Digest(r, a, Message));
            SchnorrSignature right = SchnorrForger.WithChallenge(SecretSeed, k, (_, _) => h % (BigInteger.One << 252));
            SchnorrSignature reduced = SchnorrForger.WithChallenge(SecretSeed, k, (_, _) => h % (BigInteger.One << 252) % L);
            SchnorrSignature shorter = SchnorrForger.WithChallenge(SecretSeed, k, (_, _) => h % (BigInteger.One << 251));
            bool isShort = h < BigInteger.One << 252;
            bool hasBit = ((h >> 251) & 1) == 1;
            differing += isShort ? 0 : 1;
            Expect(SchnorrResult.Valid, Key, Write(right));
            Expect(SchnorrResult.Valid, Key, Write(reduced)); // A has order l: the same signature.
            Expect(isShort ? SchnorrResult.Valid : SchnorrResult.EquationFails, Key, Write(full));
            Expect(hasBit ? SchnorrResult.EquationFails : SchnorrResult.Valid, Key, Write(shorter));
        }

        Assert.True(differing > 0);
    }

    [Fact]
    public void Verify_ChallengeOfAnotherDomainOrOrder_EquationFails()
    {
        BigInteger mask = BigInteger.One << 252;
        Func<JubjubOracle, JubjubOracle, BigInteger>[] wrong =
        [
            (nonce, key) => Poseidon2Oracle.Hash(0, [nonce.X, nonce.Y, key.X, key.Y, Message]),
            (nonce, key) => Poseidon2Oracle.Hash(SchnorrOracle.ChallengeDomain + 1, [nonce.X, nonce.Y, key.X, key.Y, Message]),
            (nonce, key) => Poseidon2Oracle.Hash(SchnorrOracle.ChallengeDomain, [key.X, key.Y, nonce.X, nonce.Y, Message]),
            (nonce, key) => Poseidon2Oracle.Hash(SchnorrOracle.ChallengeDomain, [nonce.X, nonce.Y, key.X, key.Y, Message, 0]),
            (nonce, key) => Poseidon2Oracle.Hash(SchnorrOracle.ChallengeDomain, [nonce.X, nonce.Y, Message]),
            (nonce, _) => Poseidon2Oracle.Hash(SchnorrOracle.ChallengeDomain, [nonce.X, nonce.Y, 0, 0, Message]),
            (_, _) => 0,
        ];
        foreach (Func<JubjubOracle, JubjubOracle, BigInteger> challenge in wrong)
        {
            Expect(SchnorrResult.EquationFails, Key, Write(SchnorrForger.WithChallenge(SecretSeed, 99, (n, a) => challenge(n, a) % mask)));
        }
    }

    [Fact]
    public void Verify_AnyBitFlipped_Rejected()
    {
        for (int bit = 0; bit < 8 * Signature.Length; bit++)
        {
            byte[] flipped = [.. Signature];
            flipped[bit >> 3] ^= (byte)(1 << (bit & 7));
            Assert.NotEqual(SchnorrResult.Valid, Schnorr.Verify(Key, MessageHash, flipped));
        }

        for (int bit = 0; bit < 8 * Key.Length; bit++)
        {
            byte[] flipped = [.. Key];
            flipped[bit >> 3] ^= (byte)(1 << (bit & 7));
            Assert.NotEqual(SchnorrResult.Valid, Schnorr.Verify(flipped, MessageHash, Signature));
        }

        for (int bit = 0; bit < 255; bit++)
        {
            Fr flipped = Oracle.Element<Fr>((Message ^ (BigInteger.One << bit)) % R);
            Assert.Equal(SchnorrResult.EquationFails, Schnorr.Verify(Key, flipped, Signature));
        }
    }

    [Fact]
    public void Verify_WrongLengths_TheirCauses()
    {
        Expect(SchnorrResult.KeyLength, [], Signature);
        Expect(SchnorrResult.KeyLength, Key[1..], Signature);
        Expect(SchnorrResult.KeyLength, [.. Key, 0], Signature);
        Expect(SchnorrResult.SignatureLength, Key, []);
        Expect(SchnorrResult.SignatureLength, Key, Signature[..95]);
        Expect(SchnorrResult.SignatureLength, Key, [.. Signature, 0]);
    }

    [Fact]
    public void Verify_RandomBytesOfAnyLength_NeverThrowsNeverValid()
    {
        Random random = new(51);
        for (int i = 0; i < 2000; i++)
        {
            byte[] key = i % 3 == 0 ? Key : new byte[i % 3 == 1 ? 64 : random.Next(130)];
            byte[] signature = new byte[i % 2 == 0 ? 96 : random.Next(200)];
            random.NextBytes(signature);
            if (i % 3 != 0)
            {
                random.NextBytes(key);
            }

            Assert.NotEqual(SchnorrResult.Valid, Schnorr.Verify(key, MessageHash, signature));
        }
    }

    private static void Expect(SchnorrResult expected, byte[] key, byte[] signature)
    {
        Assert.Equal(expected, Schnorr.Verify(key, MessageHash, signature));
        Assert.Equal(expected == SchnorrResult.Valid, SchnorrOracle.IsValid(key, Message, signature));
    }

    private static byte[] With(byte[] bytes, int offset, BigInteger value)
    {
        byte[] changed = [.. bytes];
        SchnorrOracle.Bytes(value).CopyTo(changed, offset);
        return changed;
    }

    private static byte[] MakeKey()
    {
        using SchnorrSecretKey secret = SchnorrSecretKey.FromSeed(SecretSeed);
        byte[] key = new byte[64];
        secret.PublicKey.Write(key);
        return key;
    }

    private static SchnorrSignature Read(byte[] bytes)
    {
        Assert.True(SchnorrSignature.TryRead(bytes, out SchnorrSignature signature, out _));
        return signature;
    }

    private static byte[] Write(in SchnorrSignature signature)
    {
        byte[] bytes = new byte[96];
        signature.Write(bytes);
        return bytes;
    }
}
