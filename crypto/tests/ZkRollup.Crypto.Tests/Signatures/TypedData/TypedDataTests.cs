using System.Numerics;
using System.Text;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Crypto.Signatures.TypedData;
using static ZkRollup.Crypto.Signatures.TypedData.TypedDataValue;

namespace ZkRollup.Crypto.Tests.Signatures.TypedData;

public class TypedDataTests
{
    private static readonly EthereumAddress First = ParseAddress("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
    private static readonly EthereumAddress Second = ParseAddress("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359");

    private static readonly TypedDataSchema Rich = new(
        new TypedDataStructure("Leaf", new("uint8", "a"), new("int64", "b")),
        new TypedDataStructure("Zed", new("bool", "flag"), new("address[2]", "who")),
        new TypedDataStructure(
            "Everything",
            new("uint256", "u"),
            new("int8", "i"),
            new("bool", "b"),
            new("address", "w"),
            new("bytes4", "f4"),
            new("bytes32", "f32"),
            new("bytes", "d"),
            new("string", "s"),
            new("Leaf[]", "leaves"),
            new("uint16[2][]", "pairs"),
            new("string[]", "texts"),
            new("bytes[2]", "blobs"),
            new("Zed", "zed"),
            new("Everything[]", "children")));

    // The example of EIP-712.
    [Fact]
    public void Digest_MailExampleOfTheStandard_MatchesEveryStepAndSignature()
    {
        TypedDataSchema schema = new(
            new TypedDataStructure("Person", new("string", "name"), new("address", "wallet")),
            new TypedDataStructure("Mail", new("Person", "from"), new("Person", "to"), new("string", "contents")));
        TypedDataDomain domain = new()
        {
            Name = "Ether Mail",
            Version = "1",
            ChainId = 1,
            VerifyingContract = ParseAddress("0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"),
        };
        TypedDataValue mail = Structure(
            ("from", Structure(("name", Text("Cow")), ("wallet", Address(ParseAddress("0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"))))),
            ("to", Structure(("name", Text("Bob")), ("wallet", Address(ParseAddress("0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"))))),
            ("contents", Text("Hello, Bob!")));

        Assert.Equal("Mail(Person from,Person to,string contents)Person(string name,address wallet)", schema.EncodeType("Mail"));
        Assert.Equal("a0cedeb2dc280ba39b857546d74f5549c3a1d7bdc2dd96bf881f76108e23dac2", Hex(schema.TypeHash("Mail")));
        Assert.Equal("f2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f", Hex(domain.Separator()));
        Assert.Equal("c52c0ee5d84264471806290a3f2c4cecfc5490626bf912d01f240d7a274b371e", Hex(schema.HashStructure("Mail", mail)));
        byte[] digest = schema.Digest(domain, "Mail", mail);
        Assert.Equal("be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2", Hex(digest));

        Assert.True(Secp256k1PrivateKey.TryRead(Keccak256.Hash(Encoding.ASCII.GetBytes("cow")), out Secp256k1PrivateKey? key));
        using (key)
        {
            Assert.Equal(
                "0x4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
                + "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b91562" + "1c",
                key.Sign(digest).ToString());
        }
    }

    // The hashes were computed with viem.
    [Fact]
    public void Digest_EveryKindOfMember_MatchesOtherImplementation()
    {
        TypedDataDomain domain = new()
        {
            Name = "Everything",
            Version = "2",
            ChainId = 31337,
            VerifyingContract = First,
            Salt = Enumerable.Repeat((byte)0x5a, 32).ToArray(),
        };
        TypedDataValue value = Everything();
        Assert.Equal("a2d96b2df7d7a164502f15e789618eedb09394749179bb20be051cd54a4cd8cb", Hex(domain.Separator()));
        Assert.Equal("2f620335010358a724839a1137cf14f85c119b04be7364378e635ac0ce3357d9", Hex(Rich.HashStructure("Everything", value)));
        Assert.Equal("65232fb2e4b3b4381de0b45871aa8396370d0ddae7e22abb78b4fbd6279712dc", Hex(Rich.Digest(domain, "Everything", value)));
        Assert.Equal(
            "ef2da5a5d599102d6866abc7557a174b2b07c9511d4de93ee6b5a9cf0df47706",
            Hex(Rich.Digest(new TypedDataDomain { Name = "x" }, "Leaf", Structure(("b", Integer(-1)), ("a", Integer(1))))));
    }

    [Theory]
    [InlineData("uint8", 255, true)]
    [InlineData("uint8", 256, false)]
    [InlineData("uint8", -1, false)]
    [InlineData("int8", 127, true)]
    [InlineData("int8", 128, false)]
    [InlineData("int8", -128, true)]
    [InlineData("int8", -129, false)]
    [InlineData("uint248", -1, false)]
    [InlineData("bool", 1, false)]
    [InlineData("string", 1, false)]
    [InlineData("uint8[]", 1, false)]
    public void HashStructure_NumberAtAndBeyondItsRange_OnlyInsideAccepted(string type, int number, bool fits) =>
        Check(type, Integer(number), fits);

    [Fact]
    public void HashStructure_WideNumbersAtTheirBounds_OnlyInsideAccepted()
    {
        BigInteger two255 = BigInteger.One << 255;
        Check("uint256", Integer((2 * two255) - 1), fits: true);
        Check("uint256", Integer(2 * two255), fits: false);
        Check("int256", Integer(two255 - 1), fits: true);
        Check("int256", Integer(two255), fits: false);
        Check("int256", Integer(-two255), fits: true);
        Check("int256", Integer(-two255 - 1), fits: false);
    }

    [Fact]
    public void HashStructure_ValueOfAnotherShape_Throws()
    {
        Check("bytes4", Bytes(new byte[4]), fits: true);
        Check("bytes4", Bytes(new byte[3]), fits: false);
        Check("bytes4", Bytes(new byte[5]), fits: false);
        Check("address", Bytes(new byte[20]), fits: false);
        Check("bytes", Text("x"), fits: false);
        Check("string", Bytes([1]), fits: false);
        Check("string", Text("\ud800"), fits: false);
        Check("uint8[2]", TypedDataValue.Array(Integer(1), Integer(2)), fits: true);
        Check("uint8[2]", TypedDataValue.Array(Integer(1)), fits: false);
        Check("uint8[2]", TypedDataValue.Array(Integer(1), Integer(256)), fits: false);
        Check("uint8", TypedDataValue.Array(Integer(1)), fits: false);
        Check("S[]", TypedDataValue.Array(), fits: true);
        Check("S[]", TypedDataValue.Array(Integer(1)), fits: false);
        Check("S[]", TypedDataValue.Array(Structure(("y", TypedDataValue.Array()))), fits: false);
        TypedDataSchema schema = new(new TypedDataStructure("S", new TypedDataMember("bool", "x")));
        Assert.Throws<ArgumentException>(() => schema.HashStructure("S", Structure()));
        Assert.Throws<ArgumentException>(() => schema.HashStructure("S", Structure(("x", Boolean(true)), ("y", Boolean(true)))));
        Assert.Throws<ArgumentException>(() => schema.HashStructure("T", Structure(("x", Boolean(true)))));
        Assert.Throws<ArgumentException>(() => Structure(("x", Boolean(true)), ("x", Boolean(true))));
    }

    [Theory]
    [InlineData("uint")]
    [InlineData("int")]
    [InlineData("uint0")]
    [InlineData("uint7")]
    [InlineData("uint08")]
    [InlineData("uint264")]
    [InlineData("int512")]
    [InlineData("bytes0")]
    [InlineData("bytes33")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("uint8[")]
    [InlineData("uint8]")]
    [InlineData("uint8[0]")]
    [InlineData("uint8[-1]")]
    [InlineData("uint8[1][x]")]
    [InlineData("Per son")]
    [InlineData("Unknown")]
    [InlineData("Unknown[]")]
    public void Schema_UnknownType_Throws(string type) =>
        Assert.Throws<ArgumentException>(() => new TypedDataSchema(new TypedDataStructure("S", new TypedDataMember(type, "x"))));

    [Theory]
    [InlineData("uint8", "x")]
    [InlineData("bytes", "x")]
    [InlineData("S(", "x")]
    [InlineData("", "x")]
    [InlineData("S", "x,bool y")]
    [InlineData("S", "")]
    [InlineData("S", "1")]
    public void Schema_NameThatWouldForgeATypeText_Throws(string structure, string member) =>
        Assert.Throws<ArgumentException>(() => new TypedDataSchema(new TypedDataStructure(structure, new TypedDataMember("bool", member))));

    [Fact]
    public void Schema_SameNameTwice_Throws()
    {
        TypedDataStructure s = new("S", new TypedDataMember("bool", "x"));
        Assert.Throws<ArgumentException>(() => new TypedDataSchema(s, s));
        Assert.Throws<ArgumentException>(() => new TypedDataSchema(new TypedDataStructure("S", new("bool", "x"), new("bool", "x"))));
    }

    [Fact]
    public void Separator_EachMember_ChangesIt()
    {
        TypedDataDomain[] domains =
        [
            new() { Name = "a" }, new() { Name = "b" }, new() { Version = "a" }, new() { Name = "a", Version = "1" }, new() { ChainId = 1 },
            new() { ChainId = 2 }, new() { VerifyingContract = First }, new() { VerifyingContract = Second }, new() { Salt = new byte[32] },
        ];
        Assert.Equal(domains.Length, domains.Select(d => Hex(d.Separator())).Distinct().Count());
        Assert.Throws<InvalidOperationException>(() => new TypedDataDomain().Separator());
        Assert.Throws<ArgumentException>(() => new TypedDataDomain { Salt = new byte[31] }.Separator());
        Assert.Throws<ArgumentException>(() => new TypedDataDomain { ChainId = -1 }.Separator());
    }

    private static void Check(string type, TypedDataValue value, bool fits)
    {
        TypedDataStructure structure = new("S", new TypedDataMember(type, "x"));
        TypedDataSchema schema = new(structure);
        Exception? failure = Record.Exception(() => schema.HashStructure("S", Structure(("x", value))));
        Assert.Equal(fits, failure is null);
        Assert.True(failure is null or ArgumentException, failure?.ToString());
    }

    private static TypedDataValue Everything()
    {
        TypedDataValue child = Structure(
            ("u", Integer((BigInteger.One << 256) - 1)),
            ("i", Integer(-128)),
            ("b", Boolean(false)),
            ("w", Address(Second)),
            ("f4", Bytes(new byte[4])),
            ("f32", Repeated(0xff, 32)),
            ("d", Bytes([])),
            ("s", Text(string.Empty)),
            ("leaves", TypedDataValue.Array()),
            ("pairs", TypedDataValue.Array()),
            ("texts", TypedDataValue.Array()),
            ("blobs", TypedDataValue.Array(Bytes([]), Bytes([0]))),
            ("zed", Structure(("flag", Boolean(false)), ("who", TypedDataValue.Array(Address(Second), Address(First))))),
            ("children", TypedDataValue.Array()));
        return Structure(
            ("u", Integer(BigInteger.Parse("1234567890123456789012345678901234567890", System.Globalization.CultureInfo.InvariantCulture))),
            ("i", Integer(127)),
            ("b", Boolean(true)),
            ("w", Address(First)),
            ("f4", Bytes([0xde, 0xad, 0xbe, 0xef])),
            ("f32", Repeated(1, 32)),
            ("d", Bytes([1, 2, 3, 4, 5])),
            ("s", Text("Grüße, 世界 🚀")),
            ("leaves", TypedDataValue.Array(Leaf(255, long.MinValue), Leaf(0, long.MaxValue))),
            ("pairs", TypedDataValue.Array(Pair(1, 65535), Pair(2, 3))),
            ("texts", TypedDataValue.Array(Text(string.Empty), Text("x"))),
            ("blobs", TypedDataValue.Array(Bytes([0xff]), Repeated(0xab, 100))),
            ("zed", Structure(("flag", Boolean(true)), ("who", TypedDataValue.Array(Address(First), Address(Second))))),
            ("children", TypedDataValue.Array(child)));
    }

    private static TypedDataValue Leaf(int a, long b) => Structure(("a", Integer(a)), ("b", Integer(b)));

    private static TypedDataValue Pair(int a, int b) => TypedDataValue.Array(Integer(a), Integer(b));

    private static TypedDataValue Repeated(byte value, int count) => Bytes([.. Enumerable.Repeat(value, count)]);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static EthereumAddress ParseAddress(string text)
    {
        Assert.True(EthereumAddress.TryParse(text, out EthereumAddress address));
        return address;
    }
}
