using System.Text;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Crypto.Tests.Hashing;

public class Keccak256Tests
{
    [Theory]
    [InlineData("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    [InlineData("The quick brown fox jumps over the lazy dog", "4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15")]
    public void Hash_PublishedVectors_Match(string text, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(Keccak256.Hash(Encoding.UTF8.GetBytes(text))));

    // Byte i of the input is 7·i mod 256; the digests were computed with @noble/hashes. A block has 136 bytes.
    [Theory]
    [InlineData(1, "bc36789e7a1e281436464229828f817d6612f7b477d66591ff96a9e064bcc98a")]
    [InlineData(135, "154f5dc27520a599653a2b10189cf53f5ce03b7c594d11fd98f67012ea304b6c")]
    [InlineData(136, "81e7ecb492d033f1692e770a6eb874e70aac45ec10da93483fc8d3537805c097")]
    [InlineData(137, "a595973359b39ba1fec5cf8f40710c5a213e76281dd4f174f1ea83106ee7759b")]
    [InlineData(272, "99d5a295c114ab3f94028d25825ea798399dacfc613f0193fb32c3c4973f1777")]
    [InlineData(5000, "686fba953a3cbf344bd174bd39d619bd2ce08551726204ef5f26ab96af0029a1")]
    public void Hash_LengthsAroundBlocks_MatchOtherImplementation(int length, string expected)
    {
        byte[] data = Data(length);
        Assert.Equal(expected, Convert.ToHexStringLower(Keccak256.Hash(data)));
        Keccak256 hasher = new();
        foreach (int step in new[] { 1, 7, 136, 5000 })
        {
            for (int i = 0; i < length; i += step)
            {
                hasher.Append(data.AsSpan(i, Math.Min(step, length - i)));
            }

            byte[] digest = new byte[Keccak256.DigestBytes];
            hasher.Finish(digest);
            Assert.Equal(expected, Convert.ToHexStringLower(digest));
        }
    }

    [Fact]
    public void Hash_DigestOverlapsData_SameResult()
    {
        byte[] data = Data(64);
        byte[] expected = Keccak256.Hash(data);
        Keccak256.Hash(data, data.AsSpan(16, Keccak256.DigestBytes));
        Assert.Equal(expected, data[16..48]);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    public void Hash_DigestOfOtherLength_Throws(int length) => Assert.Throws<ArgumentException>(() => Keccak256.Hash([], new byte[length]));

    private static byte[] Data(int length) => [.. Enumerable.Range(0, length).Select(i => unchecked((byte)(7 * i)))];
}
