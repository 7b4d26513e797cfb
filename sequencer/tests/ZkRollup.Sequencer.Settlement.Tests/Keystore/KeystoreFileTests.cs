using System.Text;
using System.Text.Json.Nodes;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Keystore;

namespace ZkRollup.Sequencer.Settlement.Tests.Keystore;

/// <summary>Vectors: KeyStoreTests/basic_tests.json of the tests of Ethereum, those of the definition of the format.</summary>
public class KeystoreFileTests
{
    private const string Secret = "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d";
    private const string Pbkdf2 =
        """
        {"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},
        "ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46","kdf":"pbkdf2","kdfparams":{"c":262144,"dklen":32,
        "prf":"hmac-sha256","salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
        "mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},"id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}
        """;

    private const string Scrypt =
        """
        {"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"83dbcc02d8ccb40e466191a123791e0e"},
        "ciphertext":"d172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c","kdf":"scrypt","kdfparams":{"dklen":32,"n":262144,
        "r":1,"p":8,"salt":"ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19"},
        "mac":"2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097"},"id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}
        """;

    private static readonly ScryptCost Cheap = new(1 << 10, 8, 1);
    private static readonly byte[] Password = Encoding.UTF8.GetBytes("testpassword");

    [Theory]
    [InlineData(Pbkdf2)]
    [InlineData(Scrypt)]
    public void TryRead_EthereumVectors_GiveTheKey(string json)
    {
        using Secp256k1PrivateKey key = Read(json);
        Assert.True(Secp256k1PrivateKey.TryRead(Convert.FromHexString(Secret), out Secp256k1PrivateKey? expected));
        Assert.Equal(expected.Address, key.Address);
        Assert.DoesNotContain(Secret, key.ToString(), StringComparison.OrdinalIgnoreCase);
        expected.Dispose();
    }

