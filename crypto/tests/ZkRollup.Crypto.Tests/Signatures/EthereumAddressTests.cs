using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Crypto.Tests.Signatures;

public class EthereumAddressTests
{
    // The examples of EIP-55.
    [Theory]
    [InlineData("0x52908400098527886E0F7030069857D2E4169EE7")]
    [InlineData("0x8617E340B3D01FA5F11F306F4090FD50E238070D")]
    [InlineData("0xde709f2102306220921060314715629080e2fb77")]
    [InlineData("0x27b1fdb04752bbc536007a920d24acb045561c26")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359")]
    [InlineData("0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB")]
    [InlineData("0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb")]
    public void TryParse_ExamplesOfEip55_RoundTripAndRejectEveryFlippedLetter(string text)
    {
        Assert.True(EthereumAddress.TryParse(text, out EthereumAddress address));
        Assert.Equal(text, address.ToString());
        byte[] bytes = new byte[EthereumAddress.Bytes];
        address.Write(bytes);
        Assert.Equal(text[2..], Convert.ToHexString(bytes), ignoreCase: true);
        Assert.True(EthereumAddress.TryRead(bytes, out EthereumAddress read));
        Assert.Equal(address, read);
        for (int i = 2; i < text.Length; i++)
        {
            char flipped = char.IsAsciiLetterLower(text[i]) ? char.ToUpperInvariant(text[i]) : char.ToLowerInvariant(text[i]);
            if (flipped != text[i])
            {
                string wrong = text[..i] + flipped + text[(i + 1)..];
                Assert.False(EthereumAddress.TryParse(wrong, out EthereumAddress rejected));
                Assert.Equal(default, rejected);
                Assert.True(EthereumAddress.TryParseUnchecked(wrong, out EthereumAddress unchecked1));
                Assert.Equal(address, unchecked1);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0X5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed0")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg")]
    [InlineData(" 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeA\u0660d")]
    public void TryParse_Malformed_Rejected(string text)
    {
        Assert.False(EthereumAddress.TryParse(text, out _));
        Assert.False(EthereumAddress.TryParseUnchecked(text, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(19)]
    [InlineData(21)]
    public void TryRead_OtherLength_Rejected(int length) => Assert.False(EthereumAddress.TryRead(new byte[length], out _));

    [Fact]
    public void Equals_OneByteDiffers_False()
    {
        for (int i = 0; i < EthereumAddress.Bytes; i++)
        {
            byte[] bytes = new byte[EthereumAddress.Bytes];
            bytes[i] = 1;
            Assert.True(EthereumAddress.TryRead(bytes, out EthereumAddress address));
            Assert.True(address != default);
            Assert.False(address == default);
        }
    }
}
