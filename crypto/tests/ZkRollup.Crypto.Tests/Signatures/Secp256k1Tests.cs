using System.Numerics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Crypto.Tests.Signatures;

public class Secp256k1Tests
{
    private const string OrderHex = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";

    private static readonly BigInteger Order = BigInteger.Parse("0" + OrderHex, System.Globalization.NumberStyles.HexNumber, null);

    // Widely published vectors of RFC 6979 on secp256k1 with SHA-256, s in low form.
    [Theory]
    [InlineData(
        "0000000000000000000000000000000000000000000000000000000000000001",
        "Satoshi Nakamoto",
        "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d82442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5")]
    [InlineData(
        "0000000000000000000000000000000000000000000000000000000000000001",
        "All those moments will be lost in time, like tears in rain. Time to die...",
        "8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc21")]
    [InlineData(
        "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140",
        "Satoshi Nakamoto",
        "fd567d121db66e382991534ada77a6bd3106f0a1098c231e47993447cd6af2d06b39cd0eb1bc8603e159ef5c20a5c8ad685a45b06ce9bebed3f153d10d93bed5")]
    [InlineData(
        "f8b8af8ce3c7cca5e300d33939540c10d45ce001b8f252bfbc57ba0342904181",
        "Alan Turing",
        "7063ae83e7f62bbb171798131b4a0564b956930092b33b07b395615d9ec7e15c58dfcc1e00a35e1572f366ffe34ba0fc47db1e7189759b9fb233c5b05ab388ea")]
    public void Sign_Rfc6979Vectors_Match(string key, string message, string expected)
    {
        using Secp256k1PrivateKey privateKey = Key(key);
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(message));
        Secp256k1Signature signature = privateKey.Sign(digest);
        Assert.StartsWith("0x" + expected, signature.ToString(), StringComparison.Ordinal);
        Assert.True(signature.TryRecover(digest, out EthereumAddress signer));
        Assert.Equal(privateKey.Address, signer);
    }

    // Computed with viem on @noble/curves, key 0x1111…11; the digests are one byte repeated, two of them above n.
    [Theory]
    [InlineData(0x00, "e0a180fdd0fe38037cc878c03832861b40a29d32bd7b40b10c9e1efc8c1468a05ae06d1624896d0d29f4b31e32772ea3cb1b4d7ed4e077e5da28dcc33c0e78121c")]
    [InlineData(0xff, "45c1e80d7a6594f02ee06e4539b015822faa10f1e210abfd717cf730527e47e70c795c208cf7025f80e87422b183a74793f2862e4ddf8ef3c1931fd7ff9da1481c")]
    [InlineData(0x7f, "2f6dd7abe1e093cde00ced1468df5d6a0337e881df21b3bfd3f0197c0fbc3a367e76156e3818a60af05780da5d9e40eb4f074a13d7a18f8bf6a04aa426a005301c")]
    [InlineData(0x80, "3f22a4d94a6c97c80665039af410aa9e2899a7bdde2f43e0c770b0a05a342a98538129d58b9de0c45e6219b1efb57e107b2082cc9d48e2f695905260f8bfbe0e1b")]
    public void Sign_RepeatedByteDigests_MatchOtherImplementation(byte fill, string expected)
    {
        using Secp256k1PrivateKey key = Key(string.Concat(Enumerable.Repeat("11", 32)));
        Assert.Equal("0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A", key.Address.ToString());
        byte[] digest = [.. Enumerable.Repeat(fill, 32)];
        Secp256k1Signature signature = key.Sign(digest);
        Assert.Equal("0x" + expected, signature.ToString());
        Assert.True(signature.TryRecover(digest, out EthereumAddress signer));
        Assert.Equal(key.Address, signer);
    }

    [Fact]
    public void Sign_ManyDigests_LowFormRecoversAndRoundTrips()
    {
        using Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate();
        bool[] seen = new bool[2];
        for (int i = 0; i < 40; i++)
        {
            byte[] digest = Keccak256.Hash([(byte)i]);
            Secp256k1Signature signature = key.Sign(digest);
            Assert.Equal(signature, key.Sign(digest));
            byte[] bytes = new byte[Secp256k1Signature.Bytes];
            signature.Write(bytes);
            Assert.True(new BigInteger(bytes.AsSpan(32, 32), isUnsigned: true, isBigEndian: true) <= Order / 2);
            Assert.True(Secp256k1Signature.TryRead(bytes, out Secp256k1Signature read));
            Assert.True(read == signature);
            Assert.True(read.TryRecover(digest, out EthereumAddress signer));
            Assert.Equal(key.Address, signer);
            seen[signature.RecoveryId] = true;
            digest[31] ^= 1;
            Assert.False(read.TryRecover(digest, out signer) && signer == key.Address);
        }

        Assert.Equal([true, true], seen);
    }

    [Fact]
    public void TryRead_EachForbiddenForm_Rejected()
    {
        using Secp256k1PrivateKey key = Key("01".PadLeft(64, '0'));
        byte[] good = new byte[Secp256k1Signature.Bytes];
        key.Sign(Keccak256.Hash("message"u8)).Write(good);
        BigInteger r = new(good.AsSpan(0, 32), isUnsigned: true, isBigEndian: true);
        BigInteger s = new(good.AsSpan(32, 32), isUnsigned: true, isBigEndian: true);
        Assert.True(Secp256k1Signature.TryRead(Encode(r, s, good[64]), out _));
        Assert.True(Secp256k1Signature.TryRead(Encode(Order - 1, Order / 2, 28), out _));
        Assert.True(Secp256k1Signature.TryRead(Encode(1, 1, 27), out _));
        (BigInteger R, BigInteger S, byte V)[] wrong =
        [
            (r, Order - s, (byte)(55 - good[64])), (r, (Order / 2) + 1, 27), (r, Order - 1, 27), (r, Order, 27),
            (r, (BigInteger.One << 256) - 1, 27),
            (0, s, 27), (Order, s, 27), (Order + 1, s, 27), (r, 0, 27), (0, 0, 27),
            (r, s, 0), (r, s, 1), (r, s, 26), (r, s, 29), (r, s, 37), (r, s, 255),
        ];
        foreach ((BigInteger wrongR, BigInteger wrongS, byte wrongV) in wrong)
        {
            Assert.False(Secp256k1Signature.TryRead(Encode(wrongR, wrongS, wrongV), out Secp256k1Signature rejected));
            Assert.Equal(default, rejected);
        }

        Assert.False(Secp256k1Signature.TryRead(good.AsSpan(0, 64), out _));
        Assert.False(Secp256k1Signature.TryRead([.. good, 0], out _));
        Assert.False(Secp256k1Signature.TryRead([], out _));
    }

    [Fact]
    public void TryRecover_NoPointWithThatX_False()
    {
        // 5³ + 7 is no square modulo p.
        Assert.True(Secp256k1Signature.TryRead(Encode(5, 1, 27), out Secp256k1Signature signature));
        Assert.False(signature.TryRecover(new byte[32], out _));
    }

    [Fact]
    public void TryRecover_KeyWouldBeInfinity_False()
    {
        // R = G and s = z make Q = r⁻¹·(s·G − z·G) infinity.
        BigInteger x = BigInteger.Parse("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798", System.Globalization.NumberStyles.HexNumber, null);
        Assert.True(Secp256k1Signature.TryRead(Encode(x, 5, 27), out Secp256k1Signature signature));
        byte[] digest = new byte[32];
        digest[31] = 5;
        Assert.False(signature.TryRecover(digest, out _));
        digest[31] = 6;
        Assert.True(signature.TryRecover(digest, out _));
    }

    [Fact]
    public void TryRecover_DefaultSignatureOrOtherDigestLength_False()
    {
        Assert.False(default(Secp256k1Signature).TryRecover(new byte[32], out _));
        using Secp256k1PrivateKey key = Key("02".PadLeft(64, '0'));
        Secp256k1Signature signature = key.Sign(new byte[32]);
        Assert.False(signature.TryRecover(new byte[31], out _));
        Assert.False(signature.TryRecover(new byte[33], out _));
    }

    [Fact]
    public void TryRecover_FlippedV_AnotherAccount()
    {
        using Secp256k1PrivateKey key = Key("03".PadLeft(64, '0'));
        byte[] digest = Keccak256.Hash("v"u8);
        byte[] bytes = new byte[Secp256k1Signature.Bytes];
        key.Sign(digest).Write(bytes);
        bytes[64] = (byte)(55 - bytes[64]);
        Assert.True(Secp256k1Signature.TryRead(bytes, out Secp256k1Signature flipped));
        Assert.False(flipped.TryRecover(digest, out EthereumAddress signer) && signer == key.Address);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(OrderHex)]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364142")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("")]
    public void TryRead_PrivateKeyOutOfRange_Rejected(string hex)
    {
        Assert.False(Secp256k1PrivateKey.TryRead(Convert.FromHexString(hex), out Secp256k1PrivateKey? key));
        Assert.Null(key);
    }

    [Fact]
    public void PrivateKey_DisposedOrPrinted_KeepsItsSecret()
    {
        string hex = "c0ffee".PadLeft(64, 'a');
        Secp256k1PrivateKey key = Key(hex);
        Assert.DoesNotContain("c0ffee", key.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("c0ffee", System.Text.Json.JsonSerializer.Serialize(key), StringComparison.OrdinalIgnoreCase);
        FieldInfo field = Assert.Single(
            typeof(Secp256k1PrivateKey).GetFields(BindingFlags.NonPublic | BindingFlags.Instance),
            f => f.FieldType == typeof(byte[]));
        byte[] secret = (byte[])field.GetValue(key)!;
        Assert.Equal(hex, Convert.ToHexStringLower(secret));
        key.Dispose();
        Assert.All(secret, b => Assert.Equal(0, b));
        Assert.Throws<ObjectDisposedException>(() => key.Sign(new byte[32]));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    public void Sign_DigestOfOtherLength_Throws(int length)
    {
        using Secp256k1PrivateKey key = Key("04".PadLeft(64, '0'));
        Assert.Throws<ArgumentException>(() => key.Sign(new byte[length]));
    }

    // Computed with viem.
    [Theory]
    [InlineData("Grüße", 1, "baf646e35e3d7864f70f67f7cdbd0f5857fe2c12eb040022e3521719b41de91d")]
    [InlineData("x", 120, "142e5c9445764c524233cd8dfc7659858d9eff3cf75d994639233dbd89024544")]
    public void PersonalMessage_SeveralLengths_MatchOtherImplementation(string text, int repeat, string expected)
    {
        byte[] message = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, repeat)));
        Assert.Equal(expected, Convert.ToHexStringLower(PersonalMessage.Digest(message)));
    }

    [Fact]
    public void PublicSurface_OfTheProject_NamesNoTypeOfTheLibraryBelow()
    {
        foreach (Type type in typeof(Keccak256).Assembly.GetExportedTypes())
        {
            const BindingFlags all =
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
            IEnumerable<Type> used = type.GetMembers(all).SelectMany(member => member switch
            {
                MethodBase { IsPublic: true } or MethodBase { IsFamily: true } when member is MethodInfo method =>
                    method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType),
                ConstructorInfo { IsPublic: true } constructor => constructor.GetParameters().Select(p => p.ParameterType),
                FieldInfo { IsPublic: true } field => [field.FieldType],
                _ => Enumerable.Empty<Type>(),
            });
            Assert.DoesNotContain(used, t => t.FullName?.Contains("BouncyCastle", StringComparison.Ordinal) == true);
        }
    }

    private static Secp256k1PrivateKey Key(string hex)
    {
        Assert.True(Secp256k1PrivateKey.TryRead(Convert.FromHexString(hex), out Secp256k1PrivateKey? key));
        return key;
    }

    private static byte[] Encode(BigInteger r, BigInteger s, byte v)
    {
        byte[] bytes = new byte[Secp256k1Signature.Bytes];
        byte[] rBytes = r.ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] sBytes = s.ToByteArray(isUnsigned: true, isBigEndian: true);
        rBytes.CopyTo(bytes, 32 - rBytes.Length);
        sBytes.CopyTo(bytes, 64 - sBytes.Length);
        bytes[64] = v;
        return bytes;
    }
}
