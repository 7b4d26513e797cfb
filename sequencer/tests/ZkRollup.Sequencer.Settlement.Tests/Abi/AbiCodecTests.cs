using System.Numerics;
using System.Text;
using Xunit.Abstractions;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Tests.Abi;

/// <summary>Vectors: the examples of the Solidity documentation, "Contract ABI Specification".</summary>
public class AbiCodecTests(ITestOutputHelper output)
{
    private const int Seed = 20_250_917;

    [Fact]
    public void Encode_DocumentationBaz_Matches()
    {
        AbiFunction baz = new("baz(uint32,bool)");
        Assert.Equal("0xcdcd77c0" + Words("45", "1"), Hex.Data(baz.Encode(69UL, true)));
    }

    [Fact]
    public void Encode_DocumentationBar_Matches()
    {
        AbiFunction bar = new("bar(bytes3[2])");
        byte[] data = bar.Encode(AbiValue.Of(Encoding.ASCII.GetBytes("abc"), Encoding.ASCII.GetBytes("def")));
        Assert.Equal("0xfce353f6" + "616263".PadRight(64, '0') + "646566".PadRight(64, '0'), Hex.Data(data));
    }

    [Fact]
    public void Encode_DocumentationSam_Matches()
    {
        AbiFunction sam = new("sam(bytes,bool,uint256[])");
        byte[] data = sam.Encode(Encoding.ASCII.GetBytes("dave"), true, AbiValue.Of(1UL, 2UL, 3UL));
        string expected = "0xa5643bf2" + Words("60", "1", "a0", "4") + "64617665".PadRight(64, '0') + Words("3", "1", "2", "3");
        Assert.Equal(expected, Hex.Data(data));
    }

    [Fact]
    public void Encode_DocumentationF_Matches()
    {
        AbiFunction f = new("f(uint256,uint32[],bytes10,bytes)");
        byte[] data = f.Encode(
            0x123UL,
            AbiValue.Of(0x456UL, 0x789UL),
            Encoding.ASCII.GetBytes("1234567890"),
            Encoding.ASCII.GetBytes("Hello, world!"));
        string expected = "0x8be65246" + Words("123", "80") + "31323334353637383930".PadRight(64, '0') + Words("e0", "2", "456", "789", "d")
            + "48656c6c6f2c20776f726c6421".PadRight(64, '0');
        Assert.Equal(expected, Hex.Data(data));
    }

    [Fact]
    public void Encode_DocumentationG_NestedListsMatchAndDecode()
    {
        AbiFunction g = new("g(uint256[][],string[])", "uint256[][],string[]");
        AbiValue[] values = [AbiValue.Of(AbiValue.Of(1UL, 2UL), AbiValue.Of(3UL)), AbiValue.Of("one", "two", "three")];
        byte[] data = g.Encode(values);
        string expected = "0x2289b18c" + Words("40", "140", "2", "40", "a0", "2", "1", "2", "1", "3", "3", "60", "a0", "e0", "3")
            + "6f6e65".PadRight(64, '0') + Words("3") + "74776f".PadRight(64, '0') + Words("5") + "7468726565".PadRight(64, '0');
        Assert.Equal(expected, Hex.Data(data));
        AbiValue[] decoded = g.Decode(data.AsSpan(4)).Value;
        Assert.Equal("[[[1, 2], [3]], ['one', 'two', 'three']]", AbiValue.Of(decoded).ToString());
    }

