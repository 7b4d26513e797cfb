using System.Globalization;
using System.Numerics;
using System.Text;
using ZkRollup.Sequencer.Settlement.Rlp;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Tests.Rlp;

/// <summary>Vectors: RLPTests/rlptest.json of the tests of Ethereum.</summary>
public class RlpItemTests
{
    private const string LongText = "Lorem ipsum dolor sit amet, consectetur adipisicing elit";

    [Theory]
    [InlineData("", "0x80")]
    [InlineData("\0", "0x00")]
    [InlineData("\u007f", "0x7f")]
    [InlineData("dog", "0x83646f67")]
    [InlineData(
        LongText,
        "0xb8384c6f72656d20697073756d20646f6c6f722073697420616d65742c20636f6e7365637465747572206164697069736963696e6720656c6974")]
    public void Bytes_EthereumVectors_Match(string text, string expected) =>
        Assert.Equal(expected, Hex.Data(RlpItem.Of(Encoding.ASCII.GetBytes(text)).Encode()));

    [Theory]
    [InlineData("0", "0x80")]
    [InlineData("1", "0x01")]
    [InlineData("127", "0x7f")]
    [InlineData("128", "0x8180")]
    [InlineData("1000", "0x8203e8")]
    [InlineData("100000", "0x830186a0")]
    [InlineData("83729609699884896815286331701780722", "0x8f102030405060708090a0b0c0d0e0f2")]
    [InlineData(
        "115792089237316195423570985008687907853269984665640564039457584007913129639936",
        "0xa1010000000000000000000000000000000000000000000000000000000000000000")]
    public void Integer_EthereumVectors_Match(string number, string expected) =>
        Assert.Equal(expected, Hex.Data(RlpItem.Of(BigInteger.Parse(number, CultureInfo.InvariantCulture)).Encode()));

    [Fact]
    public void List_EthereumVectors_Match()
    {
        RlpItem empty = RlpItem.List();
        RlpItem one = RlpItem.List(empty);
        Assert.Equal("0xc0", Hex.Data(empty.Encode()));
        Assert.Equal("0xcc83646f6783676f6483636174", Hex.Data(RlpItem.List(Text("dog"), Text("god"), Text("cat")).Encode()));
        Assert.Equal("0xc6827a77c10401", Hex.Data(RlpItem.List(Text("zw"), RlpItem.List(RlpItem.Of(4)), RlpItem.Of(1)).Encode()));
        Assert.Equal("0xc7c0c1c0c3c0c1c0", Hex.Data(RlpItem.List(empty, one, RlpItem.List(empty, one)).Encode()));
        RlpItem three = RlpItem.List(Text("asdf"), Text("qwer"), Text("zxcv"));
        string inner = "cf84617364668471776572847a786376";
        Assert.Equal("0xf840" + inner + inner + inner + inner, Hex.Data(RlpItem.List(three, three, three, three).Encode()));
        RlpItem[] many = [.. Enumerable.Repeat(three, 32)];
        Assert.Equal("0xf90200" + string.Concat(Enumerable.Repeat(inner, 32)), Hex.Data(RlpItem.List(many).Encode()));
    }

    [Theory]
    [InlineData(54)]
    [InlineData(55)]
    [InlineData(56)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(70_000)]
    public void Encode_LengthsAroundEachForm_ReadBack(int length)
    {
        byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)(i | 0x80))];
        Assert.Equal(bytes, RlpReader.Read(RlpItem.Of(bytes).Encode()));
        object[] list = Assert.IsType<object[]>(RlpReader.Read(RlpItem.List(RlpItem.Of(bytes), RlpItem.Of(7)).Encode()));
        Assert.Equal(bytes, list[0]);
        Assert.Equal(7, RlpReader.Integer(list[1]));
    }

    [Fact]
    public void Of_NegativeInteger_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => RlpItem.Of(BigInteger.MinusOne));

    private static RlpItem Text(string text) => RlpItem.Of(Encoding.ASCII.GetBytes(text));
}