    [Fact]
    public void Write_Key_ReadsBackAndIsSaltedAnew()
    {
        byte[] secret = Convert.FromHexString(Secret);
        string first = KeystoreFile.Write(secret, Password, Cheap);
        string second = KeystoreFile.Write(secret, Password, Cheap);
        using Secp256k1PrivateKey key = Read(first);
        JsonNode root = JsonNode.Parse(first)!;
        Assert.Equal(key.Address.ToString()[2..].ToLowerInvariant(), (string?)root["address"]);
        Assert.NotEqual((string?)root["crypto"]!["ciphertext"], (string?)JsonNode.Parse(second)!["crypto"]!["ciphertext"]);
        Assert.Equal(4, Guid.Parse((string)root["id"]!).Version);
        Assert.DoesNotContain(Secret, first, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Write_NoKeyOrUnreadableCost_Throws()
    {
        Assert.Throws<ArgumentException>(() => KeystoreFile.Write(new byte[32], Password, Cheap));
        Assert.Throws<ArgumentException>(() => KeystoreFile.Write(new byte[31], Password, Cheap));
        Assert.Throws<ArgumentException>(() => KeystoreFile.Write(Convert.FromHexString(Secret), Password, new ScryptCost(1_000, 8, 1)));
        Assert.Throws<ArgumentException>(() => KeystoreFile.Write(Convert.FromHexString(Secret), Password, new ScryptCost(1 << 20, 8, 1)));
    }

    [Theory]
    [InlineData("$", "[]", KeystoreStatus.NotJson)]
    [InlineData("$", "{", KeystoreStatus.NotJson)]
    [InlineData("version", "4", KeystoreStatus.VersionUnknown)]
    [InlineData("version", "\"3\"", KeystoreStatus.FieldMalformed)]
    [InlineData("crypto", "7", KeystoreStatus.FieldMalformed)]
    [InlineData("crypto.cipher", "\"aes-256-gcm\"", KeystoreStatus.CipherUnknown)]
    [InlineData("crypto.kdf", "\"argon2id\"", KeystoreStatus.DerivationUnknown)]
    [InlineData("crypto.kdfparams.dklen", "64", KeystoreStatus.FieldMalformed)]
    [InlineData("crypto.kdfparams.salt", "\"xyz\"", KeystoreStatus.FieldMalformed)]
    [InlineData("crypto.kdfparams.n", "1000", KeystoreStatus.FieldMalformed)]
    [InlineData("crypto.kdfparams.n", "1048576", KeystoreStatus.DerivationTooCostly)]
    [InlineData("crypto.kdfparams.r", "2147483647", KeystoreStatus.FieldMalformed)]
    [InlineData("crypto.kdfparams.r", "1000000", KeystoreStatus.DerivationTooCostly)]
    [InlineData("crypto.kdfparams.p", "1048576", KeystoreStatus.DerivationTooCostly)]
    [InlineData("crypto.kdfparams.n", "1.5", KeystoreStatus.FieldMalformed)]
    [InlineData("crypto.cipherparams.iv", "\"00\"", KeystoreStatus.FieldMalformed)]
    [InlineData("crypto.mac", "\"00\"", KeystoreStatus.FieldMalformed)]
    [InlineData("crypto.ciphertext", "null", KeystoreStatus.FieldMalformed)]
    [InlineData("address", "\"00\"", KeystoreStatus.FieldMalformed)]
    [InlineData("address", "\"0000000000000000000000000000000000000001\"", KeystoreStatus.AddressDiffers)]
    [InlineData("crypto.ciphertext", "\"00\"", KeystoreStatus.PasswordWrongOrFileChanged)]
    [InlineData("crypto.kdfparams.salt", "\"00\"", KeystoreStatus.PasswordWrongOrFileChanged)]
    public void TryRead_OneFieldChanged_SaysWhich(string path, string value, KeystoreStatus expected)
    {
        string json = path == "$" ? value : Changed(KeystoreFile.Write(Convert.FromHexString(Secret), Password, Cheap), path, value);
        Assert.Equal(expected, KeystoreFile.TryRead(json, Password, out Secp256k1PrivateKey? key));
        Assert.Null(key);
    }

    [Theory]
    [InlineData("crypto.kdfparams.prf", "\"hmac-sha512\"", KeystoreStatus.DerivationUnknown)]
    [InlineData("crypto.kdfparams.c", "0", KeystoreStatus.FieldMalformed)]
    [InlineData("crypto.kdfparams.c", "10000001", KeystoreStatus.DerivationTooCostly)]
    [InlineData("crypto.kdfparams.c", "262143", KeystoreStatus.PasswordWrongOrFileChanged)]
    public void TryRead_Pbkdf2FieldChanged_SaysWhich(string path, string value, KeystoreStatus expected) =>
        Assert.Equal(expected, KeystoreFile.TryRead(Changed(Pbkdf2, path, value), Password, out _));

    [Fact]
    public void TryRead_OtherPassword_IsSaid()
    {
        string json = KeystoreFile.Write(Convert.FromHexString(Secret), Password, Cheap);
        Assert.Equal(KeystoreStatus.PasswordWrongOrFileChanged, KeystoreFile.TryRead(json, "testpasswort"u8, out _));
        Assert.Equal(KeystoreStatus.PasswordWrongOrFileChanged, KeystoreFile.TryRead(json, [], out _));
    }

    [Fact]
    public void TryRead_CapitalCrypto_IsTheSame()
    {
        string json = KeystoreFile.Write(Convert.FromHexString(Secret), Password, Cheap);
        Read(json.Replace("\"crypto\"", "\"Crypto\"", StringComparison.Ordinal)).Dispose();
    }

    [Fact]
    public void TryRead_CostsAtTheLimit_AreAffordableAndBeyondNot()
    {
        Assert.True(new ScryptCost(1 << 19, 8, 1).IsAffordable);
        Assert.False(new ScryptCost(1 << 20, 8, 1).IsAffordable);
        Assert.True(ScryptCost.Standard.IsAffordable);
        Assert.True(new ScryptCost(1 << 18, 1, 32).IsAffordable);
        Assert.False(new ScryptCost(1 << 18, 1, 33).IsAffordable);
    }

    private static Secp256k1PrivateKey Read(string json)
    {
        Assert.Equal(KeystoreStatus.Ok, KeystoreFile.TryRead(json, Password, out Secp256k1PrivateKey? key));
        return key!;
    }

    private static string Changed(string json, string path, string value)
    {
        JsonNode root = JsonNode.Parse(json)!;
        string[] names = path.Split('.');
        JsonNode parent = names[..^1].Aggregate(root, (node, name) => node[name]!);
        parent[names[^1]] = JsonNode.Parse(value);
        return root.ToJsonString();
    }
}