    [Theory]
    [InlineData("int256", "-1", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("int8", "-128", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff80")]
    [InlineData("int8", "127", "000000000000000000000000000000000000000000000000000000000000007f")]
    [InlineData("uint8", "255", "00000000000000000000000000000000000000000000000000000000000000ff")]
    public void Integers_AtTheirBounds_EncodeAndDecode(string type, string text, string word)
    {
        BigInteger number = BigInteger.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        AbiType[] types = [AbiType.Parse(type)];
        byte[] data = AbiEncoder.Encode(types, [number]);
        Assert.Equal(word, Convert.ToHexStringLower(data));
        Assert.True(AbiDecoder.TryDecode(types, data, out AbiValue[] values));
        Assert.Equal(number, values[0].Integer);
    }

    [Theory]
    [InlineData("int8", 128)]
    [InlineData("int8", -129)]
    [InlineData("uint8", 256)]
    [InlineData("uint256", -1)]
    [InlineData("bool", 1)]
    [InlineData("address", 1)]
    [InlineData("uint256[]", 1)]
    public void Encode_ValueThatDoesNotFit_Throws(string type, int number) =>
        Assert.Throws<ArgumentException>(() => AbiEncoder.Encode([AbiType.Parse(type)], [new BigInteger(number)]));

    [Fact]
    public void Encode_LengthsThatDiffer_Throws()
    {
        Assert.Throws<ArgumentException>(() => AbiEncoder.Encode([AbiType.Parse("bytes3")], [new byte[4]]));
        Assert.Throws<ArgumentException>(() => AbiEncoder.Encode([AbiType.Parse("uint8[2]")], [AbiValue.Of(1UL)]));
        Assert.Throws<ArgumentException>(() => AbiEncoder.Encode([AbiType.Parse("(uint8,uint8)")], [AbiValue.Of(1UL)]));
        Assert.Throws<ArgumentException>(() => AbiEncoder.Encode([AbiType.Parse("uint8")], [1UL, 2UL]));
    }

    [Theory]
    [InlineData("uint7")]
    [InlineData("uint264")]
    [InlineData("uint")]
    [InlineData("bytes0")]
    [InlineData("bytes33")]
    [InlineData("uint256[0]")]
    [InlineData("uint256[01]")]
    [InlineData("[]")]
    [InlineData("()")]
    [InlineData("(uint256")]
    [InlineData("fixed")]
    [InlineData("")]
    public void Parse_NoType_Throws(string text) => Assert.Throws<FormatException>(() => AbiType.Parse(text));

    [Fact]
    public void Decode_EncodedValuesOfRandomTypes_AreTheSame()
    {
        output.WriteLine($"seed {Seed}");
        Random random = new(Seed);
        for (int i = 0; i < 2_000; i++)
        {
            AbiType[] types = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => AbiType.Parse(RandomType(random, 3)))];
            AbiValue[] values = [.. types.Select(type => RandomValue(random, type))];
            byte[] data = AbiEncoder.Encode(types, values);
            Assert.True(AbiDecoder.TryDecode(types, data, out AbiValue[] decoded), string.Join(',', types.Select(t => t.Name)));
            Assert.Equal(data, AbiEncoder.Encode(types, decoded));
            Assert.Equal(AbiValue.Of(values).ToString(), AbiValue.Of(decoded).ToString());
        }
    }

    [Fact]
    public void Decode_AnyOneByteChanged_IsRefusedOrOtherValues()
    {
        AbiType[] types = [AbiType.Parse("(uint64,address,bool,bytes,uint256[],bytes4)"), AbiType.Parse("int128[2]")];
        AbiValue[] values =
        [
            AbiValue.Of(5UL, default(EthereumAddress), true, new byte[] { 1, 2, 3 }, AbiValue.Of(7UL, 8UL), new byte[4]),
            AbiValue.Of(BigInteger.MinusOne, BigInteger.One),
        ];
        byte[] data = AbiEncoder.Encode(types, values);
        for (int i = 0; i < data.Length; i++)
        {
            byte[] changed = [.. data];
            changed[i] ^= 0x40;

            // One value has one encoding: what is accepted must encode to what was read, not to what was there before.
            bool isAccepted = AbiDecoder.TryDecode(types, changed, out AbiValue[] decoded);
            Assert.True(!isAccepted || changed.SequenceEqual(AbiEncoder.Encode(types, decoded)), $"byte {i}");
        }

        Assert.False(AbiDecoder.TryDecode(types, data.AsSpan(0, data.Length - 1), out _));
        Assert.False(AbiDecoder.TryDecode(types, [.. data, 0], out _));
        Assert.False(AbiDecoder.TryDecode(types, [], out _));
    }

    [Fact]
    public void Decode_AnyBytes_NeverThrows()
    {
        output.WriteLine($"seed {Seed}");
        Random random = new(Seed);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++)
        {
            AbiType[] types = [AbiType.Parse(RandomType(random, 3))];
            byte[] data = new byte[32 * random.Next(1, 8)];

            // Small words, so that lengths and offsets are often plausible.
            for (int word = 31; word < data.Length; word += 32)
            {
                data[word] = (byte)(random.Next(3) == 0 ? random.Next(4) : 32 * random.Next(6));
            }

            accepted += AbiDecoder.TryDecode(types, data, out AbiValue[] values) ? 1 : 0;
            Assert.True(values.Length == 0 || data.SequenceEqual(AbiEncoder.Encode(types, values)));
        }

        Assert.InRange(accepted, 100, 19_900);
    }

    [Fact]
    public void Decode_CountThatDataCannotHold_IsRefusedWithoutAnAllocation()
    {
        AbiType[] types = [AbiType.Parse("uint256[]")];
        byte[] data = Convert.FromHexString(Words("20", "7fffffdf", "1"));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(AbiDecoder.TryDecode(types, data, out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_096);
    }

    [Fact]
    public void Decode_OffsetsThatOverlap_AreRefused()
    {
        // Both lists at one place: 64 bytes that would stand for twice as much, and so on at each level.
        AbiType list = AbiType.Parse("uint256[]");
        Assert.False(AbiDecoder.TryDecode([list, list], Convert.FromHexString(Words("40", "40", "1", "5")), out _));
    }

    private static string Words(params string[] words) => string.Concat(words.Select(word => word.PadLeft(64, '0')));

    private static string RandomType(Random random, int depth) => random.Next(depth > 0 ? 10 : 7) switch
    {
        0 => $"uint{8 * random.Next(1, 33)}",
        1 => $"int{8 * random.Next(1, 33)}",
        2 => "address",
        3 => "bool",
        4 => $"bytes{random.Next(1, 33)}",
        5 => "bytes",
        6 => "string",
        7 => RandomType(random, depth - 1) + "[]",
        8 => $"{RandomType(random, depth - 1)}[{random.Next(1, 4)}]",
        _ => $"({RandomType(random, depth - 1)},{RandomType(random, depth - 1)})",
    };

    private static AbiValue RandomValue(Random random, AbiType type)
    {
        byte[] bytes = new byte[type.Kind == AbiKind.FixedBytes ? type.Size : random.Next(70)];
        random.NextBytes(bytes);
        switch (type.Kind)
        {
            case AbiKind.Unsigned or AbiKind.Signed:
                byte[] number = new byte[type.Size / 8];
                random.NextBytes(number);
                return new BigInteger(number, isUnsigned: type.Kind == AbiKind.Unsigned);
            case AbiKind.Address:
                byte[] address = new byte[EthereumAddress.Bytes];
                random.NextBytes(address);
                Assert.True(EthereumAddress.TryRead(address, out EthereumAddress read));
                return read;
            case AbiKind.Boolean:
                return random.Next(2) == 1;
            case AbiKind.FixedBytes or AbiKind.Bytes:
                return bytes;
            case AbiKind.Text:
                return Convert.ToBase64String(bytes) + "ä€";
            case AbiKind.Tuple:
                return AbiValue.Of([.. type.Components.Select(component => RandomValue(random, component))]);
            default:
                int count = type.Kind == AbiKind.Array ? type.Size : random.Next(4);
                return AbiValue.Of([.. Enumerable.Range(0, count).Select(_ => RandomValue(random, type.Components[0]))]);
        }
    }
}
